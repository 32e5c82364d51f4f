/** PHP's four functions for percent-encoding, over byte strings. */

const unreserved = /^[A-Za-z0-9\-._~]*$/;
const plain = /^[A-Za-z0-9\-._]*$/;

const rawEncoded: string[] = [];
const formEncoded: string[] = [];
for (let byte = 0; byte < 256; byte++) {
  const character = String.fromCharCode(byte);
  const escaped = `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  rawEncoded.push(unreserved.test(character) ? character : escaped);
  formEncoded.push(plain.test(character) ? character : character === ' ' ? '+' : escaped);
}

function encode(text: string, table: readonly string[]): string {
  let encoded = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const character = table[text.charCodeAt(i)] as string;
    if (character.length === 1 && text.charCodeAt(i) !== 0x20) continue;
    encoded += text.slice(from, i) + character;
    from = i + 1;
  }
  return encoded + text.slice(from);
}

/** `rawurlencode()`: everything but RFC 3986's unreserved characters is escaped, in upper case. */
export function rawurlencode(text: string): string {
  return unreserved.test(text) ? text : encode(text, rawEncoded);
}

/** `urlencode()`: as forms do it: a space is `+`, and `~` is escaped. */
export function urlencode(text: string): string {
  return plain.test(text) ? text : encode(text, formEncoded);
}

/** The value of a hexadecimal digit's character code, or -1. */
function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  if (code >= 65 && code <= 70) return code - 55;
  return -1;
}

function decodeEscapes(text: string, first: number): string {
  let decoded = '';
  let from = 0;
  for (let at = first; at >= 0; at = text.indexOf('%', at)) {
    const high = hexDigit(text.charCodeAt(at + 1));
    const low = hexDigit(text.charCodeAt(at + 2));
    if (high < 0 || low < 0) {
      at += 1;
      continue;
    }
    decoded += text.slice(from, at) + String.fromCharCode(high * 16 + low);
    at += 3;
    from = at;
  }
  return decoded + text.slice(from);
}

/** `rawurldecode()`: what is not `%` and two hexadecimal digits stays as it is. */
export function rawurldecode(text: string): string {
  const first = text.indexOf('%');
  return first < 0 ? text : decodeEscapes(text, first);
}

/** `urldecode()`: as `rawurldecode()`, and `+` is a space. */
export function urldecode(text: string): string {
  return rawurldecode(text.includes('+') ? text.replaceAll('+', ' ') : text);
}
