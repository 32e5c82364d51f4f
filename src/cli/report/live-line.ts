import type { CommandIo } from '../io.ts';

/** The last line of a terminal, which is written anew while a run goes on. */
export interface LiveLine {
  /** Writes text above it. */
  write(text: string): void;
  /** Makes room for what somebody else writes to the terminal. */
  aside(write: () => void): void;
  /** What it shows from now on; cut to the terminal's width. */
  show(text: string): void;
  /** Takes it away. */
  end(): void;
}

const usualWidth = 80;
/** Written over with spaces: a terminal that knows no escape sequences, or shall see none (NO_COLOR), can do that too. */
function clear(shown: string): string {
  return shown === '' ? '' : `\r${' '.repeat(shown.length)}\r`;
}

/** Where the output is no terminal, or a dumb one, there is no such line: text is written as it comes. */
export function liveLine({ stdout, env }: Pick<CommandIo, 'stdout' | 'env'>): LiveLine {
  if (stdout.isTTY !== true || env.TERM === 'dumb' || (env.CI !== undefined && env.CI !== ''))
    return { write: text => void stdout.write(text), aside: write => write(), show() {}, end() {} };
  let shown = '';
  return {
    write(text) {
      stdout.write(`${clear(shown)}${text}${shown}`);
    },
    aside(write) {
      stdout.write(clear(shown));
      write();
      stdout.write(shown);
    },
    show(text) {
      const width = (stdout.columns ?? usualWidth) - 1;
      const line = text.length > width ? `${text.slice(0, width - 1)}…` : text;
      if (line === shown) return;
      stdout.write(`${clear(shown)}${line}`);
      shown = line;
    },
    end() {
      stdout.write(clear(shown));
      shown = '';
    },
  };
}
