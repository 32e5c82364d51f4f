/** The terminal that `latchkey doctor` writes to. */
import type { CommandIo } from '../io.ts';

export function columnsOf({ stdout }: CommandIo): number {
  return Math.min(Math.max(stdout.columns ?? 100, 60), 110);
}

/** Where standard error is a terminal: how many requests were answered, and what was asked last. */
export function progressLine({ stderr }: CommandIo): { say(what: string): void; end(): void } {
  let count = 0;
  const clear = '\r\u001b[2K';
  return {
    say(what) {
      count += 1;
      // A line that the terminal breaks in two cannot be written anew.
      const room = Math.min((stderr.columns ?? 80) - 1, 75);
      if (stderr.isTTY) stderr.write(`${clear}${`${count} asked: ${what}`.slice(0, room)}`);
    },
    end() {
      if (stderr.isTTY && count > 0) stderr.write(clear);
    },
  };
}
