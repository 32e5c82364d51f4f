import type { ChangeListener } from '../../data/table.ts';
import type { Users } from '../../wordpress/users.ts';
import type { Shop } from '../shop.ts';

/** Told that something happened to a resource: `order.created`, 38. */
export type Tell = (topic: string, id: number) => void;

interface Post {
  readonly status: string;
  /** Of products. */
  readonly total_sales?: number;
}

/**
 * What happens to what the store sells, as topics: seen at the tables, whoever writes to them. Measured on WooCommerce
 * 6.6, 8.2 and 10.5: docs/discoveries/webhooks.md.
 */
export function tellOfWrites({ data }: Pick<Shop, 'data'>, tell: Tell): void {
  const follow = (
    resource: 'order' | 'product' | 'coupon',
    table: {
      get(id: number): Post | undefined;
      onChange(listener: ChangeListener<Post>): unknown;
    },
  ): void => {
    table.onChange((change, id, before) => {
      // What is deleted for good fires nothing that a webhook listens to.
      if (change === 'removed') return;
      if (change === 'added') tellOfNew(resource, id, tell);
      else if (isCountOfSales(before, table.get(id))) return;
      // Out of the trash by a change of its status it is changed, not restored.
      else if (table.get(id)?.status !== 'trash') tell(`${resource}.updated`, id);
      else if (before?.status !== 'trash') tellOfTrashed(resource, id, tell);
    });
  };
  follow('order', data.orders);
  follow('product', data.products);
  follow('product', data.variations);
  follow('coupon', data.coupons);
  // A product's rating is counted anew; a review that did not count leaves it alone when it goes for good.
  data.reviews.onChange((change, id, before) => {
    const review = change === 'removed' ? before : data.reviews.get(id);
    if (review && (change !== 'removed' || review.status === 'approved'))
      tell('product.updated', review.product_id);
  });
  // WooCommerce saves its part of a customer behind WordPress's.
  data.customers.onChange((change, id) => {
    if (change !== 'removed') tell('customer.updated', id);
  });
}

/** `update_product_sales()` writes the count alone, past everything that a product's change fires. */
function isCountOfSales(before: Post | undefined, after: Post | undefined): boolean {
  if (before?.total_sales === after?.total_sales || !before || !after) return false;
  return JSON.stringify({ ...before, total_sales: 0 }) === JSON.stringify({ ...after, total_sales: 0 });
}

/** An order is written once more as it is made; a product and a coupon are not. */
function tellOfNew(resource: string, id: number, tell: Tell): void {
  tell(`${resource}.created`, id);
  if (resource === 'order') tell('order.updated', id);
}

/** `wp_trash_post` tells of any post: for products and coupons nobody looks which kind it is. */
function tellOfTrashed(resource: string, id: number, tell: Tell): void {
  tell('coupon.deleted', id);
  tell('product.deleted', id);
  if (resource === 'order') tell('order.deleted', id);
}

/**
 * The same for users of the site. Whoever is new is told as a customer, whatever the role; of those who go customers
 * alone.
 */
export function tellOfUsers(users: Users, tell: Tell): void {
  users.onChange((change, { id, role }) => {
    if (change === 'added') tell('customer.created', id);
    else if (change === 'replaced') tell('customer.updated', id);
    else if (role === 'customer') tell('customer.deleted', id);
  });
}
