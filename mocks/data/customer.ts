import { type Address, address, type Meta, meta, noAddress } from './address.ts';
import { flag, integer, listOf, orNull, recordSchema, text } from './schema.ts';
import { seededAt } from './seeded.ts';
import type { Entry } from './table.ts';

/** What WooCommerce knows of a user beside the row in WordPress's users table; the ids are the same. */
export interface CustomerProfile extends Entry {
  readonly id: number;
  readonly date_created: number;
  readonly date_modified: number | null;
  readonly first_name: string;
  readonly last_name: string;
  readonly billing: Address;
  readonly shipping: Address;
  readonly is_paying_customer: boolean;
  readonly meta_data: readonly Meta[];
}

export const customerSchema = recordSchema<CustomerProfile>({
  id: integer,
  date_created: integer,
  date_modified: orNull(integer),
  first_name: text,
  last_name: text,
  billing: address,
  shipping: address,
  is_paying_customer: flag,
  meta_data: listOf(meta),
});

/** Of a user who has never bought anything. */
export function emptyProfile(id: number, at: number = seededAt - 1): CustomerProfile {
  return {
    id,
    date_created: at,
    date_modified: null,
    first_name: '',
    last_name: '',
    billing: noAddress,
    shipping: noAddress,
    is_paying_customer: false,
    meta_data: [],
  };
}
