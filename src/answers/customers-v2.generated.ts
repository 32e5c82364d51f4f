/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * What a list of customers of wc/v2 answers.
 */
export type CustomersListV2 = CustomerV2[];

/**
 * A customer of wc/v2, as the recorded stores answer it. Plugins may add members.
 */
export interface CustomerV2 {
  id: number;
  date_created: string | null;
  date_created_gmt: string | null;
  date_modified?: string | null;
  date_modified_gmt?: string | null;
  email: string;
  first_name: string;
  last_name: string;
  role?: string;
  username?: string;
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
  is_paying_customer?: boolean;
  avatar_url?: string;
  meta_data?: {
    id: number;
    key: string;
    value: unknown;
    [k: string]: unknown;
  }[];
  orders_count?: number;
  total_spent?: string;
  _links?: Links;
  [k: string]: unknown;
}
export interface Links {
  [k: string]: {
    href: string;
    [k: string]: unknown;
  }[];
}
