import { currentUserCan } from '../../../wordpress/capabilities.ts';
import { LegacyError } from '../error.ts';
import { onlyFields } from '../format.ts';
import { paginationHeaders } from '../pagination.ts';
import { defaultLimit } from '../query.ts';
import { absint } from '../request.ts';
import {
  creatable,
  deletable,
  editable,
  type LegacyCall,
  type LegacyResult,
  type LegacyRoute,
  readable,
} from '../route.ts';
import { cannotCount } from './collection.ts';
import { notSimulated } from './not-simulated.ts';

/** Tax rates and classes, v3 only; they can be read here, and not written. */
export const taxRoutes: readonly LegacyRoute[] = [
  {
    path: '/taxes',
    handlers: [
      { verbs: readable, run: listRates },
      { verbs: creatable, acceptsData: true, run: notSimulated },
    ],
  },
  {
    path: '/taxes/count',
    handlers: [
      {
        verbs: readable,
        run: call => (canManage(call) ? { count: call.shop.data.taxRates.size } : cannotCount('taxes')),
      },
    ],
  },
  {
    path: '/taxes/<id>',
    handlers: [
      { verbs: readable, run: readRate },
      { verbs: editable, acceptsData: true, run: notSimulated },
      { verbs: deletable, run: notSimulated },
    ],
  },
  {
    path: '/taxes/classes',
    handlers: [
      { verbs: readable, run: listClasses },
      { verbs: creatable, acceptsData: true, run: notSimulated },
    ],
  },
  {
    path: '/taxes/classes/count',
    handlers: [
      {
        verbs: readable,
        run: call =>
          canManage(call) ? { count: call.shop.data.taxClasses.size + 1 } : cannotCount('tax_classes'),
      },
    ],
  },
  { path: '/taxes/classes/<slug>', handlers: [{ verbs: deletable, run: notSimulated }] },
  { path: '/taxes/bulk', handlers: [{ verbs: editable, acceptsData: true, run: notSimulated }] },
];

function canManage({ request }: LegacyCall): boolean {
  return currentUserCan(request.context, 'manage_woocommerce');
}

function listRates(call: LegacyCall): LegacyResult {
  const ids = call.shop.data.taxRates.filter([]).map(({ id }) => id);
  const page = absint(call.arg('page') ?? '1') || 1;
  const shown = canManage(call) ? ids.slice((page - 1) * defaultLimit, page * defaultLimit) : [];
  call.headers.push(
    ...paginationHeaders(call.request, {
      page,
      total: ids.length,
      pages: Math.ceil(ids.length / defaultLimit),
      isSingle: defaultLimit > ids.length,
    }),
  );
  return { taxes: shown.map(id => rate(call, id)) };
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
    return new LegacyError(
      'woocommerce_api_invalid_tax_id',
      'A tax rate with the provided ID could not be found',
      404,
    );
  }
  return { tax: rate(call, id) };
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
