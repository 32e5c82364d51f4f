import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { limits } from './limits.ts';

const decoders = { gzip: gunzipSync, 'x-gzip': gunzipSync, deflate: inflateSync, br: brotliDecompressSync };

/** A body without its Content-Encoding; as it is where that names none that is known. */
export function unpack(body: Uint8Array, encoding: string | undefined): Uint8Array | 'damaged' | 'too large' {
  const decode = decoders[encoding?.trim().toLowerCase() as keyof typeof decoders];
  if (!decode || body.length === 0) return body;
  try {
    return decode(body, { maxOutputLength: limits.unpacked });
  } catch (error) {
    return error instanceof RangeError ? 'too large' : 'damaged';
  }
}
