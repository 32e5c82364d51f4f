import { Buffer } from 'node:buffer';
import type { ExplainOptions, KnownOptions } from './explanation.ts';
import { steps } from './mistakes/index.ts';
import type { ReceivedRequest } from './request.ts';

/** What the search has ruled out. */
export function ruledOut(
  tried: { readonly singles: number; readonly pairs: number },
  depth: ExplainOptions['depth'],
  isCutShort: boolean,
): string[] {
  const some = isCutShort ? ' (not all: the request is too long for that)' : '';
  const pairs = depth === 'singles' ? '' : `, and ${tried.pairs} pairs of them${some}`;
  return [
    `${tried.singles} ways to sign this request wrongly${pairs}, with the secret given`,
    `known mistakes in: ${steps.join(', ')}`,
  ];
}

/** Bytes of a digest and the algorithm that makes so many. */
const digestSizes: Readonly<Record<number, string>> = {
  16: 'MD5',
  20: 'HMAC-SHA1',
  32: 'HMAC-SHA256',
  48: 'HMAC-SHA384',
  64: 'HMAC-SHA512',
};

/** The cause that is likeliest when no mistake fits. */
export function likeliest(
  clientBase: string | undefined,
  storeBase: string,
  received: string,
  signatureMethod: string,
): string {
  const size = sizeOf(received);
  const made = size === undefined ? undefined : digestSizes[size];
  if (made === undefined)
    return `What was received (${received.length} characters) is no HMAC-SHA1 or HMAC-SHA256 in base64: it was cut or changed on its way, or it is another value.`;
  if (made !== signatureMethod && made.startsWith('HMAC') && signatureMethod.startsWith('HMAC-SHA'))
    return `What was received has the length of ${made}, but oauth_signature_method says ${signatureMethod}; key or base string are wrong besides.`;
  if (clientBase === storeBase)
    return 'The base string is right, so the key is not: the client signs with another consumer secret.';
  if (clientBase !== undefined)
    return 'The base strings differ as marked above; mend that first. The secret may be another one besides.';
  return 'The client signs with another consumer secret than the one given here (a revoked key, another store), or with another timestamp or nonce than it sends.';
}

function sizeOf(signature: string): number | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature) || signature.length % 4 !== 0) return undefined;
  return Buffer.from(signature, 'base64').length;
}

/** What would narrow it down, the easiest first. */
export function nextSteps(request: ReceivedRequest, options: KnownOptions): string[] {
  const steps: string[] = [];
  if (options.clientBaseString === undefined)
    steps.push('--base-string TEXT: print what the client signs, and the first difference is shown.');
  if (options.home === undefined)
    steps.push(
      '--home URL: the store signs its home URL (the member `home` of /wp-json/), not the URL asked.',
    );
  if (request.methodAssumed) steps.push(`--method METHOD: ${request.method} was assumed.`);
  if (request.schemeAssumed) steps.push(`The whole URL: ${request.scheme} was assumed.`);
  return steps;
}
