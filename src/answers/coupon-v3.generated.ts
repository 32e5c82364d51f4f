/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * A coupon of wc/v3, as the recorded stores answer it. Plugins may add members.
 */
export interface CouponV3 {
  id: number;
  code: string;
  amount: string;
  status?: string;
  date_created: string | null;
  date_created_gmt: string | null;
  date_modified?: string | null;
  date_modified_gmt?: string | null;
  discount_type: string;
  date_expires: string | null;
  date_expires_gmt: string | null;
  usage_count: number;
  individual_use: boolean;
  product_ids: number[];
  excluded_product_ids: number[];
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
  meta_data?: {
    id: number;
    key: string;
    value: unknown;
    [k: string]: unknown;
  }[];
  _links?: Links;
  [k: string]: unknown;
}
export interface Links {
  [k: string]: {
    href: string;
    [k: string]: unknown;
  }[];
}
