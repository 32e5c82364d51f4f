import type { PhpRequest } from '../../php/request.ts';
import type { PhpArray } from '../../php/types.ts';
import type { RoutedSite } from '../../wordpress/rewriting.ts';
import { joinBaseString, signedParameters } from './oauth1/base-string.ts';
import { type HashAlgorithm, sign } from './oauth1/signature.ts';
import type { AuthenticationRules } from './rules.ts';

/** What a store makes of a signed request, and what it compares it with. */
export interface RequestSignature {
  readonly method: string;
  /** The base string URI, not yet encoded. */
  readonly uri: string;
  readonly baseString: string;
  /** The key of the HMAC. */
  readonly key: string;
  /** undefined: the store does not know the signature method, and there is no signature that it expects. */
  readonly algorithm: HashAlgorithm | undefined;
  readonly expected: string | undefined;
  /** The signature that was sent, as the store compares it. */
  readonly received: string;
  /** What the store's own comparison says. */
  readonly isRight: boolean;
}

/** The request that is signed, and what of the site it is signed with. */
export interface RequestAtSite {
  readonly request: PhpRequest;
  /** `is_ssl()`. */
  readonly isTls: boolean;
  readonly site: RoutedSite;
}

/**
 * The signature of a request to `wc/…`.
 *
 * @param parameters `rules.oauthParameters(request)`, `oauth_signature` among them.
 * @throws {FatalError} where PHP dies: the signature is an array.
 */
export function restSignature(
  rules: AuthenticationRules,
  { request, isTls, site }: RequestAtSite,
  parameters: PhpArray,
  consumerSecret: string,
): RequestSignature {
  const received = rules.receivedSignature(parameters.get('oauth_signature') ?? '');
  const algorithm = rules.hashAlgorithm(parameters.get('oauth_signature_method') ?? '');
  const method = rules.signedMethod(request);
  const uri = rules.baseStringUri(site.home, request.uri, isTls);
  const baseString = joinBaseString({ method, uri, parameters: signedParameters(parameters, rules) });
  const key = rules.signingKey(consumerSecret);
  const expected = algorithm === undefined ? undefined : sign(algorithm, key, baseString);
  const isRight = expected !== undefined && rules.isSignatureRight(expected, received);
  return { method, uri, baseString, key, algorithm, expected, received, isRight };
}
