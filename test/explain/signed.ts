/** Requests signed by a plan: the store's own, or a faulty client's. */
import assert from 'node:assert/strict';
import { type Profile, profiles } from '../../mocks/rules.ts';
import type { Origin, RequestView } from '../../src/explain/mistake.ts';
import { type Plan, percentEncode, sign } from '../../src/explain/plan.ts';
import type { ReceivedRequest } from '../../src/explain/request.ts';
import { storeView } from '../../src/explain/store-view.ts';

export const consumerKey = 'ck_00112233445566778899aabbccddeeff00112233';
export const consumerSecret = 'cs_ffeeddccbbaa99887766554433221100ffeeddcc';

export type Place = 'query' | 'header';

export interface Shape {
  readonly method: string;
  readonly place: Place;
  readonly signatureMethod: 'HMAC-SHA1' | 'HMAC-SHA256';
}

export const shapes: readonly Shape[] = ['GET', 'POST'].flatMap(method =>
  (['query', 'header'] as const).flatMap(place =>
    (['HMAC-SHA1', 'HMAC-SHA256'] as const).map(signatureMethod => ({ method, place, signatureMethod })),
  ),
);

export interface Unsigned {
  readonly scheme?: 'http' | 'https';
  readonly authority?: string;
  readonly path?: string;
  readonly query?: string;
  readonly body?: string;
  readonly type?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly oauth?: Readonly<Record<string, string>>;
  /** The store's home URL, where it is not the URL asked. */
  readonly home?: Origin;
}

/** The request with a signature in its place; '' where a plan is still to be made from it. */
export function request(shape: Shape, unsigned: Unsigned, signature: string): ReceivedRequest {
  const oauth: Record<string, string> = {
    oauth_consumer_key: consumerKey,
    oauth_timestamp: '1795224020',
    oauth_nonce: 'n0nce',
    oauth_signature_method: shape.signatureMethod,
    ...unsigned.oauth,
    // The store decodes the signature once oftener than PHP does, which matters only where it holds a "%".
    oauth_signature: signature.includes('%') ? percentEncode(signature) : signature,
  };
  const pairs = Object.entries(oauth).map(([name, value]) => [name, percentEncode(value)] as const);
  const headers: (readonly [string, string])[] = [...(unsigned.headers ?? [])];
  let query = unsigned.query ?? '';
  if (shape.place === 'header') {
    const realm = 'realm="Shop", ';
    headers.push([
      'Authorization',
      `OAuth ${realm}${pairs.map(([name, value]) => `${name}="${value}"`).join(', ')}`,
    ]);
  } else {
    const own = pairs.map(([name, value]) => `${name}=${value}`).join('&');
    query = query === '' ? own : `${query}&${own}`;
  }
  if (unsigned.type) headers.push(['Content-Type', unsigned.type]);
  const path = unsigned.path ?? '/wp-json/wc/v3/orders';
  return {
    source: 'http',
    method: shape.method,
    methodAssumed: false,
    scheme: unsigned.scheme ?? 'http',
    schemeAssumed: false,
    authority: unsigned.authority ?? 'shop.test',
    target: query === '' ? path : `${path}?${query}`,
    headers,
    body: unsigned.body ?? '',
  };
}

/** How the store signs the request, before it carries a signature: mistakes of every form are of interest. */
export function viewOf(
  shape: Shape,
  unsigned: Unsigned,
): { readonly plan: Plan; readonly view: RequestView } {
  const profile = profiles['11.1'] as Profile;
  const { plan, view } = storeView(request(shape, unsigned, 'x'), unsigned.home, consumerSecret, profile);
  assert.ok(plan, 'the store dies of it');
  return { plan, view: { ...view, received: undefined } };
}

/** The request signed by what `change` makes of the store's plan. */
export function signedBy(shape: Shape, unsigned: Unsigned, change: (plan: Plan) => Plan): ReceivedRequest {
  const { plan } = viewOf(shape, unsigned);
  return request(shape, unsigned, sign(change(plan), consumerSecret).signature);
}
