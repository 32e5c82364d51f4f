import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LatchkeyError, reason, UsageError } from '../../mocks/errors.ts';

/** A file that a command writes at its end, known from its beginning to be one that can be written. */
export interface OutputFile {
  write(text: string): void;
  /** Leaves nothing half written. */
  discard(): void;
}

/**
 * @param named as the user named it.
 * @throws {UsageError} for a directory; {LatchkeyError} `LATCHKEY_WRITE` where nothing can be written.
 */
export function outputFile(named: string, cwd: string): OutputFile {
  const file = path.resolve(cwd, named);
  const half = `${file}.${process.pid}`;
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError({ where: named, what: 'it is a directory', expected: 'a file to write' });
  writing(named, () => writeFileSync(half, ''));
  return {
    write: text =>
      writing(named, () => {
        writeFileSync(half, text);
        renameSync(half, file);
      }),
    discard: () => rmSync(half, { force: true }),
  };
}

function writing(name: string, task: () => void): void {
  try {
    task();
  } catch (cause) {
    const isAbsent = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new LatchkeyError(
      'LATCHKEY_WRITE',
      { where: name, what: `cannot be written (${isAbsent ? 'its folder is not there' : reason(cause)})` },
      { cause },
    );
  }
}
