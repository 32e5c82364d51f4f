import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import { moneyFormat } from '../../money-format.ts';
import { currencyOf, shopCurrency } from '../currencies.ts';
import type { View } from '../view.ts';
import { now } from './parts.ts';
import { onSale, price, variationsOf } from './price.ts';

/** A price as a shop's pages show it, and as they say it to those who hear them. */
interface Shown {
  readonly html: string;
  readonly spoken: string;
}

/** `WC_Product::get_price_html()`. */
export function priceHtml(data: Data, product: Product, view: View): string {
  const current = price(data, product, now(view));
  if (current === '') return '';
  const shown = (amount: string | number) => shownPrice(data, Number(amount), view);
  const isOnSale = onSale(data, product, now(view));
  if (product.type !== 'variable')
    return product.regular_price === '' || !isOnSale
      ? shown(current).html
      : saleHtml(shown(product.regular_price), shown(product.sale_price), view);
  const priced = variationsOf(data, product).filter(one => price(data, one, now(view)) !== '');
  const most = Math.max(...priced.map(one => Number(price(data, one, now(view)))));
  if (most > Number(current)) return rangeHtml(shown(current), shown(most), view);
  const regular = new Set(priced.map(one => one.regular_price));
  const [only] = regular;
  return isOnSale && regular.size === 1 && only !== undefined
    ? saleHtml(shown(only), shown(current), view)
    : shown(current).html;
}

/** `wc_price()` with the shop's settings. */
function shownPrice(data: Data, amount: number, { profile }: View): Shown {
  const { decimals, decimalSeparator, thousandSeparator, isLeft, space } = moneyFormat(data);
  const { symbol } = currencyOf(shopCurrency(data), profile);
  const [whole = '', fraction] = amount.toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousandSeparator);
  const text = fraction === undefined ? grouped : `${grouped}${decimalSeparator}${fraction}`;
  const between = space === '' ? '' : '&nbsp;';
  const placed = (sign: string) => (isLeft ? `${sign}${between}${text}` : `${text}${between}${sign}`);
  const sign = `<span class="woocommerce-Price-currencySymbol">${symbol}</span>`;
  return {
    html: `<span class="woocommerce-Price-amount amount"><bdi>${placed(sign)}</bdi></span>`,
    spoken: placed(symbol),
  };
}

/** Since 9.2 it is said as well. */
function saleHtml(regular: Shown, sale: Shown, { profile }: View): string {
  const before = `<del aria-hidden="true">${regular.html}</del> `;
  if (!versionAtLeast(profile.woocommerce, '9.2')) return `${before}<ins>${sale.html}</ins>`;
  const was = spoken(`Original price was: ${numbered(regular.spoken)}.`);
  const is = spoken(`Current price is: ${numbered(sale.spoken)}.`);
  return `${before}${was}<ins aria-hidden="true">${sale.html}</ins>${is}`;
}

/** `esc_html()` writes the number of an entity with three digits. */
function numbered(text: string): string {
  return text.replaceAll(/&#(\d{2});/g, '&#0$1;');
}

/** Since 10.5 as two prices for those who see, and one sentence for those who hear. */
function rangeHtml(from: Shown, to: Shown, { profile }: View): string {
  if (!profile.newerFields) return `${from.html} &ndash; ${to.html}`;
  const silent = ({ html }: Shown) => html.replace('amount">', 'amount" aria-hidden="true">');
  const both = `${silent(from)} <span aria-hidden="true">&ndash;</span> ${silent(to)}`;
  return `${both}${spoken(`Price range: ${from.spoken} through ${to.spoken}`)}`;
}

function spoken(sentence: string): string {
  return `<span class="screen-reader-text">${sentence}</span>`;
}
