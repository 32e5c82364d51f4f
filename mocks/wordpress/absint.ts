import { intval } from '../php/intval.ts';

/** `absint()`. */
export function absint(value: unknown): number {
  return Math.abs(intval(value));
}
