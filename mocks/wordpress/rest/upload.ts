import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { PhpRequest } from '../../php/request.ts';
import { type WpError, wpError } from '../error.ts';
import type { SimulatedEndpoint } from './measured.ts';
import { notSimulated } from './not-simulated.ts';

/**
 * `POST /wp/v2/media`: what is wrong with an upload is told, as 10.5 (WordPress 6.9.1) and 5.8 (5.8.1) told it; nothing
 * is kept, so that whoever has sent a file hears that.
 */
export const uploadEndpoint: readonly [string, SimulatedEndpoint] = [
  'POST /wp/v2/media',
  {
    isSimulated: false,
    callback: ({ method, context }) => refusal(context.request) ?? notSimulated(method, '/wp/v2/media'),
  },
];

/** `upload_from_data()`. What came in a form is in PHP's hands, and not looked at here. */
function refusal(request: PhpRequest): WpError | undefined {
  const type = request.header('Content-Type') ?? '';
  const body = Buffer.from(request.rawBody);
  if (/^\s*multipart\/form-data\b/i.test(type)) return undefined;
  if (body.length === 0) return wpError('rest_upload_no_data', 'No data supplied.', 400);
  if (type === '') return wpError('rest_upload_no_content_type', 'No Content-Type supplied.', 400);
  const disposition = request.header('Content-Disposition') ?? '';
  if (disposition === '') {
    return wpError('rest_upload_no_content_disposition', 'No Content-Disposition supplied.', 400);
  }
  if (!/;(?:.*;)?\s*filename\s*=\s*"?[^";]/i.test(disposition)) {
    const message =
      'Invalid Content-Disposition supplied. Content-Disposition needs to be formatted as `attachment; filename="image.png"` or similar.';
    return wpError('rest_upload_invalid_disposition', message, 400);
  }
  const sum = request.header('Content-MD5')?.trim();
  return sum === undefined || sum === createHash('md5').update(body).digest('hex')
    ? undefined
    : wpError('rest_upload_hash_mismatch', 'Content hash did not match expected.', 412);
}
