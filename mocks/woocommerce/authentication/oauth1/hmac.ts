import { Buffer } from 'node:buffer';
import { createHmac, hash } from 'node:crypto';

export type HashAlgorithm = 'sha1' | 'sha256';

/** The block of SHA-1 and of SHA-256, in bytes. */
const blockSize = 64;
const digestSize: Readonly<Record<HashAlgorithm, number>> = { sha1: 20, sha256: 32 };

/** What is not takes more bytes in UTF-8; Node counts them quicker than a pattern looks at them. */
function isAscii(text: string): boolean {
  return Buffer.byteLength(text, 'utf8') === text.length;
}

/** RFC 2104's two pads of a key: the inner one as text, the outer one with room for the inner digest behind it. */
interface Pads {
  readonly inner: string;
  readonly outer: Buffer;
}

/** The clients of a store use the same few keys again and again. Each is emptied when full. */
const padsOfKey: Readonly<Record<HashAlgorithm, Map<string, Pads>>> = { sha1: new Map(), sha256: new Map() };
const mostKeys = 1000;

/**
 * HMAC (RFC 2104) of a byte string, in Base64.
 *
 * Made of two one-shot hashes: Node's Hmac object is a stream, and to make one costs twice as much as the rest of
 * what the store does with a signature. Keys and messages of OAuth are ASCII; for others Node's own is used.
 */
export function hmac(algorithm: HashAlgorithm, key: string, message: string): string {
  if (key.length > blockSize || !isAscii(key) || !isAscii(message))
    return hmacByNode(algorithm, key, message);
  const kept = padsOfKey[algorithm];
  let pads = kept.get(key);
  if (pads === undefined) {
    if (kept.size >= mostKeys) kept.clear();
    pads = makePads(key, digestSize[algorithm]);
    kept.set(key, pads);
  }
  const inner = hash(algorithm, pads.inner + message, 'binary');
  // So few bytes are put there sooner than Buffer#write() is called.
  for (let i = 0; i < inner.length; i++) pads.outer[blockSize + i] = inner.charCodeAt(i);
  return hash(algorithm, pads.outer, 'base64');
}

/**
 * Node's own HMAC of byte strings, in Base64, for any algorithm that it knows. The key is passed as text: Node takes one
 * in a Buffer for what might be a KeyObject, and finding that out costs six times the HMAC.
 */
export function hmacByNode(algorithm: string, key: string, message: string): string {
  return createHmac(algorithm, key, { encoding: 'latin1' }).update(message, 'latin1').digest('base64');
}

function makePads(key: string, room: number): Pads {
  const inner = Buffer.alloc(blockSize, 0x36);
  const outer = Buffer.alloc(blockSize + room);
  outer.fill(0x5c, 0, blockSize);
  for (let i = 0; i < key.length; i++) {
    inner[i] = 0x36 ^ key.charCodeAt(i);
    outer[i] = 0x5c ^ key.charCodeAt(i);
  }
  return { inner: inner.toString('latin1'), outer };
}
