import type { Data } from '../data/data.ts';
import type { Product } from '../data/product.ts';
import { uncategorizedId } from '../data/seeded.ts';
import { type Term, termPath } from '../data/term.ts';
import { slugify } from '../wordpress/formatting/slug.ts';
import { shows } from './resources/members.ts';
import { imagesOf } from './resources/products/images.ts';
import { isPurchasable, now, parentLink, permalink, prose, stockStatus } from './resources/products/parts.ts';
import { onSale, price, pricesKept, variationsOf } from './resources/products/price.ts';
import { variationQuery } from './resources/products/variation-name.ts';
import { asInteger, asList, asObject, asText } from './resources/values.ts';
import { type RecordObject, shopUrl, type View } from './resources/view.ts';
import { minorUnits, storeCurrency } from './store-money.ts';

/** A product, or one of its variations, as the Store API shows it to shoppers. */
export function showStoreProduct(data: Data, product: Product, view: View): RecordObject {
  const isVariation = product.type === 'variation';
  const has = {
    slug: shows(view.profile, 'store_product.slug'),
    brands: shows(view.profile, 'store_product.brands'),
  };
  const isFirst = !shows(view.profile, 'store_product.extensions');
  const status = stockStatus(data, product);
  const terms = (ids: readonly number[], base: string) =>
    ids.flatMap(id => {
      const term = data.terms.get(id);
      return term ? [{ id, name: term.name, slug: term.slug, link: termUrl(data, term, base, view) }] : [];
    });
  return {
    id: product.id,
    name: isVariation ? (data.products.get(product.parent_id)?.name ?? '') : product.name,
    ...(has.slug ? { slug: product.slug } : {}),
    parent: product.parent_id,
    type: product.type,
    variation: isVariation ? choice(product) : '',
    permalink: storePermalink(data, product, view),
    sku: product.sku,
    short_description: prose(product.short_description, view).trim(),
    description: prose(product.description, view).trim(),
    on_sale: onSale(data, product, now(view)),
    prices: pricesOf(data, product, view),
    price_html: amountHtml(price(data, product, now(view))),
    average_rating: '0',
    review_count: approvedReviews(data, product.id),
    images: storeImages(product, view),
    // The one that every product is in unless said otherwise is not shown.
    categories: terms(
      product.category_ids.filter(id => id !== uncategorizedId),
      'product-category',
    ),
    tags: terms(product.tag_ids, 'product-tag'),
    ...(has.brands ? { brands: terms(product.brand_ids, 'brand') } : {}),
    attributes: isVariation ? [] : attributesOf(data, product),
    variations: product.type === 'variable' ? variations(data, product) : [],
    ...(has.brands ? { grouped_products: product.grouped_products } : {}),
    has_options: product.type === 'variable',
    is_purchasable: isPurchasable(data, product, view),
    is_in_stock: status !== 'outofstock',
    is_on_backorder: status === 'onbackorder',
    low_stock_remaining: lowStock(product),
    ...(has.brands ? { stock_availability: availability(product, status) } : {}),
    sold_individually: product.sold_individually,
    ...(isFirst ? { quantity_limit: mostOf(product) } : {}),
    add_to_cart: {
      ...addToCart(data, product, view, status),
      ...(has.brands
        ? { single_text: product.type === 'external' ? buttonText(product) : 'Add to cart' }
        : {}),
      ...(isFirst ? {} : { minimum: 1, maximum: mostOf(product), multiple_of: 1 }),
    },
    ...(isFirst ? {} : { extensions: {} }),
  };
}

export function storeImages(product: Product, { context }: View): RecordObject[] {
  return imagesOf(product, context).map(({ id, src, name, alt, sources }) => ({
    id,
    src,
    ...(sources && { thumbnail: sources.thumbnail, srcset: sources.srcset, sizes: sources.sizes }),
    name,
    alt,
  }));
}

/** The page of a term in the shop. */
/** The page of a category, below those it belongs to. */
export function termUrl(data: Data, term: Term, base: string, view: View): string {
  return shopUrl(view, `/${base}/${termPath(data.terms, term)}/`);
}

export function storePermalink(data: Data, product: Product, view: View): string {
  if (product.type !== 'variation') return permalink(product, view);
  return `${parentLink(data, product, view)}${variationQuery(product)}`;
}

export function approvedReviews(data: Data, productId: number): number {
  return data.reviews.having('product_id', productId).filter(({ status }) => status === 'approved').length;
}

/** `Color: Red, Size: M` */
function choice(variation: Product): string {
  return variation.attributes
    .map(one => asObject(one))
    .filter(({ option }) => asText(option) !== '')
    .map(({ name, option }) => `${asText(name)}: ${asText(option)}`)
    .join(', ');
}

export function pricesOf(data: Data, product: Product, view: View): RecordObject {
  const at = now(view);
  const minor = (amount: string) => (amount === '' ? '' : minorUnits(data, Number(amount)));
  const current = price(data, product, at);
  const cheapest =
    product.type === 'variable'
      ? variationsOf(data, product).find(one => price(data, one, at) === current)
      : product;
  const regular = cheapest?.regular_price || current;
  const kept = product.type === 'variable' || product.type === 'grouped' ? pricesKept(data, product, at) : [];
  const [least, most] = [Math.min(...kept), Math.max(...kept)];
  return {
    price: minor(current),
    regular_price: minor(regular),
    sale_price: minor(onSale(data, product, at) ? current : regular),
    price_range:
      kept.length > 0 && least !== most
        ? { min_amount: minor(String(least)), max_amount: minor(String(most)) }
        : null,
    ...storeCurrency(data, view.profile),
  };
}

/** Attributes that the product's page shows or that variations differ in, with the terms that the product has of each. */
function attributesOf(data: Data, product: Product): RecordObject[] {
  const shown = product.attributes
    .map(one => asObject(one))
    .filter(({ visible, variation }) => visible === true || variation === true);
  return shown.map(({ id, name, options, variation }) => {
    const attribute = data.attributes.get(asInteger(id));
    const terms = asList(options).map(option => {
      const text = asText(option);
      const term = attribute
        ? data.terms.having('slug', slugify(text)).find(({ taxonomy }) => taxonomy === attribute.slug)
        : undefined;
      return term ? { id: term.id, name: term.name, slug: term.slug } : { id: 0, name: text, slug: text };
    });
    return {
      id: attribute?.id ?? 0,
      name: attribute?.name ?? asText(name),
      taxonomy: attribute?.slug ?? null,
      has_variations: variation === true,
      terms,
    };
  });
}

function variations(data: Data, product: Product): RecordObject[] {
  const names = product.attributes
    .map(one => asObject(one))
    .filter(({ variation }) => variation === true)
    .map(({ id, name }) => {
      const attribute = data.attributes.get(asInteger(id));
      return { name: attribute?.name ?? asText(name), isTaxonomy: attribute !== undefined };
    });
  return variationsOf(data, product).map(one => {
    const own = one.attributes.map(each => asObject(each));
    return {
      id: one.id,
      attributes: names.map(({ name, isTaxonomy }) => {
        const option = asText(own.find(each => asText(each.name) === name)?.option);
        return { name, value: option === '' ? null : isTaxonomy ? slugify(option) : option };
      }),
    };
  });
}

/** How many are left, where that is told: two and less, unless the product has a bound of its own. */
export function lowStock({ manage_stock, stock_quantity, low_stock_amount }: Product): number | null {
  if (!manage_stock || stock_quantity === null) return null;
  return stock_quantity <= (low_stock_amount ?? 2) ? Math.max(stock_quantity, 0) : null;
}

function availability(
  { manage_stock, stock_quantity, backorders }: Product,
  status: string,
): { text: string; class: string } {
  if (status === 'outofstock') return { text: 'Out of stock', class: 'out-of-stock' };
  if (status === 'onbackorder') return { text: 'Available on backorder', class: 'available-on-backorder' };
  if (!manage_stock || stock_quantity === null) return { text: '', class: 'in-stock' };
  return {
    text: `${stock_quantity} in stock${backorders === 'notify' ? ' (can be backordered)' : ''}`,
    class: 'in-stock',
  };
}

/** As many as can be bought at once: what is in stock, where that is counted and no more can be ordered. */
function mostOf({ sold_individually, manage_stock, stock_quantity, backorders }: Product): number {
  if (sold_individually) return 1;
  return manage_stock && stock_quantity !== null && backorders === 'no' && stock_quantity > 0
    ? stock_quantity
    : 9999;
}

function buttonText({ button_text }: Product): string {
  return button_text === '' ? 'Buy product' : button_text;
}

function addToCart(data: Data, product: Product, view: View, status: string): RecordObject {
  const name = `&ldquo;${product.type === 'variation' ? (data.products.get(product.parent_id)?.name ?? '') : product.name}&rdquo;`;
  const page = storePermalink(data, product, view);
  switch (product.type) {
    case 'variable':
      return { text: 'Select options', description: `Select options for ${name}`, url: page };
    case 'grouped':
      return {
        text: 'View products',
        description: `View products in the &ldquo;${product.name}&rdquo; group`,
        url: page,
      };
    case 'external':
      return { text: buttonText(product), description: `Buy ${name}`, url: product.external_url };
    default: {
      const canBuy = status !== 'outofstock' && isPurchasable(data, product, view);
      const asked = view.context.request.uri;
      const own = `${asked}${asked.includes('?') ? '&#038;' : '?'}add-to-cart=${product.id}`;
      return {
        text: canBuy ? 'Add to cart' : 'Read more',
        description: canBuy ? `Add to cart: ${name}` : `Read more about ${name}`,
        url: canBuy ? own : page,
      };
    }
  }
}

function amountHtml(amount: string): string {
  if (amount === '') return '';
  return `<span class="woocommerce-Price-amount amount"><span class="woocommerce-Price-currencySymbol">&#036;</span>${Number(amount).toFixed(2)}</span>`;
}
