import { Buffer, isUtf8 } from 'node:buffer';

/** Byte strings and text: a page is written in Unicode, a request is read as bytes. */

/** Nearly everything is: then text and bytes are the same, and nothing is copied. */
const ascii = /^[\0-\x7f]*$/;

/** The text that a byte string spells in UTF-8; what is no UTF-8 becomes U+FFFD, as in a browser. */
export function fromBytes(bytes: string): string {
  if (ascii.test(bytes)) return bytes;
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The byte string of a text in UTF-8. */
export function toBytes(text: string): string {
  if (ascii.test(text)) return text;
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** `wp_check_invalid_utf8()`: nothing is left of a string that is no UTF-8. */
export function checkInvalidUtf8(bytes: string): string {
  return ascii.test(bytes) || isUtf8(Buffer.from(bytes, 'latin1')) ? bytes : '';
}
