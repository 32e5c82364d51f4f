import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import { dateText } from '../../../wordpress/formatting/dates.ts';
import { slugify } from '../../../wordpress/formatting/slug.ts';
import { shows } from '../members.ts';
import { asInteger, asList, asObject, asText } from '../values.ts';
import { links, type RecordObject, routeUrl, shopUrl, type View } from '../view.ts';
import { imagesOf } from './images.ts';
import { onSale, price, variationsOf } from './price.ts';

/** What can be sold under an id: a product, or a variation of one. */
export function productOrVariation({ products, variations }: Data, id: number): Product | undefined {
  return products.get(id) ?? variations.get(id);
}

/** Of a product with variations: in stock as long as one of them is. */
export function stockStatus(data: Data, product: Product): string {
  if (product.type !== 'variable') return product.stock_status;
  return variationsOf(data, product).some(one => one.stock_status !== 'outofstock')
    ? 'instock'
    : 'outofstock';
}

export function now({ context }: View): number {
  return context.site.now();
}

/** `wpautop()` of what readers are shown: paragraphs around text, a line's end behind them. Writers see it as it is. */
export function prose(text: string, { edit }: View): string {
  if (edit || text === '') return text;
  const paragraphs = text.trim().split(/\n\s*\n/);
  return `${paragraphs.map(one => (/^<(p|div|ul|ol|h[1-6]|table|blockquote)\b/i.test(one) ? one : `<p>${one}</p>`)).join('\n')}\n`;
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

export function size(data: Data, product: Product): RecordObject {
  const shippingClass = data.terms
    .having('slug', product.shipping_class)
    .find(term => term.taxonomy === 'product_shipping_class');
  return {
    weight: product.weight,
    dimensions: product.dimensions,
    shipping_required: !product.virtual,
    shipping_taxable: !product.virtual && product.tax_status === 'taxable',
    shipping_class: product.shipping_class,
    shipping_class_id: shippingClass?.id ?? 0,
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
  if (product.slug === '') return shopUrl(view, `/?post_type=product&p=${product.id}`);
  return shopUrl(view, `/product/${product.slug}/`);
}

/** wc/v1 shows a day, or nothing. */
export function dayText(seconds: number | null): string {
  return dateText(seconds)?.slice(0, 10) ?? '';
}

export function priceHtml(data: Data, product: Product, view: View): string {
  const one = (amount: string) =>
    '<span class="woocommerce-Price-amount amount"><bdi>' +
    `<span class="woocommerce-Price-currencySymbol">&#36;</span>${Number(amount).toFixed(2)}</bdi></span>`;
  const current = price(data, product, now(view));
  if (current === '') return '';
  if (product.type === 'variable') {
    const prices = variationsOf(data, product).map(variation =>
      Number(price(data, variation, now(view)) || current),
    );
    const most = Math.max(...prices);
    if (most > Number(current)) return rangeHtml(one(current), one(String(most)), current, most);
  }
  if (product.regular_price === '' || !onSale(data, product, now(view))) return one(current);
  return `<del aria-hidden="true">${one(product.regular_price)}</del> <ins aria-hidden="true">${one(product.sale_price)}</ins>`;
}

/** Two prices for those who see, and one sentence for those who hear. */
function rangeHtml(from: string, to: string, least: string, most: number): string {
  const silent = (html: string) => html.replace('amount">', 'amount" aria-hidden="true">');
  const spoken = `Price range: &#36;${Number(least).toFixed(2)} through &#36;${most.toFixed(2)}`;
  return `${silent(from)} <span aria-hidden="true">&ndash;</span> ${silent(to)}<span class="screen-reader-text">${spoken}</span>`;
}

export function terms(data: Data, ids: readonly number[]): RecordObject[] {
  return ids.flatMap(id => {
    const term = data.terms.get(id);
    return term ? [{ id, name: term.name, slug: term.slug }] : [];
  });
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
export function attributesOf({ attributes }: Product, { profile }: View): readonly unknown[] {
  if (shows(profile, 'product.attributes.slug')) return attributes;
  return attributes.map(one => {
    const { slug: _, ...rest } = asObject(one);
    return rest;
  });
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
