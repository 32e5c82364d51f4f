import type { TaxRate } from '../../../data/others.ts';
import { isEmpty } from '../../../php/compare.ts';
import { absint } from '../../../wordpress/absint.ts';
import { slugify } from '../../../wordpress/formatting/slug.ts';
import { LegacyError } from '../error.ts';
import { onlyFields } from '../format.ts';
import { paginationHeaders } from '../pagination.ts';
import { defaultLimit } from '../query.ts';
import { editable, type LegacyCall, type LegacyResult, type LegacyRoute } from '../route.ts';
import { bodyOf, bulk } from './collection.ts';
import { canManage, managedCount, mayNot, refusedIn, writtenRoutes } from './managed.ts';
import { taxClassRoutes } from './tax-classes.ts';
import { editedRate, newRate } from './tax-rates.ts';

/** Tax rates and classes, v3 only. */
export const taxRoutes: readonly LegacyRoute[] = taxRoutesInOrder();

function taxRoutesInOrder(): readonly LegacyRoute[] {
  const [list, item] = writtenRoutes('/taxes', {
    list: listRates,
    read: readRate,
    create: call => createRate(call, call.data),
    edit: call => editRate(call, call.data, absint(call.arg('id'))),
    remove: removeRate,
  }) as [LegacyRoute, LegacyRoute];
  return [
    list,
    managedCount('taxes', 'taxes', call => ratesOf(call).length),
    item,
    ...taxClassRoutes,
    { path: '/taxes/bulk', handlers: [{ verbs: editable, acceptsData: true, run: writeRates }] },
  ];
}

function writeRates(call: LegacyCall): Promise<LegacyResult> {
  return bulk(call, 'taxes', 'tax', (body, id) =>
    id === undefined ? createRate(call, body) : editRate(call, body, Math.abs(id)),
  );
}

async function createRate(call: LegacyCall, body: unknown): Promise<LegacyResult> {
  const sent = bodyOf(body, 'tax', 'create');
  if (sent instanceof LegacyError) return sent;
  if (!canManage(call)) return mayNot('create', 'tax', 'tax rates');
  const { data } = call.shop;
  const id = data.nextIdIn('taxes');
  await data.taxRates.add(newRate(data, id, call.request.context.site.now(), sent));
  call.status = 201;
  return { tax: rate(call, id) };
}

async function editRate(call: LegacyCall, body: unknown, id: number): Promise<LegacyResult> {
  const sent = bodyOf(body, 'tax', 'edit');
  if (sent instanceof LegacyError) return sent;
  if (!canManage(call)) return mayNot('edit', 'tax', 'tax rates');
  const { data } = call.shop;
  const before = data.taxRates.get(id);
  if (!before) return noRate();
  await data.taxRates.replace(editedRate(data, before, sent));
  return { tax: rate(call, id) };
}

function removeRate(call: LegacyCall): LegacyResult {
  if (!canManage(call)) return mayNot('delete', 'tax', 'tax rates');
  const { taxRates } = call.shop.data;
  const id = absint(call.arg('id'));
  if (!taxRates.has(id))
    return new LegacyError('woocommerce_api_cannot_delete_tax', 'Could not delete the tax rate', 401);
  taxRates.remove(id);
  return { message: 'Deleted tax' };
}

/** Only the class is asked for; the page and the filters come to nothing, as `query_tax_rates()` merges them. */
function listRates(call: LegacyCall): LegacyResult {
  const found = ratesOf(call);
  const { length: total } = found;
  const pages = Math.ceil(total / defaultLimit);
  const isSingle = defaultLimit > total;
  call.headers.push(...paginationHeaders(call.request, { page: 1, total, pages, isSingle }));
  const shown = found.slice(0, defaultLimit);
  return { taxes: shown.map(({ id }) => (canManage(call) ? rate(call, id) : refusedIn(cannotRead()))) };
}

function ratesOf(call: LegacyCall): TaxRate[] {
  const wanted = call.text('class');
  const all = call.shop.data.taxRates.filter([], { orderBy: 'id' });
  const own = isEmpty(wanted)
    ? all
    : all.filter(one => one.class === (slugify(wanted as string) || 'standard'));
  return own.sort((a, b) => a.order - b.order || a.id - b.id);
}

function cannotRead(): LegacyError {
  return mayNot('read', 'tax', 'tax rate');
}

function readRate(call: LegacyCall): LegacyResult {
  if (!canManage(call)) {
    return cannotRead();
  }
  const id = absint(call.arg('id'));
  if (!call.shop.data.taxRates.has(id)) {
    return noRate();
  }
  return { tax: rate(call, id) };
}

function noRate(): LegacyError {
  const message = 'A tax rate with the provided ID could not be found';
  return new LegacyError('woocommerce_api_invalid_tax_id', message, 404);
}

function rate(call: LegacyCall, id: number): object {
  const row = call.shop.data.taxRates.get(id);
  if (!row) return {};
  const { country, state, postcodes, cities, name, priority, compound, shipping, order } = row;
  return onlyFields(
    {
      id,
      country,
      state,
      // The one of many that this API knows is the last.
      postcode: postcodes.at(-1) ?? '',
      city: cities.at(-1) ?? '',
      rate: row.rate,
      name,
      priority,
      compound,
      shipping,
      order,
      class: row.class || 'standard',
    },
    call.text('fields'),
  );
}
