import { isEmpty } from '../php/compare.ts';
import { FatalError } from '../php/fatal-error.ts';
import type { PhpRequest } from '../php/request.ts';
import { isArray, type PhpArray } from '../php/types.ts';
import { isSsl } from '../wordpress/is_ssl.ts';
import { jsonpCallback, overriddenMethod } from '../wordpress/rest/server.ts';
import { type ParsedRequest, parseRequest } from '../wordpress/rewriting.ts';
import type { Home } from '../wordpress/site.ts';
import { headerCredentials, queryCredentials } from './authentication/credentials.ts';
import { requiredParameters } from './authentication/oauth1/parameters.ts';
import {
  type RequestAtSite,
  type RequestSignature,
  restSignature,
} from './authentication/request-signature.ts';
import { woocommerceRules } from './authentication/rules.ts';
import { scopeFacts } from './authentication/scope.ts';
import { legacyCall, rewriteRules } from './legacy/reading.ts';
import { type LegacyApi, type LegacyCallSent, slashed } from './legacy/request.ts';
import { legacySignature } from './legacy/request-signature.ts';
import { legacyRules } from './legacy/rules.ts';
import type { Profile } from './profiles.ts';

/** The API that reads a request: `wc` stands for all of `wp-json/wc/…` and `wp-json/wc-…`, a number for `/wc-api/v1…3`. */
export type SigningApi = 'wc' | LegacyApi;

/**
 * Why a store does not compare a request's signature with its own.
 *
 * - `scope`: WooCommerce does not look for keys in this request.
 * - `public`: the legacy API's index is open to everybody.
 * - `keys-over-tls`: over TLS the legacy API takes key and secret alone.
 * - `let-in`: key and secret, which come before the signature over TLS, let the request in.
 * - `parameters`: of the five OAuth parameters some are missing or empty.
 * - `consumer-key`: an array stands in its place, which is no key of any store.
 * - `signature-method`: neither HMAC-SHA1 nor HMAC-SHA256.
 */
type UnreadReason =
  | 'scope'
  | 'public'
  | 'keys-over-tls'
  | 'let-in'
  | 'parameters'
  | 'consumer-key'
  | 'signature-method';

/** What a store makes of a request's signature. */
export interface SignatureReading {
  /** Whose rules sign the request. */
  readonly api: SigningApi;
  /** What that API reads as parameters, `oauth_signature` among them. */
  readonly parameters: PhpArray;
  /** The OAuth parameters that are missing or empty, in the order in which they are looked for. */
  readonly missing: readonly string[];
  /** undefined: the signature is compared. */
  readonly unread: UnreadReason | undefined;
  /** The fatal error by which PHP dies of the request, which is answered with 500; undefined where it lives. */
  readonly dies: string | undefined;
  /** undefined where PHP would die of making it. What is not compared has one all the same. */
  readonly signature: RequestSignature | undefined;
}

/** What of a store its signatures are made with. */
export interface SigningStore {
  readonly home: Home;
  readonly profile: Profile;
}

/**
 * What a store makes of a request's signature, by its own rules: which API reads it, base string, key, algorithm, the
 * signature that it expects and the one that it received, or how it dies. The store has the
 * legacy API and rewrite rules; `?wc-api-route=` and `?rest_route=` are read so by a store without them too.
 *
 * @param request The request as PHP sees it.
 * @param consumerSecret The secret of the key that the request names.
 */
export function signatureOf(
  request: PhpRequest,
  { home, profile }: SigningStore,
  consumerSecret: string,
): SignatureReading {
  const site = { home, switches: { permalinks: 'pretty' as const }, rewriteRules };
  const signed: RequestAtSite = { request, isTls: isSsl(request), site };
  const parsed = parseRequest(site, request);
  if (parsed.mismatch) return readByRest(signed, profile, parsed, consumerSecret);
  const call = attempt(() => legacyCall(profile, request, parsed.variables));
  // Whichever version it is: PHP dies of its method before it is looked at.
  if (call.dies !== undefined) return assemble(3, signedParametersOf(3, request), { dies: call.dies }, {});
  return call.value === undefined
    ? readByRest(signed, profile, parsed, consumerSecret)
    : readByLegacyApi(signed, profile, call.value, consumerSecret);
}

/** What an API reads as a request's parameters. */
export function signedParametersOf(api: SigningApi, request: PhpRequest): PhpArray {
  return api === 'wc' ? woocommerceRules.oauthParameters(request) : slashed(request.get);
}

function readByRest(
  signed: RequestAtSite,
  profile: Profile,
  { restRoute, mismatch }: ParsedRequest,
  consumerSecret: string,
): SignatureReading {
  const rules = woocommerceRules;
  const { request, isTls } = signed;
  const parameters = signedParametersOf('wc', request);
  const unread = attempt((): UnreadReason | undefined => {
    if (mismatch || isArray(restRoute) || !rules.isOurs(scopeFacts(signed), profile)) return 'scope';
    const consumerKey = rules.normalizeKey(parameters.get('oauth_consumer_key') ?? '');
    if (rules.allowsBasic(isTls) && isLetIn(request, consumerKey, consumerSecret)) return 'let-in';
    if (rules.missingParameters(parameters).length > 0) return 'parameters';
    return consumerKey === '' ? 'consumer-key' : undefined;
  });
  const signature = attempt(() => restSignature(rules, signed, parameters, consumerSecret));
  const afterwards = attempt(() => {
    // A name of `_jsonp` that is none is answered before the method is looked at.
    const isDispatched = typeof restRoute === 'string' && jsonpCallback(request.get.get('_jsonp')) !== null;
    if (isDispatched) overriddenMethod(request);
  });
  return assemble('wc', parameters, unread, signature, afterwards);
}

/** Whether key and secret of the very key that the signature names let the request in, by query or Basic. */
function isLetIn(request: PhpRequest, consumerKey: string, consumerSecret: string): boolean {
  const rules = woocommerceRules;
  const sent = rules.choose(queryCredentials(request), () => headerCredentials(request));
  return (
    sent !== undefined &&
    rules.normalizeKey(sent.key) === consumerKey &&
    rules.isSecretRight(consumerSecret, sent.secret)
  );
}

function readByLegacyApi(
  signed: RequestAtSite,
  profile: Profile,
  call: LegacyCallSent,
  consumerSecret: string,
): SignatureReading {
  const rules = legacyRules;
  const parameters = call.get;
  const unread = attempt((): UnreadReason | undefined => {
    if (rules.isPublic(call.path)) return 'public';
    if (rules.scheme(signed.isTls) === 'keys') return 'keys-over-tls';
    if (rules.missingParameter(parameters) !== undefined) return 'parameters';
    return isArray(parameters.get('oauth_consumer_key')) ? 'consumer-key' : undefined;
  });
  const signature = attempt(() => legacySignature(rules, profile, signed, call, consumerSecret));
  return assemble(call.api, parameters, unread, signature);
}

function assemble(
  api: SigningApi,
  parameters: PhpArray,
  unread: Attempted<UnreadReason | undefined>,
  signature: Attempted<RequestSignature>,
  afterwards: Attempted<void> = {},
): SignatureReading {
  const isUnknownMethod = signature.value !== undefined && signature.value.algorithm === undefined;
  return {
    api,
    parameters,
    missing: requiredParameters.filter(name => isEmpty(parameters.get(name))),
    unread: unread.value ?? (isUnknownMethod ? 'signature-method' : undefined),
    // What is not read does no harm.
    dies: unread.dies ?? (unread.value === undefined ? signature.dies : undefined) ?? afterwards.dies,
    signature: signature.value,
  };
}

/** What a step gives, or the fatal error by which PHP ends in it. */
interface Attempted<T> {
  readonly value?: T;
  readonly dies?: string;
}

function attempt<T>(step: () => T): Attempted<T> {
  try {
    return { value: step() };
  } catch (error) {
    if (error instanceof FatalError) return { dies: error.message };
    throw error;
  }
}
