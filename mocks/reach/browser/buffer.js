/** What the store uses of node:buffer, in a browser: the `buffer` package, which Node's own was brought to browsers by. */
export { Buffer } from 'buffer/index.js';

/** @param {Uint8Array} bytes */
export function isUtf8(bytes) {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
