import type { Context } from './context.ts';
import type { Site } from './site.ts';

/**
 * What the roles may do, as WordPress (`populate_roles()`) and WooCommerce (`WC_Install::create_roles()`)
 * define them. Only what a route of this store asks for, and what it takes to tell the roles apart.
 */
const subscriber = ['read', 'level_0'];
const customer = ['read'];
const contributor = ['read', 'edit_posts', 'delete_posts'];
const author = [
  ...contributor,
  'upload_files',
  'edit_published_posts',
  'publish_posts',
  'delete_published_posts',
];
const editor = [
  ...author,
  'moderate_comments',
  'manage_categories',
  'manage_links',
  'edit_others_posts',
  'delete_others_posts',
  'delete_private_posts',
  'edit_private_posts',
  'read_private_posts',
  'unfiltered_html',
  ...postCapabilities('page', 'pages'),
];
const shopItems = [
  ...postCapabilities('product', 'products'),
  ...postCapabilities('shop_order', 'shop_orders'),
  ...postCapabilities('shop_coupon', 'shop_coupons'),
  ...termCapabilities('product'),
  ...termCapabilities('shop_order'),
  ...termCapabilities('shop_coupon'),
];
const shopCore = ['manage_woocommerce', 'create_customers', 'view_woocommerce_reports'];
// WooCommerce gives a shop manager what an editor may, but not HTML of any kind.
const shop_manager = [
  ...editor.filter(capability => capability !== 'unfiltered_html'),
  ...shopCore,
  ...shopItems,
  'list_users',
  'edit_users',
  'export',
  'import',
  'edit_theme_options',
];
const administrator = [
  ...shop_manager,
  'unfiltered_html',
  'manage_options',
  'create_users',
  'delete_users',
  'promote_users',
  'remove_users',
  'activate_plugins',
  'edit_plugins',
  'install_plugins',
  'update_plugins',
  'delete_plugins',
  'edit_files',
  'edit_themes',
  'install_themes',
  'switch_themes',
  'update_themes',
  'delete_themes',
  'edit_dashboard',
  'update_core',
  'customize',
];

function postCapabilities(one: string, many: string): string[] {
  return [
    ...(one === 'page' ? [] : [`edit_${one}`, `read_${one}`, `delete_${one}`]),
    `edit_${many}`,
    `edit_others_${many}`,
    `publish_${many}`,
    `read_private_${many}`,
    `delete_${many}`,
    `delete_private_${many}`,
    `delete_published_${many}`,
    `delete_others_${many}`,
    `edit_private_${many}`,
    `edit_published_${many}`,
  ];
}

function termCapabilities(type: string): string[] {
  return ['manage', 'edit', 'delete', 'assign'].map(verb => `${verb}_${type}_terms`);
}

const roles: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({ subscriber, customer, contributor, author, editor, shop_manager, administrator }).map(
    ([role, capabilities]) => [role, new Set(capabilities)] as const,
  ),
);

/** `WP_Role::has_cap()`; a role that nobody has defined can do nothing. */
export function roleCan(role: string, capability: string): boolean {
  return roles.get(role)?.has(capability) ?? false;
}

/** `user_can()`: nobody (0) and a user whose row is missing can do nothing. */
function userCan(site: Site, userId: number, capability: string): boolean {
  if (userId === 0) return false;
  const user = site.users.get(userId);
  return user !== undefined && roleCan(user.role, capability);
}

/** `current_user_can()`. */
export function currentUserCan(context: Context, capability: string): boolean {
  return userCan(context.site, context.userId, capability);
}

/** `rest_authorization_required_code()`: 403 when somebody is logged in, 401 when nobody is. */
export function authorizationRequiredCode(context: Context): 401 | 403 {
  return isUserLoggedIn(context) ? 403 : 401;
}

/** `is_user_logged_in()`: the user's row must be there. */
export function isUserLoggedIn(context: Context): boolean {
  return context.userId !== 0 && context.site.users.get(context.userId) !== undefined;
}

/** `edit_user`: oneself, or others whom one may edit; a shop manager edits customers alone. */
export function mayEditUser(context: Context, userId: number): boolean {
  if (!isUserLoggedIn(context)) return false;
  if (context.userId === userId) return true;
  if (!currentUserCan(context, 'edit_users')) return false;
  const role = context.site.users.get(context.userId)?.role;
  return role === 'administrator' || context.site.users.get(userId)?.role === 'customer';
}
