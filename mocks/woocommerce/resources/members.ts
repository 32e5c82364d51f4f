import { versionAtLeast } from '../../wordpress/version.ts';
import type { Profile } from '../profiles.ts';

/**
 * Members of records that WooCommerce has not shown from 5.8 on, and the first recorded version that shows them: what
 * the lives of a client on the stores of six versions have.
 */
const since = {
  'coupon.status': '6.6',
  'line_item.image': '6.6',
  'product.has_options': '6.6',
  // Permalink template and slug, to whoever edits.
  'product.permalink_template': '7.8',
  'review.product_name': '6.6',
  'product.post_password': '8.2',
  'product.global_unique_id': '9.2',
  'product.attributes.slug': '9.2',
  // Its type, name and parent.
  'variation.type': '9.2',
  'coupon_line.discount_type': '9.2',
  // The Store API's: a limit of the quantity stands in their place in 5.8.
  'store_product.extensions': '6.6',
  'store_product.slug': '7.8',
  // With what it is a group of, whether it is in stock in words, and the text of its own page's button.
  'store_product.brands': '10.5',
} as const;

export type Member = keyof typeof since;

/** Whether records of a version have a member. */
export function shows({ woocommerce }: Profile, member: Member): boolean {
  return versionAtLeast(woocommerce, since[member]);
}
