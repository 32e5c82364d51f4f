import { type Paint, painted, plain } from '../paint.ts';
import type { CommandIo } from './io.ts';

/**
 * Colours text for a terminal, and leaves it alone anywhere else and where `NO_COLOR` is set (https://no-color.org) or
 * the terminal is a dumb one. `FORCE_COLOR` (https://force-color.org) goes before all of that, as in Node: a CI's log shows
 * colours and is no terminal. `styleText()` would ask the process's own environment for that.
 */
export function colours({ stdout, env }: Pick<CommandIo, 'stdout' | 'env'>): Paint {
  if (env.FORCE_COLOR) return /^(?:0|false)$/.test(env.FORCE_COLOR) ? plain : painted;
  return stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb' ? painted : plain;
}
