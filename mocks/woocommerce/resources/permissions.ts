import { authorizationRequiredCode, currentUserCan } from '../../wordpress/capabilities.ts';
import type { Context } from '../../wordpress/context.ts';
import { type WpError, wpError } from '../../wordpress/error.ts';

export type Action = 'list' | 'view' | 'create' | 'edit' | 'delete' | 'batch';

/** How some controllers word a refusal, beside the words of each action. */
export type Refusal =
  | Action
  | 'change'
  | 'update'
  | 'attribute'
  | 'remove review'
  | 'remove first review'
  | 'batch first reviews'
  | 'removal'
  | 'run'
  | 'receipt'
  | 'new receipt';

/** The code's last word, and what is said: with 401 when nobody is logged in, with 403 when somebody is. */
const refusals: Readonly<Record<Refusal, readonly [string, string]>> = {
  list: ['view', 'Sorry, you cannot list resources.'],
  view: ['view', 'Sorry, you cannot view this resource.'],
  create: ['create', 'Sorry, you are not allowed to create resources.'],
  edit: ['edit', 'Sorry, you are not allowed to edit this resource.'],
  delete: ['delete', 'Sorry, you are not allowed to delete this resource.'],
  batch: ['batch', 'Sorry, you are not allowed to batch manipulate this resource.'],
  // Settings and reviews (missing.272, missing.104 of the recorded rights).
  change: ['edit', 'Sorry, you cannot edit this resource.'],
  // An attribute of products: `update_item_permissions_check()` of its controller, 5.8 to 10.5.
  update: ['update', 'Sorry, you cannot update resource.'],
  attribute: ['create', 'Sorry, you cannot create new resource.'],
  // A review (missing.099, missing.108 of rights-8.2).
  'remove review': ['delete', 'Sorry, you cannot delete this resource.'],
  // Of a product's reviews in 5.8, whose code is that of a change.
  'remove first review': ['edit', 'Sorry, you cannot delete this resource.'],
  'batch first reviews': ['edit', 'Sorry, you are not allowed to batch manipulate this resource.'],
  // Zones and their methods: deleting them is a change of the settings (missing.288, missing.309).
  removal: ['edit', 'Sorry, you are not allowed to delete this resource.'],
  // Tools of the system status (missing.356).
  run: ['update', 'Sorry, you cannot update resource.'],
  receipt: ['view', 'Sorry, you cannot view resources.'],
  'new receipt': ['create', 'Sorry, you cannot create resources.'],
};

export function refuse(context: Context, refusal: Refusal): WpError {
  const [word, message] = refusals[refusal];
  return wpError(`woocommerce_rest_cannot_${word}`, message, authorizationRequiredCode(context));
}

/** True when the user has the capability; otherwise the refusal. */
export function permit(context: Context, capability: string, refusal: Refusal): true | WpError {
  return currentUserCan(context, capability) ? true : refuse(context, refusal);
}

/** `wc_rest_check_manager_permissions()`: the capability that a part of the settings asks for, to read and to write. */
export const managerCapabilities = {
  reports: 'view_woocommerce_reports',
  settings: 'manage_woocommerce',
  system_status: 'manage_woocommerce',
  attributes: 'manage_product_terms',
  shipping_methods: 'manage_woocommerce',
  payment_gateways: 'manage_woocommerce',
  webhooks: 'manage_woocommerce',
} as const;

export type ManagerPart = keyof typeof managerCapabilities;

export type PostType = 'product' | 'shop_order' | 'shop_coupon';

const postCapabilities: Readonly<Record<PostType, Readonly<Record<Action, string>>>> = {
  product: capabilitiesOf('product'),
  shop_order: capabilitiesOf('shop_order'),
  shop_coupon: capabilitiesOf('shop_coupon'),
};

function capabilitiesOf(type: PostType): Record<Action, string> {
  const edit = `edit_others_${type}s`;
  const read = `read_private_${type}s`;
  return {
    list: read,
    view: read,
    create: `publish_${type}s`,
    edit,
    delete: `delete_others_${type}s`,
    batch: edit,
  };
}

/** `wc_rest_check_post_permissions()`: what a post type asks for, its posts being somebody else's. */
export function postCapability(type: PostType, action: Action): string {
  return postCapabilities[type][action];
}

/** `wc_rest_check_product_term_permissions()`. */
export function termCapability(action: Action): string {
  switch (action) {
    case 'list':
    case 'view':
      return 'manage_product_terms';
    case 'delete':
      return 'delete_product_terms';
    default:
      return 'edit_product_terms';
  }
}
