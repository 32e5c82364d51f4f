/** What a refund of wc/v3 pays back of the lines of its order. */
import type { Meta } from '../../../data/address.ts';
import type { Data } from '../../../data/data.ts';
import type { LineItem, LineTax, Order } from '../../../data/order.ts';
import type { Refund } from '../../../data/others.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import type { Shop } from '../../shop.ts';
import { productOrVariation } from '../products/parts.ts';
import { asInteger, asList, asMoney, asObject, asText } from '../values.ts';
import { addStock, reducedStock } from './stock.ts';

type Lines = Pick<Refund, 'line_items' | 'shipping_lines' | 'fee_lines'>;

/** What was sent of one line. */
interface Sent {
  readonly id: number;
  readonly quantity: number;
  readonly total: number;
  readonly taxes: readonly LineTax[];
}

function sentLines(sent: unknown): readonly Sent[] {
  return asList(sent).map(one => {
    const { id, quantity, refund_total, refund_tax } = asObject(one);
    const taxes = asList(refund_tax).map(tax => {
      const fields = asObject(tax);
      const total = negative(amountOf(fields.refund_total));
      return { rate_id: asInteger(fields.id), total, subtotal: total };
    });
    return { id: asInteger(id), quantity: asInteger(quantity), total: amountOf(refund_total), taxes };
  });
}

function amountOf(value: unknown): number {
  return Number(asText(value)) || 0;
}

function negative(amount: number): string {
  return asMoney(String(-amount));
}

/** `wc_create_refund()`: the order's lines with amounts and quantities below zero; what is no line of it is passed over. */
export function refundedLines(data: Data, order: Order, sent: unknown): Lines {
  const lines: { [K in keyof Lines]: Lines[K][number][] } = {
    line_items: [],
    shipping_lines: [],
    fee_lines: [],
  };
  for (const { id, quantity, total, taxes } of sentLines(sent)) {
    if (quantity === 0 && total === 0) continue;
    const own = (meta: Meta[] = []) => ({
      id: data.nextId(),
      total: negative(total),
      taxes,
      meta_data: [...meta, { id: data.nextId(), key: '_refunded_item_id', value: String(id) }],
    });
    const isOwn = (line: { readonly id: number }) => line.id === id;
    const item = order.line_items.find(isOwn);
    if (item) lines.line_items.push(refundedItem(item, quantity, total, own()));
    for (const name of ['shipping_lines', 'fee_lines'] as const) {
      const line = order[name].find(isOwn);
      if (line) lines[name].push({ ...line, ...own() });
    }
  }
  return lines;
}

function refundedItem(
  item: LineItem,
  quantity: number,
  total: number,
  own: Pick<LineItem, 'id' | 'total' | 'taxes' | 'meta_data'>,
): LineItem {
  const price = quantity === 0 ? 0 : total / quantity;
  return { ...item, ...own, quantity: -quantity, subtotal: own.total, price };
}

/** `wc_restock_refunded_items()`: what was taken out of the stock for a line goes back, and the line remembers that. */
export async function restock(
  { data, profile }: Shop,
  order: Order,
  sent: unknown,
  now: number,
): Promise<Order> {
  const line_items: LineItem[] = [];
  for (const item of order.line_items) {
    const quantity = sentLines(sent).find(({ id }) => id === item.id)?.quantity ?? 0;
    const product = productOrVariation(data, item.variation_id || item.product_id);
    const taken = Number(item.meta_data.find(({ key }) => key === reducedStock)?.value ?? 0);
    if (quantity === 0 || taken === 0 || !product?.manage_stock) {
      line_items.push(item);
      continue;
    }
    const from = product.stock_quantity ?? 0;
    await addStock(data, product, quantity);
    await data.orderNotes.add({
      id: data.nextId(),
      date_created: now,
      order_id: order.id,
      author: 'WooCommerce',
      note: `Item #${product.id} stock increased from ${from} to ${from + quantity}.`,
      customer_note: false,
      is_trashed: false,
    });
    const back = Number(item.meta_data.find(({ key }) => key === restocked)?.value ?? 0) + quantity;
    const left = taken - quantity;
    const rows = [withRow(reducedStock, left), withRow(restocked, back)];
    // 5.8 forgets a line of which all has come back.
    const isKept = left > 0 || versionAtLeast(profile.woocommerce, '6.6');
    const others = item.meta_data.filter(({ key }) => key !== reducedStock && key !== restocked);
    line_items.push({
      ...item,
      meta_data: isKept ? rows.reduce((meta, put) => put(data, meta), item.meta_data) : others,
    });
  }
  return { ...order, line_items };
}

const restocked = '_restock_refunded_items';

function withRow(key: string, value: number) {
  return (data: Data, rows: readonly Meta[]): readonly Meta[] => {
    const old = rows.find(row => row.key === key);
    const row = { id: old?.id ?? data.nextId(), key, value: String(value) };
    return old ? rows.map(one => (one === old ? row : one)) : [...rows, row];
  };
}
