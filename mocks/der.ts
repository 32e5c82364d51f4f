/**
 * The few forms of ASN.1's Distinguished Encoding Rules (ITU-T X.690) that a certificate is made of. Each function
 * gives back one encoded element: its tag, its length, its content.
 */

export function element(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(content.length)]), content]);
}

/** Up to 127 in one octet; above, the number of octets and then they (X.690 section 8.1.3). */
function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) octets.unshift(rest & 0xff);
  return [0x80 | octets.length, ...octets];
}

export const sequence = (...items: Uint8Array[]): Buffer => element(0x30, ...items);
export const set = (...items: Uint8Array[]): Buffer => element(0x31, ...items);
export const octetString = (content: Uint8Array): Buffer => element(0x04, content);
export const boolean = (value: boolean): Buffer => element(0x01, Buffer.from([value ? 0xff : 0]));
export const utf8String = (text: string): Buffer => element(0x0c, Buffer.from(text, 'utf8'));

/** A non-negative number given as its octets; one more octet keeps the sign bit clear. */
export function integer(octets: Uint8Array): Buffer {
  const sign = (octets[0] as number) >= 0x80 ? [0] : [];
  return element(0x02, Buffer.from(sign), octets);
}

/** Whole octets, no unused bits. */
export const bitString = (content: Uint8Array): Buffer => element(0x03, Buffer.from([0]), content);

/** A list of named bits, trailing zero bits left out as X.690 section 11.2.2 asks; bit 0 is the highest. */
export function namedBits(...bits: number[]): Buffer {
  const last = Math.max(...bits);
  const octets = Buffer.alloc((last >> 3) + 1);
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] as number) | (0x80 >> (bit & 7));
  return element(0x03, Buffer.from([7 - (last & 7)]), octets);
}

/** An object identifier in dotted form; the first two numbers share an octet, the rest is base 128. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets = [first * 40 + second];
  for (const number of rest) {
    const base128 = [number & 0x7f];
    for (let high = number >>> 7; high > 0; high >>>= 7) base128.unshift((high & 0x7f) | 0x80);
    octets.push(...base128);
  }
  return element(0x06, Buffer.from(octets));
}

/** A time as RFC 5280 section 4.1.2.5 asks: UTCTime through 2049, GeneralizedTime from 2050 on, to the second. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return date.getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(digits.slice(2), 'latin1'))
    : element(0x18, Buffer.from(digits, 'latin1'));
}

/** A context-specific tag: `explicit` wraps the element, `implicit` takes the place of its tag. */
export const explicit = (tag: number, content: Uint8Array): Buffer => element(0xa0 | tag, content);
export const implicit = (tag: number, content: Uint8Array): Buffer => element(0x80 | tag, content);

/** RFC 7468: base64 in lines of 64 characters, a newline at the end. */
export function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
