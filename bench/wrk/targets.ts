import { randomUUID } from 'node:crypto';
import { type Credentials, signRequest } from '../../src/index.ts';

/**
 * Request targets signed with OAuth 1.0a in the query (RFC 5849, section 3.5.3), each with a nonce of its own: a store
 * takes each of them once.
 * @param url absolute, as the store signs it
 */
export function signedTargets(url: string, credentials: Credentials, count: number): string[] {
  const timestamp = Math.floor(Date.now() / 1000);
  const { origin } = new URL(url);
  return Array.from({ length: count }, () => {
    const signed = signRequest(
      { method: 'GET', url },
      {
        credentials,
        signatureMethod: 'HMAC-SHA256',
        placement: 'query',
        timestamp,
        nonce: randomUUID().replaceAll('-', ''),
      },
    );
    return signed.url.slice(origin.length);
  });
}
