import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import { uncategorizedId } from '../../../data/seeded.ts';
import { type WpError, wpError } from '../../../wordpress/error.ts';
import type { RestRequest } from '../../../wordpress/rest/route.ts';
import { parseDate } from '../dates.ts';
import { changedMeta } from '../meta.ts';
import type { Params } from '../selection.ts';
import { boolean, integer, integers, list, object, slugify, text } from '../values.ts';

const texts = [
  'name',
  'type',
  'status',
  'catalog_visibility',
  'description',
  'short_description',
  'global_unique_id',
  'regular_price',
  'sale_price',
  'external_url',
  'button_text',
  'tax_status',
  'tax_class',
  'stock_status',
  'backorders',
  'weight',
  'shipping_class',
  'post_password',
  'purchase_note',
] as const;
const flags = [
  'featured',
  'virtual',
  'downloadable',
  'manage_stock',
  'sold_individually',
  'reviews_allowed',
] as const;
const integersOf = ['download_limit', 'download_expiry', 'parent_id', 'menu_order'] as const;
const idLists = ['upsell_ids', 'cross_sell_ids', 'grouped_products'] as const;
const termLists = [
  ['categories', 'category_ids'],
  ['tags', 'tag_ids'],
  ['brands', 'brand_ids'],
] as const;

/** A product with what was sent put into it. */
export function changedProduct(
  data: Data,
  before: Product,
  params: Params,
  request: RestRequest,
): Product | WpError {
  const product: { -readonly [K in keyof Product]: Product[K] } = { ...before };
  product.date_modified = request.context.site.now();
  if (params.has('sku')) {
    product.sku = text(params.get('sku'));
    const other = product.sku === '' ? undefined : withSku(data, product.sku, before.id);
    if (other) {
      return wpError('product_invalid_sku', 'Invalid or duplicated SKU.', 400, {
        resource_id: other.id,
        unique_sku: `${product.sku}-1`,
      });
    }
  }
  for (const name of texts) if (params.has(name)) product[name] = text(params.get(name));
  for (const name of flags) if (params.has(name)) product[name] = boolean(params.get(name));
  for (const name of integersOf) if (params.has(name)) product[name] = integer(params.get(name));
  for (const name of idLists) if (params.has(name)) product[name] = integers(params.get(name));
  for (const [sent, kept] of termLists) {
    if (params.has(sent)) product[kept] = list(params.get(sent)).map(one => integer(object(one).id));
  }
  if (product.category_ids.length === 0) product.category_ids = [uncategorizedId];
  setStock(product, params);
  setDates(product, params);
  setTheRest(data, product, params);
  product.slug = slugOf(data, product, params);
  return product;
}

function withSku(data: Data, sku: string, except: number): Product | undefined {
  for (const table of [data.products, data.variations]) {
    for (const product of table) if (product.sku === sku && product.id !== except) return product;
  }
  return undefined;
}

type Draft = { -readonly [K in keyof Product]: Product[K] };

function setStock(product: Draft, params: Params): void {
  if (params.has('in_stock'))
    product.stock_status = boolean(params.get('in_stock')) ? 'instock' : 'outofstock';
  if (!product.manage_stock) {
    product.stock_quantity = null;
    return;
  }
  if (params.has('stock_quantity')) product.stock_quantity = integer(params.get('stock_quantity'));
  product.stock_quantity ??= 0;
  if (params.has('low_stock_amount')) {
    const low = params.get('low_stock_amount');
    product.low_stock_amount = low === null || low === '' ? null : integer(low);
  }
  if (product.stock_quantity > 0) product.stock_status = 'instock';
  else product.stock_status = product.backorders === 'no' ? 'outofstock' : 'onbackorder';
}

function setDates(product: Draft, params: Params): void {
  for (const name of ['date_on_sale_from', 'date_on_sale_to'] as const) {
    const sent = params.has(name) ? params.get(name) : params.get(`${name}_gmt`);
    if (sent !== undefined) product[name] = parseDate(sent) ?? null;
  }
  const created = parseDate(params.get('date_created') ?? params.get('date_created_gmt'));
  if (created !== undefined) product.date_created = created;
}

function setTheRest(data: Data, product: Draft, params: Params): void {
  if (params.has('dimensions')) {
    const sent = object(params.get('dimensions'));
    product.dimensions = {
      length: text(sent.length, product.dimensions.length),
      width: text(sent.width, product.dimensions.width),
      height: text(sent.height, product.dimensions.height),
    };
  }
  if (params.has('downloads')) product.downloads = list(params.get('downloads'));
  if (params.has('default_attributes')) product.default_attributes = list(params.get('default_attributes'));
  if (params.has('attributes')) product.attributes = attributes(data, list(params.get('attributes')));
  if (params.has('images') || params.has('image')) {
    const sent = params.has('images') ? list(params.get('images')) : [params.get('image')];
    product.images = sent.map(one => {
      const { id, src, name, alt } = object(one);
      return { id: integer(id) || data.nextPostId(), src: text(src), name: text(name), alt: text(alt) };
    });
  }
  product.meta_data = changedMeta(data, product.meta_data, params.get('meta_data'));
}

/** Attributes of a product; a variation's have an `option` in the place of the others' `options`. */
function attributes(data: Data, sent: readonly unknown[]): readonly unknown[] {
  return sent.map((one, position) => {
    const fields = object(one);
    const attribute = data.attributes.get(integer(fields.id));
    const name = attribute?.name ?? text(fields.name);
    const slug = attribute ? attribute.slug : name;
    if ('option' in fields) return { id: attribute?.id ?? 0, name, slug, option: text(fields.option) };
    return {
      id: attribute?.id ?? 0,
      name,
      slug,
      position: integer(fields.position, position),
      visible: boolean(fields.visible),
      variation: boolean(fields.variation),
      options: list(fields.options).map(option => text(option)),
    };
  });
}

function slugOf(data: Data, product: Product, params: Params): string {
  const wanted = text(params.get('slug')) || product.slug || slugify(product.name);
  const isTaken = (slug: string) => data.products.having('slug', slug).some(one => one.id !== product.id);
  let slug = slugify(wanted);
  for (let number = 2; isTaken(slug); number++) slug = `${slugify(wanted)}-${number}`;
  return slug;
}
