import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import { productCount } from '../../../data/seeded-products.ts';
import { dateText } from '../dates.ts';
import { slugify } from '../values.ts';
import { links, type RecordObject, routeUrl, shopUrl, type View } from '../view.ts';
import { onSale, price, variationsOf } from './price.ts';
import { chosen, variationQuery } from './variation-name.ts';

/** A product as the samples of each version show it; they leave out every `description`. */
export function showProduct(data: Data, product: Product, view: View): RecordObject {
  if (view.version === 1) return showV1(data, product, view);
  const v3 = view.version === 3;
  const { newerFields } = view.profile;
  return {
    id: product.id,
    name: product.name,
    slug: product.slug,
    permalink: permalink(product, view),
    ...dates(product),
    type: product.type,
    status: product.status,
    featured: product.featured,
    catalog_visibility: product.catalog_visibility,
    description: prose(product.description, view),
    short_description: prose(product.short_description, view),
    sku: product.sku,
    price: price(data, product, now(view)),
    regular_price: product.regular_price,
    sale_price: product.sale_price,
    date_on_sale_from: dateText(product.date_on_sale_from),
    date_on_sale_from_gmt: dateText(product.date_on_sale_from),
    date_on_sale_to: dateText(product.date_on_sale_to),
    date_on_sale_to_gmt: dateText(product.date_on_sale_to),
    on_sale: onSale(data, product, now(view)),
    purchasable: isPurchasable(data, product, view),
    total_sales: product.total_sales,
    ...delivery(product),
    external_url: product.external_url,
    button_text: product.button_text,
    tax_status: product.tax_status,
    tax_class: product.tax_class,
    manage_stock: product.manage_stock,
    stock_quantity: product.stock_quantity,
    ...(v3 ? {} : { in_stock: product.stock_status === 'instock' }),
    backorders: product.backorders,
    backorders_allowed: product.backorders !== 'no',
    backordered: product.stock_status === 'onbackorder',
    ...(v3 ? { low_stock_amount: product.low_stock_amount } : {}),
    sold_individually: product.sold_individually,
    ...size(data, product),
    reviews_allowed: product.reviews_allowed,
    ...rating(data, product, view),
    upsell_ids: product.upsell_ids,
    cross_sell_ids: product.cross_sell_ids,
    parent_id: product.parent_id,
    purchase_note: product.purchase_note,
    categories: terms(data, product.category_ids),
    ...(v3 && newerFields ? { brands: terms(data, product.brand_ids) } : {}),
    tags: terms(data, product.tag_ids),
    images: images(product, view),
    attributes: product.attributes,
    default_attributes: product.default_attributes,
    variations: variations(data, product),
    grouped_products: product.grouped_products,
    menu_order: product.menu_order,
    price_html: priceHtml(data, product, view),
    related_ids: related(data, product),
    meta_data: product.meta_data,
    ...(v3
      ? {
          stock_status: stockStatus(data, product),
          has_options: product.type === 'variable',
          post_password: product.post_password,
          ...(newerFields ? { global_unique_id: product.global_unique_id } : {}),
        }
      : newerFields
        ? { brands: terms(data, product.brand_ids) }
        : {}),
    ...(view.edit && v3
      ? {
          permalink_template: shopUrl(view, '/product/%pagename%/'),
          generated_slug: slugify(product.name),
        }
      : {}),
    _links: productLinks(product, view),
  };
}

function showV1(data: Data, product: Product, view: View): RecordObject {
  return {
    id: product.id,
    name: product.name,
    slug: product.slug,
    permalink: permalink(product, view),
    date_created: dateText(product.date_created),
    date_modified: dateText(product.date_modified),
    type: product.type,
    status: product.status,
    featured: product.featured,
    catalog_visibility: product.catalog_visibility,
    description: prose(product.description, view),
    short_description: prose(product.short_description, view),
    sku: product.sku,
    price: price(data, product, now(view)),
    regular_price: product.regular_price,
    sale_price: product.sale_price,
    date_on_sale_from: dayText(product.date_on_sale_from),
    date_on_sale_to: dayText(product.date_on_sale_to),
    price_html: priceHtml(data, product, view),
    on_sale: onSale(data, product, now(view)),
    purchasable: isPurchasable(data, product, view),
    total_sales: product.total_sales,
    ...delivery(product),
    download_type: 'standard',
    external_url: product.external_url,
    button_text: product.button_text,
    tax_status: product.tax_status,
    tax_class: product.tax_class,
    manage_stock: product.manage_stock,
    stock_quantity: product.stock_quantity,
    in_stock: product.stock_status === 'instock',
    backorders: product.backorders,
    backorders_allowed: product.backorders !== 'no',
    backordered: product.stock_status === 'onbackorder',
    sold_individually: product.sold_individually,
    ...size(data, product),
    reviews_allowed: product.reviews_allowed,
    ...rating(data, product, view),
    related_ids: related(data, product),
    upsell_ids: product.upsell_ids,
    cross_sell_ids: product.cross_sell_ids,
    parent_id: product.parent_id,
    purchase_note: product.purchase_note,
    categories: terms(data, product.category_ids),
    tags: terms(data, product.tag_ids),
    images: images(product, view),
    attributes: product.attributes,
    default_attributes: product.default_attributes,
    variations: variations(data, product),
    grouped_products: product.grouped_products,
    menu_order: product.menu_order,
    ...(view.profile.newerFields ? { brands: terms(data, product.brand_ids) } : {}),
    _links: productLinks(product, view),
  };
}

/** A variation of a product, as wc/v3 shows it. */
export function showVariation(data: Data, variation: Product, view: View): RecordObject {
  const v3 = view.version === 3;
  const { newerFields } = view.profile;
  const base = `products/${variation.parent_id}/variations`;
  return {
    id: variation.id,
    ...(v3 ? { type: 'variation' } : {}),
    ...dates(variation),
    description: prose(variation.description, { ...view, edit: false }),
    permalink: `${parentLink(data, variation, view)}${variationQuery(variation)}`,
    sku: variation.sku,
    ...(v3 && newerFields ? { global_unique_id: variation.global_unique_id } : {}),
    price: price(data, variation, now(view)),
    regular_price: variation.regular_price,
    sale_price: variation.sale_price,
    date_on_sale_from: dateText(variation.date_on_sale_from),
    date_on_sale_from_gmt: dateText(variation.date_on_sale_from),
    date_on_sale_to: dateText(variation.date_on_sale_to),
    date_on_sale_to_gmt: dateText(variation.date_on_sale_to),
    on_sale: onSale(data, variation, now(view)),
    ...(v3 ? { status: variation.status } : { visible: variation.status === 'publish' }),
    purchasable: isPurchasable(data, variation, view),
    ...delivery(variation),
    tax_status: variation.tax_status,
    // That of the parent, unless it has one of its own.
    tax_class: variation.tax_class === '' && view.edit ? 'parent' : variation.tax_class,
    manage_stock: variation.manage_stock,
    stock_quantity: variation.stock_quantity,
    ...(v3 ? { stock_status: variation.stock_status } : { in_stock: variation.stock_status === 'instock' }),
    backorders: variation.backorders,
    backorders_allowed: variation.backorders !== 'no',
    backordered: variation.stock_status === 'onbackorder',
    ...(v3 ? { low_stock_amount: variation.low_stock_amount } : {}),
    weight: variation.weight,
    dimensions: variation.dimensions,
    shipping_class: variation.shipping_class,
    shipping_class_id: 0,
    image: images(variation, view)[0] ?? null,
    attributes: variation.attributes,
    menu_order: variation.menu_order,
    meta_data: variation.meta_data,
    ...(v3 ? { name: chosen(variation), parent_id: variation.parent_id } : {}),
    _links: links(view, base, variation.id, {
      up: [{ href: routeUrl(view, `products/${variation.parent_id}`) }],
    }),
  };
}

/** Of a product with variations: in stock as long as one of them is. */
function stockStatus(data: Data, product: Product): string {
  if (product.type !== 'variable') return product.stock_status;
  return variationsOf(data, product).some(one => one.stock_status !== 'outofstock')
    ? 'instock'
    : 'outofstock';
}

function now({ context }: View): number {
  return context.site.now();
}

/** `wpautop()` of what readers are shown: paragraphs around text, a line's end behind them. Writers see it as it is. */
function prose(text: string, { edit }: View): string {
  if (edit || text === '') return text;
  const paragraphs = text.trim().split(/\n\s*\n/);
  return `${paragraphs.map(one => (/^<(p|div|ul|ol|h[1-6]|table|blockquote)\b/i.test(one) ? one : `<p>${one}</p>`)).join('\n')}\n`;
}

/** What is sold elsewhere or in parts cannot be bought as such; a variation in the trash not at all. */
function isPurchasable(data: Data, product: Product, view: View): boolean {
  if (['external', 'grouped'].includes(product.type) || product.status === 'trash') return false;
  return price(data, product, now(view)) !== '';
}

function dates(product: Product): RecordObject {
  const created = dateText(product.date_created);
  const modified = dateText(product.date_modified);
  return {
    date_created: created,
    date_created_gmt: created,
    date_modified: modified,
    date_modified_gmt: modified,
  };
}

function delivery(product: Product): RecordObject {
  return {
    virtual: product.virtual,
    downloadable: product.downloadable,
    downloads: product.downloads,
    download_limit: product.download_limit,
    download_expiry: product.download_expiry,
  };
}

function size(data: Data, product: Product): RecordObject {
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

function rating(data: Data, product: Product, view: View): RecordObject {
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

function parentLink(data: Data, variation: Product, view: View): string {
  const parent = data.products.get(variation.parent_id);
  return parent ? permalink(parent, view) : shopUrl(view, '/');
}

function permalink(product: Product, view: View): string {
  if (product.slug === '') return shopUrl(view, `/?post_type=product&p=${product.id}`);
  return shopUrl(view, `/product/${product.slug}/`);
}

/** wc/v1 shows a day, or nothing. */
function dayText(seconds: number | null): string {
  return dateText(seconds)?.slice(0, 10) ?? '';
}

function priceHtml(data: Data, product: Product, view: View): string {
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

function terms(data: Data, ids: readonly number[]): RecordObject[] {
  return ids.flatMap(id => {
    const term = data.terms.get(id);
    return term ? [{ id, name: term.name, slug: term.slug }] : [];
  });
}

/** Before wc/v3 a product without a picture shows the placeholder, made when it was asked for. */
function images(product: Product, view: View): readonly unknown[] {
  const at = dateText(product.date_created);
  const gmt = (name: string, value: string | null) => (view.version === 1 ? {} : { [name]: value });
  const shown = product.images.map((image, position) => ({
    id: image.id,
    date_created: at,
    ...gmt('date_created_gmt', at),
    date_modified: at,
    ...gmt('date_modified_gmt', at),
    src: image.src,
    name: image.name,
    alt: image.alt,
    ...(view.version === 3 ? {} : { position }),
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

function variations(data: Data, product: Product): number[] {
  if (product.type !== 'variable') return [];
  return data.variations.having('parent_id', product.id).map(one => one.id);
}

/** Five others of the same category. A real store picks them at random each time; here they are the next ones. */
function related(data: Data, product: Product): number[] {
  const found: number[] = [];
  for (const id of data.products.ids(0, productCount + 1, 'asc')) {
    const other = data.products.get(id);
    if (!other || other.id === product.id || found.length === 5) continue;
    if (other.category_ids.some(category => product.category_ids.includes(category))) found.push(other.id);
  }
  return found;
}

function productLinks(product: Product, view: View): RecordObject {
  const up = product.parent_id > 0 ? { up: [{ href: routeUrl(view, `products/${product.parent_id}`) }] } : {};
  return links(view, 'products', product.id, up);
}
