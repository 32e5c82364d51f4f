import type { PhpValue } from '../../../php/types.ts';
import type { LegacyApi } from '../request.ts';
import {
  creatable,
  deletable,
  editable,
  type LegacyCall,
  type LegacyHandler,
  type LegacyResult,
  type LegacyRoute,
  readable,
} from '../route.ts';
import { bulk } from './collection.ts';

/** What is done with a collection and its records. */
interface Acts {
  readonly list: LegacyHandler['run'];
  readonly count: LegacyHandler['run'];
  readonly read: LegacyHandler['run'];
  create(call: LegacyCall, body: unknown): Promise<LegacyResult>;
  /** @param sent the id, as it was sent. */
  edit(call: LegacyCall, body: unknown, sent: PhpValue | undefined): Promise<LegacyResult>;
  readonly remove: LegacyHandler['run'];
}

/** The routes that orders, products, coupons and customers have in common. v1 has no more than reading of them. */
export function collectionRoutes(
  api: LegacyApi,
  plural: string,
  single: string,
  { list, count, read, create, edit, remove }: Acts,
): Readonly<Record<'collection' | 'count' | 'item' | 'bulk', LegacyRoute>> {
  const writes = api !== 1;
  const createOne: LegacyHandler = {
    verbs: creatable,
    acceptsData: true,
    run: call => create(call, call.data),
  };
  const changeOne: LegacyHandler[] = [
    { verbs: editable, acceptsData: true, run: call => edit(call, call.data, call.arg('id')) },
    { verbs: deletable, run: remove },
  ];
  const writeMany: LegacyHandler = {
    verbs: editable,
    acceptsData: true,
    run: call =>
      bulk(call, plural, single, (body, id) =>
        id === undefined ? create(call, body) : edit(call, body, String(id)),
      ),
  };
  return {
    collection: {
      path: `/${plural}`,
      handlers: [{ verbs: readable, run: list }, ...(writes ? [createOne] : [])],
    },
    count: { path: `/${plural}/count`, handlers: [{ verbs: readable, run: count }] },
    item: {
      path: `/${plural}/<id>`,
      handlers: [{ verbs: readable, run: read }, ...(writes ? changeOne : [])],
    },
    bulk: { path: `/${plural}/bulk`, handlers: [writeMany] },
  };
}
