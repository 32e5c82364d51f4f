import { type CustomerProfile, emptyProfile } from '../../../data/customer.ts';
import { currentUserCan } from '../../../wordpress/capabilities.ts';
import type { Context } from '../../../wordpress/context.ts';
import { type WpError, wpError } from '../../../wordpress/error.ts';
import { base64url } from '../../../wordpress/formatting/base64url.ts';
import { sanitizeUser } from '../../../wordpress/formatting/sanitize.ts';
import { firstFree } from '../../../wordpress/formatting/slug.ts';
import { encodeJson, JsonText } from '../../../wordpress/rest/json.ts';
import type { RestArg, RestRequest, RestRoute } from '../../../wordpress/rest/route.ts';
import type { User } from '../../../wordpress/users.ts';
import type { Profile } from '../../profiles.ts';
import type { Shop } from '../../shop.ts';
import { type Args, absoluteInteger, idList, pageArgs } from '../collection-args.ts';
import { crudRoutes } from '../crud.ts';
import { changedMeta } from '../meta.ts';
import { changedAddress } from '../orders/changes.ts';
import { type Action, refuse } from '../permissions.ts';
import { withoutProperties } from '../schema.ts';
import { customerSchema } from '../schemas/customer.ts';
import { type ItemSelection, ids, idTests, type Params, searched, type Test, window } from '../selection.ts';
import { asInteger, asText } from '../values.ts';
import type { Version, View } from '../view.ts';
import { type Customer, showCustomer } from './representation.ts';

const roles = [
  'all',
  'administrator',
  'editor',
  'author',
  'contributor',
  'subscriber',
  'customer',
  'shop_manager',
];

const listArgs: Args = {
  ...pageArgs,
  exclude: idList,
  include: idList,
  offset: absoluteInteger,
  order: { default: 'asc', enum: ['asc', 'desc'], type: 'string', required: false },
  orderby: {
    default: 'name',
    enum: ['id', 'include', 'name', 'registered_date'],
    type: 'string',
    required: false,
  },
  email: { type: 'string', format: 'email', required: false },
  role: { type: 'string', default: 'customer', enum: roles, required: false },
};

/** WooCommerce makes up a user name and a password where none is sent. */
const createArgs: Record<string, RestArg> = {
  email: { type: 'string', required: true },
  username: { type: 'string', required: false },
  password: { type: 'string', required: false },
};

/** `…/customers` in each version: users, with what WooCommerce knows of them. */
export function customerRoutes(shop: Shop, version: Version): RestRoute[] {
  const { data, profile } = shop;
  // wc/v1 knows no meta data.
  const known = (params: Params) =>
    version === 1 ? new Map([...params].filter(([name]) => name !== 'meta_data')) : params;
  return crudRoutes<Customer>({
    version,
    profile,
    pattern: 'customers',
    base: () => 'customers',
    schema: version === 1 ? withoutProperties(customerSchema, 'meta_data') : customerSchema,
    existing: 'resource',
    createArgs,
    // Users are WordPress's, and change without a word to us: nothing that was shown of them is kept.
    rendered: {
      record: (customer: Customer, view: View) =>
        new JsonText(encodeJson(showCustomer(data, customer, view))),
      page: (_key: string, view: View, find: () => ItemSelection) => {
        const { ids: shown, total } = find();
        const customers = shown
          .map(id => customerOf(shop, view.context, id))
          .filter(one => one !== undefined);
        const json = new JsonText(encodeJson(customers.map(one => showCustomer(data, one, view))));
        return { json, total, count: customers.length };
      },
    },
    listArgs,
    hasBatch: true,
    pagesByOffset: true,
    canChange: true,
    permit: (request, action, id) => permitUser(request, profile, action, id),
    find: (id, _params, request) => customerOf(shop, request.context, id),
    missing: action => noCustomer(profile, action),
    list: (params, request) => listCustomers(params, request.context),
    create: (params, request) => create(shop, known(params), request),
    change: (customer, params, request) => change(shop, customer, known(params), request),
    withoutTrash: 'Customers',
    deleteArgs: { reassign: { type: 'integer', default: 0 } },
    remove: async (customer, _force, request) => {
      const wrong = cannotDelete(profile, customer.user.role) ?? wrongHeir(customer, request);
      if (wrong) return wrong;
      request.context.site.users.remove(customer.id);
      shop.keys.removeOfUser(customer.id);
      data.customers.remove(customer.id);
      // What was bought stays, as a guest's.
      for (const order of data.ordersOf(customer.id)) await data.orders.replace({ ...order, customer_id: 0 });
      return customer;
    },
  });
}

/** `wc_user_invalid_id`, of WooCommerce 10.5 and newer. */
export function noUser(): WpError {
  return wpError('wc_user_invalid_id', 'Invalid user ID.', 404);
}

function noCustomer({ missingCustomers }: Profile, action: Action): WpError {
  if (missingCustomers === 'first') return noUser();
  return wpError(
    'woocommerce_rest_invalid_id',
    action === 'delete' ? 'Invalid resource id.' : 'Invalid resource ID.',
    action === 'view' ? 404 : 400,
  );
}

/**
 * `wc_rest_check_user_permissions()`. A shop manager may change customers alone, and delete nobody; one's own record is nobody's to read who
 * may not list users (own.customer.027, own.customer.034, own.customer.041).
 */
function permitUser(request: RestRequest, profile: Profile, action: Action, id?: number): true | WpError {
  const { context } = request;
  // Whoever asks is told, with a key or without (own.customer.054, missing.179 of rights-10.5).
  if (profile.missingCustomers === 'first' && id !== undefined && !context.site.users.get(id)) {
    return noUser();
  }
  if (action === 'edit' && roleOf(context, context.userId) === 'shop_manager') {
    // Everybody who may change users may change the own one, 5.8 to 10.5.
    const isOpen = id !== undefined && (id === context.userId || roleOf(context, id) === 'customer');
    return isOpen ? true : refuse(context, action);
  }
  if (!currentUserCan(context, userCapability(profile, action))) return refuse(context, action);
  return (action === 'delete' && id !== undefined && cannotDelete(profile, roleOf(context, id))) || true;
}

const deletableRoles = ['customer', 'subscriber'];

/** Who is somebody in the shop cannot be deleted through the API. */
function cannotDelete({ missingCustomers }: Profile, role: string | undefined): WpError | undefined {
  if (missingCustomers !== 'first' || role === undefined || deletableRoles.includes(role)) return undefined;
  const message = `Sorry, users with ${role} role cannot be deleted via this endpoint. Allowed roles: ${deletableRoles.join(', ')}`;
  return wpError('woocommerce_rest_cannot_delete', message, 403);
}

/** What a user leaves goes to an heir, if one is named. */
function wrongHeir({ user }: Customer, request: RestRequest): WpError | undefined {
  const heir = asInteger(request.params.get('reassign'));
  if (heir === 0 || (heir !== user.id && request.context.site.users.get(heir))) return undefined;
  const message = 'Invalid resource id for reassignment.';
  return wpError('woocommerce_rest_customer_invalid_reassign', message, 400);
}

function userCapability(profile: Profile, action: Action): string {
  switch (action) {
    case 'list':
    case 'view':
      return 'list_users';
    case 'edit':
      return 'edit_users';
    case 'delete':
      return 'delete_users';
    case 'create':
      return profile.managersCreateCustomers ? 'create_customers' : 'promote_users';
    default:
      return 'promote_users';
  }
}

function roleOf(context: Context, id: number): string | undefined {
  return context.site.users.get(id)?.role;
}

function customerOf(shop: Shop, context: Context, id: number): Customer | undefined {
  const user = context.site.users.get(id);
  return user ? withProfile(shop, user) : undefined;
}

function withProfile(shop: Shop, user: User): Customer {
  return { ...(shop.data.customers.get(user.id) ?? emptyProfile(user.id)), user };
}

function listCustomers(params: Params, context: Context): ItemSelection {
  // WP_User_Query leaves nobody out of those that are named.
  const tests: Test<User>[] = idTests<User>(
    ids(params, 'include') ? new Map([...params].filter(([name]) => name !== 'exclude')) : params,
  );
  const role = asText(params.get('role'), 'customer');
  if (role !== 'all') tests.push(user => user.role === role);
  const email = asText(params.get('email')).toLowerCase();
  if (email !== '') tests.push(user => user.email.toLowerCase() === email);
  const search = searched(params);
  if (search !== undefined) {
    tests.push(user => [user.login, user.email].some(one => one.toLowerCase().includes(search)));
  }
  const found = [...context.site.users].filter(user => tests.every(test => test(user)));
  const include = ids(params, 'include');
  if (params.get('orderby') === 'include' && include) {
    const order = [...include];
    found.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  } else if (params.get('orderby') === 'name' || !params.has('orderby')) {
    found.sort((a, b) => (a.login < b.login ? -1 : Number(a.login > b.login)));
  } else found.sort((a, b) => a.id - b.id);
  if (params.get('order') === 'desc') found.reverse();
  const { offset, count } = window(params);
  return { ids: found.slice(offset, offset + count).map(user => user.id), total: found.length };
}

async function create(shop: Shop, params: Params, { context }: RestRequest): Promise<Customer | WpError> {
  const { users, now, randomBytes } = context.site;
  const email = asText(params.get('email'));
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    return wpError('customer_invalid_email', 'Invalid email address', 400);
  }
  if (users.find(email)) {
    const message = shop.profile.newerFields
      ? `An account is already registered with ${email}. Please log in or use a different email address.`
      : 'An account is already registered with your email address. <a href="#" class="showlogin">Please log in.</a>';
    return wpError('registration-error-email-exists', message, 400);
  }
  const username = sanitizeUser(asText(params.get('username')));
  if (username === '' && asText(params.get('username')) !== '') {
    const message = `Please ${shop.profile.newerFields ? 'provide' : 'enter'} a valid account username.`;
    return wpError('registration-error-invalid-username', message, 400);
  }
  const wanted = username || sanitizeUser(email.split('@')[0] as string, true);
  if (username !== '' && users.find(wanted)) {
    const message = 'An account is already registered with that username. Please choose another.';
    return wpError('registration-error-username-exists', message, 400);
  }
  const login = firstFree(wanted, one => users.find(one) !== undefined, 1);
  const password = asText(params.get('password'));
  const user = users.add({
    login,
    email,
    password: password || base64url(randomBytes(9)),
    role: 'customer',
  });
  const empty = { ...emptyProfile(user.id, now()), date_modified: now() };
  // WordPress asks whoever has a password that it made up to choose another; before 10.5 nobody is told of that.
  const nag = { id: shop.data.nextId(), key: 'default_password_nag', value: '1' };
  const profile = changedProfile(
    shop,
    password === '' && shop.profile.newerFields ? { ...empty, meta_data: [nag] } : empty,
    params,
  );
  await shop.data.customers.add(profile);
  return { ...profile, user };
}

async function change(
  shop: Shop,
  customer: Customer,
  params: Params,
  { context }: RestRequest,
): Promise<Customer | WpError> {
  const { users, now } = context.site;
  const email = asText(params.get('email'), customer.user.email);
  const other = users.find(email);
  if (email !== customer.user.email && other && other.id !== customer.id) {
    return wpError('woocommerce_rest_customer_invalid_email', 'Email address is invalid.', 400);
  }
  const locked = lockedOf(shop.profile, customer, params);
  if (locked !== undefined) {
    const message = `Sorry, ${locked} cannot be updated via this endpoint for a user with role ${customer.user.role}.`;
    return wpError('woocommerce_rest_cannot_edit', message, 403);
  }
  const username = asText(params.get('username'));
  if (username !== '' && username !== '0' && username !== customer.user.login) {
    return wpError('woocommerce_rest_customer_invalid_argument', "Username isn't editable.", 400);
  }
  const password = asText(params.get('password')) || customer.user.password;
  const user = users.replace({ ...customer.user, email, password });
  const { user: _, ...before } = customer;
  const profile = { ...changedProfile(shop, before, params), date_modified: now() };
  if (shop.data.customers.has(profile.id)) await shop.data.customers.replace(profile);
  else await shop.data.customers.add(profile);
  return { ...profile, user };
}

/** What since 10.5 is not changed of who is somebody in the shop: the address and the password, an empty one too. */
function lockedOf({ missingCustomers }: Profile, { user }: Customer, params: Params): string | undefined {
  if (missingCustomers !== 'first' || deletableRoles.includes(user.role)) return undefined;
  if (params.has('email') && asText(params.get('email')) !== user.email) return 'email';
  return params.has('password') ? 'password' : undefined;
}

function changedProfile(shop: Shop, before: CustomerProfile, params: Params): CustomerProfile {
  return {
    ...before,
    first_name: asText(params.get('first_name'), before.first_name),
    last_name: asText(params.get('last_name'), before.last_name),
    billing: changedAddress(before.billing, params.get('billing')),
    shipping: changedAddress(before.shipping, params.get('shipping')),
    meta_data: changedMeta(shop.data, before.meta_data, params.get('meta_data')),
  };
}
