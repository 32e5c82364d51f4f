import type { Data } from '../../../data/data.ts';
import type { Order } from '../../../data/order.ts';

/**
 * What goes into the trash with an order: its refunds, and its notes, of which WordPress keeps what they were
 * (`wp_trash_post_comments()`).
 */
export async function hideWhatBelongsTo(data: Data, order: Order): Promise<Order> {
  const notes = data.orderNotes.having('order_id', order.id);
  for (const note of notes) await data.orderNotes.replace({ ...note, is_trashed: true });
  const kept = Object.fromEntries(notes.map(({ id }) => [id, '1']));
  const row = { id: data.nextId(), key: '_wp_trash_meta_comments_status', value: kept };
  return data.orders.replace({
    ...order,
    refunds: [],
    meta_data: notes.length > 0 ? [...order.meta_data, row] : order.meta_data,
  });
}

/** What is deleted with an order: its refunds and its notes. */
export function removeWhatBelongsTo(data: Data, order: Order): Order {
  for (const { id } of data.refunds.having('order_id', order.id)) data.refunds.remove(id);
  for (const { id } of data.orderNotes.having('order_id', order.id)) data.orderNotes.remove(id);
  return order;
}
