import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { limits } from './limits.ts';

const decoders = { gzip: gunzipSync, 'x-gzip': gunzipSync, deflate: inflateSync, br: brotliDecompressSync };

/** More are not undone: nobody compresses as often. */
const mostLayers = 3;

/**
 * A body without its Content-Encoding, which may name several, in the order in which they were put on (RFC 9110, section
 * 8.4); as it is where it names none that is known.
 */
export function unpack(body: Uint8Array, encoding: string | undefined): Uint8Array | 'damaged' | 'too large' {
  const layers = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '' && each !== 'identity');
  if (body.length === 0) return body;
  if (layers.length > mostLayers) return 'damaged';
  let unpacked = body;
  for (const layer of layers.toReversed()) {
    const decode = decoders[layer as keyof typeof decoders];
    if (!decode) return unpacked;
    try {
      unpacked = decode(unpacked, { maxOutputLength: limits.unpacked });
    } catch (error) {
      return error instanceof RangeError ? 'too large' : 'damaged';
    }
  }
  return unpacked;
}
