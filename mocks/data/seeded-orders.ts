import { noAddress } from './address.ts';
import { emptyOrder, type LineItem, type Order } from './order.ts';
import { orderKey, orderKeyLength } from './order-key.ts';
import { couponId, firstOrderId, seededAt } from './seeded.ts';
import { productCount, productPrice, seededProductId } from './seeded-products.ts';
import type { Seed } from './table.ts';

/** Orders of buyers, made with the store; after them some that were made through the API (legacy-v3-orders). */
const ofBuyers = 15;
/** How long after the store these four were made, in seconds. */
const throughTheApi = [294, 300, 1141, 1147];
const afterThose = ofBuyers + throughTheApi.length;
/** Stores with at least so many orders have one in which nothing is missing; it is the newest of so many. */
export const ordersWithFullOne = afterThose + 1;
/** A larger store's other orders came in at this rate, so that none lies in the future of the store's clock. */
const perSecond = 1000;
const statuses = ['processing', 'completed', 'pending', 'on-hold', 'cancelled', 'refunded', 'failed'];
const paid = new Set(['processing', 'completed', 'refunded']);

/** The ids go up by one, and leave out the one that the coupon has: posts of all types share them. */
function orderId(index: number): number {
  return firstOrderId + index + (index >= couponId - firstOrderId ? 1 : 0);
}

function indexOf(id: number): number {
  return id - firstOrderId - (id > couponId ? 1 : 0);
}

function createdAt(index: number): number {
  if (index < ofBuyers) return seededAt;
  const later = throughTheApi[index - ofBuyers];
  if (later !== undefined) return seededAt + later;
  return seededAt + (throughTheApi.at(-1) as number) + 1 + Math.floor((index - afterThose) / perSecond);
}

/** As many orders as asked for. They follow from their index alone, so they are the same in every store. */
export function seededOrders(count: number, version: string): Seed<Order> {
  return {
    ids: Array.from({ length: count }, (_, index) => orderId(index)),
    make: id => order(id, indexOf(id), version),
  };
}

function order(id: number, index: number, version: string): Order {
  const at = createdAt(index);
  const empty = emptyOrder(id, at, version, orderKey(numbersOf(id)));
  if (index >= ofBuyers && index < afterThose) return empty;
  const product = (index + 1) % productCount;
  const price = productPrice(product);
  const total = `${price}.00`;
  const status = statuses[index < ofBuyers ? index % 2 : index % statuses.length] as string;
  const ordinary: Order = {
    ...empty,
    status,
    date_paid: paid.has(status) ? at : null,
    date_completed: status === 'completed' ? at : null,
    total,
    created_via: '',
    billing: { ...noAddress, email: `buyer${index + 1}@shop.test` },
    line_items: [
      {
        id: index + 1,
        name: `Product ${product + 1}`,
        product_id: seededProductId(product),
        variation_id: 0,
        quantity: 1,
        tax_class: '',
        subtotal: total,
        total,
        taxes: [],
        sku: `SKU-${product + 1}`,
        global_unique_id: '',
        parent_name: null,
        choices: [],
        price,
        meta_data: [],
      },
    ],
  };
  return index === afterThose ? withEverything(ordinary) : ordinary;
}

/**
 * The order of somebody who wants it wrapped, pays for the way, and has a coupon, where a tax of ten per cent is due. The
 * taxes stand in it: nothing computes any.
 */
function withEverything(order: Order): Order {
  const line = { instance_id: '', tax_class: '', tax_status: 'taxable', method_id: '', meta_data: [] };
  const [item] = order.line_items as [LineItem];
  const subtotal = Number(item.subtotal);
  const [discount, shipping, wrapping] = [2, 10, 3];
  const money = (amount: number) => amount.toFixed(2);
  const taxed = (amount: number, before?: number) => ({
    total: money(amount),
    taxes: [
      {
        rate_id: 1,
        subtotal: before === undefined ? '' : money(before / 10),
        total: money(amount / 10),
      },
    ],
  });
  const goods = subtotal - discount + wrapping;
  return {
    ...order,
    discount_total: money(discount),
    shipping_total: money(shipping),
    total: money((goods + shipping) * 1.1),
    customer_id: 3,
    billing: {
      ...order.billing,
      first_name: 'Ada',
      last_name: 'Lovelace',
      address_1: '1 Main Street',
      city: 'San Francisco',
      state: 'CA',
      postcode: '94103',
      country: 'US',
      phone: '555-0100',
    },
    line_items: [
      {
        ...item,
        ...taxed(subtotal - discount, subtotal),
        price: subtotal - discount,
        meta_data: [{ id: 1, key: 'engraving', value: 'A. L.' }],
      },
    ],
    tax_lines: [
      {
        id: item.id + 4,
        rate_id: 1,
        rate_code: 'VAT-1',
        label: 'VAT',
        rate_percent: 10,
        compound: false,
        tax_total: money(goods / 10),
        shipping_tax_total: money(shipping / 10),
      },
    ],
    shipping_lines: [
      {
        ...line,
        ...taxed(shipping),
        id: item.id + 1,
        name: 'Flat rate',
        method_id: 'flat_rate',
        instance_id: '1',
      },
    ],
    fee_lines: [{ ...line, ...taxed(wrapping), id: item.id + 2, name: 'Gift wrap' }],
    coupon_lines: [{ ...line, ...taxed(discount), id: item.id + 3, name: 'ten' }],
  };
}

/** Numbers that follow from the id (a linear congruential generator, Numerical Recipes' constants). */
function numbersOf(id: number): number[] {
  let state = id >>> 0;
  return Array.from({ length: orderKeyLength }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 16;
  });
}
