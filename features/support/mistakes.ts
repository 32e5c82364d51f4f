import { createHmac } from 'node:crypto';
import { percentEncode } from '../../src/client/oauth1/encode.ts';
import { normalizeParameters, type RequestParameters } from '../../src/client/oauth1/parameters.ts';
import { type SignatureMethod, sign } from '../../src/client/oauth1/signature.ts';

/** One way in which faulty clients sign. Each part that is given takes the place of the right one. */
export interface BentStep {
  method?(method: string): string;
  uri?(uri: string): string;
  normalized?(parameters: RequestParameters): string;
  baseString?(method: string, uri: string, normalized: string): string;
  signature?(
    baseString: string,
    credentials: { readonly consumerKey: string; readonly consumerSecret: string },
    method: SignatureMethod,
  ): string;
  /** Changes what is sent after it was signed. */
  sent?(parameters: RequestParameters): RequestParameters;
}

/** A parameter string with this encoding in the place of RFC 5849 section 3.6's. */
function normalizedWith(encode: (text: string) => string): (parameters: RequestParameters) => string {
  return parameters =>
    parameters
      .map(([name, value]) => [encode(name), encode(value)] as const)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(pair => pair.join('='))
      .join('&');
}

function hmac(key: string, baseString: string, method: SignatureMethod): Buffer {
  return createHmac(method === 'HMAC-SHA1' ? 'sha1' : 'sha256', key)
    .update(baseString)
    .digest();
}

function withoutAmpersand(
  baseString: string,
  { consumerSecret }: { readonly consumerSecret: string },
  method: SignatureMethod,
): string {
  return hmac(consumerSecret, baseString, method).toString('base64');
}

function unsorted(parameters: RequestParameters): string {
  const pairs = parameters.map(pair => pair.map(percentEncode).join('='));
  // Whatever order they came in, this is another than the right one.
  return pairs.sort().reverse().join('&');
}

function withChangedValue(
  name: string,
  change: (value: string) => string,
): (parameters: RequestParameters) => RequestParameters {
  return parameters => parameters.map(([each, value]) => [each, each === name ? change(value) : value]);
}

/** The mistakes by the words of the features. */
export const mistakes: Readonly<Record<string, BentStep>> = {
  'the parameters are not sorted': { normalized: unsorted },
  'the parameters are sorted without regard to case': {
    normalized: parameters =>
      parameters
        .map(pair => pair.map(percentEncode).join('='))
        .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
        .join('&'),
  },
  'the parameter string is not encoded again': {
    baseString: (method, uri, normalized) => `${method}&${percentEncode(uri)}&${normalized}`,
  },
  'the base string URI is not encoded': {
    baseString: (method, uri, normalized) => `${method}&${uri}&${percentEncode(normalized)}`,
  },
  'values are encoded twice': { normalized: normalizedWith(text => percentEncode(percentEncode(text))) },
  'a space becomes a plus': {
    normalized: normalizedWith(text => percentEncode(text).replaceAll('%20', '+')),
  },
  'the marks are left bare': { normalized: normalizedWith(encodeURIComponent) },
  'the tilde is encoded': { normalized: normalizedWith(text => percentEncode(text).replaceAll('~', '%7E')) },
  'hexadecimal digits are in lower case': {
    normalized: normalizedWith(text => percentEncode(text).replace(/%../g, hex => hex.toLowerCase())),
  },
  'the method is another': { method: method => (method === 'GET' ? 'POST' : 'GET') },
  'the scheme is the other one': {
    uri: uri => (uri.startsWith('https:') ? uri.replace('https:', 'http:') : uri.replace('http:', 'https:')),
  },
  'the host is another': { uri: uri => uri.replace('://', '://signed-for-another.') },
  'the path ends with a slash that is not sent': { uri: uri => `${uri}/` },
  'the query stands in the base string URI': { uri: uri => `${uri}?per_page=1` },
  'the secret stands without its ampersand': { signature: withoutAmpersand },
  // What the legacy API's v1 and v2 want of a client since WooCommerce 9.
  'the secret stands without its ampersand, and the path is that of v3': {
    uri: uri => uri.replace(/\/wc-api\/v[12]\//, '/wc-api/v3/'),
    signature: withoutAmpersand,
  },
  'the key is used as the secret': {
    signature: (base, { consumerKey }, method) => sign(base, method, consumerKey),
  },
  'key and secret are joined': {
    signature: (base, { consumerKey, consumerSecret }, method) =>
      hmac(`${consumerKey}&${consumerSecret}`, base, method).toString('base64'),
  },
  'the digest is in hexadecimal': {
    signature: (base, { consumerSecret }, method) => hmac(`${consumerSecret}&`, base, method).toString('hex'),
  },
  'the padding is dropped': {
    signature: (base, { consumerSecret }, method) => sign(base, method, consumerSecret).replace(/=+$/, ''),
  },
  'the other algorithm is used': {
    signature: (base, { consumerSecret }, method) =>
      sign(base, method === 'HMAC-SHA1' ? 'HMAC-SHA256' : 'HMAC-SHA1', consumerSecret),
  },
  'oauth_signature is signed too': {
    normalized: parameters => normalizeParameters([...parameters, ['oauth_signature', '']]),
  },
  'the timestamp is changed after signing': {
    sent: withChangedValue('oauth_timestamp', time => String(Number(time) + 1)),
  },
  'the nonce is changed after signing': { sent: withChangedValue('oauth_nonce', nonce => `${nonce}0`) },
  'a parameter is left out': {
    normalized: parameters => normalizeParameters(parameters.filter(([name]) => name.startsWith('oauth_'))),
  },
};

export function mistakeNamed(name: string): BentStep {
  const mistake = mistakes[name];
  if (!mistake)
    throw new Error(`no mistake is called "${name}"; there are: ${Object.keys(mistakes).join(', ')}`);
  return mistake;
}
