import { LatchkeyError } from '../../../mocks/errors.ts';
import { redactUrl } from '../../redact/redact.ts';
import { percentEncode } from './encode.ts';
import { normalizeParameters, type RequestParameters } from './parameters.ts';

/**
 * The base string URI (RFC 5849 section 3.4.1.2): scheme and host in lower case, the default port left out, the
 * path as it is sent (not normalised), no query and no fragment.
 *
 * @throws {LatchkeyError} (LATCHKEY_URL) when `url` is no absolute http or https URL.
 */
export function baseStringUri(url: string): string {
  const parts = /^(https?):\/\/(?:[^/?#@]*@)?([^/?#]+)([^?#]*)/i.exec(url);
  if (!parts)
    throw new LatchkeyError('LATCHKEY_URL', {
      where: `URL ${redactUrl(url)}`,
      expected: 'an absolute http or https URL',
    });
  const [, scheme = '', authority = '', path = ''] = parts;
  const defaultPort = scheme.toLowerCase() === 'https' ? ':443' : ':80';
  const host = authority.toLowerCase();
  const shown = host.endsWith(defaultPort) ? host.slice(0, -defaultPort.length) : host;
  return `${scheme.toLowerCase()}://${shown}${path === '' ? '/' : path}`;
}

/**
 * The signature base string (section 3.4.1.1). `parameters` are all that are signed: those of the query, of a form
 * body and of the Authorization header, without `oauth_signature` and `realm`.
 */
export function signatureBaseString(method: string, url: string, parameters: RequestParameters): string {
  return [method.toUpperCase(), baseStringUri(url), normalizeParameters(parameters)]
    .map(percentEncode)
    .join('&');
}
