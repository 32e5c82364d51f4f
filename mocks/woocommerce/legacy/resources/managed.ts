/** Tax rates and webhooks: who manages the shop sees them. They can be read here, and not written. */
import type { Entry, Table } from '../../../data/table.ts';
import { absint } from '../../../wordpress/absint.ts';
import { currentUserCan } from '../../../wordpress/capabilities.ts';
import { LegacyError } from '../error.ts';
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
import { bodyOf, cannotCount } from './collection.ts';
import { notSimulated } from './not-simulated.ts';

export function canManage({ request }: LegacyCall): boolean {
  return currentUserCan(request.context, 'manage_woocommerce');
}

/** What is asked before one of them is written. */
export interface ManagedWrites {
  /** Under which a body holds it: `tax`. */
  readonly name: string;
  has(call: LegacyCall, id: number): boolean;
  /** What is said of one that is not there. */
  missing(id: number, verb: 'edit' | 'delete'): LegacyError;
}

/** The list, its count and its items, of which only reading is simulated, and the refusals of writing. */
export function managedRoutes(
  plural: string,
  list: LegacyHandler['run'],
  size: (call: LegacyCall) => number,
  read: LegacyHandler['run'],
  { name, has, missing }: ManagedWrites,
): LegacyRoute[] {
  const withData =
    (doing: 'create' | 'edit'): LegacyHandler['run'] =>
    call => {
      const data = canManage(call) ? bodyOf(call.data, name, doing) : undefined;
      if (data instanceof LegacyError) return data;
      return doing === 'create' ? notSimulated() : found(call, 'edit');
    };
  const found = (call: LegacyCall, verb: 'edit' | 'delete') => {
    const id = absint(call.arg('id'));
    return canManage(call) && !has(call, id) ? missing(id, verb) : notSimulated();
  };
  return [
    {
      path: `/${plural}`,
      handlers: [
        { verbs: readable, run: list },
        { verbs: creatable, acceptsData: true, run: withData('create') },
      ],
    },
    managedCount(plural, plural, size),
    {
      path: `/${plural}/<id>`,
      handlers: [
        { verbs: readable, run: read },
        { verbs: editable, acceptsData: true, run: withData('edit') },
        { verbs: deletable, run: call => found(call, 'delete') },
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
