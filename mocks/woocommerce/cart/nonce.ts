/** `AbstractCartRoute::check_nonce()`: whoever changes a cart shows the nonce that it came with, or since 10.5 its token. */
import type { Context } from '../../wordpress/context.ts';
import { type WpError, wpError } from '../../wordpress/error.ts';
import { verifyNonce } from '../../wordpress/nonce.ts';
import type { Profile } from '../profiles.ts';
import { tokenOwner } from './session.ts';

function hasToken(context: Context, profile: Profile): boolean {
  return profile.storeApi === 'cart-token' && tokenOwner(context) !== undefined;
}

export function withoutNonce(context: Context, profile: Profile): WpError | undefined {
  return hasToken(context, profile) ? undefined : missingNonce(context, profile);
}

/** Missing is 401, wrong is 403; a key is no substitute (store-api.004). */
export function refusedNonce(context: Context, profile: Profile): WpError | undefined {
  const missing = withoutNonce(context, profile);
  if (missing !== undefined || hasToken(context, profile)) return missing;
  const { sent = '', name } = nonceOf(context, profile);
  return verifyNonce(context, sent, 'wc_store_api')
    ? undefined
    : wpError('woocommerce_rest_invalid_nonce', `${name} is invalid.`, 403);
}

function missingNonce(context: Context, profile: Profile): WpError | undefined {
  const { sent, name } = nonceOf(context, profile);
  if (sent !== undefined) return undefined;
  const message = `Missing the ${name} header. This endpoint requires a valid nonce.`;
  return wpError('woocommerce_rest_missing_nonce', message, 401);
}

/** Until 6.6 what is no GET needs a nonce, HEAD too; observed on 5.8.0 and 6.6.0, and no more on 7.8.2. */
export function headWithoutNonce(context: Context, profile: Profile): WpError | undefined {
  const isOld = profile.storeApi === 'old-nonce' || profile.storeApi === 'nonce';
  return isOld && context.request.method === 'HEAD' ? missingNonce(context, profile) : undefined;
}

/** The header's old name counts until 9.2 (store-api.008, store-api.013). */
function nonceOf(context: Context, { storeApi: form }: Profile): { sent: string | undefined; name: string } {
  const old = form === 'cart-token' ? undefined : context.request.header('X-WC-Store-API-Nonce');
  return {
    sent: form === 'old-nonce' ? old : (context.request.header('Nonce') ?? old),
    name: form === 'old-nonce' ? 'X-WC-Store-API-Nonce' : 'Nonce',
  };
}
