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

/** A row of post or user meta, as far as the API shows it. */
export interface Meta {
  readonly id: number;
  readonly key: string;
  readonly value: unknown;
}
