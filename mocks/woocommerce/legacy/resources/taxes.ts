import { absint } from '../../../wordpress/absint.ts';
import { LegacyError } from '../error.ts';
import { onlyFields } from '../format.ts';
import { defaultLimit } from '../query.ts';
import {
  creatable,
  deletable,
  editable,
  type LegacyCall,
  type LegacyResult,
  type LegacyRoute,
  readable,
} from '../route.ts';
import { canManage, managedCount, managedPage, managedRoutes } from './managed.ts';
import { notSimulated } from './not-simulated.ts';

/** Tax rates and classes, v3 only. */
export const taxRoutes: readonly LegacyRoute[] = [
  ...managedRoutes('taxes', listRates, call => call.shop.data.taxRates.size, readRate, {
    name: 'tax',
    has: (call, id) => call.shop.data.taxRates.has(id),
    missing: (_, verb) =>
      verb === 'delete'
        ? new LegacyError('woocommerce_api_cannot_delete_tax', 'Could not delete the tax rate', 401)
        : noRate(),
  }),
  {
    path: '/taxes/classes',
    handlers: [
      { verbs: readable, run: listClasses },
      { verbs: creatable, acceptsData: true, run: notSimulated },
    ],
  },
  managedCount('taxes/classes', 'tax_classes', call => call.shop.data.taxClasses.size + 1),
  { path: '/taxes/classes/<slug>', handlers: [{ verbs: deletable, run: notSimulated }] },
  { path: '/taxes/bulk', handlers: [{ verbs: editable, acceptsData: true, run: notSimulated }] },
];

function listRates(call: LegacyCall): LegacyResult {
  const ids = managedPage(call, call.shop.data.taxRates, 'asc', total => total < defaultLimit);
  return { taxes: ids.map(id => rate(call, id)) };
}

function readRate(call: LegacyCall): LegacyResult {
  if (!canManage(call)) {
    return new LegacyError(
      'woocommerce_api_user_cannot_read_tax',
      'You do not have permission to read tax rate',
      401,
    );
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
  const { country, state, postcode, city, name, priority, compound, shipping, order } = row;
  return onlyFields(
    {
      id,
      country,
      state,
      postcode,
      city,
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

function listClasses(call: LegacyCall): LegacyResult {
  if (!canManage(call)) {
    return new LegacyError(
      'woocommerce_api_user_cannot_read_tax_classes',
      'You do not have permission to read tax classes',
      401,
    );
  }
  return {
    tax_classes: [
      { slug: 'standard', name: 'Standard rate' },
      ...[...call.shop.data.taxClasses].map(([slug, name]) => ({ slug, name })),
    ],
  };
}
