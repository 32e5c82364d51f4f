/** Tax rates and webhooks: who manages the shop sees them. They can be read here, and not written. */
import type { Entry, Table } from '../../../data/table.ts';
import { absint } from '../../../wordpress/absint.ts';
import { currentUserCan } from '../../../wordpress/capabilities.ts';
import { paginationHeaders } from '../pagination.ts';
import { defaultLimit } from '../query.ts';
import {
  creatable,
  deletable,
  editable,
  type LegacyCall,
  type LegacyHandler,
  type LegacyRoute,
  readable,
} from '../route.ts';
import { cannotCount } from './collection.ts';
import { notSimulated } from './not-simulated.ts';

export function canManage({ request }: LegacyCall): boolean {
  return currentUserCan(request.context, 'manage_woocommerce');
}

/** The list, its count and its items, of which only reading is simulated. */
export function managedRoutes(
  plural: string,
  list: LegacyHandler['run'],
  size: (call: LegacyCall) => number,
  read: LegacyHandler['run'],
): LegacyRoute[] {
  return [
    {
      path: `/${plural}`,
      handlers: [
        { verbs: readable, run: list },
        { verbs: creatable, acceptsData: true, run: notSimulated },
      ],
    },
    managedCount(plural, plural, size),
    {
      path: `/${plural}/<id>`,
      handlers: [
        { verbs: readable, run: read },
        { verbs: editable, acceptsData: true, run: notSimulated },
        { verbs: deletable, run: notSimulated },
      ],
    },
  ];
}

/** @param plural what the error of those who may not count them calls them. */
export function managedCount(path: string, plural: string, size: (call: LegacyCall) => number): LegacyRoute {
  return {
    path: `/${path}/count`,
    handlers: [
      { verbs: readable, run: call => (canManage(call) ? { count: size(call) } : cannotCount(plural)) },
    ],
  };
}

/** The ids of the page that is asked for, none for who may not see them; its place goes into the answer's header fields. */
export function managedPage<T extends Entry>(
  call: LegacyCall,
  table: Table<T>,
  order: 'asc' | 'desc',
  isSingle: (total: number) => boolean,
): readonly number[] {
  const page = absint(call.arg('page') ?? '1') || 1;
  const { size: total } = table;
  const pages = Math.ceil(total / defaultLimit);
  call.headers.push(...paginationHeaders(call.request, { page, total, pages, isSingle: isSingle(total) }));
  return canManage(call) ? table.ids((page - 1) * defaultLimit, defaultLimit, order) : [];
}
