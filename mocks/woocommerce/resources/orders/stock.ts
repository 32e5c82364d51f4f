import type { Data } from '../../../data/data.ts';
import type { Order } from '../../../data/order.ts';
import type { Product } from '../../../data/product.ts';
import type { Table } from '../../../data/table.ts';

const reducing = ['processing', 'completed', 'on-hold'];
/** Under which a line remembers what it took. */
export const reducedStock = '_reduced_stock';

/**
 * `wc_maybe_reduce_stock_levels()`: an order that is paid or waits for its payment takes its goods out of the stock,
 * once for each line, which remembers how many.
 */
export async function reduceStock(data: Data, order: Order, notes: string[]): Promise<Order> {
  if (!reducing.includes(order.status)) return order;
  const line_items: Order['line_items'][number][] = [];
  const changes: string[] = [];
  for (const item of order.line_items) {
    const table = item.variation_id > 0 ? data.variations : data.products;
    const product = table.get(item.variation_id || item.product_id);
    if (!product?.manage_stock || item.meta_data.some(meta => meta.key === reducedStock)) {
      line_items.push(item);
      continue;
    }
    const from = product.stock_quantity ?? 0;
    await take(table, product, item.quantity);
    changes.push(`${item.name} (${from}&rarr;${from - item.quantity})`);
    const meta = { id: data.nextId(), key: reducedStock, value: String(item.quantity) };
    line_items.push({ ...item, meta_data: [...item.meta_data, meta] });
  }
  if (changes.length === 0) return order;
  notes.push(`Stock levels reduced: ${changes.join(', ')}`);
  return { ...order, line_items };
}

/** `wc_maybe_increase_stock_levels()`: what an order that is cancelled, or pending again, has taken is put back. */
export async function restoreStock(data: Data, order: Order, notes: string[]): Promise<Order> {
  if (!['cancelled', 'pending'].includes(order.status)) return order;
  const line_items: Order['line_items'][number][] = [];
  const changes: string[] = [];
  for (const item of order.line_items) {
    const taken = item.meta_data.find(meta => meta.key === reducedStock);
    const table = item.variation_id > 0 ? data.variations : data.products;
    const product = table.get(item.variation_id || item.product_id);
    if (!taken || !product?.manage_stock) {
      line_items.push(item);
      continue;
    }
    const from = product.stock_quantity ?? 0;
    await take(table, product, -item.quantity);
    changes.push(`${item.name} ${from}&rarr;${from + item.quantity}`);
    line_items.push({ ...item, meta_data: item.meta_data.filter(meta => meta !== taken) });
  }
  if (changes.length === 0) return order;
  notes.push(`Stock levels increased: ${changes.join(', ')}`);
  return { ...order, line_items };
}

/** Puts back so many. */
export function addStock(data: Data, product: Product, quantity: number): Promise<void> {
  return take(product.type === 'variation' ? data.variations : data.products, product, -quantity);
}

async function take(table: Table<Product>, product: Product, quantity: number): Promise<void> {
  // Nothing can be taken of a quantity that nobody has set.
  if (product.stock_quantity === null) return;
  const stock_quantity = product.stock_quantity - quantity;
  const left = product.backorders === 'no' ? 'outofstock' : 'onbackorder';
  await table.replace({ ...product, stock_quantity, stock_status: stock_quantity > 0 ? 'instock' : left });
}
