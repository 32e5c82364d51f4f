import { isEmpty } from '../../php/compare.ts';
import { isValidUrl } from '../../php/filter_url.ts';
import { isArray, type PhpValue } from '../../php/types.ts';
import { urldecode } from '../../php/urlencode.ts';
import { mapDeep, sanitizeTextField } from '../../wordpress/formatting/sanitize.ts';
import { fromBytes } from '../../wordpress/formatting/text.ts';
import type { RemoteResult } from '../../wordpress/http/remote-post.ts';
import { type AuthorizeScope, scopes } from './scopes.ts';

/**
 * How the granting of keys is judged: small pure functions, one for each thing a store can get wrong. A test
 * replaces single ones (`createStore({ authorizeRules })`) to see whether the suite notices.
 */
export interface AuthorizeRules {
  /** PHP's `empty()`: '' and `0` count as missing (wc-auth.081). */
  isMissing(value: PhpValue): boolean;
  /** `wc_clean()`: names lose their tags (wc-auth.087). */
  clean(value: PhpValue): PhpValue;
  /**
   * `WC_Auth::get_formatted_url()`: decoded once more than PHP has done already, so a URL that was encoded twice is
   * taken too (wc-auth.111); `https://` in front where no scheme is named (wc-auth.100).
   */
  completeUrl(url: string): string;
  isUrl(url: string): boolean;
  isScope(scope: PhpValue): boolean;
  /** The keys are sent there, so it is TLS or nothing. */
  isCallbackSafe(url: string): boolean;
  /** Whether a merchant who is not logged in is asked to log in. */
  readonly asksToLogIn: boolean;
  /** What the merchant is told that the app may do. */
  describe(scope: string): AuthorizeScope;
  /** The capability that it takes to grant a key. */
  readonly capability: string;
  /** Whether the link was made for this user and session, and has not expired. */
  isNonceRight(verified: boolean): boolean;
  /** What the key may do. */
  keyPermissions(scope: string): string;
  /** The app's name for its user, as it is sent back. */
  userIdForApp(sent: PhpValue): unknown;
  /** How many redirects of the callback are followed. */
  readonly callbackRedirects: number;
  /** Whether the app has taken the key: a final 200 and nothing else (wc-auth.164, wc-auth.166). */
  isDelivered(result: RemoteResult): boolean;
  /** Whether a key that was not delivered is deleted again. */
  readonly deletesUndelivered: boolean;
  /** `success` when the merchant refuses. */
  readonly deniedSuccess: '0' | '1';
}

export const woocommerceAuthorizeRules: AuthorizeRules = {
  isMissing: isEmpty,
  clean: value => mapDeep(value, sanitizeTextField),
  completeUrl: url => {
    const decoded = urldecode(url);
    return decoded.includes('://') ? decoded : `https://${decoded}`;
  },
  isUrl: isValidUrl,
  isScope: scope => typeof scope === 'string' && scopes.has(scope),
  isCallbackSafe: url => /^https:\/\//i.test(url),
  asksToLogIn: true,
  describe: scope => scopes.get(scope) ?? { label: '', rights: [] },
  capability: 'manage_woocommerce',
  isNonceRight: verified => verified,
  keyPermissions: scope => scope,
  userIdForApp: decoded,
  callbackRedirects: 5,
  isDelivered: result => 'status' in result && result.status === 200,
  deletesUndelivered: true,
  deniedSuccess: '0',
};

/** A value as JSON has it: text, or an array of it. */
function decoded(value: PhpValue): unknown {
  if (!isArray(value)) return fromBytes(value);
  const entries = [...value].map(([key, entry]) => [key, decoded(entry)] as const);
  return entries.every(([key], i) => key === String(i))
    ? entries.map(([, entry]) => entry)
    : Object.fromEntries(entries);
}
