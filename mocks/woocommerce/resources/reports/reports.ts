import type { DaySales } from '../../../data/daily-sales.ts';
import { type WpError, wpError } from '../../../wordpress/error.ts';
import { parseDate } from '../../../wordpress/formatting/dates.ts';
import type { RestRoute } from '../../../wordpress/rest/route.ts';
import { orderStatusNames } from '../../order-statuses.ts';
import {
  customRange,
  type NamedPeriod,
  namedRange,
  type ReportRange,
  reportGroup,
  today,
} from '../../report-range.ts';
import { reportedSales, soldByProduct } from '../../report-sales.ts';
import type { Shop } from '../../shop.ts';
import { viewContext } from '../collection-args.ts';
import { Namespace } from '../managed.ts';
import { asText } from '../values.ts';
import { type RecordObject, routeUrl, targetHints, type Version, type View } from '../view.ts';

const names: readonly (readonly [string, string])[] = [
  ['sales', 'List of sales reports.'],
  ['top_sellers', 'List of top sellers products.'],
  ['orders/totals', 'Orders totals.'],
  ['products/totals', 'Products totals.'],
  ['customers/totals', 'Customers totals.'],
  ['coupons/totals', 'Coupons totals.'],
  ['reviews/totals', 'Reviews totals.'],
  ['categories/totals', 'Categories totals.'],
  ['tags/totals', 'Tags totals.'],
  ['attributes/totals', 'Attributes totals.'],
];

const periodArgs = {
  context: viewContext,
  period: { type: 'string', enum: ['week', 'month', 'last_month', 'year'], required: false },
  date_min: { type: 'string', format: 'date', required: false },
  date_max: { type: 'string', format: 'date', required: false },
};

/** `…/reports`: two in wc/v1 and v2, ten in v3, of which the last three have no route (samples/index). */
export function reportRoutes(shop: Shop, version: Version): RestRoute[] {
  const wc = new Namespace(version, shop.profile);
  const listed = version === 3 ? names : names.slice(0, 2);
  const routes = [
    wc.route('reports/sales', [
      wc.list('reports', (view, { params }) => wrongDate(params) ?? [sales(shop, view, params)], {
        args: periodArgs,
      }),
    ]),
    wc.route('reports/top_sellers', [
      wc.list('reports', (view, { params }) => wrongDate(params) ?? topSellers(shop, view, params), {
        args: periodArgs,
      }),
    ]),
  ];
  if (version === 3) {
    for (const [slug, totals] of Object.entries(totalsOf)) {
      routes.push(
        wc.route(`reports/${slug}/totals`, [
          wc.list('reports', view => totals(shop, view), { args: { context: viewContext } }),
        ]),
      );
    }
  }
  routes.push(
    wc.route('reports', [
      wc.list(
        'reports',
        view =>
          listed.map(([slug, description]) => ({
            slug,
            description,
            _links: {
              self: [
                {
                  href: routeUrl(view, `reports/${slug}`),
                  ...(hasRoute(slug) ? targetHints(view.context, ['GET']) : {}),
                },
              ],
              collection: [{ href: routeUrl(view, 'reports') }],
            },
          })),
        { args: { context: viewContext } },
      ),
    ]),
  );
  return routes;
}

/** Only of what can be asked WordPress knows the methods. */
function hasRoute(slug: string): boolean {
  const [what = '', totals] = slug.split('/');
  return totals === undefined || Object.hasOwn(totalsOf, what);
}

/** `wc_rest_validate_reports_request_arg()`: a day in figures, in words of its own. */
function wrongDate(params: ReadonlyMap<string, unknown>): WpError | undefined {
  const wrong = ['date_min', 'date_max'].filter(name => {
    return params.has(name) && !/^\d{4}-\d{2}-\d{2}$/.test(asText(params.get(name)));
  });
  if (wrong.length === 0) return undefined;
  const message = 'The date you provided is invalid.';
  const of = <T>(value: T) => Object.fromEntries(wrong.map(name => [name, value]));
  return wpError('rest_invalid_param', `Invalid parameter(s): ${wrong.join(', ')}`, 400, {
    params: of(message),
    details: of({ code: 'woocommerce_rest_invalid_date', message, data: null }),
  });
}

function rangeOf(params: ReadonlyMap<string, unknown>, now: number): ReportRange {
  const period = asText(params.get('period'));
  if (period !== '') return namedRange(period as NamedPeriod, now);
  const [first, last] = [parseDate(params.get('date_min')), parseDate(params.get('date_max'))];
  return first === undefined && last === undefined ? today(now) : customRange(first, last, now);
}

function soldIn(
  shop: Shop,
  view: View,
  params: ReadonlyMap<string, unknown>,
): readonly [DaySales[], ReportRange] {
  const range = rangeOf(params, view.context.site.now());
  return [reportedSales(shop.data, range), range];
}

function sales(shop: Shop, view: View, params: ReadonlyMap<string, unknown>): RecordObject {
  const [days, range] = soldIn(shop, view, params);
  const all = summed(days);
  const groups = new Map<string, DaySales[]>(range.groups.map(name => [name, []]));
  for (const one of days) groups.get(reportGroup(range, one.at))?.push(one);
  const totals = Object.fromEntries(
    [...groups].map(([name, own]) => {
      const { total, orders, items, shipping, discount } = summed(own);
      return [
        name,
        {
          sales: total.toFixed(2),
          orders,
          items,
          tax: '0.00',
          shipping: shipping.toFixed(2),
          discount: discount.toFixed(2),
          customers: 0,
        },
      ];
    }),
  );
  return {
    total_sales: all.total.toFixed(2),
    net_sales: (all.total - all.shipping).toFixed(2),
    average_sales: (all.total / Math.max(1, groups.size)).toFixed(2),
    total_orders: all.orders,
    total_items: all.items,
    total_tax: '0.00',
    total_shipping: all.shipping.toFixed(2),
    total_refunds: 0,
    total_discount: all.discount.toFixed(2),
    totals_grouped_by: range.groupedBy,
    totals,
    total_customers: 0,
    _links: { about: [{ href: routeUrl(view, 'reports') }] },
  };
}

function summed(days: readonly DaySales[]): Omit<DaySales, 'at' | 'products'> {
  const sum = (amount: (one: DaySales) => number) => days.reduce((all, one) => all + amount(one), 0);
  return {
    orders: sum(one => one.orders),
    items: sum(one => one.items),
    total: sum(one => one.total),
    shipping: sum(one => one.shipping),
    discount: sum(one => one.discount),
  };
}

function topSellers(shop: Shop, view: View, params: ReadonlyMap<string, unknown>): RecordObject[] {
  const counts = soldByProduct(soldIn(shop, view, params)[0]);
  return (
    [...counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 12)
      // What is gone is not told, and nothing in its place.
      .flatMap(([id]) => shop.data.products.get(id) ?? [])
      .map(({ id, name }) => ({
        name,
        product_id: id,
        quantity: counts.get(id),
        _links: {
          about: [{ href: routeUrl(view, 'reports') }],
          product: [{ href: routeUrl(view, `products/${id}`) }],
        },
      }))
  );
}

type Totals = (shop: Shop, view: View) => RecordObject[];

/** The lists of totals: a slug, a name and a number each. */
const totalsOf: Readonly<Record<string, Totals>> = {
  orders: shop =>
    Object.entries(orderStatusNames).map(([slug, name]) => ({
      slug,
      name,
      total: shop.data.orderIndex.withStatus(slug).size,
    })),
  products: shop =>
    counted(shop.data.products, product => product.type, [
      ['external', 'External/Affiliate product'],
      ['grouped', 'Grouped product'],
      ['simple', 'Simple product'],
      ['variable', 'Variable product'],
    ]),
  customers: (shop, view) => {
    const customers = [...view.context.site.users].filter(user => user.role === 'customer');
    const paying = customers.filter(user => shop.data.customers.get(user.id)?.is_paying_customer).length;
    return [
      { slug: 'paying', name: 'Paying customer', total: paying },
      { slug: 'non_paying', name: 'Non-paying customer', total: customers.length - paying },
    ];
  },
  coupons: shop =>
    counted(shop.data.coupons, coupon => coupon.discount_type, [
      ['percent', 'Percentage discount'],
      ['fixed_cart', 'Fixed cart discount'],
      ['fixed_product', 'Fixed product discount'],
    ]),
  reviews: shop =>
    counted(
      shop.data.reviews,
      review => `rated_${review.rating}_out_of_5`,
      [1, 2, 3, 4, 5].map(stars => [`rated_${stars}_out_of_5`, `Rated ${stars} out of 5`]),
    ),
};

function counted<T>(
  records: Iterable<T>,
  slugOf: (record: T) => string,
  slugs: readonly (readonly [string, string] | readonly string[])[],
): RecordObject[] {
  const counts = new Map<string, number>();
  for (const record of records) counts.set(slugOf(record), (counts.get(slugOf(record)) ?? 0) + 1);
  return slugs.map(([slug, name]) => ({ slug, name, total: counts.get(slug as string) ?? 0 }));
}
