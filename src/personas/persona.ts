import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Summary } from '../../schemas/types/summary.ts';

/** A named key with known rights. A persona without a key is left out of a target. */
export interface Persona {
  readonly name: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** What the key may do, as far as known: `read`, `write`, `read_write`. */
  readonly permissions?: string;
}

/** The personas that scenarios speak of. */
export const personas = {
  owner: 'a read/write key of an administrator',
  reader: 'a read key of an administrator',
  writer: 'a write key of an administrator',
  manager: 'a read/write key of a shop manager',
  customer: 'a read/write key of a customer, who lacks the capability',
  author: 'a read/write key of an author, who lacks the capability',
  subscriber: 'a key of a subscriber, who lacks the capability',
  none: 'a key of an administrator whose permissions are neither read nor write',
  deletedUser: 'a key whose user was deleted in WordPress',
  revoked: 'a key that was revoked',
  orphan: 'a key whose user row is missing',
  nobody: 'a key that belongs to user 0',
} as const;

export type PersonaName = keyof typeof personas;

/** A WordPress user who can log in. */
export interface TargetUser {
  readonly id: number;
  readonly login: string;
  readonly password: string;
  readonly role: string;
}

/** A user of the store who can log in. */
export interface LogInAs {
  readonly login: string;
  readonly password: string;
}

/** What was made on a store, as the reports tell it. */
export type CreatedThing = ReadOnly<NonNullable<Summary['targets'][number]['created']>[number]>;
