import { rawurlencode } from '../../../php/urlencode.ts';

const unreserved = /^[A-Za-z0-9\-._~]*$/;

/** `wc_rest_urlencode_rfc3986()` of each byte, twice: RFC 5849 section 3.6, on bytes. */
const twice: string[] = [];
for (let byte = 0; byte < 256; byte++) {
  twice.push(rawurlencode(rawurlencode(String.fromCharCode(byte))));
}

/** Encoded, and encoded again: a parameter's name and value come into the base string so. */
export function encodeTwice(text: string): string {
  if (unreserved.test(text)) return text;
  let encoded = '';
  for (let i = 0; i < text.length; i++) encoded += twice[text.charCodeAt(i)];
  return encoded;
}
