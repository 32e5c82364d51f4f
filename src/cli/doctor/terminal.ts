/** The terminal that `latchkey doctor` writes to. */
import type { CommandIo } from '../io.ts';

export function columnsOf({ stdout }: CommandIo): number {
  return Math.min(Math.max(stdout.columns ?? 100, 60), 110);
}

/** Takes the line back that is written anew. */
export const clearLine = '\r\u001b[2K';

/** Writes the line anew. One that the terminal breaks in two could not be taken back. */
export function rewriteLine(stderr: CommandIo['stderr'], line: string): void {
  const room = Math.min((stderr.columns ?? 80) - 1, 75);
  stderr.write(`${clearLine}${line.slice(0, room)}`);
}

/** Where standard error is a terminal: how many requests were answered, and what was asked last. */
export function progressLine({ stderr }: CommandIo): { say(what: string): void; end(): void } {
  let count = 0;
  return {
    say(what) {
      count += 1;
      if (stderr.isTTY) rewriteLine(stderr, `${count} asked: ${what}`);
    },
    end() {
      if (stderr.isTTY && count > 0) stderr.write(clearLine);
    },
  };
}
