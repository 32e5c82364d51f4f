import { Buffer } from 'node:buffer';

/** An image as its own head tells it. */
export interface ImageSize {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly mime: 'image/png' | 'image/gif' | 'image/jpeg' | 'image/webp';
}

/**
 * `getimagesize()` of PNG, GIF, JPEG and WebP, the images that shops send; undefined for what is none of them.
 *
 * @param bytes The file.
 */
export function getimagesize(bytes: Uint8Array): ImageSize | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return png(file) ?? gif(file) ?? jpeg(file) ?? webp(file);
}

function png(file: Buffer): ImageSize | undefined {
  if (file.length < 24 || file.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return undefined;
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20), mime: 'image/png' };
}

function gif(file: Buffer): ImageSize | undefined {
  if (file.length < 10 || file.toString('latin1', 0, 3) !== 'GIF') return undefined;
  return { width: file.readUInt16LE(6), height: file.readUInt16LE(8), mime: 'image/gif' };
}

/** The size stands in the first segment that starts a frame (SOF), wherever that is. */
function jpeg(file: Buffer): ImageSize | undefined {
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= file.length; ) {
    if (file[at] !== 0xff) return undefined;
    const marker = file[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7), mime: 'image/jpeg' };
    at += 2 + file.readUInt16BE(at + 2);
  }
  return undefined;
}

function webp(file: Buffer): ImageSize | undefined {
  if (
    file.length < 30 ||
    file.toString('latin1', 0, 4) !== 'RIFF' ||
    file.toString('latin1', 8, 12) !== 'WEBP'
  )
    return undefined;
  const mime = 'image/webp';
  switch (file.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff, mime };
    case 'VP8L': {
      const bits = file.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, mime };
    }
    case 'VP8X':
      return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1, mime };
    default:
      return undefined;
  }
}
