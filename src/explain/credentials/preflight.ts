import type { Admission } from '../../../mocks/rules.ts';
import type { Note } from '../note.ts';
import { firstHeaderOf, type ReceivedRequest } from '../request.ts';

/** What WordPress lets a page of another origin send (`rest_send_cors_headers()`). */
const allowedFields = ['authorization', 'x-wp-nonce', 'content-disposition', 'content-md5', 'content-type'];
/** What needs no leave: the Fetch standard's CORS-safelisted request headers. */
const safeFields = ['accept', 'accept-language', 'content-language', 'range'];

/** Whether a browser has sent the request to ask for leave (Fetch standard, CORS-preflight request). */
export function isPreflight(request: ReceivedRequest): boolean {
  if (request.method.toUpperCase() !== 'OPTIONS') return false;
  // A log does not tell the fields by which it is known; hardly anybody else sends OPTIONS.
  return (
    request.source === 'access log' ||
    firstHeaderOf(request, 'access-control-request-method') !== undefined ||
    firstHeaderOf(request, 'origin') !== undefined
  );
}

/** What comes of a preflight, and why a browser is no place for keys. */
export function preflightNote(request: ReceivedRequest, admission: Admission): Note {
  const wanted = firstHeaderOf(request, 'access-control-request-method')?.trim().toUpperCase();
  const what = wanted === undefined ? 'the request proper' : `the ${wanted}`;
  const fields = (firstHeaderOf(request, 'access-control-request-headers') ?? '')
    .split(',')
    .map(field => field.trim().toLowerCase())
    .filter(field => field !== '' && !allowedFields.includes(field) && !safeFields.includes(field));
  const begins = `This is a preflight: before ${what} the browser asks with OPTIONS, without credentials of its own, whether a page of another origin may send it.`;
  const fix =
    'Keep keys out of the browser, where everybody can read them: let a server of your own call the store. Short of that: send oauth_ parameters in the Authorization header, which a preflight does not carry, or GET without headers of your own, for which there is no preflight.';
  const { refusal } = admission;
  if (refusal !== undefined) {
    const hasSignature = /oauth_signature/.test(request.target);
    const why = hasSignature
      ? `the URL carries a signature that was made for ${wanted ?? 'another method'}, and no client can sign the OPTIONS as well`
      : `${refusal.status} ${refusal.code}`.trim();
    return {
      id: 'preflight',
      says: `${begins} The store refuses it with ${refusal.status}: ${why}. So ${what} is never sent.`,
      fix,
      refuses: true,
    };
  }
  if (fields.length > 0)
    return {
      id: 'preflight',
      says: `${begins} The store answers it, but does not allow the header ${fields.join(', ')}: the browser never sends ${what}.`,
      fix: `Leave ${fields.join(', ')} away: WordPress allows Authorization, X-WP-Nonce, Content-Disposition, Content-MD5 and Content-Type. ${fix}`,
      refuses: true,
    };
  return {
    id: 'preflight',
    says: `${begins} The store answers it for every origin, with the methods OPTIONS, GET, POST, PUT, PATCH, DELETE and the headers Authorization, X-WP-Nonce, Content-Disposition, Content-MD5 and Content-Type: the browser then sends ${what}. If it does not, something before WordPress refuses OPTIONS.`,
    fix,
    refuses: false,
  };
}
