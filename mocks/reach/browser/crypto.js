/**
 * What the store and `latchkey/explain` use of node:crypto, in a browser. WebCrypto's digests are asynchronous and know no MD5, and the
 * store answers at once; `@noble/hashes` is not and does.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { Buffer } from 'buffer/index.js';

const algorithms = { md5, sha1, sha256, sha384, sha512 };

/** A stream of bytes that ends in a digest: `update()`, then `digest()`. */
class Digest {
  #state;

  constructor(state) {
    this.#state = state;
  }

  update(data, encoding = 'utf8') {
    this.#state.update(bytesOf(data, encoding));
    return this;
  }

  digest(encoding) {
    const digest = Buffer.from(this.#state.digest());
    return encoding === undefined ? digest : digest.toString(encoding);
  }
}

export const createHash = algorithm => new Digest(algorithms[algorithm].create());

export const createHmac = (algorithm, key, { encoding = 'utf8' } = {}) =>
  new Digest(hmac.create(algorithms[algorithm], bytesOf(key, encoding)));

export const hash = (algorithm, data, encoding) => createHash(algorithm).update(data).digest(encoding);

export const randomBytes = count => Buffer.from(crypto.getRandomValues(new Uint8Array(count)));

/** There is nobody to measure the time in a test's own page. */
export const timingSafeEqual = (one, other) => one.every((byte, i) => byte === other[i]);

function bytesOf(data, encoding) {
  return Uint8Array.from(typeof data === 'string' ? Buffer.from(data, encoding) : data);
}
