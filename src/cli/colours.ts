import type { CommandIo } from './io.ts';

const codes = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33', magenta: '35' } as const;
export type Colour = keyof typeof codes;

/**
 * Colours text for a terminal, and leaves it alone anywhere else and where `NO_COLOR` is set (https://no-color.org) or
 * the terminal is a dumb one.
 */
export function colours({ stdout, env }: Pick<CommandIo, 'stdout' | 'env'>) {
  const isColoured = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  return (text: string, colour: Colour): string =>
    isColoured ? `\x1b[${codes[colour]}m${text}\x1b[0m` : text;
}
