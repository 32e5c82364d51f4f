import { closeSync, openSync, readSync } from 'node:fs';

const chunkSize = 1024 * 1024;

/**
 * The lines of a file one after the other, as bytes and without their ends, so that a file of any size is read in
 * little memory: a line is valid until the next one is asked for.
 *
 * @throws {Error} of the file system.
 */
export function* linesOf(file: string): Generator<Buffer> {
  const descriptor = openSync(file, 'r');
  try {
    let rest = Buffer.alloc(0);
    const chunk = Buffer.allocUnsafe(chunkSize);
    while (true) {
      const count = readSync(descriptor, chunk, 0, chunkSize, null);
      if (count === 0) break;
      const bytes = chunk.subarray(0, count);
      let start = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        const line = bytes.subarray(start, end);
        yield rest.length === 0 ? line : Buffer.concat([rest, line]);
        rest = Buffer.alloc(0);
        start = end + 1;
      }
      rest = Buffer.concat([rest, bytes.subarray(start)]);
    }
    if (rest.length > 0) yield rest;
  } finally {
    closeSync(descriptor);
  }
}
