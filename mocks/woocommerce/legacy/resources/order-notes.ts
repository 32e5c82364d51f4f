import type { OrderNote } from '../../../data/others.ts';
import { refusedToCreate, validatePost } from '../access.ts';
import { LegacyError } from '../error.ts';
import { formatDate } from '../format.ts';
import type { LegacyCall, LegacyResult, LegacyRoute } from '../route.ts';
import { bodyOf, clean } from './collection.ts';
import { findOfOrder, routesOfOrder } from './of-order.ts';

/** `/orders/<order_id>/notes` of v2 and v3; v1 only lists them. */
export const orderNoteRoutes: readonly LegacyRoute[] = routesOfOrder('notes', {
  list: call => listNotes(call, 'order_id'),
  create,
  read,
  edit,
  remove,
});

export function listNotes(call: LegacyCall, name: string): LegacyResult {
  const id = validatePost(call.shop, call.request, call.arg(name), 'shop_order', 'read');
  if (id instanceof LegacyError) return id;
  return { order_notes: call.shop.data.orderNotes.having('order_id', id).reverse().map(noteRecord) };
}

/** A comment's id is text, as the database gives it. */
function noteRecord({ id, date_created, note, customer_note }: OrderNote): Record<string, unknown> {
  return { id: String(id), created_at: formatDate(date_created), note, customer_note };
}

async function create(call: LegacyCall): Promise<LegacyResult> {
  const data = bodyOf(call.data, 'order_note', 'create');
  if (data instanceof LegacyError) return data;
  const { shop, request } = call;
  const refused = refusedToCreate(shop, request, 'shop_order');
  if (refused) return refused;
  const orderId = validatePost(shop, request, call.arg('order_id'), 'shop_order', 'edit');
  if (orderId instanceof LegacyError) return orderId;
  const note = clean(data.note);
  if (note === '')
    return new LegacyError('woocommerce_api_invalid_order_note', 'Order note is required', 400);
  const made = await shop.data.orderNotes.add({
    id: shop.data.nextId(),
    date_created: request.context.site.now(),
    order_id: orderId,
    author: 'WooCommerce',
    note,
    customer_note: data.customer_note === true,
    is_trashed: false,
  });
  call.status = 201;
  return { order_note: noteRecord(made) };
}

function read(call: LegacyCall): LegacyResult {
  const found = findNote(call, 'read');
  return found instanceof LegacyError ? found : { order_note: noteRecord(found.record) };
}

async function edit(call: LegacyCall): Promise<LegacyResult> {
  const data = bodyOf(call.data, 'order_note', 'edit');
  if (data instanceof LegacyError) return data;
  const found = findNote(call, 'edit');
  if (found instanceof LegacyError) return found;
  const note = await call.shop.data.orderNotes.replace({
    ...found.record,
    ...(data.note === undefined ? {} : { note: clean(data.note) }),
    ...(data.customer_note === undefined ? {} : { customer_note: data.customer_note === true }),
  });
  return { order_note: noteRecord(note) };
}

function remove(call: LegacyCall): LegacyResult {
  const found = findNote(call, 'delete');
  if (found instanceof LegacyError) return found;
  call.shop.data.orderNotes.remove(found.record.id);
  return { message: 'Permanently deleted order note' };
}

const findNote = (call: LegacyCall, doing: 'read' | 'edit' | 'delete') =>
  findOfOrder(call, doing, { records: call.shop.data.orderNotes, name: 'order note', stop: '' });
