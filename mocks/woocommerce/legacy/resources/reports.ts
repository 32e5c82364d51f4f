import { FatalError } from '../../../php/fatal-error.ts';
import { stringOrEmpty } from '../../../php/types.ts';
import { absint } from '../../../wordpress/absint.ts';
import { currentUserCan } from '../../../wordpress/capabilities.ts';
import {
  customRange,
  type NamedPeriod,
  namedRange,
  type ReportRange,
  reportGroup,
  today,
} from '../../report-range.ts';
import { reportedSales, soldByProduct } from '../../report-sales.ts';
import { arrayOrFatal } from '../dispatch.ts';
import { LegacyError } from '../error.ts';
import { decimal, onlyFields, parseDate } from '../format.ts';
import { type LegacyCall, type LegacyResult, type LegacyRoute, readable } from '../route.ts';

/** Sales reports; the names of the reports are told to everybody who is let in (legacy.route.025). */
export const reportRoutes: readonly LegacyRoute[] = [
  {
    path: '/reports',
    handlers: [{ verbs: readable, run: () => ({ reports: ['sales', 'sales/top_sellers'] }) }],
  },
  { path: '/reports/sales', handlers: [{ verbs: readable, run: sales }] },
  { path: '/reports/sales/top_sellers', handlers: [{ verbs: readable, run: topSellers }] },
];

function range(call: LegacyCall): ReportRange {
  const filter = arrayOrFatal(call.arg('filter'), 'filter');
  const now = call.request.context.site.now();
  const period = stringOrEmpty(filter.get('period'));
  if (period !== '') return namedRange(periods.find(one => one === period) ?? 'week', now);
  const [first, last] = ['date_min', 'date_max'].map(name => {
    const sent = stringOrEmpty(filter.get(name));
    return sent === '' ? undefined : parseDate(sent);
  });
  return first === undefined && last === undefined ? today(now) : customRange(first, last, now);
}

const periods: readonly NamedPeriod[] = ['week', 'month', 'last_month', 'year'];

function cannotRead(call: LegacyCall): LegacyError | undefined {
  if (currentUserCan(call.request.context, 'view_woocommerce_reports')) return undefined;
  return new LegacyError(
    'woocommerce_api_user_cannot_read_report',
    'You do not have permission to read this report',
    401,
  );
}

function sales(call: LegacyCall): LegacyResult {
  const refused = cannotRead(call);
  if (refused) return refused;
  const asked = range(call);
  const totals = new Map(asked.groups.map(name => [name, { sales: 0, orders: 0, items: 0 }]));
  let total = 0;
  let count = 0;
  let items = 0;
  for (const sold of reportedSales(call.shop.data, asked)) {
    const group = totals.get(reportGroup(asked, sold.at));
    if (group) {
      group.sales += sold.total;
      group.orders += sold.orders;
      group.items += sold.items;
    }
    total += sold.total;
    count += sold.orders;
    items += sold.items;
  }
  const none = decimal(0);
  const isFirst = call.request.api === 1;
  const report = {
    total_sales: decimal(total),
    ...(isFirst ? {} : { net_sales: decimal(total) }),
    average_sales: decimal(total / asked.groups.length),
    total_orders: count,
    total_items: items,
    total_tax: none,
    total_shipping: none,
    ...(isFirst ? {} : { total_refunds: 0 }),
    total_discount: none,
    totals_grouped_by: asked.groupedBy,
    totals: Object.fromEntries(
      [...totals].map(([name, group]) => [
        name,
        {
          sales: decimal(group.sales),
          orders: group.orders,
          items: group.items,
          tax: none,
          shipping: none,
          discount: none,
          customers: 0,
        },
      ]),
    ),
    total_customers: 0,
  };
  return { sales: onlyFields(report, call.text('fields')) };
}

function topSellers(call: LegacyCall): LegacyResult {
  const refused = cannotRead(call);
  if (refused) return refused;
  const sold = soldByProduct(reportedSales(call.shop.data, range(call)));
  const limit = absint(arrayOrFatal(call.arg('filter'), 'filter').get('limit')) || 12;
  const best = [...sold].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit);
  return {
    top_sellers: best.flatMap(([id, quantity]) => {
      const product = call.shop.data.products.get(id);
      // v1 asks what is gone for its name.
      if (!product && call.request.api === 1)
        throw new FatalError('Call to a member function get_name() on bool');
      return product ? [{ title: product.name, product_id: String(id), quantity: String(quantity) }] : [];
    }),
  };
}
