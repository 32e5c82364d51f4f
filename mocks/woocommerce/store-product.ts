import type { Data } from '../data/data.ts';
import type { Product } from '../data/product.ts';
import type { Context } from '../wordpress/context.ts';
import { currentScheme } from '../wordpress/home.ts';
import { homeUrl } from '../wordpress/site.ts';
import { onSale, price } from './resources/products/price.ts';

/** How the Store API tells the shop's currency beside every amount, which is in cents. */
export const currency = {
  currency_code: 'USD',
  currency_symbol: '$',
  currency_minor_unit: 2,
  currency_decimal_separator: '.',
  currency_thousand_separator: ',',
  currency_prefix: '$',
  currency_suffix: '',
};

/** A product as the Store API of 10.5 shows it to shoppers. */
export function showStoreProduct(data: Data, product: Product, { site, isTls, request }: Context): object {
  const current = price(data, product, site.now());
  const isOnSale = onSale(data, product, site.now());
  const regular = product.regular_price === '' ? current : product.regular_price;
  const isInStock = product.stock_status !== 'outofstock';
  const terms = (ids: readonly number[], base: string) =>
    ids.flatMap(id => {
      const term = data.terms.get(id);
      if (!term) return [];
      const link = homeUrl(site.home, `/${base}/${term.slug}/`, currentScheme(site, isTls));
      return [{ id, name: term.name, slug: term.slug, link }];
    });
  return {
    id: product.id,
    name: product.name,
    slug: product.slug,
    parent: product.parent_id,
    type: product.type,
    variation: '',
    permalink: homeUrl(site.home, `/product/${product.slug}/`, currentScheme(site, isTls)),
    sku: product.sku,
    short_description: product.short_description,
    description: product.description,
    on_sale: isOnSale,
    prices: {
      price: cents(current),
      regular_price: cents(regular),
      sale_price: cents(isOnSale ? product.sale_price : regular),
      price_range: null,
      ...currency,
    },
    price_html: amountHtml(current),
    average_rating: '0',
    review_count: 0,
    images: product.images,
    categories: terms(product.category_ids, 'product-category'),
    tags: terms(product.tag_ids, 'product-tag'),
    brands: terms(product.brand_ids, 'brand'),
    attributes: [],
    variations: [],
    grouped_products: product.grouped_products,
    has_options: product.type === 'variable',
    is_purchasable: current !== '',
    is_in_stock: isInStock,
    is_on_backorder: product.stock_status === 'onbackorder',
    low_stock_remaining: null,
    stock_availability: isInStock
      ? { text: '', class: 'in-stock' }
      : { text: 'Out of stock', class: 'out-of-stock' },
    sold_individually: product.sold_individually,
    add_to_cart: {
      text: isInStock ? 'Add to cart' : 'Read more',
      description: `Add to cart: &ldquo;${product.name}&rdquo;`,
      url: `${request.uri.split('?', 1)[0]}?add-to-cart=${product.id}`,
      single_text: 'Add to cart',
      minimum: 1,
      maximum: product.sold_individually ? 1 : 9999,
      multiple_of: 1,
    },
    extensions: {},
  };
}

function cents(amount: string): string {
  return amount === '' ? '' : String(Math.round(Number(amount) * 100));
}

function amountHtml(amount: string): string {
  if (amount === '') return '';
  return `<span class="woocommerce-Price-amount amount"><span class="woocommerce-Price-currencySymbol">&#036;</span>${Number(amount).toFixed(2)}</span>`;
}
