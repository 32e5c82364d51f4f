import { randomBytes } from 'node:crypto';
import type { LatchkeyWorld } from './world.ts';

/**
 * A nonce of the scenario's own: the same name is the same nonce, and no other scenario has it. A name in capitals
 * is the nonce of that name in capitals.
 */
export function nonceOf(world: LatchkeyWorld, name: string): string {
  const key = `nonce ${name.toLowerCase()}`;
  const nonce = world.kept.get(key) ?? `${name.toLowerCase()}x${randomBytes(12).toString('hex')}`;
  world.kept.set(key, nonce);
  return name === name.toLowerCase() ? nonce : nonce.toUpperCase();
}
