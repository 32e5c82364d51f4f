import { type Address, addressNames } from '../../../data/address.ts';
import { clean, field } from './collection.ts';

/** An address with what a body says of it. */
export function changedAddress(before: Address, sent: unknown): Address {
  const changes: Record<string, string> = {};
  for (const name of addressNames) {
    const value = field(sent, name);
    if (value !== undefined && value !== null) changes[name] = clean(value);
  }
  return { ...before, ...changes };
}
