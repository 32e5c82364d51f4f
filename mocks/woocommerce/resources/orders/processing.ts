import type { Data } from '../../../data/data.ts';
import type { Order } from '../../../data/order.ts';

/**
 * `WC_Order::needs_processing()`: what is virtual and downloadable alone is done with when it is paid. It is worked out once
 * for each order, and holds for a day, or until a line of it comes or goes.
 */
export function needsProcessing(
  data: Pick<Data, 'products' | 'variations' | 'processing'>,
  order: Pick<Order, 'id' | 'line_items'>,
): boolean {
  const known = data.processing.get(order.id);
  if (known !== undefined) return known;
  const needs = order.line_items.some(({ product_id, variation_id }) => {
    const product = data.variations.get(variation_id) ?? data.products.get(product_id);
    return product !== undefined && !(product.virtual && product.downloadable);
  });
  if (order.id !== 0) data.processing.set(order.id, needs);
  return needs;
}
