/** PHP's base64, over byte strings. */
import { Buffer } from 'node:buffer';

const wellFormed = /^[A-Za-z0-9+/]*={0,2}$/;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const value = new Int8Array(256).fill(-1);
for (let i = 0; i < 64; i++) value[alphabet.charCodeAt(i)] = i;

/**
 * `base64_decode($text)`, not strict: padding is passed over wherever it stands, and so is every character outside
 * the alphabet; bits left over at the end are dropped. It never fails.
 */
export function base64_decode(text: string): string {
  if (wellFormed.test(text)) return Buffer.from(text, 'base64').toString('latin1');
  let decoded = '';
  let bits = 0;
  let held = 0;
  for (let i = 0; i < text.length; i++) {
    const six = value[text.charCodeAt(i)] as number;
    if (six < 0) continue;
    held = ((held << 6) | six) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      decoded += String.fromCharCode((held >> bits) & 0xff);
    }
  }
  return decoded;
}
