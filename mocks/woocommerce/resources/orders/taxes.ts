/** `WC_Abstract_Order::calculate_taxes()`: the taxes of each line of an order, and of the whole. */
import type { Data } from '../../../data/data.ts';
import type { LineItem, Order, OtherLine, TaxLine } from '../../../data/order.ts';
import type { TaxRate } from '../../../data/others.ts';
import { withInherited } from '../products/inherited.ts';
import { productOrVariation } from '../products/parts.ts';
import { asText } from '../values.ts';
import { added, basePlace, lineTaxes, ratesAt, type TaxPlace, taxesAreOn } from './tax-rates.ts';

type Lines = Pick<Order, 'line_items' | 'fee_lines' | 'shipping_lines' | 'tax_lines'>;

/** The lines with their taxes; as they are where the shop has none. */
export function taxedLines(data: Data, order: Order): Lines {
  if (!taxesAreOn(data)) return order;
  const place = placeOf(data, order);
  const rates = (taxClass: string) => ratesAt(data, place, taxClass);
  const line_items = order.line_items.map(item => taxedItem(data, item, rates(item.tax_class)));
  const fee_lines = order.fee_lines.map(fee => taxedFee(order, fee, rates));
  const ofShipping = shippingClass(
    data,
    order.line_items.map(item => item.tax_class),
  );
  const shippingRates = ofShipping === undefined ? [] : rates(ofShipping).filter(({ shipping }) => shipping);
  const shipping_lines = order.shipping_lines.map(line => ({
    ...line,
    taxes: line.tax_status === 'taxable' ? lineTaxes(added(Number(line.total), shippingRates)) : [],
  }));
  const lines = { line_items, fee_lines, shipping_lines };
  return { ...lines, tax_lines: taxLines(data, order, lines) };
}

/** By the address that the shop goes by; one without a country is taxed at the shop. */
function placeOf(data: Data, { billing, shipping }: Order): TaxPlace {
  const basedOn = asText(data.settings.get('tax/woocommerce_tax_based_on'), 'shipping');
  const address = basedOn === 'billing' || shipping.country === '' ? billing : shipping;
  if (basedOn === 'base' || address.country === '') return basePlace(data);
  const { country, state, postcode, city } = address;
  return { country, state, postcode, city };
}

function taxedItem(data: Data, item: LineItem, rates: readonly TaxRate[]): LineItem {
  const own = productOrVariation(data, item.variation_id || item.product_id);
  const product = own && withInherited(data, own);
  if (product && product.tax_status !== 'taxable') return { ...item, taxes: [] };
  return { ...item, taxes: lineTaxes(added(Number(item.total), rates), added(Number(item.subtotal), rates)) };
}

/** A fee below zero takes off of each class's taxes what its goods have of the whole. */
function taxedFee(
  { line_items }: Order,
  fee: OtherLine,
  rates: (taxClass: string) => readonly TaxRate[],
): OtherLine {
  const total = Number(fee.total);
  if (total >= 0) {
    const own = fee.tax_status === 'taxable' ? added(total, rates(fee.tax_class)) : new Map();
    return { ...fee, taxes: lineTaxes(own, own) };
  }
  const costs = new Map<string, number>();
  for (const { tax_class, total: cost } of line_items)
    costs.set(tax_class, (costs.get(tax_class) ?? 0) + Number(cost));
  const all = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
  const taxes = new Map<number, number>();
  for (const [taxClass, cost] of all === 0 ? [] : costs)
    for (const [id, tax] of added((total * cost) / all, rates(taxClass)))
      taxes.set(id, (taxes.get(id) ?? 0) + tax);
  return { ...fee, taxes: lineTaxes(taxes, taxes) };
}

/** Shipping is of the first class that something in it is of, of none where it is empty, unless the shop has chosen one. */
export function shippingClass(data: Data, found: readonly string[]): string | undefined {
  const chosen = asText(data.settings.get('tax/woocommerce_shipping_tax_class'), 'inherit');
  return chosen === 'inherit' ? ['', ...data.taxClasses.keys()].find(one => found.includes(one)) : chosen;
}

/** A line for each rate that adds something, or nothing; those that are there keep their ids. */
function taxLines(
  data: Data,
  { tax_lines }: Order,
  { line_items, fee_lines, shipping_lines }: Omit<Lines, 'tax_lines'>,
): TaxLine[] {
  const sums = (lines: readonly Pick<LineItem, 'taxes'>[]) => {
    const totals = new Map<number, number>();
    for (const { taxes } of lines)
      for (const { rate_id, total } of taxes) totals.set(rate_id, (totals.get(rate_id) ?? 0) + Number(total));
    return totals;
  };
  const cart = sums([...line_items, ...fee_lines]);
  const shipping = sums(shipping_lines);
  return [...new Set([...tax_lines.map(line => line.rate_id), ...cart.keys(), ...shipping.keys()])].flatMap(
    rate_id => {
      if (!cart.has(rate_id) && !shipping.has(rate_id)) return [];
      const rate = data.taxRates.get(rate_id);
      const line = {
        id: tax_lines.find(one => one.rate_id === rate_id)?.id ?? data.nextId(),
        rate_id,
        rate_code: rate ? codeOf(rate) : '',
        label: rate?.name || 'Tax',
        rate_percent: Number(rate?.rate ?? 0),
        compound: rate?.compound ?? false,
        tax_total: (cart.get(rate_id) ?? 0).toFixed(2),
        shipping_tax_total: (shipping.get(rate_id) ?? 0).toFixed(2),
      };
      return [line];
    },
  );
}

/** `WC_Tax::get_rate_code()`: `US-CA-TAX-1`. */
function codeOf({ country, state, name, priority }: TaxRate): string {
  const parts = [country, state, name || 'TAX', priority === 0 ? '' : String(priority)];
  return parts
    .filter(part => part !== '')
    .join('-')
    .toUpperCase();
}
