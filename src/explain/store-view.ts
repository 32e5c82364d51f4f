import { phpRequest } from '../../mocks/php/mod_php.ts';
import type { PhpRequest } from '../../mocks/php/request.ts';
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
  /** The fields in which they stand. */
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
export function storeView(request: SignedRequest, home: Origin | undefined): StoreView {
  const cut = request.target.indexOf('?');
  const path = cut < 0 ? request.target : request.target.slice(0, cut);
  const requested: Origin = {
    scheme: request.scheme,
    authority: request.authority ?? home?.authority ?? 'localhost',
    path,
  };
  const storeHome = home ?? { scheme: requested.scheme, authority: requested.authority, path: '' };
  const php = asPhp(request, requested.authority, text => text);
  const parameters = signedParameters(request, requested.authority, php);
  const field = (name: string): string | undefined => parameters.find(item => item.name === name)?.value;
  const signatureMethod = field('oauth_signature_method') ?? 'HMAC-SHA1';
  const signature = field('oauth_signature');
  const current: Plan = {
    method: signedMethod(php),
    baseUri: baseStringUri(storeHome, php.uri, requested.scheme === 'https'),
    parameters: parameters.filter(item => item.name !== 'oauth_signature'),
    order: undefined,
    encodeName: (name, parameter) => parameter.encodedName ?? percentEncode(name),
    encodeValue: percentEncode,
    joinPair: pair => `${pair.name}=${pair.value}`,
    pairSeparator: '&',
    encodeJoined: percentEncode,
    encodeBaseUri: percentEncode,
    encodeMethod: text => text,
    key: secret => `${secret}&`,
    digest: hmac(/256$/.test(signatureMethod) ? 'sha256' : 'sha1'),
  };
  const plan = legacyPlan(current, path) ?? current;
  const consumerKey = field('oauth_consumer_key');
  return {
    plan,
    view: { request, consumerKey: consumerKey ?? '', signatureMethod, home: storeHome, requested },
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

/**
 * How the legacy API signs: the query alone, each value decoded once more before it is encoded. v1 and v2 sort the
 * encoded names and sign with the secret alone, without an ampersand; they do not sign a slash at the path's end.
 * Undefined for any other path. See docs/discoveries/legacy-api.md.
 */
function legacyPlan(plan: Plan, path: string): Plan | undefined {
  const version = /\/wc-api\/v([123])(\/|$)/i.exec(path)?.[1];
  if (version === undefined) return undefined;
  const legacy: Plan = {
    ...plan,
    parameters: plan.parameters.filter(item => item.from === 'query'),
    encodeValue: text => percentEncode(percentDecode(text)),
  };
  if (version === '3') return legacy;
  return {
    ...legacy,
    baseUri: plan.baseUri.replace(/\/+$/, ''),
    order: byEncodedName,
    key: secret => secret,
  };
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
          from: pair?.from ?? 'query',
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
