/** Shipping, fees and coupons of an order, as the legacy API takes them. */
import type { OtherLine } from '../../../data/order.ts';
import { asObject, asText } from '../../resources/values.ts';
import { LegacyError } from '../error.ts';
import { decimal } from '../format.ts';
import type { LegacyCall } from '../route.ts';
import { clean } from './collection.ts';
import { isSet } from './managed.ts';

type Made = readonly OtherLine[] | LegacyError;

export function shippingLines(call: LegacyCall, sent: unknown): Made {
  return each(call, sent, fields => {
    if (isSet(fields.total) && Number(fields.total) < 0)
      return wrong('invalid_shipping_total', 'Shipping total must be a positive amount.');
    if (!isSet(fields.method_id)) return wrong('invalid_shipping_item', 'Shipping method ID is required.');
    return {
      name: clean(fields.method_title),
      method_id: clean(fields.method_id),
      total: decimal(asText(fields.total)),
      tax_status: 'taxable',
    };
  });
}

/** A fee is taxed where it says so, and then it has to say by which class. */
export function feeLines(call: LegacyCall, sent: unknown): Made {
  return each(call, sent, fields => {
    if (!isSet(fields.title)) return wrong('invalid_fee_item', 'Fee title is required');
    const isTaxed = Boolean(fields.taxable);
    if (isTaxed && !isSet(fields.tax_class))
      return wrong('invalid_fee_item', 'Fee tax class is required when fee is taxable.');
    return {
      name: clean(fields.title),
      total: decimal(asText(fields.total)),
      tax_status: isTaxed ? 'taxable' : 'none',
      tax_class: isTaxed ? clean(fields.tax_class) : '',
    };
  });
}

/** Written down as it is sent: nobody looks whether there is such a coupon. */
export function couponLines(call: LegacyCall, sent: unknown): Made {
  return each(call, sent, fields => {
    if (isSet(fields.amount) && Number(fields.amount) < 0)
      return wrong('invalid_coupon_total', 'Coupon discount total must be a positive amount.');
    if (asText(fields.code) === '') return wrong('invalid_coupon_coupon', 'Coupon code is required.');
    return { name: clean(fields.code), total: decimal(asText(fields.amount)) };
  });
}

function each(
  call: LegacyCall,
  sent: unknown,
  make: (fields: Readonly<Record<string, unknown>>) => Partial<OtherLine> | LegacyError,
): Made {
  const lines: OtherLine[] = [];
  for (const one of Array.isArray(sent) ? sent : []) {
    const made = make(asObject(one));
    if (made instanceof LegacyError) return made;
    lines.push({ ...empty, id: call.shop.data.nextId(), ...made });
  }
  return lines;
}

const empty: OtherLine = {
  id: 0,
  name: '',
  method_id: '',
  instance_id: '',
  tax_class: '',
  tax_status: '',
  total: '0.00',
  taxes: [],
  meta_data: [],
};

function wrong(code: string, message: string): LegacyError {
  return new LegacyError(`woocommerce_${code}`, message, 400);
}
