import { stringOrEmpty } from '../../../php/types.ts';
import { absint } from '../../../wordpress/absint.ts';
import { currentUserCan } from '../../../wordpress/capabilities.ts';
import { soldStatuses } from '../../order-statuses.ts';
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

const day = 86_400;

interface Range {
  readonly from: number;
  readonly to: number;
  readonly groupBy: 'day' | 'month';
}

/** `WC_Admin_Report::calculate_current_range()`: from the first second of the first day to the last of the last. */
function range(call: LegacyCall): Range {
  const filter = arrayOrFatal(call.arg('filter'), 'filter');
  const now = call.request.context.site.now();
  const today = now - (now % day);
  const date = new Date(now * 1000);
  const month = (offset: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset) / 1000;
  switch (stringOrEmpty(filter.get('period'))) {
    case '': {
      const min = stringOrEmpty(filter.get('date_min'));
      const max = stringOrEmpty(filter.get('date_max'));
      const from = min === '' ? today : parseDate(min);
      const to = max === '' ? (min === '' ? today : today) : parseDate(max);
      const end = to - (to % day) + day - 1;
      return { from: from - (from % day), to: end, groupBy: end - from > 60 * day ? 'month' : 'day' };
    }
    case 'year':
      return { from: Date.UTC(date.getUTCFullYear(), 0) / 1000, to: today + day - 1, groupBy: 'month' };
    case 'last_month':
      return { from: month(-1), to: month(0) - 1, groupBy: 'day' };
    case 'month':
      return { from: month(0), to: today + day - 1, groupBy: 'day' };
    default:
      return { from: today - 6 * day, to: today + day - 1, groupBy: 'day' };
  }
}

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
  const { from, to, groupBy } = range(call);
  const period = (seconds: number) =>
    new Date(seconds * 1000).toISOString().slice(0, groupBy === 'day' ? 10 : 7);
  const totals = new Map<string, { sales: number; orders: number; items: number }>();
  for (let at = from; at <= to; at += day) totals.set(period(at), { sales: 0, orders: 0, items: 0 });
  let total = 0;
  let count = 0;
  let items = 0;
  for (const sold of call.shop.data.orderIndex.sales.between(from, to, soldStatuses)) {
    const group = totals.get(period(sold.at));
    if (group) {
      group.sales += sold.total;
      group.orders += sold.orders;
      group.items += sold.items;
    }
    total += sold.total;
    count += sold.orders;
    items += sold.items;
  }
  const days = Math.max(1, Math.ceil((to - from) / day));
  const none = decimal(0);
  const report = {
    total_sales: decimal(total),
    net_sales: decimal(total),
    average_sales: decimal(total / days),
    total_orders: count,
    total_items: items,
    total_tax: none,
    total_shipping: none,
    total_refunds: 0,
    total_discount: none,
    totals_grouped_by: groupBy,
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
  const { from, to } = range(call);
  const sold = new Map<number, number>();
  for (const { products } of call.shop.data.orderIndex.sales.between(from, to, soldStatuses))
    for (const [id, quantity] of products) sold.set(id, (sold.get(id) ?? 0) + quantity);
  const limit = absint(arrayOrFatal(call.arg('filter'), 'filter').get('limit')) || 12;
  const best = [...sold].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit);
  return {
    top_sellers: best.flatMap(([id, quantity]) => {
      const product = call.shop.data.products.get(id);
      return product ? [{ title: product.name, product_id: String(id), quantity: String(quantity) }] : [];
    }),
  };
}
