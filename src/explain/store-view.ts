import { addslashes, type Profile, type SignatureReading, signatureOf } from '../../mocks/rules.ts';
import { asPhp } from './as-php.ts';
import { byEncodedName, type Origin, type RequestView } from './mistake.ts';
import { decodedOnceMore, parametersOf } from './parameters.ts';
import { hmac, type Plan, percentEncode, type SignedParameter } from './plan.ts';
import { pathOf, type ReceivedRequest, toBytes, toText } from './request.ts';

/** The OAuth parameters of a request, as the store reads them. */
export interface OauthFields {
  readonly consumerKey: string | undefined;
  readonly timestamp: string | undefined;
  readonly nonce: string | undefined;
  readonly signature: string | undefined;
  readonly signatureMethod: string | undefined;
  /** The places in which they stand. */
  readonly from: ReadonlySet<SignedParameter['from']>;
}

export interface StoreView {
  /** What the store's own rules make of the request. */
  readonly reading: SignatureReading;
  /** The same laid out so that single steps can be replaced; undefined where the store cannot make a signature. */
  readonly plan: Plan | undefined;
  readonly view: RequestView;
  readonly fields: OauthFields;
}

/**
 * What a store with this home URL makes of the request, and how a client comes to the same.
 *
 * @param home The store's home URL; the request's own origin where it is not known.
 */
export function storeView(
  request: ReceivedRequest,
  home: Origin | undefined,
  consumerSecret: string,
  profile: Profile,
): StoreView {
  const reading = readingOf(request, home, consumerSecret, profile);
  const storeHome = homeFor(request, home);
  const authority = authorityOf(request, storeHome);
  const parameters = parametersOf(reading.api, request, authority, asPhp(request, authority));
  const fields = fieldsOf(reading, parameters);
  const signatureMethod = fields.signatureMethod ?? 'HMAC-SHA1';
  return {
    reading,
    plan: planOf(reading, parameters, signatureMethod, consumerSecret),
    view: {
      request,
      consumerKey: fields.consumerKey ?? '',
      consumerSecret,
      nonce: fields.nonce ?? '',
      signatureMethod,
      home: { ...storeHome, authority: toBytes(storeHome.authority), path: toBytes(storeHome.path) },
      requested: { scheme: request.scheme, authority, path: pathOf(request) },
      received: fields.signature,
      beforeSignature: beforeSignature(request, reading.api, authority),
    },
    fields,
  };
}

/** What an HTTP layer appends to the URL that it is handed stands behind the signature. */
function beforeSignature(
  request: ReceivedRequest,
  api: SignatureReading['api'],
  authority: string,
): Plan['parameters'] | undefined {
  const [, kept, behind] = /^(.*?\?.*?)&?oauth_signature=[^&]*(&.*)?$/s.exec(request.target) ?? [];
  if (kept === undefined || behind === undefined) return undefined;
  const cut = { ...request, target: kept };
  return parametersOf(api, cut, authority, asPhp(cut, authority)).filter(
    item => item.name !== 'oauth_signature',
  );
}

/** What the store's own rules make of the request. */
export function readingOf(
  request: ReceivedRequest,
  home: Origin | undefined,
  consumerSecret: string,
  profile: Profile,
): SignatureReading {
  const storeHome = homeFor(request, home);
  const php = asPhp(request, authorityOf(request, storeHome));
  return signatureOf(php, { home: storeHome, profile }, consumerSecret);
}

/** The store's home URL as text; where it is not given, the one that is likely for the URL asked. */
export function homeFor(request: ReceivedRequest, home: Origin | undefined): Origin {
  return home ?? likelyHome(request);
}

function authorityOf(request: ReceivedRequest, home: Origin): string {
  return request.authority ?? toBytes(home.authority);
}

/**
 * A home URL that is not known: WordPress keeps its host in lower case and without a default port, and in a
 * sub-directory it is that in which the API lies.
 */
function likelyHome(request: ReceivedRequest): Origin {
  const defaultPort = request.scheme === 'https' ? ':443' : ':80';
  const host = toText(request.authority ?? 'localhost').toLowerCase();
  const folder = /^((?:\/[^/]+)*?)\/+(?:index\.php\/+)?(?:wp-json|wc-api)(?:\/|$)/.exec(pathOf(request))?.[1];
  return {
    scheme: request.scheme,
    authority: host.endsWith(defaultPort) ? host.slice(0, -defaultPort.length) : host,
    path: toText(folder ?? ''),
  };
}

function fieldsOf(
  { parameters, signature }: SignatureReading,
  sent: readonly SignedParameter[],
): OauthFields {
  const field = (name: string): string | undefined => {
    const value = parameters.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const received = field('oauth_signature');
  return {
    consumerKey: field('oauth_consumer_key'),
    timestamp: field('oauth_timestamp'),
    nonce: field('oauth_nonce'),
    signature: received === undefined ? undefined : (signature?.received ?? received),
    signatureMethod: field('oauth_signature_method'),
    from: new Set(sent.filter(item => item.name.startsWith('oauth_')).map(item => item.from)),
  };
}

function planOf(
  { api, signature }: SignatureReading,
  parameters: readonly SignedParameter[],
  signatureMethod: string,
  consumerSecret: string,
): Plan | undefined {
  if (signature === undefined) return undefined;
  const behindSecret = signature.key.slice(consumerSecret.length);
  return {
    method: signature.method,
    baseUri: signature.uri,
    parameters: parameters.filter(item => item.name !== 'oauth_signature'),
    signaturePosition: parameters.find(item => item.name === 'oauth_signature' && item.from === 'query')
      ?.position,
    order: api === 1 || api === 2 ? byEncodedName : undefined,
    encodeName: (name, parameter) =>
      parameter.encodedName ?? (api === 'wc' ? percentEncode(name) : encodedLegacyName(name)),
    encodeValue: api === 'wc' ? percentEncode : value => decodedOnceMore(addslashes(value)),
    joinPair: pair => `${pair.name}=${pair.value}`,
    pairSeparator: '&',
    encodeJoined: percentEncode,
    encodeBaseUri: percentEncode,
    encodeMethod: method => method,
    joinParts: (method, uri, joined) => `${method}&${uri}&${joined}`,
    key: secret => secret + behindSecret,
    digest: hmac(algorithmOf(signatureMethod)),
  };
}

/** The hash that a signature method means, also one that the store would not take: what the client meant by it. */
function algorithmOf(signatureMethod: string): string {
  return /(256|384|512|md5)$/i.exec(signatureMethod)?.[1]?.toLowerCase().replace(/^\d/, 'sha$&') ?? 'sha1';
}

/** The outer name is decoded once more before it is encoded; what stands in brackets is not encoded at all. */
function encodedLegacyName(name: string): string {
  const [, outer = '', inner = ''] = /^([^[]*)(.*)$/s.exec(name) ?? [];
  return decodedOnceMore(outer) + inner.replaceAll('[', '%5B').replaceAll(']', '%5D');
}
