import type { Explanation } from './explanation.ts';
import type { ReceivedRequest } from './request.ts';

/** Whether the store lets the request through, as far as its credentials go. */
export function isAccepted({ verdict, cause, notes }: Explanation): boolean {
  if (verdict === 'preflight') return cause?.refuses !== true;
  return (verdict === 'right' || verdict === 'open') && !notes.some(note => note.refuses);
}

/** Whether a signature stands somewhere in the request. */
export function isSigned({ target, body, headers }: ReceivedRequest): boolean {
  return [target, body, ...headers.flat()].some(text => text.includes('oauth_signature'));
}
