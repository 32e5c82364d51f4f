/** Sums of the taxes that stand in an order. They are kept line by line, as WooCommerce keeps them. */
import type { LineTax, Order } from '../data/order.ts';

interface Taxed {
  readonly taxes: readonly LineTax[];
}

export function taxOf({ taxes }: Taxed): number {
  return taxes.reduce((sum, { total }) => sum + Number(total), 0);
}

export function subtotalTaxOf({ taxes }: Taxed): number {
  return taxes.reduce((sum, { subtotal }) => sum + Number(subtotal), 0);
}

/** Of the goods and fees, of the way, and of both; and what the coupons save of them. */
export function taxesOf(order: Pick<Order, 'line_items' | 'fee_lines' | 'shipping_lines'>): {
  readonly cart: number;
  readonly shipping: number;
  readonly all: number;
  readonly discount: number;
} {
  const sum = (lines: readonly Taxed[], of = taxOf) => lines.reduce((total, line) => total + of(line), 0);
  const cart = sum(order.line_items) + sum(order.fee_lines);
  const shipping = sum(order.shipping_lines);
  const discount = sum(order.line_items, subtotalTaxOf) - sum(order.line_items);
  return { cart, shipping, all: cart + shipping, discount };
}
