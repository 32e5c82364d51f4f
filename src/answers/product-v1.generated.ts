/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * A product of wc/v1, as the recorded stores answer it. Plugins may add members.
 */
export interface ProductV1 {
  id: number;
  name: string;
  slug: string;
  permalink?: string;
  date_created: string | null;
  date_modified?: string | null;
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
  date_on_sale_to: string | null;
  price_html?: string;
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
  download_type: string;
  external_url: string;
  button_text: string;
  tax_status: string;
  tax_class: string;
  manage_stock: boolean;
  stock_quantity: number | null;
  in_stock: boolean;
  backorders: string;
  backorders_allowed: boolean;
  backordered: boolean;
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
  related_ids?: number[];
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
  tags: (
    | string
    | number
    | {
        [k: string]: unknown;
      }
  )[];
  images: {
    id: number;
    date_created: string | null;
    date_modified?: string | null;
    src: string;
    name: string;
    alt: string;
    position: number;
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
  brands?: {
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
