import { findingAddress } from '../finding-address.ts';

/** Where what a rule does is written down, by the beginning of its name; the first that fits. */
const sources: readonly (readonly [rule: string, source: string])[] = [
  ['basic', 'RFC 7617 section 2; WooCommerce REST API documentation, Authentication over HTTPS'],
  ['oauth1.timestamp', 'RFC 5849 section 3.3; WooCommerce allows 15 minutes'],
  ['oauth1.nonce', 'RFC 5849 section 3.3'],
  ['oauth1.signature', 'RFC 5849 section 3.4; WooCommerce REST API documentation, Authentication over HTTP'],
  ['oauth1.parameters', 'RFC 5849 section 3.1'],
  ['oauth1', 'RFC 5849 section 3; WooCommerce REST API documentation, Authentication over HTTP'],
  ['scope', 'WooCommerce REST API documentation, Keys: read, write, read/write'],
  ['legacy', 'WooCommerce Legacy REST API documentation, Authentication'],
  ['oauth', 'WooCommerce Legacy REST API documentation, Authentication; RFC 5849 section 3'],
  ['authorize', 'WooCommerce REST API documentation, Authentication endpoint (wc-auth)'],
  ['settings', 'WooCommerce → Settings → Advanced → REST API'],
  ['login', 'WordPress, wp-login.php'],
  ['admin', 'WordPress, wp-admin'],
  ['wordpress.application-password', 'WordPress, Application Passwords'],
  ['wordpress', 'WordPress REST API Handbook'],
];

/** Where a rule of the store comes from; '' where nothing is known. */
export function ruleSource(rule: string): string {
  const fault = /^hosting\.(.+)$/.exec(rule)?.[1];
  if (fault !== undefined) return findingAddress('fault', fault);
  return sources.find(([name]) => rule === name || rule.startsWith(`${name}.`))?.[1] ?? '';
}
