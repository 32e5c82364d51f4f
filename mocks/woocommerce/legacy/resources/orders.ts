import { noAddress } from '../../../data/address.ts';
import type { Data } from '../../../data/data.ts';
import { emptyOrder, type LineItem, type Order } from '../../../data/order.ts';
import { orderKey, orderKeyLength } from '../../../data/order-key.ts';
import { isEmpty } from '../../../php/compare.ts';
import { intval } from '../../../php/intval.ts';
import type { PhpValue } from '../../../php/types.ts';
import { stringOrEmpty } from '../../../php/types.ts';
import { absint } from '../../../wordpress/absint.ts';
import { orderStatusNames, paidStatuses } from '../../order-statuses.ts';
import { ordersAreInTables } from '../../order-storage.ts';
import { taxesOf } from '../../order-taxes.ts';
import { currencies, shopCurrency } from '../../resources/currencies.ts';
import { followUp } from '../../resources/orders/follow-up.ts';
import { netPrice, taxClassOf } from '../../resources/orders/lines.ts';
import { pricesIncludeTax } from '../../resources/orders/tax-rates.ts';
import { taxedLines } from '../../resources/orders/taxes.ts';
import { productOrVariation } from '../../resources/products/parts.ts';
import { refusedToCreate, validatePost } from '../access.ts';
import { arrayOrFatal } from '../dispatch.ts';
import { LegacyError } from '../error.ts';
import { decimal } from '../format.ts';
import { listings } from '../listings.ts';
import type { Filter } from '../query.ts';
import type { LegacyApi } from '../request.ts';
import {
  editable,
  type LegacyCall,
  type LegacyHandler,
  type LegacyResult,
  type LegacyRoute,
  readable,
} from '../route.ts';
import { changedAddress } from './address.ts';
import {
  bodyOf,
  clean,
  count,
  field,
  type LegacyKind,
  listRecords,
  readRecord,
  remove,
  show,
} from './collection.ts';
import { collectionRoutes } from './collection-routes.ts';
import { couponLines, feeLines, shippingLines } from './order-lines.ts';
import { listNotes, orderNoteRoutes } from './order-notes.ts';
import { orderRecord } from './order-record.ts';
import { orderRefundRoutes } from './order-refunds.ts';
import { publicMeta, withMeta } from './with-meta.ts';

export const orders: LegacyKind<Order> = {
  type: 'shop_order',
  plural: 'orders',
  table: shop => shop.data.orders,
  selection(call, filter) {
    const isElsewhere = ordersAreInTables(call.shop.data);
    const status = stringOrEmpty(filter.get('status'));
    const customer = call.request.api === 1 ? 0 : absint(filter.get('customer_id'));
    const statuses = isEmpty(status) ? undefined : new Set(status.split(','));
    const listed = listings(call.shop.data).orders.test;
    return {
      belongs: isElsewhere
        ? () => false
        : statuses || customer
          ? order =>
              (statuses ? statuses.has(order.status) : (listed?.(order) ?? true)) &&
              (!customer || order.customer_id === customer)
          : listed,
      modified: order => order.date_modified,
      texts: order => [orderTitle(order), order.customer_note],
    };
  },
  record: (call, order) =>
    withMeta(call, orderRecord(call.shop, call.request, order, decimals(call)), 'order_meta', () =>
      publicMeta(order.meta_data),
    ),
};

export function orderRoutes(api: LegacyApi): readonly LegacyRoute[] {
  const routes = collectionRoutes(api, 'orders', 'order', {
    list: listOrders,
    count: countOrders,
    read: call => readRecord(orders, call),
    create,
    edit,
    remove: call => remove(orders, call),
  });
  if (api === 1) {
    const editOne: LegacyHandler = {
      verbs: editable,
      acceptsData: true,
      run: call => edit(call, call.data, call.arg('id')),
    };
    return [
      routes.collection,
      routes.count,
      { ...routes.item, handlers: [...routes.item.handlers, editOne] },
      { path: '/orders/<id>/notes', handlers: [{ verbs: readable, run: call => listNotes(call, 'id') }] },
    ];
  }
  return [
    routes.collection,
    routes.count,
    {
      path: '/orders/statuses',
      handlers: [{ verbs: readable, run: () => ({ order_statuses: orderStatusNames }) }],
    },
    routes.item,
    ...orderNoteRoutes,
    ...orderRefundRoutes,
    routes.bulk,
  ];
}

/** `?status=` is the same as `filter[status]`, and wins. */
function statusFilter(call: LegacyCall): Filter {
  const status = call.arg('status');
  return isEmpty(status) ? new Map() : new Map([['status', stringOrEmpty(status)]]);
}

function listOrders(call: LegacyCall): LegacyResult {
  return listRecords(orders, call, statusFilter(call));
}

function countOrders(call: LegacyCall): LegacyResult {
  if (call.request.api === 3 && stringOrEmpty(call.arg('status')) === 'any') {
    const counts: Record<string, number> = {};
    for (const status of Object.keys(orderStatusNames)) {
      const counted = count(orders, call, new Map([['status', status]]));
      if (counted instanceof LegacyError) return counted;
      counts[status] = field(counted, 'count') as number;
    }
    return { count: counts };
  }
  return count(orders, call, statusFilter(call));
}

/** `filter[dp]` of v2 and v3. */
function decimals(call: LegacyCall): number {
  if (call.request.api === 1) return 2;
  const sent = arrayOrFatal(call.arg('filter'), 'filter').get('dp');
  return sent === undefined ? 2 : intval(stringOrEmpty(sent));
}

/** What WooCommerce calls an order in the posts table, the only text that a search finds. */
function orderTitle(order: Order): string {
  const date = new Intl.DateTimeFormat('en-US', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  });
  return `Order &ndash; ${date.format(new Date(order.date_created * 1000))}`;
}

async function create(call: LegacyCall, body: unknown): Promise<LegacyResult> {
  const data = bodyOf(body, 'order', 'create');
  if (data instanceof LegacyError) return data;
  const refused = refusedToCreate(call.shop, call.request, 'shop_order');
  if (refused) return refused;
  const customerId = customerOf(call, data, 0);
  if (customerId instanceof LegacyError) return customerId;
  // A status that there is not is passed over.
  const sent = clean(data.status).replace(/^wc-/, '');
  const status = Object.hasOwn(orderStatusNames, sent) ? sent : '';
  const lines = lineItems(call, data.line_items);
  if (lines instanceof LegacyError) return lines;
  const shipping = shippingLines(call, data.shipping_lines);
  if (shipping instanceof LegacyError) return shipping;
  const fees = feeLines(call, data.fee_lines);
  if (fees instanceof LegacyError) return fees;
  const coupons = couponLines(call, data.coupon_lines);
  if (coupons instanceof LegacyError) return coupons;
  const wrong = wrongEmail(data) ?? wrongPayment(data) ?? wrongCurrency(data);
  if (wrong) return wrong;
  const { data: stock, profile } = call.shop;
  const { site } = call.request.context;
  const id = stock.nextPostId();
  const now = site.now();
  const key = orderKey(site.randomBytes(orderKeyLength));
  const empty = { ...emptyOrder(id, now, profile.woocommerce, key), currency: shopCurrency(stock) };
  const billing = changedAddress(noAddress, data.billing_address);
  const email = billing.email || (site.users.get(customerId)?.email ?? '');
  const order: Order = {
    ...empty,
    customer_id: customerId,
    customer_note: clean(data.note),
    created_via: '',
    billing: { ...billing, email },
    shipping: changedAddress(noAddress, data.shipping_address),
    line_items: lines,
    shipping_lines: shipping,
    fee_lines: fees,
    coupon_lines: coupons,
    prices_include_tax: pricesIncludeTax(stock),
    ...payment(empty, data, now),
    ...(data.currency === undefined ? {} : { currency: clean(data.currency) }),
  };
  const made = withTotal(stock, status === '' ? order : withStatus(order, status, now));
  await stock.orders.add(await followUp(call.shop, empty, made));
  call.status = 201;
  // What was made is looked for among the posts.
  if (ordersAreInTables(stock)) return new LegacyError('woocommerce_api_invalid_order', 'Invalid order', 404);
  return show(orders, call, id);
}

async function edit(call: LegacyCall, body: unknown, sent: PhpValue | undefined): Promise<LegacyResult> {
  const { context, api } = call.request;
  // v1 knows nothing but the status, and has no name around the body.
  const data = api === 1 ? (body as Record<string, unknown>) : bodyOf(body, 'order', 'edit');
  if (data instanceof LegacyError) return data;
  const id = validatePost(call.shop, call.request, sent, 'shop_order', 'edit');
  if (id instanceof LegacyError) return id;
  const table = call.shop.data.orders;
  const before = table.get(id) as Order;
  const now = context.site.now();
  let order: Order = { ...before, date_modified: now };
  if (api !== 1) {
    const customerId = customerOf(call, data, before.customer_id);
    if (customerId instanceof LegacyError) return customerId;
    const wrong = wrongCurrency(data);
    if (wrong) return wrong;
    order = {
      ...order,
      customer_id: customerId,
      ...(data.note === undefined ? {} : { customer_note: clean(data.note) }),
      billing: changedAddress(before.billing, data.billing_address),
      shipping: changedAddress(before.shipping, data.shipping_address),
      ...payment(before, data, now),
      ...(data.currency === undefined ? {} : { currency: clean(data.currency) }),
    };
    if (Array.isArray(data.line_items)) {
      const added = data.line_items.filter(item => field(item, 'id') === undefined);
      const lines = lineItems(call, added);
      if (lines instanceof LegacyError) return lines;
      const changed = before.line_items.map(line => changedLine(line, data.line_items as unknown[]));
      order = withTotal(call.shop.data, {
        ...order,
        line_items: [...changed.filter(line => line !== undefined), ...lines],
      });
    }
  }
  const status = clean(data.status).replace(/^wc-/, '');
  // A status that is none makes the order pending again.
  if (status !== '')
    order = withStatus(order, Object.hasOwn(orderStatusNames, status) ? status : 'pending', now);
  await table.replace(await followUp(call.shop, before, order));
  return show(orders, call, id);
}

function withStatus(order: Order, status: string, now: number): Order {
  return {
    ...order,
    status,
    date_paid: order.date_paid ?? (paidStatuses.has(status) ? now : null),
    date_completed: order.date_completed ?? (status === 'completed' ? now : null),
  };
}

function withTotal(data: Data, before: Order): Order {
  const order = { ...before, ...taxedLines(data, before) };
  const sum = (lines: readonly { readonly total: string }[]) =>
    lines.reduce((total, line) => total + Number(line.total), 0);
  const shipping = sum(order.shipping_lines);
  return {
    ...order,
    shipping_total: decimal(shipping),
    total: decimal(sum(order.line_items) + sum(order.fee_lines) + shipping + taxesOf(order).all),
  };
}

function customerOf(call: LegacyCall, data: Record<string, unknown>, before: number): number | LegacyError {
  const sent = data.customer_id;
  if (sent === undefined || sent === null || sent === 0 || sent === '' || sent === '0') {
    return sent === undefined || sent === null ? before : 0;
  }
  const id = Number(sent);
  if (call.request.context.site.users.get(id)) return id;
  return new LegacyError('woocommerce_api_invalid_customer_id', 'Customer ID is invalid.', 400);
}

function wrongCurrency(data: Record<string, unknown>): LegacyError | undefined {
  if (data.currency === undefined || currencies.includes(String(data.currency))) return undefined;
  return new LegacyError('woocommerce_invalid_order_currency', 'Provided order currency is invalid.', 400);
}

/** `is_email()` of who buys; nobody else is looked at. */
function wrongEmail({ billing_address }: Record<string, unknown>): LegacyError | undefined {
  const email = clean(field(billing_address, 'email'));
  if (email === '' || /^[^\s@]+@[^\s@.]+\.[^\s@]+$/.test(email)) return undefined;
  return new LegacyError('order_invalid_billing_email', 'Invalid billing email address', 400);
}

function wrongPayment({ payment_details }: Record<string, unknown>): LegacyError | undefined {
  if (typeof payment_details !== 'object' || payment_details === null) return undefined;
  if (field(payment_details, 'method_id') && field(payment_details, 'method_title')) return undefined;
  return new LegacyError(
    'woocommerce_invalid_payment_details',
    'Payment method ID and title are required',
    400,
  );
}

function payment(before: Order, { payment_details }: Record<string, unknown>, now: number): Partial<Order> {
  if (typeof payment_details !== 'object' || payment_details === null) return {};
  const method = field(payment_details, 'method_id');
  const title = field(payment_details, 'method_title');
  const isPaid = field(payment_details, 'paid') === true && before.date_paid === null;
  return {
    ...(method === undefined ? {} : { payment_method: clean(method) }),
    ...(title === undefined ? {} : { payment_method_title: clean(title) }),
    ...(isPaid
      ? {
          status: 'processing',
          date_paid: now,
          transaction_id: clean(field(payment_details, 'transaction_id')),
        }
      : {}),
  };
}

function lineItems(call: LegacyCall, sent: unknown): readonly LineItem[] | LegacyError {
  if (!Array.isArray(sent)) return [];
  const { data } = call.shop;
  const lines: LineItem[] = [];
  for (const item of sent) {
    const productId = field(item, 'product_id');
    const sku = field(item, 'sku');
    if (productId === undefined && sku === undefined) {
      return new LegacyError('woocommerce_api_invalid_product_id', 'Product ID or SKU is required', 400);
    }
    const product =
      productId === undefined
        ? typeof sku === 'string' && data.products.having('sku', sku)[0]
        : productOrVariation(data, Number(productId));
    if (!product) return new LegacyError('woocommerce_api_invalid_product', 'Product is invalid.', 400);
    const quantity = field(item, 'quantity');
    if (quantity === undefined) {
      return new LegacyError(
        'woocommerce_api_invalid_product_quantity',
        'Product quantity is required.',
        400,
      );
    }
    if (!(Number(quantity) > 0)) {
      return new LegacyError(
        'woocommerce_api_invalid_product_quantity',
        'Product quantity must be a positive float.',
        400,
      );
    }
    const price = netPrice(data, product, call.request.context.site.now());
    const total = field(item, 'total') ?? price * Number(quantity);
    lines.push({
      id: data.nextId(),
      name: product.name,
      product_id: product.parent_id || product.id,
      variation_id: product.parent_id ? product.id : 0,
      quantity: Number(quantity),
      tax_class: taxClassOf(data, product),
      subtotal: decimal(String(field(item, 'subtotal') ?? total)),
      total: decimal(String(total)),
      taxes: [],
      sku: product.sku,
      global_unique_id: product?.global_unique_id ?? '',
      parent_name: null,
      choices: [],
      price: Number(total) / Number(quantity),
      meta_data: [],
    });
  }
  return lines;
}

/** A line with what the body says of it; undefined where the body takes it away. */
function changedLine(line: LineItem, sent: readonly unknown[]): LineItem | undefined {
  const found = sent.find(item => Number(field(item, 'id')) === line.id);
  if (found === undefined) return line;
  if (field(found, 'product_id') === null) return undefined;
  const quantity = Number(field(found, 'quantity') ?? line.quantity);
  const total = decimal(String(field(found, 'total') ?? line.price * quantity));
  return { ...line, quantity, total, subtotal: decimal(String(field(found, 'subtotal') ?? total)) };
}
