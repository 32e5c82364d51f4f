import { Buffer } from 'node:buffer';
import type { Meta } from '../../../data/address.ts';
import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import { uncategorizedId } from '../../../data/seeded.ts';
import { FatalError } from '../../../php/fatal-error.ts';
import { type WpError, wpError } from '../../../wordpress/error.ts';
import { collated } from '../../../wordpress/formatting/collated.ts';
import { dateText, parseDate } from '../../../wordpress/formatting/dates.ts';
import { ksesPost } from '../../../wordpress/formatting/kses.ts';
import { firstFree, slugify } from '../../../wordpress/formatting/slug.ts';
import { isRefusedUrl } from '../../../wordpress/http/validate-url.ts';
import type { RestRequest } from '../../../wordpress/rest/route.ts';
import type { Site } from '../../../wordpress/site.ts';
import type { Shop } from '../../shop.ts';
import { shows } from '../members.ts';
import { changedMeta } from '../meta.ts';
import type { Params } from '../selection.ts';
import { asBoolean, asDecimal, asInteger, asIntegers, asList, asObject, asText } from '../values.ts';
import { describeUpload } from './images.ts';

const texts = [
  'name',
  'type',
  'status',
  'catalog_visibility',
  'description',
  'short_description',
  'global_unique_id',
  'external_url',
  'button_text',
  'tax_status',
  'stock_status',
  'backorders',
  'post_password',
  'purchase_note',
] as const;
const decimals = ['regular_price', 'sale_price', 'weight'] as const;
const ofPosts = ['name', 'description', 'short_description', 'purchase_note'] as const;
const types = ['simple', 'grouped', 'external', 'variable', 'variation'];
const flags = [
  'featured',
  'virtual',
  'downloadable',
  'manage_stock',
  'sold_individually',
  'reviews_allowed',
] as const;
const integersOf = ['download_limit', 'download_expiry', 'parent_id', 'menu_order'] as const;
const idLists = ['upsell_ids', 'cross_sell_ids'] as const;
const termLists = [
  ['categories', 'category_ids'],
  ['tags', 'tag_ids'],
  ['brands', 'brand_ids'],
] as const;

/** A product with what was sent put into it. */
export function changedProduct(
  { data, profile }: Pick<Shop, 'data' | 'profile'>,
  before: Product,
  params: Params,
  request: Pick<RestRequest, 'route' | 'context'>,
): Product | WpError {
  const product: Draft = { ...before };
  product.date_modified = request.context.site.now();
  if (params.has('sku')) {
    product.sku = asText(params.get('sku'));
    const other = product.sku === '' ? undefined : withSku(data, product.sku, before.id);
    if (other) {
      return wpError('product_invalid_sku', 'Invalid or duplicated SKU.', 400, {
        resource_id: other.id,
        unique_sku: freeSku(data, product.sku),
      });
    }
  }
  for (const name of texts) if (params.has(name)) product[name] = asText(params.get(name));
  for (const name of decimals) if (params.has(name)) product[name] = asDecimal(params.get(name));
  if (params.has('tax_class')) product.tax_class = slugify(asText(params.get('tax_class')));
  // The legacy API lets through what its user may write.
  if (request.route.startsWith('/wc/'))
    for (const name of ofPosts) if (params.has(name)) product[name] = ksesPost(product[name]);
  const isFirst = request.route.startsWith('/wc/v1/');
  // Only wc/v3 knows it.
  const isKnown = request.route.startsWith('/wc/v3/');
  const isNumbered = isKnown && shows(profile, 'product.global_unique_id');
  if (!isNumbered) product.global_unique_id = before.global_unique_id;
  // Of what was sent the digits and hyphens are kept.
  else product.global_unique_id = product.global_unique_id.replace(/[^0-9-]/g, '');
  const twin = product.global_unique_id === '' ? undefined : withGlobalId(data, product);
  if (twin && isNumbered && params.has('global_unique_id')) {
    const message = 'Invalid or duplicated GTIN, UPC, EAN or ISBN.';
    return wpError('product_invalid_global_unique_id', message, 400, { resource_id: twin.id });
  }
  const unknown = unknownChoice(params);
  if (unknown) return unknown;
  // A batch checks nothing: what WooCommerce does not know is left out.
  if (!types.includes(product.type)) product.type = 'simple';
  if (product.tax_class !== '' && !data.taxClasses.has(product.tax_class)) product.tax_class = '';
  for (const name of ['regular_price', 'sale_price'] as const) {
    if (product[name] !== '' && !Number.isFinite(Number(product[name]))) product[name] = '';
  }
  if (product.sale_price !== '' && Number(product.sale_price) >= Number(product.regular_price))
    product.sale_price = '';
  // A title is never empty.
  if (product.name === '' && product.type !== 'variation') product.name = 'Product';
  if (params.has('visible')) product.status = asBoolean(params.get('visible')) ? 'publish' : 'private';
  for (const name of flags) if (params.has(name)) product[name] = flag(params.get(name));
  // Its variations are, or are not.
  if (product.type === 'variable') Object.assign(product, { virtual: false, downloadable: false });
  // A variation that leaves its stock to its parent says so in a word.
  if (params.get('manage_stock') === 'parent') product.manage_stock = false;
  for (const name of integersOf) if (params.has(name)) product[name] = asInteger(params.get(name));
  // What nobody downloads has no limits.
  if (!product.downloadable)
    Object.assign(product, {
      download_limit: before.download_limit,
      download_expiry: before.download_expiry,
    });
  for (const name of idLists)
    if (params.has(name)) product[name] = asIntegers(params.get(name)).filter(id => id > 0);
  // `wp_parse_id_list()`: what is below zero is above it.
  if (params.has('grouped_products') && !isFirst)
    product.grouped_products = [
      ...new Set(asIntegers(params.get('grouped_products')).map(id => Math.abs(id))),
    ].filter(id => id > 0);
  for (const [sent, kept] of termLists) {
    if (params.has(sent)) product[kept] = asList(params.get(sent)).map(one => asInteger(asObject(one).id));
  }
  product.tag_ids = product.tag_ids.filter(id => data.terms.get(id)?.taxonomy === 'product_tag');
  product.brand_ids = product.brand_ids.filter(id => data.terms.get(id)?.taxonomy === 'product_brand');
  if (product.type !== 'grouped') product.grouped_products = [];
  product.category_ids = product.category_ids.filter(id => data.terms.get(id)?.taxonomy === 'product_cat');
  // What has lost its category has none until others are set.
  const hadNone = before.id !== 0 && before.category_ids.every(id => !data.terms.has(id));
  if (product.category_ids.length === 0 && product.type !== 'variation' && !hadNone)
    product.category_ids = [uncategorizedId];
  if (product.type === 'external' && asBoolean(params.get('manage_stock')))
    return wpError(
      'product_external_invalid_manage_stock',
      'External products cannot be stock managed.',
      400,
    );
  if (product.type === 'external' && asText(params.get('backorders'), 'no') !== 'no')
    return wpError('product_external_invalid_backorders', 'External products cannot be backordered.', 400);
  // What was to be published by now is.
  if (product.status === 'future' && product.date_created <= product.date_modified)
    product.status = 'publish';
  setStock(product, params, isKnown);
  setDates(product, params, isFirst);
  if (isKnown && product.type !== 'variation') setCreated(product, params, product.date_modified);
  if (['variable', 'grouped'].includes(product.type)) Object.assign(product, withoutPrices);
  const wrong = wrongImage(data, product.type, params, request.context.site, isFirst, isKnown);
  if (wrong) return wrong;
  setTheRest(data, product, params, request);
  // wc/v1 knows no meta data.
  if (!isFirst) product.meta_data = changedMeta(data, product.meta_data, params.get('meta_data'));
  if (['regular_price', 'sale_price'].some(name => asText(params.get(name)) !== ''))
    product.has_price_row = true;
  product.meta_data = [...product.meta_data, ...leftBehind(data, before, product)];
  product.slug = slugOf(data, product, params);
  return product;
}

/** What a product refuses by itself, where nobody has looked before. */
function unknownChoice(params: Params): WpError | undefined {
  const taxStatus = asText(params.get('tax_status'), 'taxable');
  if (!['taxable', 'shipping', 'none'].includes(taxStatus))
    return wpError('product_invalid_tax_status', 'Invalid product tax status.', 400);
  const visibility = asText(params.get('catalog_visibility'), 'visible');
  return ['visible', 'catalog', 'search', 'hidden'].includes(visibility)
    ? undefined
    : wpError('product_invalid_catalog_visibility', 'Invalid catalog visibility option.', 400);
}

/** `wc_string_to_bool()`: a batch checks nothing, and PHP dies of a list. */
function flag(sent: unknown): boolean {
  if (typeof sent === 'object' && sent !== null)
    throw new FatalError('strtolower(): Argument #1 ($string) must be of type string, array given');
  return asBoolean(sent);
}

/** `wc_product_generate_unique_sku()`. */
function freeSku(data: Data, sku: string): string {
  return firstFree(sku, one => withSku(data, one, 0) !== undefined, 1);
}

function withSku(data: Data, sku: string, except: number): Product | undefined {
  const found = [data.products, data.variations].flatMap(table => table.having('sku', sku));
  return found.find(({ id }) => id !== except);
}

function withGlobalId(data: Data, { id, global_unique_id }: Product): Product | undefined {
  const found = [data.products, data.variations].flatMap(table =>
    table.having('global_unique_id', global_unique_id),
  );
  return found.find(other => other.id !== id);
}

/** What has variations or parts has their prices. */
const withoutPrices = {
  regular_price: '',
  sale_price: '',
  date_on_sale_from: null,
  date_on_sale_to: null,
} as const;

type Draft = { -readonly [K in keyof Product]: Product[K] };

function setStock(product: Draft, params: Params, isKnown: boolean): void {
  if (params.has('in_stock'))
    product.stock_status = asBoolean(params.get('in_stock')) ? 'instock' : 'outofstock';
  // What is sold elsewhere has no stock; whether it had one managed is kept for the day on which it is sold here again.
  if (product.type === 'grouped') product.manage_stock = false;
  if (!product.manage_stock || product.type === 'external') {
    product.stock_quantity = null;
    product.low_stock_amount = null;
    product.backorders = 'no';
    return;
  }
  if (params.has('stock_quantity')) product.stock_quantity = asInteger(params.get('stock_quantity'));
  if (isKnown && params.has('low_stock_amount')) {
    const low = params.get('low_stock_amount');
    product.low_stock_amount = low === null || low === '' ? null : asInteger(low);
  }
  if ((product.stock_quantity ?? 0) > 0) product.stock_status = 'instock';
  else product.stock_status = product.backorders === 'no' ? 'outofstock' : 'onbackorder';
}

function setDates(product: Draft, params: Params, isFirst: boolean): void {
  for (const name of ['date_on_sale_from', 'date_on_sale_to'] as const) {
    // wc/v1 knows no times in UTC.
    const sent = params.has(name) || isFirst ? params.get(name) : params.get(`${name}_gmt`);
    // A number is a timestamp (`WC_Data::set_date_prop()`).
    if (/^-?\d+$/.test(asText(sent))) product[name] = Number(sent);
    else if (sent !== undefined) product[name] = parseDate(sent) ?? null;
  }
}

/** Since wc/v3 a product can have been made at another time; `rest_parse_date()` takes no day without one. */
function setCreated(product: Draft, params: Params, now: number): void {
  for (const name of ['date_created', 'date_created_gmt']) {
    const sent = params.get(name);
    const created = /^\d{4}-\d\d-\d\d[Tt ]\d/.test(asText(sent)) ? parseDate(sent) : undefined;
    if (created !== undefined) product.date_created = created;
  }
  // What is to be published later waits for it (`wp_insert_post()`).
  if (product.status === 'publish' && product.date_created > now) product.status = 'future';
}

/**
 * An image that is named by the id of no attachment, or by an address that WordPress does not ask. One of which nothing
 * is said is passed over, in wc/v1 not.
 */
function wrongImage(
  data: Data,
  type: string,
  params: Params,
  site: Site,
  isFirst: boolean,
  isThird: boolean,
): WpError | undefined {
  const own = type === 'variation' && isThird ? 'variation' : 'product';
  const invalid = (id: number) =>
    wpError(`woocommerce_${own}_invalid_image_id`, `#${id} is an invalid image ID.`, 400);
  for (const one of asList(params.get('images'))) {
    const fields = asObject(one);
    const isNamed = 'id' in fields || 'src' in fields;
    if (!isNamed && (isFirst || Object.keys(fields).length > 0)) return invalid(0);
  }
  for (const one of [...asList(params.get('images')), params.get('image')]) {
    const id = asInteger(asObject(one).id);
    const src = asText(asObject(one).src);
    if (id === 0 && src !== '' && isRefusedUrl(site, src)) {
      const message = `Error getting remote image ${src}. Error: A valid URL was not provided.`;
      return wpError(`woocommerce_${own}_image_upload_error`, message, 400);
    }
    const mime = site.attachments.get(id)?.mime ?? 'image/';
    if (id === 0 || (data.attachments.has(id) && mime.startsWith('image/'))) continue;
    return invalid(id);
  }
  return undefined;
}

function setTheRest(
  data: Data,
  product: Draft,
  params: Params,
  { context }: Pick<RestRequest, 'context'>,
): void {
  setParcel(data, product, params);
  // What nobody downloads has no files.
  if (params.has('downloads') && product.downloadable) {
    product.downloads = asList(params.get('downloads')).map(one => {
      const { id, name, file } = asObject(one);
      return { id: asText(id) || uuid(context.site.randomBytes(16)), name: asText(name), file: asText(file) };
    });
  }
  if (params.has('attributes'))
    product.attributes = attributes(data, product, asList(params.get('attributes')));
  if (params.has('default_attributes') && product.type === 'variable') {
    const chosen = keysOfChoices(data, product);
    product.default_attributes = asList(params.get('default_attributes')).filter(one =>
      chosen.has(choiceKey(data, asObject(one))),
    );
  }
  if (params.has('images') || params.has('image')) {
    const sent = params.has('images') ? asList(params.get('images')) : [params.get('image')];
    // One without an id and an address is none.
    const named = sent.filter(one => asInteger(asObject(one).id) !== 0 || asText(asObject(one).src) !== '');
    product.images = named.map(one => {
      const { id, src, name, alt } = asObject(one);
      describeUpload(context, asInteger(id), asText(name), asText(alt));
      return {
        id: asInteger(id) || data.nextAttachmentId(),
        src: asText(src),
        name: asText(name),
        alt: asText(alt),
      };
    });
  }
}

/** What is virtual has no size, whatever else is sent with that. */
function setParcel(data: Data, product: Draft, params: Params): void {
  if (params.get('virtual') === true) {
    product.weight = '';
    product.dimensions = { length: '', width: '', height: '' };
  } else if (params.has('dimensions')) {
    const sent = asObject(params.get('dimensions'));
    const size = (name: keyof Product['dimensions']) =>
      (sent[name] ?? null) === null ? product.dimensions[name] : asDecimal(sent[name]);
    product.dimensions = { length: size('length'), width: size('width'), height: size('height') };
  }
  if (!params.has('shipping_class')) return;
  const slug = asText(params.get('shipping_class'));
  const named = data.terms.having('slug', slug);
  product.shipping_class = named.some(({ taxonomy }) => taxonomy === 'product_shipping_class') ? slug : '';
}

/**
 * What an external product keeps is anybody's meta data once it is another product; and of what is published WordPress notes
 * the day under which it stood before (`wp_check_for_changed_dates()`).
 */
function leftBehind(data: Data, before: Product, product: Product): Meta[] {
  const rows: [string, string][] = [];
  if (before.type === 'external' && product.type !== 'external')
    rows.push(['_product_url', before.external_url], ['_button_text', before.button_text]);
  const [was, is] = [before, product].map(one => dateText(one.date_created)?.slice(0, 10) ?? '');
  const isNoted = product.meta_data.some(({ key, value }) => key === oldDate && value === was);
  if (before.id !== 0 && was !== is && !isNoted && product.status === 'publish')
    rows.push([oldDate, was as string]);
  return rows.filter(([, value]) => value !== '').map(([key, value]) => ({ id: data.nextId(), key, value }));
}

const oldDate = '_wp_old_date';

/** `wp_generate_uuid4()`. */
function uuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** By which a choice is known: the taxonomy of an attribute, or the name of one that is the product's alone. */
function choiceKey(data: Data, { id, name }: Readonly<Record<string, unknown>>): string {
  return data.attributes.get(Math.abs(asInteger(id)))?.slug ?? slugify(asText(name));
}

/** Attributes of a product from which its variations are chosen. */
function keysOfChoices(data: Data, { attributes: own }: Pick<Product, 'attributes'>): ReadonlySet<string> {
  const choices = own.map(one => asObject(one)).filter(({ variation }) => asBoolean(variation));
  return new Set(choices.map(one => choiceKey(data, one)));
}

/** A variation as another product's, with what of its choice can be chosen there. */
export function movedVariation(data: Data, variation: Product, parent_id: number): Product {
  const chosen = keysOfChoices(data, data.products.get(parent_id) ?? { attributes: [] });
  const attributes = variation.attributes.filter(one => chosen.has(choiceKey(data, asObject(one))));
  return { ...variation, parent_id, attributes };
}

/** Attributes of a product; a variation's have an `option` in the place of the others' `options`, if its product has them. */
function attributes(data: Data, product: Product, all: readonly unknown[]): readonly unknown[] {
  const parent = product.type === 'variation' ? data.products.get(product.parent_id) : undefined;
  const chosen = parent && keysOfChoices(data, parent);
  const sent = chosen ? all.filter(one => chosen.has(choiceKey(data, asObject(one)))) : all;
  return sent.flatMap(one => {
    const fields = asObject(one);
    const id = Math.abs(asInteger(fields.id));
    const attribute = data.attributes.get(id);
    // One that is named by the id of none is left out.
    if (id !== 0 && !attribute) return [];
    const name = attribute?.name ?? asText(fields.name);
    if (name === '') return [];
    const slug = attribute ? attribute.slug : name;
    if ('option' in fields) {
      const own = attribute ? slug : slugify(name);
      const option = asText(fields.option);
      return {
        id: attribute?.id ?? 0,
        name,
        slug: own,
        option: attribute ? termName(data, slug, option) : option,
      };
    }
    return {
      id: attribute?.id ?? 0,
      name,
      slug,
      position: asInteger(fields.position),
      visible: asBoolean(fields.visible),
      variation: asBoolean(fields.variation),
      options: attribute ? optionsOf(fields.options) : keptOptions(optionsOf(fields.options)),
    };
  });
}

/** A variation keeps the slug of a term: what is the name of none is told by its slug. */
function termName(data: Data, taxonomy: string, option: string): string {
  const slug = slugify(option);
  const found = data.terms.having('taxonomy', taxonomy);
  const same =
    found.find(({ name }) => collated(name) === collated(option)) ?? found.find(one => one.slug === slug);
  return same?.name ?? slug;
}

/** A batch checks nothing: one text is a list with `WC_DELIMITER` between. */
function optionsOf(sent: unknown): string[] {
  if (typeof sent === 'string') return keptOptions([sent]);
  return asList(sent).map(option => asText(option));
}

/** `wc_implode_text_attributes()`, `wc_get_text_attributes()`: the product keeps its own in one text, without empty ones. */
function keptOptions(options: readonly string[]): string[] {
  const parts = options.join(' | ').split('|');
  return parts.map(part => part.trim()).filter(part => part !== '');
}

/** A draft gets its slug when it is published; what is taken by another gets a number, but not a draft's. */
function slugOf(data: Data, product: Product, params: Params): string {
  if (['draft', 'pending'].includes(product.status))
    return slugify(asText(params.get('slug'))) || product.slug;
  const wanted = asText(params.get('slug')) || product.slug || slugify(product.name);
  const isTaken = (slug: string) => data.products.having('slug', slug).some(one => one.id !== product.id);
  return firstFree(slugify(wanted), isTaken);
}
