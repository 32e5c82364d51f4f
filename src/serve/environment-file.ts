import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { reason, UsageError } from '../../mocks/errors.ts';

const mark = '# Written by latchkey serve. It goes when the store ends.';

/** A file of environment variables that stands as long as its store runs. */
export interface EnvironmentFile {
  /** Writes `NAME=value` lines, for the owner of the file alone to read. */
  write(lines: readonly string[]): void;
  remove(): void;
}

/**
 * A file that `latchkey serve --write-env` may write: one that is not there, or that it has written itself. The `.env`
 * of a project is not written over.
 *
 * @throws {UsageError} where the file is somebody else's, or cannot be read or written.
 */
export function environmentFile(file: string, named: string): EnvironmentFile {
  const where = `--write-env ${named}`;
  const there = contentOf(file, where);
  if (there !== undefined && there !== '' && !there.startsWith(mark))
    throw new UsageError({
      where,
      what: 'the file is there, and latchkey serve has not written it',
      expected: 'a file of its own, which is not yet there',
    });
  return {
    write(lines) {
      try {
        writeFileSync(file, '', { mode: 0o600 });
        // The mode counts for a new file alone.
        chmodSync(file, 0o600);
        writeFileSync(file, `${[mark, ...lines].join('\n')}\n`);
      } catch (error) {
        throw new UsageError({ where, what: `cannot be written: ${reason(error)}` });
      }
    },
    remove() {
      if (contentOf(file, where)?.startsWith(mark)) rmSync(file, { force: true });
    },
  };
}

function contentOf(file: string, where: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError({ where, what: `cannot be read: ${reason(error)}` });
  }
}
