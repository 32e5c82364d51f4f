import type { Product } from '../../data/product.ts';
import { wpError } from '../../wordpress/error.ts';
import { restUrl } from '../../wordpress/home.ts';
import { listTotals } from '../../wordpress/rest/list-totals.ts';
import type { SimulatedEndpoint } from '../../wordpress/rest/measured.ts';
import type { RestRequest, RestResult } from '../../wordpress/rest/route.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import { listHeaders } from '../resources/list-headers.ts';
import { withInherited } from '../resources/products/inherited.ts';
import { productOrVariation, stockOf, stockStatus } from '../resources/products/parts.ts';
import { variationName } from '../resources/products/variation-name.ts';
import { selectAmong } from '../resources/selection.ts';
import { asText } from '../resources/values.ts';
import { type RecordObject, targetHints } from '../resources/view.ts';
import type { Shop } from '../shop.ts';
import { type Buyer, buyers, customersReport, hasPeriod } from './customers.ts';
import { isSold, lowInStock } from './low-in-stock.ts';
import { namedRows } from './named-rows.ts';
import { type SummedReport, stats } from './stats.ts';

const path = (name: string) => `GET /wc-analytics/${name}`;

/** Reports whose lists come from tables that are filled in the background: there is nothing in them yet. */
const emptyLists = ['orders', 'products', 'variations', 'categories', 'coupons', 'taxes', 'downloads'];

const summed: readonly (readonly [string, SummedReport])[] = [
  ['orders', 'orders'],
  ['revenue', 'orders'],
  ['products', 'products'],
  ['variations', 'variations'],
  ['coupons', 'coupons'],
  ['taxes', 'taxes'],
  ['downloads', 'downloads'],
];

/** The dashboard's reports, as they are before the store has counted its orders. */
export function reportEndpoints(shop: Shop): [string, SimulatedEndpoint][] {
  const { data, profile } = shop;
  const isNewer = versionAtLeast(profile.woocommerce, '10.5');
  const entries: [string, SimulatedEndpoint['callback']][] = [
    ...emptyLists.map((name): [string, SimulatedEndpoint['callback']] => [
      `reports/${name}`,
      request => namedRows(shop, name, request),
    ]),
    ...summed.map(([name, report]): [string, SimulatedEndpoint['callback']] => [
      `reports/${name}/stats`,
      request => stats(shop, report, request),
    ]),
    ['reports', request => ({ data: reportIndex(request, isNewer) })],
    ['reports/stock', request => stock(shop, request)],
    ['reports/stock/stats', () => ({ data: { totals: stockTotals(shop) } })],
    ['reports/customers', request => customersReport(shop, request)],
    [
      'reports/customers/stats',
      ({ context }) => ({
        data: {
          totals: {
            customers_count: buyers(shop, context).length,
            avg_orders_count: 0,
            avg_total_spend: 0,
            avg_avg_order_value: 0,
          },
        },
      }),
    ],
    ['reports/performance-indicators', request => indicators(request, true)],
    ['reports/performance-indicators/allowed', request => indicators(request, false)],
    ['reports/import/status', () => ({ data: { is_importing: true } })],
    [
      'reports/import/totals',
      ({ context }) => ({ data: { customers: buyers(shop, context).length, orders: data.orders.size } }),
    ],
    [
      'imports/status',
      () => ({
        data: {
          mode: 'immediate',
          last_processed_date: null,
          next_scheduled: null,
          import_in_progress_or_due: null,
        },
      }),
    ],
    [
      'leaderboards',
      ({ context, params }) => ({ data: leaderboards(hasPeriod(params) ? [] : buyers(shop, context)) }),
    ],
    [
      'leaderboards/allowed',
      () => ({
        data: boards.map(([id, label, ...headers]) => ({ id, label, headers: headers.map(labelled) })),
        headers: listTotals(boards.length),
      }),
    ],
    [
      'reports/(?P<type>[a-z]+)/export/(?P<export_id>[a-z0-9]+)/status',
      () =>
        wpError(
          'woocommerce_admin_reports_export_invalid_id',
          'Sorry, there is no export with that ID.',
          404,
        ),
    ],
    [
      'admin/notes/(?P<id>[\\d-]+)',
      () => wpError('woocommerce_note_invalid_id', 'Sorry, there is no resource with that ID.', 404),
    ],
    ['customers/(?P<id>[\\d-]+)', request => customersReport(shop, request)],
    ['admin/notes', () => ({ data: [], headers: [['X-WP-Total', 0]] })],
    ['data', request => ({ data: dataIndex(request) })],
    [
      'data/download-ips',
      ({ params }) =>
        asText(params.get('match')) === ''
          ? wpError(
              'woocommerce_rest_data_download_ips_invalid_request',
              'Invalid request. Please pass the match parameter.',
              400,
            )
          : { data: [] },
    ],
    [
      'products/low-in-stock',
      ({ params }) => {
        const low = lowInStock(shop);
        const { ids, total } = selectAmong(low, params);
        return {
          data: low.filter(({ id }) => ids.includes(id)).map(lowRecord),
          headers: listTotals(total, params.get('per_page') as number | undefined),
        };
      },
    ],
    [
      'products/count-low-in-stock',
      () => {
        const total = lowInStock(shop).length;
        return { data: { total }, headers: listTotals(total) };
      },
    ],
  ];
  return entries.map(([name, callback]) => [path(name), { ...(callback && { callback }) }]);
}

/** Each report, what it is for, and its page in the dashboard where that has another name. */
const reports: readonly (readonly [slug: string, description: string, page?: string])[] = [
  [
    'performance-indicators',
    'Batch endpoint for getting specific performance indicators from `stats` endpoints.',
  ],
  ['revenue/stats', 'Stats about revenue.', 'revenue'],
  ['orders/stats', 'Stats about orders.', 'orders'],
  ['products', 'Products detailed reports.'],
  ['products/stats', 'Stats about products.', 'products'],
  ['variations', 'Variations detailed reports.'],
  ['variations/stats', 'Stats about variations.', 'variations'],
  ['categories', 'Product categories detailed reports.'],
  ['categories/stats', 'Stats about product categories.', 'categories'],
  ['coupons', 'Coupons detailed reports.'],
  ['coupons/stats', 'Stats about coupons.', 'coupons'],
  ['taxes', 'Taxes detailed reports.'],
  ['taxes/stats', 'Stats about taxes.', 'taxes'],
  ['downloads', 'Product downloads detailed reports.'],
  ['downloads/files', 'Product download files detailed reports.'],
  ['downloads/stats', 'Stats about product downloads.', 'downloads'],
  ['customers', 'Customers detailed reports.'],
];
const newerReport = ['customers/stats', 'Stats about groups of customers.', 'customers'] as const;

function reportIndex({ context }: RestRequest, isNewer: boolean): RecordObject[] {
  const url = (name: string) => restUrl(context.site, name, context.isTls);
  return (isNewer ? [...reports, newerReport] : reports).map(([slug, description, page = slug]) => {
    const own = `/wc-analytics/reports/${slug}`;
    return {
      slug,
      description,
      path: own,
      _links: {
        self: [{ href: url(own), ...targetHints(context, ['GET']) }],
        report: [{ href: `/analytics/${page}` }],
        collection: [{ href: url('/wc-analytics/reports') }],
      },
    };
  });
}

function dataIndex({ context }: RestRequest): RecordObject[] {
  const url = (name: string) => restUrl(context.site, `/wc-analytics/${name}`, context.isTls);
  const own = ['countries', 'download-ips'];
  return (
    [
      ['continents', 'List of supported continents, countries, and states.'],
      ['countries', 'List of supported states in a given country.'],
      ['currencies', 'List of supported currencies.'],
      ['download-ips', 'An endpoint used for searching download logs for a specific IP address.'],
    ] as const
  ).map(([slug, description]) => ({
    slug,
    description,
    _links: {
      // There is no route for the others here.
      self: [
        {
          href: url(`data/${slug}`),
          ...(own.includes(slug) && targetHints(context, ['GET'])),
        },
      ],
      collection: [{ href: url('data') }],
    },
  }));
}

/** Figures of the dashboard's first page: report, figure, what it is called, and its form. */
const figures: readonly (readonly [report: string, chart: string, label: string, format: string])[] = [
  ['revenue', 'total_sales', 'Total sales', 'currency'],
  ['revenue', 'net_revenue', 'Net sales', 'currency'],
  ['orders', 'orders_count', 'Orders', 'number'],
  ['orders', 'avg_order_value', 'Average order value', 'currency'],
  ['products', 'items_sold', 'Products sold', 'number'],
  ['revenue', 'refunds', 'Returns', 'currency'],
  ['coupons', 'orders_count', 'Discounted orders', 'number'],
  ['coupons', 'amount', 'Net discount amount', 'currency'],
  ['taxes', 'total_tax', 'Total tax', 'currency'],
  ['taxes', 'order_tax', 'Order tax', 'currency'],
  ['taxes', 'shipping_tax', 'Shipping tax', 'currency'],
  ['revenue', 'shipping', 'Shipping', 'currency'],
  ['downloads', 'download_count', 'Downloads', 'number'],
  ['revenue', 'gross_sales', 'Gross sales', 'currency'],
  ['variations', 'items_sold', 'Variations Sold', 'number'],
];

function indicators({ params, context }: RestRequest, withValues: boolean): RestResult {
  const wanted = withValues ? ((params.get('stats') as readonly string[] | undefined) ?? []) : [];
  const shown = figures.filter(
    ([report, chart]) => wanted.length === 0 || wanted.includes(`${report}/${chart}`),
  );
  return {
    data: shown.map(([report, chart, label, format]) => ({
      stat: `${report}/${chart}`,
      chart,
      label,
      ...(withValues ? { format, value: null } : {}),
      _links: {
        api: [{ href: restUrl(context.site, `/wc-analytics/reports/${report}/stats`, context.isTls) }],
        report: [{ href: `/analytics/${report}` }],
      },
    })),
    headers: [
      ['X-WP-Total', shown.length],
      ['X-WP-TotalPages', 1],
    ],
  };
}

const boards: readonly (readonly [id: string, label: string, ...headers: string[]])[] = [
  ['customers', 'Top Customers - Total Spend', 'Customer Name', 'Orders', 'Total Spend'],
  ['coupons', 'Top Coupons - Number of Orders', 'Coupon code', 'Orders', 'Amount discounted'],
  ['categories', 'Top categories - Items sold', 'Category', 'Items sold', 'Net sales'],
  ['products', 'Top products - Items sold', 'Product', 'Items sold', 'Net sales'],
];

const labelled = (label: string) => ({ label });

function leaderboards(known: readonly Buyer[]): RecordObject[] {
  const name = ({ first, last }: Buyer) => `${first} ${last}`;
  return boards.map(([id, label, ...headers]) => ({
    id,
    label,
    headers: headers.map(labelled),
    rows:
      id === 'customers'
        ? known.slice(0, 5).map(one => [
            { display: name(one), value: name(one) },
            { display: '0', value: 0, format: 'number' },
            { display: '0.00', value: 0, format: 'currency' },
          ])
        : [],
  }));
}

/** Products and variations that can be bought by themselves, what is out of stock behind the others. */
function stock({ data }: Shop, request: RestRequest): RestResult {
  const { params, context } = request;
  const sold = [...data.products.filter([isSold]), ...data.variations.filter([isSold])];
  const status = asText(params.get('type'), 'all');
  const asked = new Map(params).set('orderby', 'stock');
  if (!params.has('order')) asked.set('order', 'asc');
  const among = status === 'all' ? sold : sold.filter(one => stockStatus(data, one) === status);
  const { ids, total } = selectAmong(among, asked, {
    stock: one => [stockStatus(data, one), one.stock_quantity ?? 0, -one.id],
  });
  const records = ids.flatMap(id => productOrVariation(data, id) ?? []);
  return {
    data: records.map(one => {
      const { from, isParents } = stockOf(data, one);
      return {
        id: one.id,
        parent_id: one.parent_id,
        name: one.type === 'variation' ? variationName(data, one) : one.name,
        sku: withInherited(data, one).sku,
        stock_status: stockStatus(data, one),
        stock_quantity: from.stock_quantity ?? 0,
        manage_stock: isParents ? 'parent' : one.manage_stock,
        low_stock_amount: one.low_stock_amount ?? 2,
        _links: stockLinks(one, path =>
          restUrl(context.site, `/wc-analytics/products/${path}`, context.isTls),
        ),
      };
    }),
    headers: listHeaders(request, total),
  };
}

function stockLinks({ id, parent_id }: Product, url: (path: string) => string): RecordObject {
  if (parent_id === 0) return { product: [{ href: url(String(id)) }] };
  return {
    product: [{ href: url(`${parent_id}/variations/${id}`) }],
    parent: [{ href: url(String(parent_id)) }],
  };
}

function stockTotals(shop: Shop): RecordObject {
  const { data } = shop;
  const sold = data.products.filter([isSold]);
  const of = (status: string) => sold.filter(one => stockStatus(data, one) === status).length;
  return {
    lowstock: lowInStock(shop).filter(one => stockStatus(data, one) === 'instock').length,
    instock: of('instock'),
    outofstock: of('outofstock'),
    onbackorder: of('onbackorder'),
    products: sold.length,
  };
}

function lowRecord(product: Product): RecordObject {
  return {
    id: product.id,
    images: product.images,
    attributes: product.attributes,
    low_stock_amount: product.low_stock_amount,
    last_order_date: null,
    name: product.name,
    parent_id: product.parent_id,
    stock_quantity: product.stock_quantity ?? 0,
    type: product.type,
  };
}
