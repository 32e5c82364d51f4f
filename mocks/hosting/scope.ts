/** Which requests a fault concerns: all, those below a path, or a share of them. */
import type { Message } from '../message.ts';
import type { FaultScope } from './fault.ts';

export function inPath(target: string, path: string): boolean {
  return target.startsWith(path);
}

/** Says of one request after the other whether the fault concerns it. */
export function selector(scope: FaultScope, random: () => number): (message: Message) => boolean {
  const draw = scope.seed === undefined ? random : seeded(scope.seed);
  return message => inPath(message.target, scope.path) && (scope.share >= 1 || draw() < scope.share);
}

/** Mulberry32: small, and the same numbers for the same seed everywhere. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
