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

/** Those that are sold; a product in the trash keeps what it had of those that went there with it. */
export function variationsOf(data: Data, { id, status }: Product): Product[] {
  if (status === 'trash')
    return data.variations.filter([one => one.parent_id === id && one.status === status], {
      withUnlisted: true,
    });
  return data.variations.having('parent_id', id).filter(one => one.status === 'publish');
}

function childrenOf(data: Data, product: Product): Product[] {
  return product.grouped_products.flatMap(id => data.products.get(id) ?? []);
}

/**
 * Every price that is kept of a product: of one with variations each of theirs, of a group the lowest and the highest of
 * its parts. Lists look for prices among these.
 */
export function pricesKept(data: Data, product: Product, now: number): readonly number[] {
  const of = (parts: readonly Product[]) =>
    parts
      .map(one => price(data, one, now))
      .filter(one => one !== '')
      .map(Number);
  if (product.type === 'variable') return of(variationsOf(data, product));
  // Of what is sold elsewhere, and of what once had one, a price is kept though there is none.
  const isKept = product.type === 'external' || (product.has_price_row && product.type !== 'grouped');
  if (isKept && price(data, product, now) === '') return [0];
  if (product.type !== 'grouped') return of([product]);
  const prices = of(childrenOf(data, product));
  return prices.length === 0 ? [] : [Math.min(...prices), Math.max(...prices)];
}

/** `wc_get_product_ids_on_sale()`: what is published and has a sale price that holds, and then what it is a variation of. */
export function idsOnSale(data: Data, now: number): readonly number[] {
  const isOnSale = (one: Product) => one.status === 'publish' && hasOwnSale(one) && onSale(data, one, now);
  const own = data.products.filter([isOnSale], { orderBy: 'id' });
  const variations = data.variations.filter(
    [one => isOnSale(one) && data.products.get(one.parent_id)?.status === 'publish'],
    { orderBy: 'id' },
  );
  const parents = new Set(variations.map(one => one.parent_id));
  return [...[...own, ...variations].map(({ id }) => id).sort((a, b) => a - b), ...parents];
}

function hasOwnSale({ type, sale_price }: Product): boolean {
  return type !== 'variable' && type !== 'grouped' && sale_price !== '';
}
