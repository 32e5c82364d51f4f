import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import type { Term } from '../../../data/term.ts';
import { compareCollated } from '../../../wordpress/formatting/collated.ts';
import { dateText } from '../../../wordpress/formatting/dates.ts';
import { slugify } from '../../../wordpress/formatting/slug.ts';
import { shows } from '../members.ts';
import { asInteger, asList, asObject, asText } from '../values.ts';
import { links, type RecordObject, routeUrl, shopUrl, type View } from '../view.ts';
import { imagesOf } from './images.ts';
import { price, variationsOf } from './price.ts';

/** What can be sold under an id: a product, or a variation of one. */
export function productOrVariation({ products, variations }: Data, id: number): Product | undefined {
  return products.get(id) ?? variations.get(id);
}

/** Of a product with variations that leaves its stock to them: in stock as long as one of them is. */
export function stockStatus(data: Data, product: Product): string {
  if (product.type !== 'variable' || product.manage_stock) return product.stock_status;
  const found = new Set(variationsOf(data, product).map(one => one.stock_status));
  return ['instock', 'onbackorder'].find(status => found.has(status)) ?? 'outofstock';
}

export function now({ context }: View): number {
  return context.site.now();
}

const block = /^<\/?(?:p|div|ul|ol|li|h[1-6]|table|blockquote|hr|pre|section|figure)\b/i;
const opening = /<(?:p|div|ul|ol|h[1-6]|table|blockquote|hr|pre|section|figure)\b[^>]*>/gi;
const closing = /<\/(?:p|div|ul|ol|h[1-6]|table|blockquote|pre|section|figure)>/gi;

/** `wpautop()` of what readers are shown: paragraphs around text, a line's end behind them. Writers see it as it is. */
export function prose(text: string, { edit }: Pick<View, 'edit'>): string {
  if (edit || text === '') return text;
  const apart = text.replace(opening, '\n\n$&').replace(closing, '$&\n\n');
  const paragraphs = apart.trim().split(/\n\s*\n/);
  return `${paragraphs.map(one => (block.test(one) ? one : `<p>${one}</p>`)).join('\n')}\n`;
}

/** What is sold elsewhere or in parts cannot be bought as such; a variation in the trash not at all. */
export function isPurchasable(data: Data, product: Product, view: View): boolean {
  if (['external', 'grouped'].includes(product.type) || product.status === 'trash') return false;
  return price(data, product, now(view)) !== '';
}

export function dates(product: Product): RecordObject {
  const created = dateText(product.date_created);
  const modified = dateText(product.date_modified);
  return {
    date_created: created,
    date_created_gmt: created,
    date_modified: modified,
    date_modified_gmt: modified,
  };
}

export function delivery(product: Product): RecordObject {
  return {
    virtual: product.virtual,
    downloadable: product.downloadable,
    downloads: product.downloads,
    download_limit: product.download_limit,
    download_expiry: product.download_expiry,
  };
}

export function shippingClassId(data: Data, { shipping_class }: Product): number {
  const terms = data.terms.having('slug', shipping_class);
  return terms.find(({ taxonomy }) => taxonomy === 'product_shipping_class')?.id ?? 0;
}

export function size(data: Data, product: Product): RecordObject {
  return {
    weight: product.weight,
    dimensions: product.dimensions,
    shipping_required: !product.virtual,
    shipping_taxable: !product.virtual && product.tax_status !== 'none',
    shipping_class: product.shipping_class,
    shipping_class_id: shippingClassId(data, product),
  };
}

export function rating(data: Data, product: Product, view: View): RecordObject {
  const ratings = data.reviews
    .having('product_id', product.id)
    .filter(review => review.status === 'approved' && review.rating > 0)
    .map(review => review.rating);
  const sum = ratings.reduce((total, one) => total + one, 0);
  return {
    // As it is kept to whoever edits.
    average_rating:
      ratings.length === 0 && view.edit && view.version > 1 ? '0' : (sum / (ratings.length || 1)).toFixed(2),
    rating_count: ratings.length,
  };
}

export function parentLink(data: Data, variation: Product, view: View): string {
  const parent = data.products.get(variation.parent_id);
  return parent ? permalink(parent, view) : shopUrl(view, '/');
}

export function permalink(product: Product, view: View): string {
  // `wp_force_plain_post_permalink()`: what nobody can look at has none.
  if (product.slug === '' || !['publish', 'private'].includes(product.status))
    return shopUrl(view, `/?post_type=product&p=${product.id}`);
  return shopUrl(view, `/product/${product.slug}/`);
}

/** wc/v1 shows a day, or nothing. */
export function dayText(seconds: number | null): string {
  return dateText(seconds)?.slice(0, 10) ?? '';
}

/** `get_the_terms()`: by name. */
export function terms(data: Data, ids: readonly number[]): RecordObject[] {
  return termsOf(data, ids).sort(byName).map(shownTerm);
}

/** Categories are ordered by hand first (`wc_change_get_terms_defaults()`). */
export function categories(data: Data, ids: readonly number[]): RecordObject[] {
  return termsOf(data, ids).sort(byHand).map(shownTerm);
}

function termsOf(data: Data, ids: readonly number[]): Term[] {
  return ids.flatMap(id => data.terms.get(id) ?? []);
}

function shownTerm({ id, name, slug }: Term): RecordObject {
  return { id, name, slug };
}

function byName(a: Term, b: Term): number {
  return compareCollated(a.name, b.name);
}

/** Before wc/v3 a product without a picture shows the placeholder, made when it was asked for. */
export function images(product: Product, view: View): readonly unknown[] {
  const gmt = (name: string, value: string | null) => (view.version === 1 ? {} : { [name]: value });
  const shown = imagesOf(product, view.context).map((image, position) => ({
    id: image.id,
    date_created: dateText(image.created),
    ...gmt('date_created_gmt', dateText(image.created)),
    date_modified: dateText(image.modified),
    ...gmt('date_modified_gmt', dateText(image.modified)),
    src: image.src,
    name: image.name,
    alt: image.alt,
    ...(view.version === 3 ? (view.profile.newerFields ? image.sources : {}) : { position }),
  }));
  if (shown.length > 0 || view.version === 3) return shown;
  const now = dateText(view.context.site.now());
  const extension = view.profile.newerFields ? 'webp' : 'png';
  return [
    {
      id: 0,
      date_created: now,
      ...gmt('date_created_gmt', now),
      date_modified: now,
      ...gmt('date_modified_gmt', now),
      src: shopUrl(view, `/wp-content/uploads/woocommerce-placeholder.${extension}`),
      name: 'Placeholder',
      alt: 'Placeholder',
      position: 0,
    },
  ];
}

export function variations(data: Data, product: Product): number[] {
  if (product.type !== 'variable') return [];
  return data.variations.having('parent_id', product.id).map(one => one.id);
}

/**
 * Five others of the same category or with the same tag, among the oldest. A real store picks them at random each time; here
 * they are the first ones.
 */
export function related(data: Data, product: Product): number[] {
  if (product.type === 'variation') return [];
  return relatedBy(data, product.category_ids, product.tag_ids, [product.id], 5);
}

/** What the catalogue shows and has one of these terms; without any, all that it shows. */
export function relatedBy(
  data: Data,
  categories: readonly number[],
  tags: readonly number[],
  except: readonly number[],
  limit: number,
): number[] {
  const isWanted = (other: Product) =>
    other.status === 'publish' &&
    !['hidden', 'search'].includes(other.catalog_visibility) &&
    !except.includes(other.id) &&
    (categories.length + tags.length === 0 ||
      other.category_ids.some(id => categories.includes(id)) ||
      other.tag_ids.some(id => tags.includes(id)));
  const found: number[] = [];
  for (const id of data.products.ids(0, mostLookedAt, 'asc')) {
    const other = data.products.get(id);
    if (other && isWanted(other)) found.push(id);
    if (found.length === limit) break;
  }
  return found;
}

/** A large shop is not gone through for five products. */
const mostLookedAt = 200;

/** Attributes tell their slug from 9.2 on. */
export function attributesOf(data: Data, product: Product, { profile }: View): readonly unknown[] {
  const attributes = shownAttributes(data, product);
  if (shows(profile, 'product.attributes.slug')) return attributes;
  return attributes.map(one => {
    const { slug: _, ...rest } = asObject(one);
    return rest;
  });
}

/** The options of an attribute that is the shop's are in the order of the attribute's terms (`wc_get_product_terms()`). */
export function shownAttributes(data: Data, { attributes }: Product): readonly unknown[] {
  return attributes.map(one => {
    const { id, options, ...others } = asObject(one);
    const attribute = data.attributes.get(asInteger(id));
    if (!attribute || !Array.isArray(options)) return one;
    const found = data.terms.having('taxonomy', attribute.slug);
    const places = new Map(
      found.sort(orders[attribute.order_by] ?? byName).map((term, at) => [term.name, at]),
    );
    const place = (name: unknown) => places.get(asText(name)) ?? places.size;
    return { id, ...others, options: [...options].sort((a, b) => place(a) - place(b)) };
  });
}

const byHand = (a: Term, b: Term) =>
  Number(a.is_ordered) - Number(b.is_ordered) || a.menu_order - b.menu_order || byName(a, b);
const orders: Readonly<Record<string, typeof byHand>> = {
  menu_order: byHand,
  name_num: (a, b) => leadingNumber(a.name) - leadingNumber(b.name) || a.id - b.id,
};

/** `name + 0` of MySQL. */
function leadingNumber(text: string): number {
  return Number.parseFloat(text) || 0;
}

/** The attributes that a new variable product begins with, by name in wc/v2 and v3, by slug in v1. */
export function defaultAttributes(data: Data, product: Product, { version }: View): RecordObject[] {
  return asList(product.default_attributes).map(one => {
    const { id, name, option } = asObject(one);
    const attribute = data.attributes.get(asInteger(id));
    const own = attribute?.name ?? asText(name);
    return { id: attribute?.id ?? 0, name: version === 1 ? slugify(own) : own, option: asText(option) };
  });
}

/** What a variation that does not manage its stock has of its parent, which does. */
export function stockOf(
  data: Data,
  variation: Product,
): { readonly from: Product; readonly isParents: boolean } {
  const parent = data.products.get(variation.parent_id);
  const isParents = !variation.manage_stock && parent?.manage_stock === true && parent.type !== 'external';
  return { from: isParents ? parent : variation, isParents };
}

export function productLinks(product: Product, view: View): RecordObject {
  const up = product.parent_id > 0 ? { up: [{ href: routeUrl(view, `products/${product.parent_id}`) }] } : {};
  return links(view, 'products', product.id, up);
}
