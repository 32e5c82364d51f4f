import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from '../../mocks/errors.ts';
import type { CommandIo } from './io.ts';

/**
 * Questions at the terminal, one after the other. What is typed shows only while a question that shows it is asked: of two lines
 * that are pasted at once the second may be a secret.
 */
export class Dialogue {
  readonly #reader: Interface;
  readonly #typed: string[] = [];
  #next: { resolve(line: string): void; reject(error: Error): void } | undefined;
  #isClosed = false;
  #isShown = false;

  constructor({ stdin, stderr }: Pick<CommandIo, 'stdin' | 'stderr'>) {
    const output = new Writable({
      write: (chunk, _encoding, done) => {
        if (this.#isShown) stderr.write(chunk);
        done();
      },
    });
    this.#reader = createInterface({ input: stdin, output, terminal: true, historySize: 0 });
    this.#reader.on('line', line => {
      if (!this.#isShown) stderr.write('\n');
      this.#isShown = false;
      const waiting = this.#next;
      this.#next = undefined;
      if (waiting) waiting.resolve(line.trim());
      else this.#typed.push(line.trim());
    });
    this.#reader.once('close', () => {
      this.#isClosed = true;
      this.#next?.reject(left());
    });
  }

  /** @throws {UsageError} when the terminal is left (Ctrl-C, Ctrl-D). */
  ask(question: string): Promise<string> {
    return this.#ask(question, true);
  }

  /** The same, and shows nothing of what is typed. */
  askHidden(question: string): Promise<string> {
    return this.#ask(question, false);
  }

  close(): void {
    this.#next = undefined;
    this.#reader.close();
  }

  async #ask(question: string, isShown: boolean): Promise<string> {
    // Readline writes the question itself: it does so again after each backspace.
    this.#isShown = true;
    this.#reader.setPrompt(question);
    if (!this.#isClosed) this.#reader.prompt();
    this.#isShown = isShown;
    const typed = this.#typed.shift();
    if (typed !== undefined) return typed;
    if (this.#isClosed) throw left();
    return new Promise((resolve, reject) => {
      this.#next = { resolve, reject };
    });
  }
}

function left(): UsageError {
  return new UsageError('The questions were left: nothing was written.');
}
