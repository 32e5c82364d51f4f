import type { PhpRequest } from '../../../php/request.ts';
import { isArray, type PhpArray } from '../../../php/types.ts';
import { rawurlencode } from '../../../php/urlencode.ts';
import type { Home } from '../../../wordpress/site.ts';
import { baseStringUri, joinBaseString, signedMethod, signedParameters } from './base-string.ts';
import { encodeTwice } from './encoding.ts';
import { oauthParameters } from './parameters.ts';
import { type HashAlgorithm, hashAlgorithm, receivedSignature, sign, signingKey } from './signature.ts';

/** One parameter on its way into the base string. Byte strings. */
export interface DescribedParameter {
  /** The name as PHP reads it, with explicit indexes: `include[0]`. */
  readonly name: string;
  readonly value: string;
  readonly encodedName: string;
  readonly encodedValue: string;
  /** How the pair stands in the base string. */
  readonly pair: string;
}

/** How the store makes a request's signature, step by step. */
export interface DescribedSignature {
  readonly method: string;
  readonly baseStringUri: string;
  /** In the order signed. */
  readonly parameters: readonly DescribedParameter[];
  readonly baseString: string;
  /** The consumer secret and `&`. */
  readonly key: string;
  /** undefined when the store does not know the signature method, and then there is no signature to expect. */
  readonly algorithm: HashAlgorithm | undefined;
  readonly expected: string | undefined;
  /** As the store reads it; undefined when none was sent, or an array. */
  readonly received: string | undefined;
}

/**
 * The steps by which the store signs a request.
 *
 * @param request The request as PHP sees it.
 * @param home The store's home URL.
 * @param isTls Whether WordPress takes the connection for TLS.
 * @param consumerSecret The secret of the key that the request names.
 */
export function describeSignature(
  request: PhpRequest,
  home: Home,
  isTls: boolean,
  consumerSecret: string,
): DescribedSignature {
  const parameters = oauthParameters(request);
  const method = signedMethod(request);
  const uri = baseStringUri(home, request.uri, isTls);
  const baseString = joinBaseString({ method, uri, parameters: signedParameters(parameters) });
  const key = signingKey(consumerSecret);
  const algorithm = hashAlgorithm(parameters.get('oauth_signature_method') ?? '');
  const sent = parameters.get('oauth_signature');
  return {
    method,
    baseStringUri: uri,
    parameters: describe(parameters),
    baseString,
    key,
    algorithm,
    expected: algorithm === undefined ? undefined : sign(algorithm, key, baseString),
    received: sent === undefined || isArray(sent) ? undefined : receivedSignature(sent),
  };
}

/** The parameters in the order signed; `signedParameters()` says the same without the steps. */
function describe(parameters: PhpArray): DescribedParameter[] {
  const described: DescribedParameter[] = [];
  const names = [...parameters.keys()].filter(name => name !== 'oauth_signature');
  for (const name of names.sort((one, other) => (one < other ? -1 : 1))) {
    const value = parameters.get(name);
    if (value === undefined) continue;
    for (const [shown, encodedName, leaf] of leaves(name, rawurlencode(name), value)) {
      described.push({
        name: shown,
        value: leaf,
        encodedName,
        encodedValue: rawurlencode(leaf),
        pair: `${rawurlencode(encodedName)}%3D${encodeTwice(leaf)}`,
      });
    }
  }
  return described;
}

type Leaf = readonly [shown: string, encodedName: string, value: string];

/** What is inside an array: the inner names are not encoded in the first round. */
function* leaves(shown: string, encodedName: string, value: string | PhpArray): Generator<Leaf> {
  if (!isArray(value)) {
    yield [shown, encodedName, value];
    return;
  }
  const stands = encodedName !== '0';
  for (const [key, inner] of value) {
    yield* leaves(stands ? `${shown}[${key}]` : key, stands ? `${encodedName}%5B${key}%5D` : key, inner);
  }
}
