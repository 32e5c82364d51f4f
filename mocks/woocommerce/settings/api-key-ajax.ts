import type { Answer } from '../../message.ts';
import { absint } from '../../wordpress/absint.ts';
import { currentUserCan } from '../../wordpress/capabilities.ts';
import type { Context } from '../../wordpress/context.ts';
import { sanitizeTextField } from '../../wordpress/formatting/sanitize.ts';
import { nocacheHeaders } from '../../wordpress/nocache.ts';
import { verifyNonce } from '../../wordpress/nonce.ts';
import { posted } from '../../wordpress/request-variables.ts';
import { encodeJson } from '../../wordpress/rest/json.ts';
import { newKeyPair } from '../key-pair.ts';
import type { Shop } from '../shop.ts';
import { mayEditUser } from './edit-user.ts';
import { revokeUrl, updateNonce } from './keys-page.ts';

/** `WC_AJAX::update_api_key()`: makes a key, or changes one, for any user that the one who asks may edit. */
export function updateApiKey(shop: Shop, context: Context): Answer {
  if (
    !verifyNonce(context, posted(context, 'security'), updateNonce) ||
    !currentUserCan(context, 'manage_woocommerce')
  )
    return ajax(context, 403, '-1', 'text/html; charset=UTF-8');
  const description = sanitizeTextField(posted(context, 'description'));
  const userId = absint(posted(context, 'user'));
  const sent = posted(context, 'permissions');
  if (description === '') return failure(context, 'Description is missing.');
  if (userId === 0) return failure(context, 'User is missing.');
  if (sent === '') return failure(context, 'Permissions is missing.');
  if (!mayEditUser(context, userId))
    return failure(context, 'You do not have permission to assign API Keys to the selected user.');
  const permissions = ['read', 'write', 'read_write'].includes(sent) ? sent : 'read';
  const keyId = absint(posted(context, 'key_id'));
  const existing = shop.keys.withId(keyId);
  if (keyId > 0) {
    if (existing) shop.keys.add({ ...existing, userId, permissions, description });
    return success(context, { message: 'API Key updated successfully.' });
  }
  const key = shop.keys.add({
    userId,
    permissions,
    description,
    ...newKeyPair(context.site.randomBytes),
  });
  context.judgements.push({
    rule: 'settings.create-key',
    outcome: 'accepted',
    detail: `Key ${key.keyId} (${permissions}) was made for user ${userId}.`,
  });
  return success(context, {
    consumer_key: key.consumerKey,
    consumer_secret: key.consumerSecret,
    message:
      'API Key generated successfully. Make sure to copy your new keys now as the secret key will be hidden once you leave this page.',
    revoke_url: `<a href="${revokeUrl(context, key.keyId)}">Revoke key</a>`,
  });
}

function success(context: Context, data: object): Answer {
  return ajax(context, 200, encodeJson({ success: true, data }));
}

function failure(context: Context, message: string): Answer {
  return ajax(context, 200, encodeJson({ success: false, data: { message } }));
}

function ajax(
  context: Context,
  status: number,
  body: string,
  type = 'application/json; charset=UTF-8',
): Answer {
  return {
    status,
    headers: [...nocacheHeaders(context.site, true), 'Content-Type', type],
    body: new TextEncoder().encode(body),
  };
}
