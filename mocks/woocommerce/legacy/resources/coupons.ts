import { type Coupon, emptyCoupon } from '../../../data/coupon.ts';
import { isEmpty } from '../../../php/compare.ts';
import type { PhpValue } from '../../../php/types.ts';
import { refusedToCreate, validatePost } from '../access.ts';
import { LegacyError } from '../error.ts';
import { decimal, parseDate } from '../format.ts';
import { listings } from '../listings.ts';
import type { LegacyApi } from '../request.ts';
import { type LegacyCall, type LegacyResult, type LegacyRoute, readable } from '../route.ts';
import {
  bodyOf,
  clean,
  count,
  type LegacyKind,
  listRecords,
  missingParameter,
  readRecord,
  remove,
  show,
  wrongType,
} from './collection.ts';
import { collectionRoutes } from './collection-routes.ts';
import { couponRecord } from './coupon-record.ts';
import { couponMeta, withMeta } from './with-meta.ts';

const coupons: LegacyKind<Coupon> = {
  type: 'shop_coupon',
  plural: 'coupons',
  table: shop => shop.data.coupons,
  selection: call => ({
    belongs: listings(call.shop.data).coupons.test,
    modified: coupon => coupon.date_modified,
    texts: coupon => [coupon.code, coupon.description],
  }),
  record: (call, coupon) =>
    withMeta(call, couponRecord(call.request.api, coupon), 'coupon_meta', () => couponMeta(coupon)),
};

export function couponRoutes(api: LegacyApi): readonly LegacyRoute[] {
  const routes = collectionRoutes(api, 'coupons', 'coupon', {
    list: call => listRecords(coupons, call),
    count: call => count(coupons, call),
    read: call => readRecord(coupons, call),
    create,
    edit,
    remove: call => remove(coupons, call),
  });
  return [
    routes.collection,
    routes.count,
    routes.item,
    { path: '/coupons/code/<code>', handlers: [{ verbs: readable, run: readByCode }] },
    ...(api === 1 ? [] : [routes.bulk]),
  ];
}

function readByCode(call: LegacyCall): LegacyResult {
  const found = findByCode(call, call.text('code') ?? '');
  if (!found) return new LegacyError('woocommerce_api_invalid_coupon_code', 'Invalid coupon code', 404);
  return readRecord(coupons, call, String(found.id));
}

/** Codes are compared as MySQL does, without regard to case. */
function findByCode(call: LegacyCall, code: string): Coupon | undefined {
  const wanted = code.toLowerCase();
  const isCode = (other: string) => other.toLowerCase() === wanted;
  return call.shop.data.coupons.findFirst(query => query.where({ status: 'publish', code: isCode }));
}

const types = ['percent', 'fixed_cart', 'fixed_product'];

function wrong(call: LegacyCall, data: Record<string, unknown>, id: number): LegacyError | undefined {
  if (data.code !== undefined) {
    const other = findByCode(call, clean(data.code).toLowerCase());
    if (other && other.id !== id) {
      return new LegacyError(
        'woocommerce_api_coupon_code_already_exists',
        'The coupon code already exists',
        400,
      );
    }
  }
  return wrongType(data, 'coupon', types);
}

async function create(call: LegacyCall, body: unknown): Promise<LegacyResult> {
  const data = bodyOf(body, 'coupon', 'create');
  if (data instanceof LegacyError) return data;
  const error =
    refusedToCreate(call.shop, call.request, 'shop_coupon') ??
    missingParameter(data, 'coupon', 'code') ??
    wrong(call, data, 0);
  if (error) return error;
  const id = call.shop.data.nextPostId();
  await call.shop.data.coupons.add(withChanges(emptyCoupon(id, call.request.context.site.now()), data));
  call.status = 201;
  return show(coupons, call, id);
}

async function edit(call: LegacyCall, body: unknown, sent: PhpValue | undefined): Promise<LegacyResult> {
  const data = bodyOf(body, 'coupon', 'edit');
  if (data instanceof LegacyError) return data;
  const id = validatePost(call.shop, call.request, sent, 'shop_coupon', 'edit');
  if (id instanceof LegacyError) return id;
  const error = wrong(call, data, id);
  if (error) return error;
  const table = call.shop.data.coupons;
  const now = call.request.context.site.now();
  await table.replace({ ...withChanges(table.get(id) as Coupon, data), date_modified: now });
  return show(coupons, call, id);
}

/** The coupon with what a body says of it. */
function withChanges(coupon: Coupon, data: Record<string, unknown>): Coupon {
  const flag = (name: string, before: boolean) => (data[name] === undefined ? before : data[name] === true);
  const ids = (name: string, before: readonly number[]) =>
    Array.isArray(data[name])
      ? data[name].map(id => Math.trunc(Number(id)) || 0).filter(id => id !== 0)
      : before;
  const limit = (name: string, before: number | null) =>
    data[name] === undefined ? before : Math.abs(Math.trunc(Number(data[name]))) || null;
  const amount = (name: string, before: string) =>
    data[name] === undefined ? before : decimal(clean(data[name]));
  return {
    ...coupon,
    code: data.code === undefined ? coupon.code : clean(data.code).toLowerCase(),
    discount_type: data.type === undefined ? coupon.discount_type : clean(data.type),
    amount: amount('amount', coupon.amount),
    individual_use: flag('individual_use', coupon.individual_use),
    product_ids: ids('product_ids', coupon.product_ids),
    excluded_product_ids: ids('exclude_product_ids', coupon.excluded_product_ids),
    usage_limit: limit('usage_limit', coupon.usage_limit),
    usage_limit_per_user: limit('usage_limit_per_user', coupon.usage_limit_per_user),
    limit_usage_to_x_items: limit('limit_usage_to_x_items', coupon.limit_usage_to_x_items),
    date_expires:
      data.expiry_date === undefined
        ? coupon.date_expires
        : isEmpty(clean(data.expiry_date))
          ? null
          : parseDate(clean(data.expiry_date)),
    free_shipping: flag('enable_free_shipping', coupon.free_shipping),
    product_categories: ids('product_category_ids', coupon.product_categories),
    excluded_product_categories: ids('exclude_product_category_ids', coupon.excluded_product_categories),
    exclude_sale_items: flag('exclude_sale_items', coupon.exclude_sale_items),
    minimum_amount: amount('minimum_amount', coupon.minimum_amount),
    maximum_amount: amount('maximum_amount', coupon.maximum_amount),
    email_restrictions: Array.isArray(data.customer_emails)
      ? data.customer_emails.map(email => clean(email)).filter(email => email.includes('@'))
      : coupon.email_restrictions,
    description: data.description === undefined ? coupon.description : clean(data.description),
  };
}
