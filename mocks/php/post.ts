import { Buffer } from 'node:buffer';
import { parseForm } from './form.ts';
import { postMaxSize } from './ini.ts';
import { parseMultipart, type UploadedFile } from './multipart.ts';
import type { PhpArray } from './types.ts';

/** The kind of form that a body is, or undefined: `sapi_read_post_data()` reads the type up to `;`, `,` or a space. */
export function formType(method: string, contentType: string | undefined): 'form' | 'multipart' | undefined {
  // Compared byte for byte: a form sent with `PUT` or `post` is not read.
  if (method !== 'POST' || contentType === undefined) return undefined;
  const end = contentType.search(/[;, ]/);
  const type = (end < 0 ? contentType : contentType.slice(0, end)).toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return 'form';
  return type === 'multipart/form-data' ? 'multipart' : undefined;
}

/** `$_POST`. */
export function parsePost(method: string, contentType: string | undefined, body: Uint8Array): PhpArray {
  const type = formType(method, contentType);
  if (type === undefined || body.length === 0 || body.length > postMaxSize) return new Map();
  const text = bytesAsText(body);
  return type === 'form' ? parseForm(text) : parseMultipart(text, contentType as string);
}

/** `$_FILES`. */
export function parseFiles(
  method: string,
  contentType: string | undefined,
  body: Uint8Array,
): UploadedFile[] {
  const files: UploadedFile[] = [];
  if (formType(method, contentType) === 'multipart' && body.length <= postMaxSize)
    parseMultipart(bytesAsText(body), contentType as string, file => files.push(file));
  return files;
}

function bytesAsText(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
}
