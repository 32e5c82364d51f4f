import type { Fault } from '../fault.ts';
import { stripAuthorization } from './strip-authorization.ts';

/** All faults, the commonest first: what several explain equally is told in this order. */
export const faults: readonly Fault[] = [stripAuthorization];

export function faultById(id: string): Fault | undefined {
  return faults.find(fault => fault.id === id);
}
