import { homeInBytes, homeUrl } from '../../wordpress/site.ts';
import { receivedSignature, sign } from '../authentication/oauth1/signature.ts';
import type { RequestAtSite, RequestSignature } from '../authentication/request-signature.ts';
import type { Profile } from '../profiles.ts';
import type { LegacyCallSent } from './request.ts';
import type { LegacyRules } from './rules.ts';

/**
 * The signature of a request to the legacy API, over its query alone (legacy.oauth.001).
 *
 * @throws {FatalError} where PHP dies: of an array in the place of the signature, and in v1 and v2 of any array but
 *   `filter`.
 */
export function legacySignature(
  rules: LegacyRules,
  profile: Profile,
  signed: RequestAtSite,
  sent: LegacyCallSent,
  consumerSecret: string,
): RequestSignature {
  const parameters = new Map(sent.get);
  const received = receivedSignature(parameters.get('oauth_signature') ?? '');
  parameters.delete('oauth_signature');
  const uri = signedUrl(profile, signed, sent);
  const baseString = rules.baseString(sent.api, sent.method, uri, parameters);
  const algorithm = rules.hashAlgorithm(parameters.get('oauth_signature_method') ?? '');
  const key = rules.signingKey(sent.api, consumerSecret);
  const expected = algorithm === undefined ? undefined : sign(algorithm, key, baseString);
  const isRight = expected !== undefined && rules.isSignatureRight(expected, received);
  return {
    method: sent.method.toUpperCase(),
    uri,
    baseString,
    key,
    algorithm,
    expected,
    received,
    isRight,
  };
}

/**
 * The address that a signature is made over: the home URL under the scheme of the connection and the path asked for,
 * from WooCommerce 9 on always below `/wc-api/v3` (legacy.sign.010); in v3 with the slash at its end that the client
 * has sent (legacy.oauth.024).
 */
function signedUrl(
  profile: Profile,
  { request, isTls, site }: RequestAtSite,
  { api, version: asked, path }: LegacyCallSent,
): string {
  const version = profile.legacySignedPath === 'v3' ? 3 : asked;
  const root = homeUrl(homeInBytes(site.home), `/wc-api/v${version}`, isTls ? 'https' : 'http');
  const slash = api === 3 && request.server('REDIRECT_URL')?.endsWith('/') ? '/' : '';
  return root + path + slash;
}
