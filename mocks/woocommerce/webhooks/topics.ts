import type { Profile } from '../profiles.ts';

/** Actions that lead to secrets or to files (`wc_is_webhook_valid_topic()`). */
const refused = new Set([
  'action.woocommerce_login_credentials',
  'action.woocommerce_product_csv_importer_check_import_file_path',
  'action.woocommerce_webhook_should_deliver',
]);

/** What a webhook may listen to: a resource's event, whatever follows it, or an action of WooCommerce. */
const topic =
  /^(coupon|customer|order|product)\.(created|updated|deleted|restored)(\.|$)|^action\.(wc_|woocommerce_)/;

export function isTopic(text: string): boolean {
  return topic.test(text) && !refused.has(text);
}

/** `order.created` in its two parts. */
export function partsOf(text: string): { readonly resource: string; readonly event: string } {
  const [resource = '', event = ''] = text.split('.');
  return { resource, event };
}

/** The actions of WordPress behind a topic, which every webhook shows. */
export function hooksOf(text: string, profile: Profile): readonly string[] {
  const { resource, event } = partsOf(text);
  if (resource === 'action') return [event];
  return (profile.orderTrashHooks ? orderHooks[text] : undefined) ?? hooks[text] ?? [];
}

const hooks: Readonly<Record<string, readonly string[]>> = {
  'order.created': ['woocommerce_new_order'],
  'order.updated': ['woocommerce_update_order', 'woocommerce_order_refunded'],
  'order.deleted': ['wp_trash_post'],
  'order.restored': ['untrashed_post'],
  'product.created': [
    'woocommerce_process_product_meta',
    'woocommerce_new_product',
    'woocommerce_new_product_variation',
  ],
  'product.updated': [
    'woocommerce_process_product_meta',
    'woocommerce_update_product',
    'woocommerce_update_product_variation',
  ],
  'product.deleted': ['wp_trash_post'],
  'product.restored': ['untrashed_post'],
  'customer.created': ['user_register', 'woocommerce_created_customer', 'woocommerce_new_customer'],
  'customer.updated': ['profile_update', 'woocommerce_update_customer'],
  'customer.deleted': ['delete_user'],
  'coupon.created': ['woocommerce_process_shop_coupon_meta', 'woocommerce_new_coupon'],
  'coupon.updated': ['woocommerce_process_shop_coupon_meta', 'woocommerce_update_coupon'],
  'coupon.deleted': ['wp_trash_post'],
  'coupon.restored': ['untrashed_post'],
};

/** Since orders may lie in a table of their own, they have actions of their own. */
const orderHooks: Readonly<Record<string, readonly string[]>> = {
  'order.deleted': ['wp_trash_post', 'woocommerce_trash_order'],
  'order.restored': ['untrashed_post', 'woocommerce_untrash_order'],
};

/** The version of a webhook that the legacy API made: it is told what that shows. */
export const legacyPayload = 0;
