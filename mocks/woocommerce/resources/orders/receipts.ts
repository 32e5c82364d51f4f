import { Buffer } from 'node:buffer';
import type { Order } from '../../../data/order.ts';
import { type WpError, wpError } from '../../../wordpress/error.ts';
import type { RestArg, RestRequest, RestResult } from '../../../wordpress/rest/route.ts';
import type { Shop } from '../../shop.ts';
import { asBoolean, asInteger } from '../values.ts';
import { shopUrl, viewOf } from '../view.ts';

export const receiptArgs: Readonly<Record<string, RestArg>> = {
  expiration_date: { type: 'string' },
  expiration_days: { type: 'integer', default: 1 },
  force_new: { type: 'boolean', default: false, required: false },
};

const key = '_receipt_file_name';

/** A file for some days, whose name the order keeps. One that is still good is given again, whatever day is asked for. */
export async function makeReceipt(
  shop: Shop,
  order: Order,
  request: RestRequest,
): Promise<RestResult | WpError> {
  const { data } = shop;
  const { params, context } = request;
  const { site } = context;
  if (goodReceipt(shop, order, site.now()) && !asBoolean(params.get('force_new')))
    return showReceipt(shop, order, request);
  const sent = params.get('expiration_date');
  const expires =
    typeof sent === 'string' ? sent : dayAfter(site.now(), asInteger(params.get('expiration_days'), 1));
  if (!isDay(expires)) return invalid(`${expires} is not a valid date, expected format: YYYY-MM-DD`);
  if (expires < dayAfter(site.now(), 0))
    return invalid(`The supplied expiration date, ${expires}, is in the past`);
  const file = Buffer.from(site.randomBytes(19)).toString('hex');
  data.receipts.set(order.id, { file, expires });
  const others = order.meta_data.filter(meta => meta.key !== key);
  const id = order.meta_data.find(meta => meta.key === key)?.id ?? data.nextId();
  await data.orders.replace({ ...order, meta_data: [...others, { id, key, value: file }] });
  return showReceipt(shop, order, request);
}

export function showReceipt(shop: Shop, order: Order, request: RestRequest): RestResult | WpError {
  const receipt = goodReceipt(shop, order, request.context.site.now());
  if (!receipt) return wpError('woocommerce_rest_not_found', 'Receipt not found', 404);
  const view = viewOf(request, 3, shop.profile);
  return {
    data: {
      receipt_url: shopUrl(view, `/wc/file/transient/${receipt.file}`),
      expiration_date: receipt.expires,
    },
  };
}

function goodReceipt({ data }: Shop, { id }: Order, now: number) {
  const receipt = data.receipts.get(id);
  return receipt && receipt.expires >= dayAfter(now, 0) ? receipt : undefined;
}

function invalid(message: string): WpError {
  return wpError('woocommerce_rest_invalid_argument', message, 400);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

function dayAfter(now: number, days: number): string {
  return new Date((now + days * 86_400) * 1000).toISOString().slice(0, 10);
}
