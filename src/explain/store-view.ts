import { phpRequest } from '../../mocks/php/mod_php.ts';
import type { PhpRequest } from '../../mocks/php/request.ts';
import { addslashes } from '../../mocks/php/slashes.ts';
import { isArray, type PhpArray, type PhpValue } from '../../mocks/php/types.ts';
import { baseStringUri, signedMethod } from '../../mocks/woocommerce/authentication/oauth1/base-string.ts';
import { oauthParameters } from '../../mocks/woocommerce/authentication/oauth1/parameters.ts';
import { receivedSignature } from '../../mocks/woocommerce/authentication/oauth1/signature.ts';
import { byEncodedName, type Origin, type View } from './mistake.ts';
import { hmac, type Parameter, type Plan, percentDecode, percentEncode } from './plan.ts';
import { headerOf, type SignedRequest, toText } from './request.ts';

/** The OAuth parameters of a request, as PHP makes them of query, form body and header. */
export interface OauthFields {
  readonly consumerKey: string | undefined;
  readonly timestamp: string | undefined;
  readonly nonce: string | undefined;
  readonly signature: string | undefined;
  readonly signatureMethod: string | undefined;
  /** The places in which they stand. */
  readonly from: ReadonlySet<Parameter['from']>;
}

export interface StoreView {
  readonly plan: Plan;
  readonly view: View;
  readonly fields: OauthFields;
}

/**
 * How a store with this home URL signs the request. The store's own code reads the request; here its result is laid
 * out so that single steps can be replaced.
 *
 * @param home The store's home URL; the request's own origin where it is not known.
 */
export function storeView(
  request: SignedRequest,
  home: Origin | undefined,
  consumerSecret: string,
): StoreView {
  const cut = request.target.indexOf('?');
  const path = cut < 0 ? request.target : request.target.slice(0, cut);
  const requested: Origin = {
    scheme: request.scheme,
    authority: request.authority ?? home?.authority ?? 'localhost',
    path,
  };
  const storeHome = home ?? likelyHome(requested);
  const php = asPhp(request, requested.authority, text => text);
  const legacy = legacyVersion(path);
  const parameters = signedParameters(request, requested.authority, php).filter(
    // legacy.oauth.001: the legacy API reads the query alone.
    item => legacy === undefined || item.from === 'query',
  );
  const field = (name: string): string | undefined => parameters.find(item => item.name === name)?.value;
  const signatureMethod = field('oauth_signature_method') ?? 'HMAC-SHA1';
  const signature = field('oauth_signature');
  const current: Plan = {
    method: signedMethod(php),
    baseUri: baseStringUri(storeHome, php.uri, requested.scheme === 'https'),
    parameters: parameters.filter(item => item.name !== 'oauth_signature'),
    signaturePosition: parameters.find(item => item.name === 'oauth_signature' && item.from === 'query')
      ?.position,
    order: undefined,
    encodeName: (name, parameter) => parameter.encodedName ?? percentEncode(name),
    encodeValue: percentEncode,
    joinPair: pair => `${pair.name}=${pair.value}`,
    pairSeparator: '&',
    encodeJoined: percentEncode,
    encodeBaseUri: percentEncode,
    encodeMethod: text => text,
    joinParts: (method, uri, joined) => `${method}&${uri}&${joined}`,
    key: secret => `${secret}&`,
    digest: hmac(algorithmOf(signatureMethod)),
  };
  const plan = legacy === undefined ? current : legacyPlan(current, legacy, request);
  const consumerKey = field('oauth_consumer_key');
  return {
    plan,
    view: {
      request,
      consumerKey: consumerKey ?? '',
      consumerSecret,
      nonce: field('oauth_nonce') ?? '',
      signatureMethod,
      home: storeHome,
      requested,
      received: signature === undefined ? undefined : receivedSignature(signature),
    },
    fields: {
      consumerKey,
      timestamp: field('oauth_timestamp'),
      nonce: field('oauth_nonce'),
      signature: signature === undefined ? undefined : receivedSignature(signature),
      signatureMethod: field('oauth_signature_method'),
      from: new Set(parameters.filter(item => item.name.startsWith('oauth_')).map(item => item.from)),
    },
  };
}

/** A home URL that is not known: WordPress keeps its host in lower case and without a default port. */
function likelyHome({ scheme, authority }: Origin): Origin {
  const defaultPort = scheme === 'https' ? ':443' : ':80';
  const host = authority.toLowerCase();
  return {
    scheme,
    authority: host.endsWith(defaultPort) ? host.slice(0, -defaultPort.length) : host,
    path: '',
  };
}

/** The hash that a signature method means, also one that the store would not take: what the client meant by it. */
function algorithmOf(signatureMethod: string): string {
  return /(256|384|512|md5)$/i.exec(signatureMethod)?.[1]?.toLowerCase().replace(/^\d/, 'sha$&') ?? 'sha1';
}

type LegacyVersion = 1 | 2 | 3;

function legacyVersion(path: string): LegacyVersion | undefined {
  const version = /\/wc-api\/v([123])(\/|$)/i.exec(path)?.[1];
  return version === undefined ? undefined : (Number(version) as LegacyVersion);
}

/**
 * How the legacy API signs: the overridden method, and each value slashed by WordPress and decoded once more before it
 * is encoded. v1 and v2 sort the encoded names and sign with the secret alone, without an ampersand; they do not sign
 * a slash at the path's end. See docs/discoveries/legacy-api.md.
 */
function legacyPlan(plan: Plan, version: LegacyVersion, request: SignedRequest): Plan {
  const override =
    plan.parameters.find(item => item.name === '_method')?.value ??
    headerOf(request, 'x-http-method-override');
  const legacy: Plan = {
    ...plan,
    method: override?.toUpperCase() ?? plan.method,
    encodeName: decodedOnceMore,
    encodeValue: text => percentEncode(percentDecode(addslashes(text))),
  };
  if (version === 3) return legacy;
  return {
    ...legacy,
    baseUri: plan.baseUri.replace(/\/+$/, ''),
    order: byEncodedName,
    key: secret => secret,
  };
}

/** The outer name is decoded once more before it is encoded; what stands in brackets is not encoded at all. */
function decodedOnceMore(name: string): string {
  const [, outer = '', inner = ''] = /^([^[]*)(.*)$/s.exec(name) ?? [];
  return percentEncode(percentDecode(outer)) + inner.replaceAll('[', '%5B').replaceAll(']', '%5D');
}

/** The request as PHP hands it to the store, each value changed by `change`, which is told the pair's number. */
function asPhp(
  request: SignedRequest,
  authority: string,
  change: (value: string, pair: Omit<SentPair, 'number'>) => string,
): PhpRequest {
  const cut = request.target.indexOf('?');
  const pairs = (text: string, from: SentPair['from']): string =>
    text
      .split('&')
      .map(pair => {
        const equals = pair.indexOf('=');
        const name = equals < 0 ? pair : pair.slice(0, equals);
        const value = equals < 0 ? '' : pair.slice(equals + 1);
        return `${name}=${change(value, { name, value, from })}`;
      })
      .join('&');
  const isForm = /^application\/x-www-form-urlencoded/i.test(headerOf(request, 'content-type') ?? '');
  const header = (value: string): string =>
    value.replace(headerPair, (_, name: string, quoted?: string, bare?: string) => {
      const sent = quoted ?? bare ?? '';
      return `${name}="${change(sent, { name, value: sent, from: 'header' })}"`;
    });
  return phpRequest({
    method: request.method,
    scheme: request.scheme,
    host: authority,
    target:
      cut < 0
        ? request.target
        : `${request.target.slice(0, cut + 1)}${pairs(request.target.slice(cut + 1), 'query')}`,
    headers: request.headers.flatMap(([name, value]) =>
      name.toLowerCase() === 'authorization' ? [name, header(value)] : [name, value],
    ),
    body: Buffer.from(isForm ? pairs(request.body, 'body') : request.body, 'latin1'),
  });
}

const headerPair = /(oauth_[a-z_-]*)=(?:"([^"]*)"|([^,]*))/g;

/** A `name=value` as the client sent it, percent-encoded. */
interface SentPair {
  readonly name: string;
  readonly value: string;
  readonly from: 'query' | 'body' | 'header';
  /** Counted from 0 over the whole request. */
  readonly number: number;
}

/**
 * What the store signs, in its order: names at the top by bytes, the items of an array in the order sent.
 *
 * Each value is replaced by a number and read again, so that PHP's own reading tells which pair became which
 * parameter.
 */
function signedParameters(request: SignedRequest, authority: string, php: PhpRequest): Parameter[] {
  const sent: SentPair[] = [];
  const numbered = asPhp(request, authority, (_, pair) => {
    sent.push({ ...pair, number: sent.length });
    return `m${sent.length - 1}`;
  });
  const values = oauthParameters(php);
  const numbers = oauthParameters(numbered);
  return [...values.keys()]
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap(name =>
      leaves(name, percentEncode(name), values.get(name) as PhpValue, numbers.get(name)).map(leaf => {
        const pair = sent[Number(leaf.marker?.slice(1))];
        return {
          name: leaf.name,
          encodedName: leaf.encodedName,
          sentName: pair === undefined ? leaf.name : percentDecode(pair.name.replaceAll('+', ' ')),
          value: leaf.value,
          rawValue: pair?.value ?? percentEncode(leaf.value),
          position: pair?.number ?? 0,
          // What PHP reads of a body that is no urlencoded form is multipart.
          from: pair?.from ?? 'body',
        };
      }),
    );
}

interface Leaf {
  readonly name: string;
  readonly encodedName: string;
  readonly value: string;
  readonly marker: string | undefined;
}

/** A value with all that is inside it: the names inside an array are not encoded in the first round. */
function leaves(name: string, encodedName: string, value: PhpValue, marker: PhpValue | undefined): Leaf[] {
  if (!isArray(value))
    return [{ name, encodedName, value, marker: typeof marker === 'string' ? marker : undefined }];
  // PHP takes an outer name "0" for empty: the inner names stand alone.
  const stands = encodedName !== '0';
  return [...value].flatMap(([key, item]) =>
    leaves(
      stands ? `${name}[${key}]` : key,
      stands ? `${encodedName}%5B${key}%5D` : key,
      item,
      isArray(marker) ? (marker as PhpArray).get(key) : undefined,
    ),
  );
}

/** A line that shows a parameter on each of its stations. */
export interface ParameterStep {
  readonly sent: string;
  readonly name: string;
  readonly value: string;
  readonly encoded: string;
  readonly encodedAgain: string;
}

export function parameterSteps(plan: Plan): ParameterStep[] {
  return plan.parameters.map(parameter => {
    const encoded = `${plan.encodeName(parameter.name, parameter)}=${plan.encodeValue(parameter.value, parameter)}`;
    return {
      sent: `${toText(parameter.sentName)}=${parameter.rawValue}`,
      name: toText(parameter.name),
      value: toText(parameter.value),
      encoded,
      encodedAgain: plan.encodeJoined(encoded),
    };
  });
}
