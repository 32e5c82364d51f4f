/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * A product of wc/v3, as the recorded stores answer it. Plugins may add members.
 */
export interface ProductV3 {
  id: number;
  name: string;
  slug: string;
  permalink?: string;
  date_created: string | null;
  date_created_gmt: string | null;
  date_modified?: string | null;
  date_modified_gmt?: string | null;
  type: string;
  status?: string;
  featured: boolean;
  catalog_visibility: string;
  short_description: string;
  sku: string;
  price: string;
  regular_price: string;
  sale_price: string;
  date_on_sale_from: string | null;
  date_on_sale_from_gmt: string | null;
  date_on_sale_to: string | null;
  date_on_sale_to_gmt: string | null;
  on_sale: boolean;
  purchasable: boolean;
  total_sales: number;
  virtual: boolean;
  downloadable: boolean;
  downloads: {
    [k: string]: unknown;
  }[];
  download_limit: number;
  download_expiry: number;
  external_url: string;
  button_text: string;
  tax_status: string;
  tax_class: string;
  manage_stock: boolean;
  stock_quantity: number | null;
  backorders: string;
  backorders_allowed: boolean;
  backordered: boolean;
  low_stock_amount?: number | null;
  sold_individually: boolean;
  weight: string;
  dimensions: {
    length: string;
    width: string;
    height: string;
    [k: string]: unknown;
  };
  shipping_required: boolean;
  shipping_taxable: boolean;
  shipping_class: string;
  shipping_class_id: number;
  reviews_allowed: boolean;
  average_rating: string;
  rating_count: number;
  upsell_ids: number[];
  cross_sell_ids: number[];
  parent_id: number;
  purchase_note: string;
  categories: {
    id: number;
    name: string;
    slug: string;
    [k: string]: unknown;
  }[];
  brands?: {
    [k: string]: unknown;
  }[];
  tags: (
    | string
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  images: {
    [k: string]: unknown;
  }[];
  attributes: {
    [k: string]: unknown;
  }[];
  default_attributes: {
    [k: string]: unknown;
  }[];
  variations: (
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  grouped_products: (
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  menu_order: number;
  price_html?: string;
  related_ids?: number[];
  meta_data?: {
    id: number;
    key: string;
    value: unknown;
    [k: string]: unknown;
  }[];
  stock_status: string;
  has_options?: boolean;
  post_password?: string;
  global_unique_id?: string;
  _links?: Links;
  [k: string]: unknown;
}
export interface Links {
  [k: string]: {
    href: string;
    [k: string]: unknown;
  }[];
}
