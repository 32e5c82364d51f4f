import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import { firstFree, slugify } from '../../../wordpress/formatting/slug.ts';
import type { Profile } from '../../profiles.ts';
import { asInteger, asList, asObject, asText } from '../values.ts';
import type { RecordObject } from '../view.ts';
import { price } from './price.ts';

/** A draft with all that a product has but its name, its numbers and its sales; a variable one's variations are copied too. */
export async function duplicateProduct(data: Data, product: Product, now: number): Promise<Product> {
  const copy = await data.products.add({
    ...product,
    id: data.nextPostId(),
    name: `${product.name} (Copy)`,
    slug: '',
    sku: freeSku(data, product.sku),
    global_unique_id: '',
    status: 'draft',
    date_created: now,
    date_modified: now,
    total_sales: 0,
    meta_data: product.meta_data.map(meta => ({ ...meta, id: data.nextId() })),
  });
  if (product.type !== 'variable') return copy;
  for (const variation of data.variations.having('parent_id', product.id)) {
    await data.variations.add({
      ...variation,
      id: data.nextPostId(),
      parent_id: copy.id,
      sku: freeSku(data, variation.sku),
      global_unique_id: '',
      date_created: now,
      date_modified: now,
    });
  }
  return copy;
}

function freeSku(data: Data, sku: string): string {
  if (sku === '') return '';
  const isTaken = (one: string) =>
    data.products.having('sku', one).length > 0 || data.variations.having('sku', one).length > 0;
  return firstFree(sku, isTaken, 1);
}

/** `WC_Product::get_data()`: what the duplicate is answered with, as no other route shows a product. */
export function rawProduct(data: Data, product: Product, { newerFields }: Profile): RecordObject {
  const keyOf = ({ id, name }: Readonly<Record<string, unknown>>) =>
    data.attributes.get(asInteger(id))?.slug ?? slugify(asText(name));
  const named = (values: readonly unknown[], value: (fields: Readonly<Record<string, unknown>>) => unknown) =>
    byKey(values.map(one => asObject(one)).map(one => [keyOf(one), value(one)]));
  return {
    id: product.id,
    name: product.name,
    slug: product.slug,
    date_created: rawTime(product.date_created),
    date_modified: rawTime(product.date_modified),
    status: product.status,
    featured: product.featured,
    catalog_visibility: product.catalog_visibility,
    description: product.description,
    short_description: product.short_description,
    sku: product.sku,
    global_unique_id: product.global_unique_id,
    price: price(data, product, product.date_modified),
    regular_price: product.regular_price,
    sale_price: product.sale_price,
    date_on_sale_from: product.date_on_sale_from === null ? null : rawTime(product.date_on_sale_from),
    date_on_sale_to: product.date_on_sale_to === null ? null : rawTime(product.date_on_sale_to),
    total_sales: product.total_sales,
    tax_status: product.tax_status,
    tax_class: product.tax_class,
    manage_stock: product.manage_stock,
    stock_quantity: product.stock_quantity,
    stock_status: product.stock_status,
    backorders: product.backorders,
    low_stock_amount: product.low_stock_amount ?? '',
    sold_individually: product.sold_individually,
    weight: product.weight,
    length: product.dimensions.length,
    width: product.dimensions.width,
    height: product.dimensions.height,
    upsell_ids: product.upsell_ids,
    cross_sell_ids: product.cross_sell_ids,
    parent_id: product.parent_id,
    reviews_allowed: product.reviews_allowed,
    purchase_note: product.purchase_note,
    attributes: named(product.attributes, () => ({})),
    default_attributes: named(product.default_attributes, ({ option }) => slugify(asText(option))),
    menu_order: product.menu_order,
    post_password: product.post_password,
    virtual: product.virtual,
    downloadable: product.downloadable,
    category_ids: product.category_ids,
    tag_ids: product.tag_ids,
    ...(newerFields ? { brand_ids: product.brand_ids } : {}),
    shipping_class_id: shippingClassId(data, product),
    downloads: byKey(asList(product.downloads).map(one => [asText(asObject(one).id), {}])),
    image_id: product.images[0]?.id ?? '',
    gallery_image_ids: product.images.slice(1).map(({ id }) => id),
    download_limit: product.download_limit,
    download_expiry: product.download_expiry,
    rating_counts: [],
    average_rating: '0',
    review_count: 0,
    ...(newerFields ? { cogs_value: null } : {}),
    ...(product.type === 'external'
      ? { product_url: product.external_url, button_text: product.button_text }
      : {}),
    ...(product.type === 'grouped' ? { children: product.grouped_products } : {}),
    meta_data: product.meta_data,
  };
}

/** An empty PHP array is a list. */
function byKey(entries: readonly (readonly [string, unknown])[]): unknown {
  return entries.length === 0 ? [] : Object.fromEntries(entries);
}

/** A `DateTime` of PHP as JSON. */
function rawTime(seconds: number): RecordObject {
  const date = `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')}.000000`;
  return { date, timezone_type: 1, timezone: '+00:00' };
}

function shippingClassId(data: Data, { shipping_class }: Product): number {
  const terms = data.terms.having('slug', shipping_class);
  return terms.find(({ taxonomy }) => taxonomy === 'product_shipping_class')?.id ?? 0;
}
