import { Buffer } from 'node:buffer';

/**
 * Percent-encodes as RFC 5849 section 3.6 says: UTF-8, everything but letters, digits, `-`, `.`, `_` and `~`, in
 * upper-case hexadecimal. encodeURIComponent leaves five more marks bare.
 *
 * @throws {URIError} for a lone surrogate, which has no UTF-8.
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Decodes a name or value of application/x-www-form-urlencoded: plus is a space, a bad `%` stays as it is. */
export function formDecode(text: string): string {
  const bytes: number[] = [];
  const source = Buffer.from(text.replaceAll('+', ' '), 'utf8');
  for (let i = 0; i < source.length; i++) {
    const hex = source.toString('latin1', i + 1, i + 3);
    if (source[i] === 0x25 && /^[0-9A-Fa-f]{2}$/.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      i += 2;
    } else bytes.push(source[i] as number);
  }
  return Buffer.from(bytes).toString('utf8');
}
