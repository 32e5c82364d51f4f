import { randomBytes } from 'node:crypto';
import { basicCredentials } from '../client/basic/credentials.ts';
import type { HttpAnswer, HttpRequest } from '../client/http/exchange.ts';
import type { Guest } from '../client/http/guest.ts';
import { appendQuery, type Credentials, type Placement, signRequest } from '../client/oauth1/request.ts';

/** Where a live store is asked with a key. */
export interface KeyedApi {
  /** The site's URL, without a slash at its end: TLS where the store has it. */
  readonly url: string;
  /** The same as the store has it, by its home URL: what signatures are made for. */
  readonly signed: string;
  /** Makes the path of a route below `/wp-json/` the path at which this store has it. */
  readonly locate: (path: string) => string;
  /** The store's clock, Unix seconds. */
  readonly now: () => number;
  /** The web server's own password takes the Authorization header. */
  readonly hasHtpasswd: boolean;
}

/** The ways in which a key is shown. */
export type KeyWay = 'key in the header' | 'key in the query' | 'signature' | 'signature for plain HTTP';

/**
 * Asks for a route with a key, in one way after another until one is let in: the header may be stripped on its way, and
 * TLS may end at a proxy that does not say so.
 *
 * @param path the route, as below `/wp-json/`.
 * @returns the answer and the way; the way is undefined, and the answer the last one, where none is let in.
 */
export async function askWithKey(
  send: Guest['send'],
  api: KeyedApi,
  key: Credentials,
  path: string,
): Promise<{ readonly way?: KeyWay; readonly answer: HttpAnswer | undefined }> {
  let answer: HttpAnswer | undefined;
  for (const way of waysOf(api)) {
    ({ answer } = await send(keyedRequest(api, key, path, way)));
    if (answer?.status === 200) return { way, answer };
  }
  return { answer };
}

function waysOf({ url, hasHtpasswd }: KeyedApi): KeyWay[] {
  if (!url.startsWith('https:')) return ['signature'];
  const ways: KeyWay[] = ['key in the header', 'signature', 'signature for plain HTTP'];
  return hasHtpasswd ? ways.slice(1) : ways;
}

/** The request that shows the key in this way. */
export function keyedRequest(
  { url, signed, locate, now }: KeyedApi,
  key: Credentials,
  path: string,
  way: KeyWay,
  placement: Placement = 'query',
): HttpRequest {
  const located = locate(path);
  if (way === 'key in the header') {
    const field = basicCredentials(key.consumerKey, key.consumerSecret);
    return { method: 'GET', url: `${url}${located}`, headers: [['Authorization', field]] };
  }
  if (way === 'key in the query') {
    const pair = new URLSearchParams({
      consumer_key: key.consumerKey,
      consumer_secret: key.consumerSecret,
    });
    return { method: 'GET', url: appendQuery(`${url}${located}`, String(pair)), headers: [] };
  }
  const base = way === 'signature' ? signed : signed.replace(/^https:/i, 'http:');
  const { url: whole, authorization } = signRequest(
    { method: 'GET', url: `${base}${located}` },
    {
      credentials: key,
      signatureMethod: 'HMAC-SHA256',
      placement,
      timestamp: Math.floor(now()),
      nonce: randomBytes(16).toString('hex'),
    },
  );
  return {
    method: 'GET',
    url: `${url}${whole.slice(base.length)}`,
    headers: authorization === undefined ? [] : [['Authorization', authorization]],
  };
}
