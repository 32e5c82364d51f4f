/** Requests as clients send them, signed by the rules of RFC 5849 alone, for whatever URL and method. */
import { createHmac } from 'node:crypto';

export const key = 'ck_c1d487919d1f97820cb23821e162f9866a79848b';
export const secret = 'cs_e93acb127f4a0cba254720155be9bf646f7e0293';
export const sentAt = 1_795_883_000;

export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

export interface Signing {
  readonly method?: string;
  /** The URL that is signed, where it is another than the one sent. */
  readonly signUrl?: string;
  /** The parameters that are signed, in their order, where they are others than those of the query, decoded. */
  readonly pairs?: readonly (readonly [string, string])[];
  /** Whether the pairs are sorted. */
  readonly isSorted?: boolean;
  readonly encodeValue?: (text: string) => string;
  readonly encodeJoined?: (text: string) => string;
  readonly nonce?: string;
  /** What the HTTP layer appends behind the signature. */
  readonly appended?: string;
}

/** The URL with oauth_ parameters behind its query. */
export function signedUrl(url: string, signing: Signing = {}): string {
  const { method = 'GET', signUrl = url, isSorted = true, encodeValue = encode, nonce = 'n1' } = signing;
  const encodeJoined = signing.encodeJoined ?? encode;
  const [path = '', query = ''] = url.split('?');
  const oauth = [
    ['oauth_consumer_key', key],
    ['oauth_timestamp', String(sentAt)],
    ['oauth_nonce', nonce],
    ['oauth_signature_method', 'HMAC-SHA1'],
  ] as const;
  const own =
    signing.pairs ??
    query
      .split('&')
      .filter(Boolean)
      .map(pair => pair.split('=').map(part => decodeURIComponent(part)) as [string, string]);
  const pairs = [...own, ...oauth].map(([name, value]) => `${encode(name)}=${encodeValue(value)}`);
  if (isSorted) pairs.sort((a, b) => ((a.split('=')[0] as string) < (b.split('=')[0] as string) ? -1 : 1));
  const base = `${method}&${encode(signing.signUrl === undefined ? path : signUrl)}&${encodeJoined(pairs.join('&'))}`;
  const signature = createHmac('sha1', `${secret}&`).update(base).digest('base64');
  const sent = [...oauth, ['oauth_signature', signature] as const].map(
    ([name, value]) => `${name}=${encode(value)}`,
  );
  return `${url}${query === '' ? '?' : '&'}${sent.join('&')}${signing.appended ? `&${signing.appended}` : ''}`;
}

/** The request as raw HTTP. */
export function raw(method: string, url: string, fields: readonly string[] = [], body = ''): string {
  return [`${method} ${url} HTTP/1.1`, ...fields, '', body].join('\n');
}
