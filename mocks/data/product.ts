import { type Meta, meta } from './address.ts';
import { anything, flag, integer, listOf, number, objectOf, orNull, recordSchema, text } from './schema.ts';
import type { Entry } from './table.ts';

/** A product or a variation of one. Prices are text, '' for none. */
export interface Product extends Entry {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly date_created: number;
  readonly date_modified: number;
  readonly type: string;
  readonly status: string;
  readonly featured: boolean;
  readonly catalog_visibility: string;
  readonly description: string;
  readonly short_description: string;
  readonly sku: string;
  readonly global_unique_id: string;
  readonly regular_price: string;
  readonly sale_price: string;
  /** Whether a price was ever set: one that is taken away is kept as nothing, which lists by price take for 0. */
  readonly has_price_row: boolean;
  readonly date_on_sale_from: number | null;
  readonly date_on_sale_to: number | null;
  readonly total_sales: number;
  readonly virtual: boolean;
  readonly downloadable: boolean;
  readonly downloads: readonly unknown[];
  readonly download_limit: number;
  readonly download_expiry: number;
  readonly external_url: string;
  readonly button_text: string;
  readonly tax_status: string;
  readonly tax_class: string;
  readonly manage_stock: boolean;
  readonly stock_quantity: number | null;
  readonly stock_status: string;
  readonly backorders: string;
  readonly low_stock_amount: number | null;
  readonly sold_individually: boolean;
  readonly weight: string;
  readonly dimensions: { readonly length: string; readonly width: string; readonly height: string };
  readonly shipping_class: string;
  readonly reviews_allowed: boolean;
  readonly post_password: string;
  readonly upsell_ids: readonly number[];
  readonly cross_sell_ids: readonly number[];
  readonly parent_id: number;
  readonly purchase_note: string;
  readonly category_ids: readonly number[];
  readonly tag_ids: readonly number[];
  readonly brand_ids: readonly number[];
  readonly images: readonly {
    readonly id: number;
    readonly src: string;
    readonly name: string;
    readonly alt: string;
  }[];
  readonly attributes: readonly unknown[];
  readonly default_attributes: readonly unknown[];
  readonly grouped_products: readonly number[];
  readonly menu_order: number;
  readonly meta_data: readonly Meta[];
}

export const productSchema = recordSchema<Product>({
  id: integer,
  name: text,
  slug: text,
  date_created: integer,
  date_modified: integer,
  type: text,
  status: text,
  featured: flag,
  catalog_visibility: text,
  description: text,
  short_description: text,
  sku: text,
  global_unique_id: text,
  regular_price: text,
  sale_price: text,
  has_price_row: flag,
  date_on_sale_from: orNull(number),
  date_on_sale_to: orNull(number),
  total_sales: number,
  virtual: flag,
  downloadable: flag,
  downloads: listOf(anything),
  download_limit: number,
  download_expiry: number,
  external_url: text,
  button_text: text,
  tax_status: text,
  tax_class: text,
  manage_stock: flag,
  stock_quantity: orNull(number),
  stock_status: text,
  backorders: text,
  low_stock_amount: orNull(number),
  sold_individually: flag,
  weight: text,
  dimensions: objectOf({ length: text, width: text, height: text }),
  shipping_class: text,
  reviews_allowed: flag,
  post_password: text,
  upsell_ids: listOf(number),
  cross_sell_ids: listOf(number),
  parent_id: number,
  purchase_note: text,
  category_ids: listOf(number),
  tag_ids: listOf(number),
  brand_ids: listOf(number),
  images: listOf(objectOf({ id: number, src: text, name: text, alt: text })),
  attributes: listOf(anything),
  default_attributes: listOf(anything),
  grouped_products: listOf(number),
  menu_order: number,
  meta_data: listOf(meta),
});

/** A product that nothing is known of but its name. */
export function emptyProduct(id: number, at: number): Product {
  return {
    id,
    name: '',
    slug: '',
    date_created: at,
    date_modified: at,
    type: 'simple',
    status: 'publish',
    featured: false,
    catalog_visibility: 'visible',
    description: '',
    short_description: '',
    sku: '',
    global_unique_id: '',
    regular_price: '',
    sale_price: '',
    has_price_row: false,
    date_on_sale_from: null,
    date_on_sale_to: null,
    total_sales: 0,
    virtual: false,
    downloadable: false,
    downloads: [],
    download_limit: -1,
    download_expiry: -1,
    external_url: '',
    button_text: '',
    tax_status: 'taxable',
    tax_class: '',
    manage_stock: false,
    stock_quantity: null,
    stock_status: 'instock',
    backorders: 'no',
    low_stock_amount: null,
    sold_individually: false,
    weight: '',
    dimensions: { length: '', width: '', height: '' },
    shipping_class: '',
    reviews_allowed: true,
    post_password: '',
    upsell_ids: [],
    cross_sell_ids: [],
    parent_id: 0,
    purchase_note: '',
    category_ids: [],
    tag_ids: [],
    brand_ids: [],
    images: [],
    attributes: [],
    default_attributes: [],
    grouped_products: [],
    menu_order: 0,
    meta_data: [],
  };
}
