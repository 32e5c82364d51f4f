import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';

/** Why a file is no archive that can be unpacked. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
/** A comment may follow the end, of up to 64 KiB. */
const mostEnd = endLength + 0xffff;
/** Far more than WordPress with any plugin has: an archive must not fill the disk. */
const mostBytes = 2 * 1024 ** 3;

/**
 * Unpacks a ZIP archive (APPNOTE.TXT 4.3): stored and deflated files, no encryption, no ZIP64.
 *
 * @param into a folder; nothing is written outside of it.
 * @throws {ZipError} for a file that is none, is cut off or damaged.
 */
export function unzip(file: string, into: string): void {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const tail = read(descriptor, Math.max(0, size - mostEnd), Math.min(size, mostEnd));
    const end = findEnd(tail);
    const count = tail.readUInt16LE(end + 10);
    const directory = read(descriptor, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    let at = 0;
    let total = 0;
    for (let entry = 0; entry < count; entry++) {
      if (at + 46 > directory.length || directory.readUInt32LE(at) !== entrySignature)
        throw new ZipError('its list of files is damaged');
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset =>
        directory.readUInt16LE(at + offset),
      ) as [number, number, number];
      const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
      const target = path.resolve(into, name);
      if (target !== path.resolve(into) && !target.startsWith(path.resolve(into) + path.sep))
        throw new ZipError(`it has a file outside of its folder: ${name}`);
      total += directory.readUInt32LE(at + 24);
      if (total > mostBytes) throw new ZipError('it unpacks to more than 2 GiB');
      if (name.endsWith('/')) mkdirSync(target, { recursive: true });
      else {
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, contentOf(descriptor, directory, at, name));
      }
      at += 46 + nameLength + extraLength + commentLength;
    }
  } finally {
    closeSync(descriptor);
  }
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - endLength; at >= 0; at--) if (tail.readUInt32LE(at) === endSignature) return at;
  throw new ZipError('it is no ZIP archive, or is cut off');
}

function contentOf(descriptor: number, directory: Buffer, at: number, name: string): Buffer {
  const method = directory.readUInt16LE(at + 10);
  const [sum, packed, size, start] = [16, 20, 24, 42].map(offset => directory.readUInt32LE(at + offset)) as [
    number,
    number,
    number,
    number,
  ];
  const local = read(descriptor, start, 30);
  if (local.readUInt32LE(0) !== localSignature) throw new ZipError(`${name} is not where its list says`);
  const data = read(descriptor, start + 30 + local.readUInt16LE(26) + local.readUInt16LE(28), packed);
  const content = inflated(data, method, size, name);
  if (content.length !== size || crc32(content) !== sum) throw new ZipError(`${name} is damaged`);
  return content;
}

function inflated(data: Buffer, method: number, size: number, name: string): Buffer {
  if (method === 0) return data;
  if (method !== 8) throw new ZipError(`${name} is packed in a way that is not read (method ${method})`);
  try {
    return inflateRawSync(data, { maxOutputLength: size + 1 });
  } catch (cause) {
    throw new ZipError(`${name} is damaged`, { cause });
  }
}

function read(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  if (readSync(descriptor, bytes, 0, length, position) < length) throw new ZipError('it is cut off');
  return bytes;
}
