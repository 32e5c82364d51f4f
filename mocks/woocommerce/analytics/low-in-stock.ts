import type { Product } from '../../data/product.ts';
import type { Shop } from '../shop.ts';

/** What is counted and nearly gone, or gone. */
export function lowInStock({ data }: Shop): Product[] {
  const isLow = ({ manage_stock, stock_quantity, low_stock_amount }: Product) =>
    manage_stock && (stock_quantity ?? 0) <= (low_stock_amount ?? 2);
  return data.products.filter([isSold, isLow]);
}

export function isSold({ status }: Pick<Product, 'status'>): boolean {
  return status === 'publish';
}
