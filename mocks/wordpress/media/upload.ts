import { Buffer, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { UploadedFile } from '../../php/multipart.ts';
import type { PhpRequest } from '../../php/request.ts';
import { type WpError, wpError } from '../error.ts';
import { fromBytes } from '../formatting/text.ts';

/** A file as it came. */
export interface Upload {
  /** As the client named it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The file of a request to `POST /wp/v2/media`: in the field `file` of a form (`upload_from_file()`), or the body itself,
 * which Content-Disposition names (`upload_from_data()`).
 */
export function uploadOf(request: PhpRequest): Upload | WpError {
  const type = request.header('Content-Type') ?? '';
  const body = Buffer.from(request.rawBody);
  if (request.files.length > 0) return fromForm(request.files);
  if (body.length === 0) return wpError('rest_upload_no_data', 'No data supplied.', 400);
  if (type === '') return wpError('rest_upload_no_content_type', 'No Content-Type supplied.', 400);
  const disposition = request.header('Content-Disposition') ?? '';
  if (disposition === '')
    return wpError('rest_upload_no_content_disposition', 'No Content-Disposition supplied.', 400);
  const name = nameIn(disposition);
  if (name === undefined) {
    const message =
      'Invalid Content-Disposition supplied. Content-Disposition needs to be formatted as `attachment; filename="image.png"` or similar.';
    return wpError('rest_upload_invalid_disposition', message, 400);
  }
  const sum = request.header('Content-MD5')?.trim();
  return sum === undefined || sum === createHash('md5').update(body).digest('hex')
    ? { name, bytes: body }
    : wpError('rest_upload_hash_mismatch', 'Content hash did not match expected.', 412);
}

function fromForm(files: readonly UploadedFile[]): Upload | WpError {
  const file = files.findLast(({ field }) => field === 'file');
  if (file === undefined)
    return wpError('rest_upload_unknown_error', 'Specified file failed upload test.', 500);
  const bytes = Buffer.from(file.body, 'latin1');
  return bytes.length === 0
    ? wpError('rest_upload_unknown_error', 'File is empty. Please upload something more substantial.', 500)
    : { name: textOf(file.name), bytes };
}

/** `get_filename_from_disposition()`: the last `filename`, with quotes or without; `filename*` is not read. */
function nameIn(disposition: string): string | undefined {
  const found = disposition
    .trim()
    .split(';')
    .slice(1)
    .flatMap(part => {
      const [, value] = /^\s*filename\s*=(.*)$/is.exec(part) ?? [];
      const name = value?.trim().replace(/^"(.*)"$/s, '$1');
      return name ? [name] : [];
    });
  const name = found.at(-1);
  return name === undefined ? undefined : textOf(name);
}

/** `remove_accents()` takes what is no UTF-8 for Latin-1. */
function textOf(bytes: string): string {
  return isUtf8(Buffer.from(bytes, 'latin1')) ? fromBytes(bytes) : bytes;
}
