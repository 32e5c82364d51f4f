import { isLoopback, isWithinOrigin } from './origin.ts';

/**
 * Whether a secret (a password, a cookie, a consumer secret, a staging header) may go to a URL: to the origins that the user
 * named, or to the same host by TLS in the place of plain HTTP. Not to the home URL that an index tells, and not by plain
 * HTTP where TLS alone was named; on this machine alone that passes no network.
 *
 * @param named the URLs of the store as they were given.
 */
export function mayTakeSecrets(url: string, named: readonly string[]): boolean {
  if (named.some(each => isWithinOrigin(each, url))) return true;
  const there = URL.parse(url);
  return (
    there !== null && isLoopback(url) && named.some(each => URL.parse(each)?.hostname === there.hostname)
  );
}
