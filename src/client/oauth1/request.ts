import { signatureBaseString } from './base-string.ts';
import { percentEncode } from './encode.ts';
import { formatParameters, parseParameters, type RequestParameters } from './parameters.ts';
import { type SignatureMethod, sign } from './signature.ts';

/** The client's credentials; `oauth_consumer_key` and the shared secret of RFC 5849. */
export interface Credentials {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** Where the protocol parameters travel (section 3.5). */
export type Placement = 'header' | 'body' | 'query';

/** What is to be signed. */
export interface UnsignedRequest {
  readonly method: string;
  /** Absolute, with its query as it will be sent. */
  readonly url: string;
  /** The form body's parameters; leave them out where the body is no form, since it is not signed then. */
  readonly form?: RequestParameters;
}

/** How to sign. Time and chance are passed in. */
export interface SigningOptions {
  readonly credentials: Credentials;
  readonly signatureMethod: SignatureMethod;
  readonly placement: Placement;
  /** Unix seconds. */
  readonly timestamp: number | string;
  readonly nonce: string;
  readonly realm?: string;
}

/** The request with its signature, and what was signed. */
export interface SignedRequest {
  readonly url: string;
  /** The value of the Authorization header, when that is where the parameters went. */
  readonly authorization?: string;
  /** The form body, when there is one. */
  readonly form?: string;
  readonly baseString: string;
  readonly signature: string;
}

/**
 * Signs a request without a token ("one-legged"). `oauth_version` is left out: it is optional, and WooCommerce
 * does not ask for it.
 *
 * @example
 * ```ts
 * import { signRequest } from 'latchkey';
 *
 * const { CONSUMER_KEY = '', CONSUMER_SECRET = '' } = process.env;
 * const { url } = signRequest(
 *   { method: 'GET', url: 'http://shop.test/wp-json/wc/v3/orders?per_page=5' },
 *   {
 *     credentials: { consumerKey: CONSUMER_KEY, consumerSecret: CONSUMER_SECRET },
 *     signatureMethod: 'HMAC-SHA256',
 *     placement: 'query',
 *     timestamp: Math.floor(Date.now() / 1000),
 *     nonce: crypto.randomUUID(),
 *   },
 * );
 * await fetch(url);
 * ```
 */
export function signRequest(request: UnsignedRequest, options: SigningOptions): SignedRequest {
  const protocol: RequestParameters = [
    ['oauth_consumer_key', options.credentials.consumerKey],
    ['oauth_timestamp', String(options.timestamp)],
    ['oauth_nonce', options.nonce],
    ['oauth_signature_method', options.signatureMethod],
  ];
  const baseString = signatureBaseString(request.method, request.url, [
    ...queryParameters(request.url),
    ...(request.form ?? []),
    ...protocol,
  ]);
  const signature = sign(baseString, options.signatureMethod, options.credentials.consumerSecret);
  const signed: RequestParameters = [...protocol, ['oauth_signature', signature]];
  const form = request.form && formatParameters(request.form);
  const common = { baseString, signature };
  switch (options.placement) {
    case 'header':
      return { ...common, url: request.url, form, authorization: authorizationField(signed, options.realm) };
    case 'body':
      return { ...common, url: request.url, form: formatParameters([...(request.form ?? []), ...signed]) };
    case 'query':
      return { ...common, url: appendQuery(request.url, formatParameters(signed)), form };
  }
}

/** The value of an Authorization header (section 3.5.1): names and values encoded, values in quotation marks. */
export function authorizationField(parameters: RequestParameters, realm?: string): string {
  const fields = parameters.map(([name, value]) => `${percentEncode(name)}="${percentEncode(value)}"`);
  return `OAuth ${[...(realm === undefined ? [] : [`realm="${realm}"`]), ...fields].join(', ')}`;
}

/** The parameters of a URL's query. */
export function queryParameters(url: string): RequestParameters {
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1];
  return query === undefined ? [] : parseParameters(query);
}

/** Adds to a URL's query, its fragment left out: a request has none. */
export function appendQuery(url: string, query: string): string {
  const bare = url.replace(/#.*$/s, '');
  const joint = !bare.includes('?') ? '?' : /[?&]$/.test(bare) ? '' : '&';
  return `${bare}${joint}${query}`;
}
