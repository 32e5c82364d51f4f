/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * What a list of products of the legacy API answers.
 */
export interface LegacyProducts {
  products: {
    title: string;
    id: number;
    created_at: string | null;
    updated_at: string | null;
    type: string;
    status?: string;
    downloadable: boolean;
    virtual: boolean;
    permalink?: string;
    sku: string;
    price: string;
    regular_price: string;
    sale_price: unknown;
    price_html?: string;
    taxable: boolean;
    tax_status: string;
    tax_class: string;
    managing_stock: boolean;
    stock_quantity: number | null;
    in_stock: boolean;
    backorders_allowed: boolean;
    backordered: boolean;
    sold_individually: boolean;
    purchaseable: boolean;
    featured: boolean;
    visible: boolean;
    catalog_visibility: string;
    on_sale: boolean;
    product_url: string;
    button_text: string;
    weight: unknown;
    dimensions: {
      length: string;
      width: string;
      height: string;
      unit: string;
      [k: string]: unknown;
    };
    shipping_required: boolean;
    shipping_taxable: boolean;
    shipping_class: string;
    shipping_class_id: unknown;
    short_description: string;
    reviews_allowed: boolean;
    average_rating: string;
    rating_count: number;
    related_ids?: number[];
    upsell_ids: number[];
    cross_sell_ids: number[];
    parent_id: number;
    categories: string[];
    tags: (
      | string
      | number
      | {
          [k: string]: unknown;
        }
    )[];
    images: {
      id: number;
      created_at: string | null;
      updated_at: string | null;
      src: string;
      title: string;
      alt: string;
      position: number;
      [k: string]: unknown;
    }[];
    featured_src: boolean;
    attributes: {
      [k: string]: unknown;
    }[];
    downloads: {
      [k: string]: unknown;
    }[];
    download_limit: number;
    download_expiry: number;
    download_type: string;
    purchase_note: string;
    total_sales: number;
    variations: (
      | number
      | {
          [k: string]: unknown;
        }
    )[];
    parent: {
      [k: string]: unknown;
    }[];
    grouped_products: (
      | number
      | {
          [k: string]: unknown;
        }
    )[];
    menu_order: number;
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}
