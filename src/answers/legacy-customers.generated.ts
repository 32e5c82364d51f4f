/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * What a list of customers of the legacy API answers.
 */
export interface LegacyCustomers {
  customers: {
    id: number;
    created_at: string | null;
    last_update: string;
    email: string;
    first_name: string;
    last_name: string;
    username?: string;
    role?: string;
    last_order_id: unknown;
    last_order_date: unknown;
    orders_count?: number;
    total_spent?: string;
    avatar_url?: string;
    billing_address: {
      first_name: string;
      last_name: string;
      company: string;
      address_1: string;
      address_2: string;
      city: string;
      state: string;
      postcode: string;
      country: string;
      email: string;
      phone?: string;
      [k: string]: unknown;
    };
    shipping_address: {
      first_name: string;
      last_name: string;
      company: string;
      address_1: string;
      address_2: string;
      city: string;
      state: string;
      postcode: string;
      country: string;
      [k: string]: unknown;
    };
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}
