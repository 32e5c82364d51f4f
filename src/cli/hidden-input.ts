import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from '../../mocks/errors.ts';
import type { CommandIo } from './io.ts';

/**
 * Asks for a line on the terminal and shows nothing of what is typed.
 *
 * @throws {UsageError} when the terminal is left without a line (Ctrl-C, Ctrl-D).
 */
export function askHidden(question: string, { stdin, stderr }: Pick<CommandIo, 'stdin' | 'stderr'>) {
  // As a terminal, readline takes the echo away from the system's driver, and writes it here instead.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  stderr.write(question);
  return new Promise<string>((resolve, reject) => {
    const reader = createInterface({ input: stdin, output, terminal: true, historySize: 0 });
    reader.once('line', line => {
      resolve(line);
      reader.close();
    });
    reader.once('close', () => {
      stderr.write('\n');
      reject(new UsageError('Nothing was typed.'));
    });
  });
}
