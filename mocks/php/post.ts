import { Buffer } from 'node:buffer';
import { parseForm } from './form.ts';
import { postMaxSize } from './ini.ts';
import { parseMultipart } from './multipart.ts';
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
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  return type === 'form' ? parseForm(text) : parseMultipart(text, contentType as string);
}
