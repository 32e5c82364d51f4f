/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * What a list of coupons of the legacy API answers.
 */
export interface LegacyCoupons {
  coupons: {
    id: number;
    code: string;
    type: string;
    created_at: string | null;
    updated_at: string | null;
    amount: string;
    individual_use: boolean;
    product_ids: number[];
    exclude_product_ids: number[];
    usage_limit: number | null;
    usage_limit_per_user: number | null;
    limit_usage_to_x_items: number | null;
    usage_count: number;
    expiry_date: string | null;
    enable_free_shipping: boolean;
    product_category_ids: number[];
    exclude_product_category_ids: number[];
    exclude_sale_items: boolean;
    minimum_amount: string;
    maximum_amount: string;
    customer_emails: (
      | string
      | number
      | {
          [k: string]: unknown;
        }
    )[];
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}
