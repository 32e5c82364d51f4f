/** What the legacy API makes of a product's body: its members as the REST API names them, which are put into the product there. */
import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import { emptyProduct } from '../../../data/product.ts';
import { isWpError } from '../../../wordpress/error.ts';
import { dateText, parseDate } from '../../../wordpress/formatting/dates.ts';
import { slugify } from '../../../wordpress/formatting/slug.ts';
import { changedProduct } from '../../resources/products/changes.ts';
import { asDecimal, asInteger, asList, asObject, asText } from '../../resources/values.ts';
import { LegacyError } from '../error.ts';
import type { LegacyCall } from '../route.ts';
import { clean } from './collection.ts';
import { isSet } from './managed.ts';

type Sent = Readonly<Record<string, unknown>>;

/** The product as a body has it, or what it refuses by itself. */
export function changedByBody(call: LegacyCall, before: Product, sent: Sent): Product | LegacyError {
  const { data } = call.shop;
  const params = productParams(data, call, before, sent);
  const request = { route: '/wc-api/v3/products', context: call.request.context };
  const product = changedProduct(call.shop, before, params, request);
  return isWpError(product) ? new LegacyError(product.code, product.message, 400) : product;
}

function productParams(data: Data, call: LegacyCall, before: Product, sent: Sent): Map<string, unknown> {
  const params = commonParams(data, before, sent);
  const { api } = call.request;
  const text = (from: string, to: string) => isSet(sent[from]) && params.set(to, clean(sent[from]));
  for (const name of ['status', 'tax_status', 'catalog_visibility', 'purchase_note']) text(name, name);
  text('title', 'name');
  if (before.id === 0 && isSet(sent.type)) text('type', 'type');
  if (isSet(sent.name) && (api === 3 || before.id !== 0)) text('name', 'slug');
  for (const name of ['description', 'short_description']) {
    const isHtml = sent[`enable_html_${name}`] === true;
    if (isSet(sent[name])) params.set(name, isHtml ? asText(sent[name]) : clean(sent[name]));
  }
  if (api === 3 && isSet(sent.menu_order)) params.set('menu_order', asInteger(sent.menu_order));
  if (isSet(sent.parent_id)) params.set('parent_id', Math.abs(asInteger(sent.parent_id)));
  if (isSet(sent.featured)) params.set('featured', truth(sent.featured));
  if (isSet(sent.reviews_allowed)) params.set('reviews_allowed', truth(sent.reviews_allowed));
  for (const name of ['sold_individually', 'downloadable'])
    if (isSet(sent[name])) params.set(name, sent[name] === true);
  if (isSet(sent.managing_stock)) params.set('manage_stock', sent.managing_stock === true);
  if (isSet(sent.backorders))
    params.set(
      'backorders',
      sent.backorders === 'notify' ? 'notify' : sent.backorders === true ? 'yes' : 'no',
    );
  for (const name of ['upsell_ids', 'cross_sell_ids'])
    if (isSet(sent[name])) params.set(name, asList(sent[name]));
  for (const name of ['categories', 'tags'])
    if (Array.isArray(sent[name]))
      params.set(
        name,
        sent[name].map(id => ({ id })),
      );
  if ((params.get('type') ?? before.type) === 'external')
    for (const [from, to] of [
      ['product_url', 'external_url'],
      ['button_text', 'button_text'],
    ] as const)
      if (isSet(sent[from])) params.set(to, asText(sent[from]));
  if (isSet(sent.attributes)) params.set('attributes', attributes(data, asList(sent.attributes)));
  if (Array.isArray(sent.default_attributes)) params.set('default_attributes', sent.default_attributes);
  return params;
}

/** What products and variations are told alike. */
function commonParams(data: Data, before: Product, sent: Sent): Map<string, unknown> {
  const params = new Map<string, unknown>();
  if (isSet(sent.sku)) params.set('sku', clean(sent.sku));
  if (isSet(sent.virtual)) params.set('virtual', truth(sent.virtual));
  if (isSet(sent.tax_class)) params.set('tax_class', clean(sent.tax_class));
  for (const name of ['regular_price', 'sale_price'])
    if (isSet(sent[name])) params.set(name, amount(sent[name]));
  if (isSet(sent.stock_quantity)) params.set('stock_quantity', sent.stock_quantity);
  else if (isSet(sent.inventory_delta))
    params.set('stock_quantity', (before.stock_quantity ?? 0) + asInteger(sent.inventory_delta));
  if (isSet(sent.in_stock)) params.set('in_stock', sent.in_stock === true);
  if (isSet(sent.weight)) params.set('weight', amount(sent.weight));
  if (isSet(sent.dimensions)) {
    const sizes = Object.entries(asObject(sent.dimensions)).filter(([, value]) => isSet(value));
    params.set('dimensions', Object.fromEntries(sizes.map(([name, value]) => [name, amount(value)])));
  }
  // What is virtual has no weight and no size.
  if (sent.virtual === true) {
    params.set('weight', '');
    params.set('dimensions', { length: '', width: '', height: '' });
  }
  if (isSet(sent.shipping_class)) {
    const slug = clean(sent.shipping_class);
    const known = data.terms.having('slug', slug).some(term => term.taxonomy === 'product_shipping_class');
    params.set('shipping_class', known ? slug : '');
  }
  if (Array.isArray(sent.downloads))
    params.set(
      'downloads',
      sent.downloads
        .map(one => ({ ...asObject(one), file: asText(asObject(one).url ?? asObject(one).file) }))
        .filter(({ file }) => file !== ''),
    );
  for (const name of ['download_limit', 'download_expiry'])
    if (isSet(sent[name])) params.set(name, asInteger(sent[name]));
  for (const name of ['from', 'to'] as const) {
    const day = sent[`sale_price_dates_${name}`];
    if (isSet(day)) params.set(`date_on_sale_${name}`, asText(day));
  }
  return params;
}

/** A sale that ends and has no beginning begins now; what is not said is kept as its day. */
export function withSaleDays(product: Product, sent: Sent, now: number): Product {
  if (['variable', 'grouped'].includes(product.type)) return product;
  const kept = (name: 'from' | 'to', time: number | null) =>
    isSet(sent[`sale_price_dates_${name}`]) || time === null ? time : midnight(time);
  const to = kept('to', product.date_on_sale_to);
  const from = kept('from', product.date_on_sale_from) ?? (to === null ? null : now);
  return { ...product, date_on_sale_from: from, date_on_sale_to: to };
}

function midnight(time: number): number {
  return parseDate(dateText(time)?.slice(0, 10)) ?? time;
}

/** `save_variations()`: those with an id are changed, the others are made; their place is their order. */
export async function writeVariations(
  call: LegacyCall,
  product: Product,
  sent: unknown,
): Promise<LegacyError | undefined> {
  if (product.type !== 'variable' || !Array.isArray(sent)) return undefined;
  const { data } = call.shop;
  const now = call.request.context.site.now();
  for (const [position, one] of sent.entries()) {
    const fields = asObject(one);
    const before = data.variations.get(Math.abs(asInteger(fields.id)));
    const own = before ?? { ...emptyProduct(0, now), type: 'variation', name: product.name };
    const params = commonParams(data, own, fields);
    params.set('menu_order', position);
    for (const [from, to] of [
      ['downloadable', 'downloadable'],
      ['managing_stock', 'manage_stock'],
    ] as const)
      if (isSet(fields[from])) params.set(to, truth(fields[from]));
    if (isSet(fields.backorders)) params.set('backorders', asText(fields.backorders));
    if (isSet(fields.description) && call.request.api === 3)
      params.set('description', asText(fields.description));
    if (isSet(fields.visible)) params.set('status', fields.visible === false ? 'private' : 'publish');
    if (isSet(fields.attributes)) params.set('attributes', choices(data, asList(fields.attributes)));
    const request = { route: '/wc-api/v3/products', context: call.request.context };
    const changed = changedProduct(call.shop, { ...own, parent_id: product.id }, params, request);
    if (isWpError(changed)) return new LegacyError(changed.code, changed.message, 400);
    const variation = { ...changed, type: 'variation', parent_id: product.id };
    if (before) await data.variations.replace(variation);
    else await data.variations.add({ ...variation, id: data.nextPostId() });
  }
  return undefined;
}

/** Attributes as the REST API has them: one of the shop's by its slug, else the product's own; `a|b` is two options. */
function attributes(data: Data, sent: readonly unknown[]): readonly object[] {
  return sent.flatMap(one => {
    const { name, slug, position, visible, variation, options } = asObject(one);
    if (!isSet(name)) return [];
    const known = attributeBySlug(data, slug);
    const list = Array.isArray(options) ? options : isSet(options) ? asText(options).split('|') : [];
    const values = list.map(option => clean(option)).filter(option => !known || option !== '');
    if (known ? values.length === 0 : !isSet(options)) return [];
    const own = known ? { id: known } : { name };
    return { ...own, position: Math.abs(asInteger(position)), visible, variation, options: values };
  });
}

function choices(data: Data, sent: readonly unknown[]): readonly object[] {
  return sent.flatMap(one => {
    const { name, slug, option } = asObject(one);
    if (!isSet(name)) return [];
    const known = attributeBySlug(data, slug);
    const chosen = isSet(option) ? clean(option) : '';
    return known ? { id: known, option: slugify(chosen) } : { name, option: chosen };
  });
}

function attributeBySlug(data: Data, slug: unknown): number | undefined {
  return isSet(slug) ? data.attributes.having('slug', `pa_${asText(slug)}`)[0]?.id : undefined;
}

function amount(value: unknown): string {
  return asDecimal(clean(value));
}

/** `wc_string_to_bool()`. */
function truth(value: unknown): boolean {
  return value === true || value === 1 || ['yes', 'true', '1'].includes(asText(value).toLowerCase());
}
