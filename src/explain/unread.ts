import { isArray, type SignatureReading } from '../../mocks/rules.ts';
import type { Note } from './note.ts';
import { queryOf, type ReceivedRequest } from './request.ts';
import type { StoreView } from './store-view.ts';

/**
 * Before 11.1 the URL itself must name the API; from then on the route (recording route.087). A request by
 * `?rest_route=` is told of it whatever its store is.
 */
export function scopeNote({ target }: ReceivedRequest, { unread }: SignatureReading): Note | undefined {
  const query = queryOf({ target });
  if (/(^|&)rest_route=(\/|%2F)/i.test(query) && !/wp-json\/wc[/-]/.test(target))
    return {
      id: 'rest-route-not-authenticated',
      says: 'WooCommerce before 11.1 looks for credentials only where the URL holds wp-json/wc/: with ?rest_route= it serves the request as that of a stranger.',
      fix: 'Ask for /wp-json/wc/… with pretty permalinks switched on.',
      refuses: unread === 'scope',
    };
  if (unread !== 'scope') return undefined;
  return {
    id: 'not-a-route-of-woocommerce',
    says: 'The path is no route of WooCommerce (wp-json/wc/…, in lower case): WooCommerce does not look at credentials there.',
    fix: 'Ask for /wp-json/wc/v3/…; other routes of WordPress want an application password.',
    refuses: true,
  };
}

/** Why the store does not look at the signature; missing parameters are told by name. */
export function unreadNote(request: ReceivedRequest, { reading, fields }: StoreView): Note | undefined {
  switch (reading.unread) {
    case 'scope':
      return scopeNote(request, reading);
    case 'public':
      return {
        id: 'legacy-index',
        says: 'The index of the legacy API is open to everybody: no credentials are looked at there.',
        fix: 'Ask for a resource, /wc-api/v3/orders, to see whether a signature is right.',
        refuses: false,
      };
    case 'keys-over-tls':
      // What may have come over plain HTTP is not told what it does over TLS.
      if (request.schemeAssumed) return undefined;
      return {
        id: 'legacy-over-tls',
        says: 'Over TLS the legacy API takes key and secret alone, no OAuth.',
        fix: 'Send the key and secret as Basic credentials over TLS.',
        refuses: true,
      };
    case 'let-in':
      return {
        id: 'secret-before-signature',
        says: 'Over TLS key and secret come first, and those sent with the request let it in.',
        fix: 'Send either key and secret or a signature.',
        refuses: false,
      };
    case 'consumer-key':
      return {
        id: 'consumer-key-is-array',
        says: 'oauth_consumer_key is an array or empty of characters that count: no store has such a key.',
        fix: 'Send one oauth_consumer_key: ck_ and 40 digits.',
        refuses: true,
      };
    case 'signature-method':
      if (fields.signatureMethod === '') return undefined;
      return {
        id: 'signature-method-unknown',
        says: `The store does not know the signature method "${fields.signatureMethod ?? 'an array'}".`,
        fix: 'Use HMAC-SHA1 or HMAC-SHA256, written so.',
        refuses: true,
      };
    default:
      return undefined;
  }
}

/** v3 of the legacy API signs `c[x][y]=1` as `c[x]=Array`: no client that signs what it sends comes to that. */
export function nestedArrayNote({ api, parameters }: SignatureReading): Note | undefined {
  const isNested = [...parameters.values()].some(
    value => isArray(value) && [...value.values()].some(item => isArray(item)),
  );
  if (api !== 3 || !isNested) return undefined;
  return {
    id: 'array-in-array',
    says: 'The legacy API signs an array inside an array as the word "Array", whatever stands in it.',
    fix: 'Send no arrays inside arrays to /wc-api/v3, or use wc/v3.',
    refuses: false,
  };
}
