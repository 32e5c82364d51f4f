import { basicField } from '../client/basic/credentials.ts';
import type { HeaderFields, HttpRequest } from '../client/http/exchange.ts';
import { appendQuery, type Credentials, signRequest } from '../client/oauth1/request.ts';
import { acceptJson } from '../site/ask.ts';
import { type Known, routeUrl } from './known.ts';

export const userAgent = 'Latchkey-doctor';
const plain: HeaderFields = [
  ['User-Agent', userAgent],
  ['Accept', acceptJson],
];

/** The route that the probes ask for: a list that is small, exists in every version, and needs a right. */
export const probedRoute = 'wc/v3/products';
const probedQuery = 'per_page=1';

/** A GET of the probed route, or of another. The cache-buster comes before anything is signed. */
export function ask(
  known: Known,
  query = '',
  headers: HeaderFields = [],
  route: string = probedRoute,
): HttpRequest {
  const all = [probedQuery, `_cb=${known.nonce()}`, query].filter(part => part !== '').join('&');
  return get(routeUrl(known, route, all), headers);
}

/** The URL that is asked several times, by nobody and by somebody. */
export function askedBefore(known: Known): string {
  return routeUrl(known, probedRoute, `${probedQuery}&_cb=${known.run}`);
}

export function get(url: string, headers: HeaderFields = []): HttpRequest {
  return request('GET', url, headers);
}

/** A request with the fields that every probe sends, unless `headers` has its own. */
export function request(method: string, url: string, headers: HeaderFields = [], body?: string): HttpRequest {
  const own = new Set(headers.map(([name]) => name.toLowerCase()));
  const fields = [...plain.filter(([name]) => !own.has(name.toLowerCase())), ...headers];
  return {
    method,
    url,
    headers: fields.filter(([, value]) => value !== ''),
    ...(body !== undefined && { body: Buffer.from(body, 'utf8') }),
  };
}

export function basic({ consumerKey, consumerSecret }: Credentials): HeaderFields {
  return [['Authorization', basicField(`${consumerKey}:${consumerSecret}`)]];
}

export function inQuery({ consumerKey, consumerSecret }: Credentials): string {
  return `consumer_key=${encodeURIComponent(consumerKey)}&consumer_secret=${encodeURIComponent(consumerSecret)}`;
}

/** A key that no store has. */
export const unknownKey: Credentials = {
  consumerKey: `ck_${'0'.repeat(40)}`,
  consumerSecret: `cs_${'0'.repeat(40)}`,
};

/** The same credentials with another secret of the same form. */
export function withWrongSecret(credentials: Credentials): Credentials {
  const { consumerSecret } = credentials;
  const last = consumerSecret.endsWith('0') ? '1' : '0';
  return { ...credentials, consumerSecret: `${consumerSecret.slice(0, -1)}${last}` };
}

export interface SignedAsk {
  readonly credentials: Credentials;
  /** The URL that is signed, when it is not the one asked: `http://` for `https://`, another host. */
  readonly signedUrl?: (url: string) => string;
  /** Parameters that are signed but not sent. */
  readonly phantom?: string;
  readonly placement?: 'query' | 'header' | 'body';
  readonly method?: string;
  /** As WooCommerce's own clients sign when left out. */
  readonly signatureMethod?: 'HMAC-SHA1' | 'HMAC-SHA256';
  /** In the place of the probed route and its query. */
  readonly route?: string;
  readonly query?: string;
  /** Sent as `_method`, so that a POST is served as something else; it is signed like any parameter. */
  readonly override?: string;
  /** Sent in the place of the right signature. */
  readonly garbage?: boolean;
  /** Seconds to add to the timestamp. */
  readonly skew?: number;
  readonly nonce?: string;
}

/** A signature of the right length that is nobody's. */
export const wrongSignature = `${'bGF0Y2hrZXk'.repeat(3)}bGF0Y2hrZQ=`;

/**
 * WooCommerce's own clients for PHP, JavaScript, Python and Ruby sign with it. Its signatures are longer than those of
 * HMAC-SHA1, and a rule of a firewall may be against that length.
 */
const usualMethod = 'HMAC-SHA256';

/** A signed request, for the probed route unless another is named. */
export function askSigned(known: Known, options: SignedAsk): HttpRequest {
  const query = [
    options.query ?? probedQuery,
    `_cb=${known.nonce()}`,
    options.override === undefined ? '' : `_method=${options.override}`,
  ];
  const url = routeUrl(known, options.route ?? probedRoute, query.filter(part => part !== '').join('&'));
  const method = options.method ?? 'GET';
  const base = options.signedUrl?.(url) ?? url;
  const signed = signRequest(
    {
      method,
      url: options.phantom === undefined ? base : appendQuery(base, options.phantom),
      ...(options.placement === 'body' && { form: [] }),
    },
    {
      credentials: options.credentials,
      signatureMethod: options.signatureMethod ?? usualMethod,
      placement: options.placement ?? 'query',
      timestamp: known.now() + (options.skew ?? 0),
      nonce: options.nonce ?? known.nonce(),
    },
  );
  if (options.placement === 'header')
    return request(method, url, [['Authorization', signed.authorization as string]]);
  if (options.placement === 'body')
    return request(method, url, [['Content-Type', 'application/x-www-form-urlencoded']], signed.form);
  const oauth = new URL(signed.url).search
    .slice(1)
    .split('&')
    .filter(pair => pair.startsWith('oauth_'))
    .map(pair =>
      options.garbage && pair.startsWith('oauth_signature=')
        ? `oauth_signature=${encodeURIComponent(wrongSignature)}`
        : pair,
    );
  return request(method, `${url}${url.includes('?') ? '&' : '?'}${oauth.join('&')}`);
}
