/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * A coupon of wc/v1, as the recorded stores answer it. Plugins may add members.
 */
export interface CouponV1 {
  id: number;
  code: string;
  date_created: string | null;
  date_modified?: string | null;
  discount_type: string;
  amount: string;
  expiry_date: string | null;
  usage_count: number;
  individual_use: boolean;
  product_ids: number[];
  exclude_product_ids: number[];
  usage_limit: number | null;
  usage_limit_per_user: number | null;
  limit_usage_to_x_items: number | null;
  free_shipping: boolean;
  product_categories: (
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  excluded_product_categories: (
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  exclude_sale_items: boolean;
  minimum_amount: string;
  maximum_amount: string;
  email_restrictions: (
    | string
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  used_by: (
    | string
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  _links?: Links;
  [k: string]: unknown;
}
export interface Links {
  [k: string]: {
    href: string;
    [k: string]: unknown;
  }[];
}
