import { parse_str } from '../../mocks/php/parse_str.ts';
import { formType } from '../../mocks/php/post.ts';
import type { PhpArray } from '../../mocks/php/types.ts';
import type { Origin, View } from './mistake.ts';
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

interface Source {
  readonly from: 'query' | 'body' | 'header';
  /** `name=value&…`, percent-encoded. */
  readonly text: string;
}

/**
 * How a store with this home URL signs the request.
 * Mirrors WC_REST_Authentication::check_oauth_signature; the rules are those of the recordings oauth.*.
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
  const parameters = signedParameters(sourcesOf(request, cut));
  const field = (name: string): string | undefined => parameters.find(item => item.name === name)?.value;
  const signatureMethod = field('oauth_signature_method') ?? 'HMAC-SHA1';
  const oauth = parameters.filter(item => item.name.startsWith('oauth_'));
  const plan: Plan = {
    method: request.method.toUpperCase(),
    // The scheme is that of the connection, host and port are those of the home URL, the path is the one asked.
    baseUri: `${requested.scheme}://${storeHome.authority}${path}`,
    parameters: parameters.filter(item => item.name !== 'oauth_signature'),
    order: undefined,
    encodeName: percentEncode,
    encodeValue: percentEncode,
    joinPair: pair => `${pair.name}=${pair.value}`,
    pairSeparator: '&',
    encodeJoined: percentEncode,
    encodeBaseUri: percentEncode,
    encodeMethod: text => text,
    key: secret => `${secret}&`,
    digest: hmac(/256$/.test(signatureMethod) ? 'sha256' : 'sha1'),
  };
  const consumerKey = field('oauth_consumer_key');
  return {
    plan,
    view: { request, consumerKey: consumerKey ?? '', signatureMethod, home: storeHome, requested },
    fields: {
      consumerKey,
      timestamp: field('oauth_timestamp'),
      nonce: field('oauth_nonce'),
      // WooCommerce forgives a "+" that was not escaped, then decodes once more.
      signature: mapped(field('oauth_signature'), text => percentDecode(text.replaceAll(' ', '+'))),
      signatureMethod: field('oauth_signature_method'),
      from: new Set(oauth.map(item => item.from)),
    },
  };
}

const mapped = (text: string | undefined, change: (text: string) => string): string | undefined =>
  text === undefined ? undefined : change(text);

function sourcesOf(request: SignedRequest, cut: number): Source[] {
  const sources: Source[] = [];
  if (cut >= 0) sources.push({ from: 'query', text: request.target.slice(cut + 1) });
  // PHP reads form bodies of POST alone: recordings oauth.body.*.
  if (formType(request.method, headerOf(request, 'content-type')) === 'form')
    sources.push({ from: 'body', text: request.body });
  const header = /^OAuth\s+(.*)$/is.exec(headerOf(request, 'authorization') ?? '')?.[1];
  if (header) {
    const pairs = [...header.matchAll(/(oauth_[a-z_-]+)=("([^"]*)"|([^,]*))/gi)];
    sources.push({
      from: 'header',
      text: pairs.map(match => `${match[1]}=${(match[3] ?? match[4] ?? '').trim()}`).join('&'),
    });
  }
  return sources;
}

/** What the store signs, in its order: top-level names by bytes, the items of an array in the order sent. */
function signedParameters(sources: readonly Source[]): Parameter[] {
  const merged = new Map<string, Parameter[]>();
  let position = 0;
  for (const source of sources) {
    const pairs = source.text.split('&').map(pair => split(pair));
    // Each value is replaced by its number, so that PHP's own reading tells which pair became which parameter.
    const numbered = pairs.map((pair, index) => `${pair.name}=${index}`).join('&');
    for (const [name, values] of groups(parse_str(numbered))) {
      const parameters = values.map(([fullName, index]) => {
        const pair = pairs[Number(index)] as { name: string; raw: string };
        return {
          name: fullName,
          sentName: percentDecode(pair.name.replaceAll('+', ' ')),
          value:
            source.from === 'header' ? percentDecode(pair.raw) : percentDecode(pair.raw.replaceAll('+', ' ')),
          rawValue: pair.raw,
          position: position + Number(index),
          from: source.from,
        };
      });
      merged.set(name, parameters);
    }
    position += pairs.length;
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, parameters]) => parameters);
}

function split(pair: string): { name: string; raw: string } {
  const equals = pair.indexOf('=');
  return equals < 0 ? { name: pair, raw: '' } : { name: pair.slice(0, equals), raw: pair.slice(equals + 1) };
}

/** Each top-level name with its parameters, flattened: `include` → `include[0]`, `include[1]`. */
function groups(array: PhpArray): [string, [string, string][]][] {
  const flatten = (name: string, value: string | PhpArray): [string, string][] =>
    typeof value === 'string'
      ? [[name, value]]
      : [...value].flatMap(([key, item]) => flatten(`${name}[${key}]`, item));
  return [...array].map(([name, value]) => [name, flatten(name, value)]);
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
    const encoded = `${percentEncode(parameter.name)}=${percentEncode(parameter.value)}`;
    return {
      sent: `${toText(parameter.sentName)}=${parameter.rawValue}`,
      name: toText(parameter.name),
      value: toText(parameter.value),
      encoded,
      encodedAgain: percentEncode(encoded),
    };
  });
}
