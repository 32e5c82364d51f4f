import type { Data } from '../../../data/data.ts';
import type { Product } from '../../../data/product.ts';

/** Whether the sale price holds now: it is lower, and its days, if it has any, have begun and not ended. */
export function onSale(data: Data, product: Product, now: number): boolean {
  if (product.type === 'variable') return variationsOf(data, product).some(one => onSale(data, one, now));
  if (product.type === 'grouped') return childrenOf(data, product).some(one => onSale(data, one, now));
  if (product.sale_price === '' || Number(product.sale_price) >= Number(product.regular_price)) return false;
  const { date_on_sale_from: from, date_on_sale_to: to } = product;
  return (from === null || from <= now) && (to === null || to >= now);
}

/** The price now; of a variable or grouped product, the lowest of its parts'. '' for none. */
export function price(data: Data, product: Product, now: number): string {
  const parts =
    product.type === 'variable'
      ? variationsOf(data, product)
      : product.type === 'grouped'
        ? childrenOf(data, product)
        : undefined;
  if (!parts) return onSale(data, product, now) ? product.sale_price : product.regular_price;
  const prices = parts.map(one => price(data, one, now)).filter(one => one !== '');
  return prices.reduce((least, one) => (least === '' || Number(one) < Number(least) ? one : least), '');
}

export function variationsOf(data: Data, product: Product): Product[] {
  return data.variations.having('parent_id', product.id).filter(({ status }) => status === 'publish');
}

function childrenOf(data: Data, product: Product): Product[] {
  return product.grouped_products.flatMap(id => data.products.get(id) ?? []);
}
