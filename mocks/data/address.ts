import { anything, integer, objectOf, type Property, text } from './schema.ts';

/** A billing address; a shipping address has no `email`. */
export interface Address {
  readonly first_name: string;
  readonly last_name: string;
  readonly company: string;
  readonly address_1: string;
  readonly address_2: string;
  readonly city: string;
  readonly state: string;
  readonly postcode: string;
  readonly country: string;
  readonly email: string;
  readonly phone: string;
}

export const noAddress: Address = Object.freeze({
  first_name: '',
  last_name: '',
  company: '',
  address_1: '',
  address_2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  email: '',
  phone: '',
});

export const addressNames = [
  'first_name',
  'last_name',
  'company',
  'address_1',
  'address_2',
  'city',
  'state',
  'postcode',
  'country',
  'email',
  'phone',
] as const satisfies readonly (keyof Address)[];

/** For schemas of records that have one. */
export const address: Property<Address> = objectOf<Address>({
  first_name: text,
  last_name: text,
  company: text,
  address_1: text,
  address_2: text,
  city: text,
  state: text,
  postcode: text,
  country: text,
  email: text,
  phone: text,
});

/** A row of post or user meta, as far as the API shows it. */
export interface Meta {
  readonly id: number;
  readonly key: string;
  readonly value: unknown;
}

/** For schemas of records that have some. */
export const meta: Property<Meta> = objectOf<Meta>({ id: integer, key: text, value: anything });
