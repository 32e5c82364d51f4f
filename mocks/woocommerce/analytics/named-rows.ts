import { restUrl } from '../../wordpress/home.ts';
import type { RestRequest, RestResult } from '../../wordpress/rest/route.ts';
import { listHeaders } from '../resources/list-headers.ts';
import { window } from '../resources/selection.ts';
import { asIntegers } from '../resources/values.ts';
import type { RecordObject } from '../resources/view.ts';
import type { Shop } from '../shop.ts';

/** A row of a report in which nothing has been sold, and where what it is about is found. */
type Row = (id: number, url: (path: string) => string, shop: Shop) => RecordObject | undefined;

const sold = { items_sold: 0, net_revenue: 0, orders_count: 0 };

/** Reports that can be asked for single things: the parameter, and the row of one. */
const rows: Readonly<Record<string, readonly [string, Row]>> = {
  products: [
    'products',
    (id, url) => ({
      product_id: id,
      ...sold,
      extended_info: {},
      _links: { product: [{ href: url(`products/${id}`) }] },
    }),
  ],
  variations: [
    'variations',
    (id, url) => ({
      product_id: 0,
      variation_id: id,
      ...sold,
      extended_info: {},
      _links: {
        product: [{ href: url('products/0') }],
        variation: [{ href: url(`products/0/variations/${id}`) }],
      },
    }),
  ],
  categories: [
    'categories',
    (id, url) => ({
      category_id: id,
      ...sold,
      products_count: 0,
      extended_info: {},
      _links: { category: [{ href: url(`products/categories/${id}`) }] },
    }),
  ],
  coupons: [
    'coupons',
    (id, url) => ({
      coupon_id: id,
      amount: 0,
      orders_count: 0,
      extended_info: {},
      _links: { coupon: [{ href: url(`coupons/${id}`) }] },
    }),
  ],
  taxes: [
    'taxes',
    (id, url, { data }) => {
      const rate = data.taxRates.get(id);
      return (
        rate && {
          tax_rate_id: id,
          name: rate.name,
          tax_rate: Number(rate.rate),
          country: rate.country,
          state: rate.state,
          priority: rate.priority,
          total_tax: 0,
          order_tax: 0,
          shipping_tax: 0,
          orders_count: 0,
          _links: { tax: [{ href: url(`taxes/${id}`) }] },
        }
      );
    },
  ],
};

/**
 * A report that is filled in the background has no rows yet, but one of zeros for each thing that is asked for by its
 * id, there or not (a tax that is not there is counted, and not shown).
 */
export function namedRows(shop: Shop, report: string, request: RestRequest): RestResult {
  const [name, row] = rows[report] ?? [];
  const ids = name === undefined ? [] : [...new Set(asIntegers(request.params.get(name)))];
  const { context, params } = request;
  const url = (path: string) => restUrl(context.site, `/wc-analytics/${path}`, context.isTls);
  const { offset, count } = window(params);
  const shown = ids.slice(offset, offset + count).flatMap(id => row?.(id, url, shop) ?? []);
  return { data: shown, headers: listHeaders(request, ids.length) };
}
