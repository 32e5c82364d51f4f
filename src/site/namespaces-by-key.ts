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

/**
 * Asks for the indexes of WooCommerce's namespaces with a key, where the index of all is closed: WooCommerce looks at
 * keys below its own namespaces alone (`WC_REST_Authentication::is_request_to_rest_api()`). The key is shown by a
 * signature, so that the secret stays here.
 *
 * @param root the REST root as it is asked.
 * @param signedRoot the same as the store itself has it, by its home URL.
 * @returns the namespaces that there are; undefined when the key is not let in.
 */
export async function namespacesByKey(
  send: Send,
  root: string,
  signedRoot: string,
  key: Key,
): Promise<readonly string[] | undefined> {
  const found: string[] = [];
  for (const namespace of ['wc/v3', 'wc/v2', 'wc/v1']) {
    const { url } = signRequest(
      { method: 'GET', url: signedRoot + namespace },
      {
        credentials: key.credentials,
        signatureMethod: 'HMAC-SHA1',
        placement: 'query',
        timestamp: key.now(),
        nonce: key.nonce(),
      },
    );
    const query = url.slice(signedRoot.length + namespace.length + 1);
    const { answer } = await send(getJson(appendQuery(root + namespace, query)));
    if (answer?.status === 401 || answer?.status === 403) return undefined;
    const json = answer?.status === 200 ? (readBody(answer).json as { namespace?: unknown }) : undefined;
    if (json?.namespace === namespace) found.push(namespace);
  }
  return found.length === 0 ? undefined : found;
}
