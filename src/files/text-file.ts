import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ErrorParts, LatchkeyError, LatchkeyErrorOptions } from '../../mocks/errors.ts';
import { reason } from '../../mocks/errors.ts';

/** What a file is to be, for messages about it. */
export interface FileKind {
  /** `a configuration`: what was expected. */
  readonly expected: string;
  /** What to do when it cannot be read. */
  readonly advice?: string;
  /** The error for this kind of file. */
  readonly error: (parts: ErrorParts, options?: LatchkeyErrorOptions) => LatchkeyError;
}

/** More than any report has, and less than the longest text that Node can hold. */
const mostBytes = 256 * 1024 * 1024;

/**
 * Reads a file of text in UTF-8; a byte order mark is left out.
 *
 * @param file its path.
 * @param name as the user named it: the start of a message.
 * @throws {LatchkeyError} of the kind, for a file that is not there, too large or no text in UTF-8.
 */
export function readTextFile(file: string, name: string, kind: FileKind): string {
  const { expected, advice } = kind;
  let bytes: Uint8Array;
  try {
    bytes = readBytes(file);
  } catch (cause) {
    throw kind.error({ where: name, what: reason(cause), expected }, { cause, advice });
  }
  if (bytes.length > mostBytes)
    throw kind.error({ where: name, what: 'it is larger than 256 MiB', expected });
  // What PowerShell's `>` and Notepad write.
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw kind.error({ where: name, what: 'it is in UTF-16', expected: `${expected} in UTF-8` });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw kind.error({ where: name, what: 'it is no text in UTF-8', expected }, { cause });
  }
}

/** The bytes of a file, up to one more than is taken: a pipe or a device tells no size and may never end. */
function readBytes(file: string): Uint8Array {
  const descriptor = openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    const size = Math.min(Math.max(fstatSync(descriptor).size, 64 * 1024), mostBytes) + 1;
    while (length <= mostBytes) {
      const chunk = Buffer.allocUnsafe(size);
      const count = readSync(descriptor, chunk, 0, size, null);
      if (count === 0) break;
      chunks.push(chunk.subarray(0, count));
      length += count;
    }
    return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  } finally {
    closeSync(descriptor);
  }
}
