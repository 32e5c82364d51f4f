import type { LineItem, Order, OtherLine, TaxLine } from '../../../data/order.ts';
import { subtotalTaxOf, taxesOf, taxOf } from '../../order-taxes.ts';
import type { Shop } from '../../shop.ts';
import { decimal, formatDate, shopUrl } from '../format.ts';
import type { LegacyRequest } from '../request.ts';
import { billingAddress, orderCustomer, shippingAddress } from './customer-record.ts';

/**
 * An order as the legacy API shows it.
 *
 * @param decimals How many decimals money has: `filter[dp]` of v2 and v3.
 */
export function orderRecord(
  shop: Shop,
  request: LegacyRequest,
  order: Order,
  decimals = 2,
): Record<string, unknown> {
  const { api } = request;
  const money = (amount: string | number) => decimal(amount, decimals);
  const none = money(0);
  const taxes = taxesOf(order);
  return {
    id: order.id,
    order_number: String(order.id),
    ...(api === 3 ? { order_key: order.order_key } : {}),
    created_at: formatDate(order.date_created),
    updated_at: formatDate(order.date_modified),
    completed_at: formatDate(order.date_completed),
    status: order.status,
    currency: order.currency,
    total: money(order.total),
    subtotal: money(order.line_items.reduce((sum, item) => sum + Number(item.subtotal), 0)),
    total_line_items_quantity: order.line_items.reduce((sum, item) => sum + item.quantity, 0),
    total_tax: money(taxes.all),
    total_shipping: money(order.shipping_total),
    cart_tax: money(taxes.cart),
    shipping_tax: money(taxes.shipping),
    total_discount: money(order.discount_total),
    ...(api === 1 ? { cart_discount: none, order_discount: none } : {}),
    shipping_methods: order.shipping_lines.map(line => line.name).join(', '),
    payment_details: {
      method_id: order.payment_method,
      method_title: order.payment_method_title,
      paid: order.date_paid !== null,
    },
    billing_address: billingAddress(order.billing),
    shipping_address: shippingAddress(order.shipping),
    note: order.customer_note,
    customer_ip: order.customer_ip_address,
    customer_user_agent: order.customer_user_agent,
    customer_id: order.customer_id,
    view_order_url: shopUrl(request, `/my-account/view-order/${order.id}/`),
    line_items: order.line_items.map(item => lineItem(api === 1, item, money)),
    shipping_lines: order.shipping_lines.map(({ id, method_id, name, total }) => ({
      id,
      method_id,
      method_title: name,
      total: money(total),
    })),
    tax_lines: order.tax_lines.map(line => taxLine(api === 1, line, money)),
    fee_lines: order.fee_lines.map(line => feeLine(line, money)),
    coupon_lines: order.coupon_lines.map(({ id, name, total }) => ({ id, code: name, amount: money(total) })),
    customer: orderCustomer(shop, request, order),
  };
}

type Money = (amount: string | number) => string;

function lineItem(isV1: boolean, item: LineItem, money: Money): Record<string, unknown> {
  return {
    id: item.id,
    subtotal: money(item.subtotal),
    ...(isV1 ? {} : { subtotal_tax: money(subtotalTaxOf(item)) }),
    total: money(item.total),
    total_tax: money(taxOf(item)),
    price: money(item.price),
    quantity: item.quantity,
    tax_class: item.tax_class,
    name: item.name,
    product_id: item.variation_id || item.product_id,
    sku: item.sku,
    ...(isV1 ? {} : { meta: item.meta_data.map(({ key, value }) => ({ key, value, label: key })) }),
  };
}

function taxLine(isV1: boolean, line: TaxLine, money: Money): Record<string, unknown> {
  return {
    ...(isV1 ? {} : { id: line.id, rate_id: line.rate_id }),
    code: line.rate_code,
    title: line.label,
    total: money(Number(line.tax_total) + Number(line.shipping_tax_total)),
    compound: line.compound,
  };
}

function feeLine(line: OtherLine, money: Money): Record<string, unknown> {
  return {
    id: line.id,
    title: line.name,
    tax_class: line.tax_class,
    total: money(line.total),
    total_tax: money(taxOf(line)),
  };
}
