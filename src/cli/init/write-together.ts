import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LatchkeyError, reason } from '../../../mocks/errors.ts';

export interface FileToWrite {
  readonly name: string;
  readonly text: string;
  /** Of a file that is new; one that is there keeps its own. */
  readonly mode?: number;
}

/**
 * Writes all of the files or none: each beside its place first, and all are moved when the last is written. Nothing of it waits,
 * so that no signal comes in between.
 */
export function writeTogether(folder: string, files: readonly FileToWrite[]): void {
  const written: { beside: string; place: string }[] = [];
  let name = '';
  try {
    for (const file of files) {
      name = file.name;
      const named = path.resolve(folder, name);
      // A link stays one.
      const place = existsSync(named) ? realpathSync(named) : named;
      const mode = existsSync(place) ? statSync(place).mode : file.mode;
      mkdirSync(path.dirname(place), { recursive: true });
      const beside = `${place}.latchkey-${process.pid}`;
      written.push({ beside, place });
      writeFileSync(beside, file.text, { flag: 'wx', ...(mode !== undefined && { mode }) });
    }
    for (const { beside, place } of written) renameSync(beside, place);
  } catch (cause) {
    for (const { beside } of written) rmSync(beside, { force: true });
    throw new LatchkeyError(
      'LATCHKEY_WRITE',
      { where: name, what: `cannot be written (${reason(cause)})` },
      { cause },
    );
  }
}
