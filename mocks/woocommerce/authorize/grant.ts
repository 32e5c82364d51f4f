import { strval } from '../../php/strval.ts';
import type { Context } from '../../wordpress/context.ts';
import { newKeyPair } from '../key-pair.ts';
import type { ApiKey } from '../keys.ts';
import type { GrantingShop } from '../shop.ts';
import type { AuthorizeParameters } from './parameters.ts';
import { scopes } from './scopes.ts';

/** What the app is sent of a new key. */
export interface ConsumerData {
  readonly key_id: number;
  /** The app's own name for its user, as it came: always text. */
  readonly user_id: unknown;
  readonly consumer_key: string;
  readonly consumer_secret: string;
  readonly key_permissions: string;
}

/** `WC_Auth::create_keys()`: a key of the user who is logged in. */
export function createKey(shop: GrantingShop, context: Context, request: AuthorizeParameters): ConsumerData {
  const key: ApiKey = shop.keys.add({
    userId: context.userId,
    permissions: shop.authorizeRules.keyPermissions(request.scope),
    ...newKeyPair(context.site.randomBytes),
    description: describe(request, context.site.now()),
  });
  return {
    key_id: key.keyId,
    user_id: shop.authorizeRules.userIdForApp(request.sentUserId),
    consumer_key: key.consumerKey,
    consumer_secret: key.consumerSecret,
    key_permissions: key.permissions,
  };
}

/** What the merchant finds in the list of keys: `My App - API Read/Write (created on November 21, 2026 at 3:07 am).` */
function describe(request: AuthorizeParameters, now: number): string {
  const at = new Date(now * 1000);
  const date = at.toLocaleDateString('en-US', { timeZone: 'UTC', dateStyle: 'long' });
  const hour = at.getUTCHours();
  const minute = String(at.getUTCMinutes()).padStart(2, '0');
  const time = `${hour % 12 || 12}:${minute} ${hour < 12 ? 'am' : 'pm'}`;
  const scope = scopes.get(request.scope)?.label ?? '';
  return `${strval(request.appName)} - API ${scope} (created on ${date} at ${time}).`;
}
