/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * What a list of customers of wc/v1 answers.
 */
export type CustomersListV1 = CustomerV1[];

/**
 * A customer of wc/v1, as the recorded stores answer it. Plugins may add members.
 */
export interface CustomerV1 {
  id: number;
  date_created: string | null;
  date_modified?: string | null;
  email: string;
  first_name: string;
  last_name: string;
  username?: string;
  last_order?: {
    id: unknown;
    date: unknown;
    [k: string]: unknown;
  };
  orders_count?: number;
  total_spent?: string;
  avatar_url?: string;
  billing: {
    first_name: string;
    last_name: string;
    company: string;
    address_1: string;
    address_2: string;
    city: string;
    postcode: string;
    country: string;
    state: string;
    email: string;
    phone?: string;
    [k: string]: unknown;
  };
  shipping: {
    first_name: string;
    last_name: string;
    company: string;
    address_1: string;
    address_2: string;
    city: string;
    postcode: string;
    country: string;
    state: string;
    phone?: string;
    [k: string]: unknown;
  };
  _links?: Links;
  [k: string]: unknown;
}
export interface Links {
  [k: string]: {
    href: string;
    [k: string]: unknown;
  }[];
}
