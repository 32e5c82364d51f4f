import type { Data } from '../../../data/data.ts';
import type { Order } from '../../../data/order.ts';
import { versionAtLeast } from '../../../wordpress/version.ts';
import type { Shop } from '../../shop.ts';

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

/** What is deleted with an order: its refunds and its notes; orders below it stand by themselves then, since 6.6. */
export async function removeWhatBelongsTo({ data, profile }: Shop, order: Order): Promise<Order> {
  for (const { id } of data.refunds.having('order_id', order.id)) data.refunds.remove(id);
  for (const { id } of data.orderNotes.having('order_id', order.id)) data.orderNotes.remove(id);
  if (!versionAtLeast(profile.woocommerce, '6.6')) return order;
  for (const id of [...data.orderIndex.ofParent(order.id).listed()])
    await data.orders.replace({ ...(data.orders.get(id) as Order), parent_id: 0 });
  return order;
}
