import { unprovenMembers } from '../answers/members.ts';
import { appendQuery, type Credentials, signRequest } from '../client/oauth1/request.ts';
import { getJson, type Send } from './ask.ts';
import { readBody } from './body.ts';

/** What it takes to sign a request. */
export interface Key {
  readonly credentials: Credentials;
  /** Unix seconds by the store's clock. */
  readonly now: () => number;
  readonly nonce: () => string;
}

/** Makes the URL of a route one that can be asked: signed, or as it is. */
export type Dress = (url: string) => string;

/**
 * The namespaces of WooCommerce that a store has, by an index of their own each: where the index of all is kept from
 * guests.
 *
 * @returns undefined when they are kept from whoever asks, or there are none.
 */
export async function askNamespaces(
  send: Send,
  root: string,
  dress: Dress = url => url,
): Promise<readonly string[] | undefined> {
  const found: string[] = [];
  for (const namespace of ['wc/v3', 'wc/v2', 'wc/v1']) {
    const { answer } = await send(getJson(dress(root + namespace)));
    if (answer?.status === 401 || answer?.status === 403) return undefined;
    const json = answer?.status === 200 ? readBody(answer).json : undefined;
    if (unprovenMembers('namespace-index', json).namespace === namespace) found.push(namespace);
  }
  return found.length === 0 ? undefined : found;
}

/**
 * Signs the URLs below a REST root. WooCommerce looks at keys below its own namespaces alone
 * (`WC_REST_Authentication::is_request_to_rest_api()`). A signature shows the key and keeps the secret here.
 *
 * @param root the REST root as it is asked.
 * @param signedRoot the same as the store itself has it, by its home URL.
 */
export function signerBelow(root: string, signedRoot: string, key: Key): Dress {
  return url => {
    const signed = signRequest(
      { method: 'GET', url: signedRoot + url.slice(root.length) },
      {
        credentials: key.credentials,
        signatureMethod: 'HMAC-SHA1',
        placement: 'query',
        timestamp: key.now(),
        nonce: key.nonce(),
      },
    );
    return appendQuery(url, signed.url.slice(signedRoot.length + url.length - root.length + 1));
  };
}
