import { isValidUrl } from '../../php/filter_url.ts';
import { isArray, type PhpValue } from '../../php/types.ts';
import type { RemoteResult } from '../../wordpress/http/remote-post.ts';
import { scopes } from './scopes.ts';

/**
 * How the granting of keys is judged: small pure functions, one for each thing a store can get wrong. A test
 * replaces single ones (`createStore({ authorizeRules })`) to see whether the suite notices.
 */
export interface AuthorizeRules {
  /** PHP's `empty()`: '' and `0` count as missing (wc-auth.081). */
  isMissing(value: PhpValue): boolean;
  isUrl(url: string): boolean;
  isScope(scope: PhpValue): boolean;
  /** The keys are sent there, so it is TLS or nothing. */
  isCallbackSafe(url: string): boolean;
  /** The capability that it takes to grant a key. */
  readonly capability: string;
  /** Whether the link was made for this user and session, and has not expired. */
  isNonceRight(verified: boolean): boolean;
  /** What the key may do. */
  keyPermissions(scope: string): string;
  /** Whether the app has taken the key: a final 200 and nothing else (wc-auth.164, wc-auth.166). */
  isDelivered(result: RemoteResult): boolean;
  /** Whether a key that was not delivered is deleted again. */
  readonly deletesUndelivered: boolean;
  /** `success` when the merchant refuses. */
  readonly deniedSuccess: '0' | '1';
}

export const woocommerceAuthorizeRules: AuthorizeRules = {
  isMissing: value => (isArray(value) ? value.size === 0 : value === '' || value === '0'),
  isUrl: isValidUrl,
  isScope: scope => typeof scope === 'string' && scopes.has(scope),
  isCallbackSafe: url => /^https:\/\//i.test(url),
  capability: 'manage_woocommerce',
  isNonceRight: verified => verified,
  keyPermissions: scope => scope,
  isDelivered: result => 'status' in result && result.status === 200,
  deletesUndelivered: true,
  deniedSuccess: '0',
};
