import { currentUserCan } from '../../wordpress/capabilities.ts';
import type { Context } from '../../wordpress/context.ts';

/**
 * `current_user_can( 'edit_user', $id )`, or that it is oneself. WooCommerce lets shop managers edit customers only
 * (`wc_modify_map_meta_cap()`).
 */
export function mayEditUser(context: Context, userId: number): boolean {
  if (userId === context.userId) return true;
  if (!currentUserCan(context, 'edit_users')) return false;
  return currentUserCan(context, 'promote_users') || context.site.users.get(userId)?.role === 'customer';
}
