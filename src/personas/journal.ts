import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { LatchkeyError, reason } from '../../mocks/errors.ts';
import { jsonIn } from '../files/json-text.ts';
import { type FileKind, readTextFile } from '../files/text-file.ts';
import { versioned } from '../files/versioned-json.ts';

/** What is made on a store: users by their log-in name, keys by the marker in their description. No secret is in it. */
export type Made =
  | { readonly kind: 'user'; readonly login: string; readonly role: string }
  | { readonly kind: 'key'; readonly marker: string };

interface Line {
  readonly at: string;
  readonly id: number;
  readonly state: 'planned' | 'removed';
  readonly made?: Made;
}

/** An entry that is not known to be gone. */
export interface OpenEntry {
  readonly id: number;
  readonly made: Made;
}

/**
 * The journal of what runs have made on one target, one line of JSON each. A line is on the disk before the store is
 * asked to make anything, so that whatever ends the process, `latchkey clean` knows what to look for.
 */
export class CreationJournal {
  readonly file: string;
  readonly #folder: string;
  #next: number | undefined;
  #hasWritten = false;

  constructor(folder: string, target: string) {
    this.#folder = folder;
    this.file = path.join(folder, `journal-${target.replace(/[^\w.-]/g, '_')}.jsonl`);
  }

  /** Says that this is about to be made; gives back the entry's number. */
  plan(made: Made): number {
    this.#next ??= this.#lines().reduce((most, { id }) => Math.max(most, id), 0) + 1;
    const id = this.#next++;
    this.#write({ at: new Date().toISOString(), id, state: 'planned', made });
    return id;
  }

  removed(id: number): void {
    this.#write({ at: new Date().toISOString(), id, state: 'removed' });
  }

  /** What was planned and is not known to be gone. */
  open(): OpenEntry[] {
    const lines = this.#lines();
    const gone = new Set(lines.filter(({ state }) => state === 'removed').map(({ id }) => id));
    return lines.flatMap(({ id, made }) => (made && !gone.has(id) ? [{ id, made }] : []));
  }

  /** A journal of nothing but what is gone is put away. */
  close(): void {
    if (this.open().length > 0) return;
    rmSync(this.file, { force: true });
    try {
      rmdirSync(this.#folder);
    } catch {
      // Another target's journal is in it, or there never was one.
    }
  }

  #write(line: Line): void {
    try {
      mkdirSync(this.#folder, { recursive: true });
      const file = openSync(this.file, 'a', 0o600);
      try {
        // An earlier process may have been killed in the middle of a line.
        writeSync(file, `${this.#hasWritten ? '' : '\n'}${JSON.stringify(versioned('journal', line))}\n`);
        fsyncSync(file);
        this.#hasWritten = true;
      } finally {
        closeSync(file);
      }
    } catch (cause) {
      throw new LatchkeyError(
        'LATCHKEY_WRITE',
        {
          where: this.file,
          what: `cannot be written (${reason(cause)}); nothing is made on a store that is not written down first`,
        },
        { cause },
      );
    }
  }

  /** A line that was cut off by the end of the process counts for nothing: what it announced was not asked for yet. */
  #lines(): Line[] {
    if (!existsSync(this.file)) return [];
    const lines = readTextFile(this.file, this.file, kind).split('\n');
    return lines.flatMap(line => (jsonIn(line) as Line | undefined) ?? []);
  }
}

const kind: FileKind = {
  expected: 'the journal of what runs have made',
  error: (parts, options) => new LatchkeyError('LATCHKEY_WRITE', parts, options),
};
