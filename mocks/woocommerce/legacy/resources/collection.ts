import type { Entry, Table } from '../../../data/table.ts';
import { FatalError } from '../../../php/fatal-error.ts';
import { type TrashedPost, trashPost } from '../../resources/posts.ts';
import type { Shop } from '../../shop.ts';
import { canRead, type LegacyPostType, resourceName, validatePost } from '../access.ts';
import { arrayOrFatal } from '../dispatch.ts';
import { LegacyError } from '../error.ts';
import { onlyFields } from '../format.ts';
import { paginationHeaders } from '../pagination.ts';
import { type Filter, type LegacySelection, selectPosts } from '../query.ts';
import type { LegacyCall, LegacyResult } from '../route.ts';

/** What orders, products and coupons have in common. */
export interface LegacyKind<T extends Entry> {
  readonly type: LegacyPostType;
  /** `orders`: the list's name in bodies and error codes. */
  readonly plural: string;
  table(shop: Shop): Table<T>;
  selection(call: LegacyCall, filter: Filter): LegacySelection<T>;
  record(call: LegacyCall, record: T): Record<string, unknown>;
}

/** A list: what the user may not read is left out of it, and counted all the same (legacy.key.016). */
export function listRecords<T extends Entry>(
  kind: LegacyKind<T>,
  call: LegacyCall,
  more: Filter = new Map(),
): LegacyResult {
  const { request, shop } = call;
  const filter = new Map([...arrayOrFatal(call.arg('filter'), 'filter'), ...more]);
  const table = kind.table(shop);
  const page = selectPosts(request.api, table, filter, call.arg('page'), kind.selection(call, filter));
  const fields = call.text('fields');
  const readable = shop.legacyRules.shows(canRead(shop, request, kind.type)) ? page.ids : [];
  const records = readable.map(id => onlyFields(kind.record(call, table.get(id) as T), fields));
  call.headers.push(...paginationHeaders(request, page));
  return { [kind.plural]: records };
}

export function count<T extends Entry>(
  kind: LegacyKind<T>,
  call: LegacyCall,
  more: Filter = new Map(),
): LegacyResult {
  const { request, shop } = call;
  if (!canRead(shop, request, kind.type)) return cannotCount(kind.plural);
  const filter = new Map([...arrayOrFatal(call.arg('filter'), 'filter'), ...more]);
  const page = selectPosts(request.api, kind.table(shop), filter, undefined, kind.selection(call, filter));
  return { count: page.total };
}

export function cannotCount(plural: string): LegacyError {
  return new LegacyError(
    `woocommerce_api_user_cannot_read_${plural}_count`,
    `You do not have permission to read the ${plural} count`,
    401,
  );
}

export function readRecord<T extends Entry>(
  kind: LegacyKind<T>,
  call: LegacyCall,
  sent = call.arg('id'),
): LegacyResult {
  const id = validatePost(call.shop, call.request, sent, kind.type, 'read');
  if (id instanceof LegacyError) return id;
  return show(kind, call, id);
}

/** The record as a body, of one that the user may read. */
export function show<T extends Entry>(kind: LegacyKind<T>, call: LegacyCall, id: number): LegacyResult {
  const record = kind.table(call.shop).get(id);
  if (!record)
    return new LegacyError(`woocommerce_api_invalid_${resourceName(kind.type)}`, 'Invalid ID.', 404);
  return { [resourceName(kind.type)]: onlyFields(kind.record(call, record), call.text('fields')) };
}

/** Moves a record to the trash, status 202, or with `force=true` deletes it. */
export async function remove<T extends Entry & TrashedPost>(
  kind: LegacyKind<T>,
  call: LegacyCall,
  isForced: (force: string) => boolean = force => force === 'true',
): Promise<LegacyResult> {
  const id = validatePost(call.shop, call.request, call.arg('id'), kind.type, 'delete');
  if (id instanceof LegacyError) return id;
  const name = resourceName(kind.type);
  const table = kind.table(call.shop);
  if (isForced(call.text('force') ?? '')) {
    table.remove(id);
    return { message: `Permanently deleted ${name}` };
  }
  const record = table.get(id);
  const { data } = call.shop;
  if (record) await trashPost(data, call.request.context.site.now(), table, kind.type, record, false);
  call.status = 202;
  return { message: `Deleted ${name}` };
}

/** The object that a body holds under a name, `{"order":{…}}`, or why there is none. */
export function bodyOf(
  body: unknown,
  name: string,
  doing: 'create' | 'edit',
): Record<string, unknown> | LegacyError {
  const found = field(body, name);
  if (found === undefined || found === null) {
    return new LegacyError(
      `woocommerce_api_missing_${name}_data`,
      `No ${name} data specified to ${doing} ${name}`,
      400,
    );
  }
  return typeof found === 'object' ? (found as Record<string, unknown>) : {};
}

/** Bodies that hold many: each is created or, where it has an id, edited; what goes wrong is told in its place. */
export async function bulk(
  call: LegacyCall,
  plural: string,
  single: string,
  write: (data: unknown, id: number | undefined) => Promise<LegacyResult>,
): Promise<LegacyResult> {
  const items = field(call.data, plural);
  if (items === undefined || items === null) {
    return new LegacyError(
      `woocommerce_api_missing_${plural}_data`,
      `No ${plural} data specified to create/edit ${plural}`,
      400,
    );
  }
  if (typeof items !== 'object')
    throw new FatalError('count(): Argument #1 ($value) must be of type Countable|array');
  const all = Object.values(items as object);
  if (all.length > bulkLimit) {
    return new LegacyError(
      `woocommerce_api_${plural}_request_entity_too_large`,
      `Unable to accept more than ${bulkLimit} items for this request.`,
      413,
    );
  }
  const done: unknown[] = [];
  for (const item of all) {
    const id = Math.trunc(Number(field(item, 'id') ?? 0)) || 0;
    const result = await write({ [single]: item }, id || undefined);
    done.push(
      result instanceof LegacyError
        ? { id, error: { code: result.code, message: result.message } }
        : field(result, single),
    );
  }
  return { [plural]: done };
}

const bulkLimit = 100;

export function field(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, name)
    ? (object as Record<string, unknown>)[name]
    : undefined;
}

/** Text from a JSON body: `wc_clean()` leaves one line without tags of it. */
export function clean(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text
    .replace(/<[^>]*>/g, '')
    .replace(/[\r\n\t ]+/g, ' ')
    .trim();
}

/** Refuses a body to create a record from that leaves out what has to be there. */
export function missingParameter(
  data: Record<string, unknown>,
  single: string,
  name: string,
): LegacyError | undefined {
  if (data[name] !== undefined && data[name] !== null) return undefined;
  return new LegacyError(`woocommerce_api_missing_${single}_${name}`, `Missing parameter ${name}`, 400);
}

/** Refuses a body whose `type` is none of these. */
export function wrongType(
  data: Record<string, unknown>,
  single: string,
  types: readonly string[],
): LegacyError | undefined {
  if (data.type === undefined || types.includes(clean(data.type))) return undefined;
  return new LegacyError(
    `woocommerce_api_invalid_${single}_type`,
    `Invalid ${single} type - the ${single} type must be any of these: ${types.join(', ')}`,
    400,
  );
}
