import { type CustomerProfile, emptyProfile } from '../../../data/customer.ts';
import { isEmpty } from '../../../php/compare.ts';
import type { PhpValue } from '../../../php/types.ts';
import { stringOrEmpty } from '../../../php/types.ts';
import { absint } from '../../../wordpress/absint.ts';
import { currentUserCan } from '../../../wordpress/capabilities.ts';
import { base64url } from '../../../wordpress/formatting/base64url.ts';
import type { User } from '../../../wordpress/users.ts';
import { ordersAreInTables } from '../../order-storage.ts';
import type { Doing } from '../access.ts';
import { arrayOrFatal } from '../dispatch.ts';
import { LegacyError } from '../error.ts';
import { onlyFields, parseDate } from '../format.ts';
import { paginationHeaders } from '../pagination.ts';
import { defaultLimit, type Filter } from '../query.ts';
import type { LegacyApi } from '../request.ts';
import { type LegacyCall, type LegacyResult, type LegacyRoute, readable } from '../route.ts';
import { changedAddress } from './address.ts';
import { bodyOf, cannotCount, clean, listRecords, missingParameter } from './collection.ts';
import { collectionRoutes } from './collection-routes.ts';
import { customerRecord } from './customer-record.ts';
import { orderRecord } from './order-record.ts';
import { orders } from './orders.ts';

export function customerRoutes(api: LegacyApi): readonly LegacyRoute[] {
  const routes = collectionRoutes(api, 'customers', 'customer', {
    list: listCustomers,
    count: countCustomers,
    read: call => read(call),
    create,
    edit,
    remove,
  });
  const common = [routes.collection, routes.count, routes.item];
  const ordersOfOne: LegacyRoute = {
    path: '/customers/<id>/orders',
    handlers: [{ verbs: readable, run: customerOrders }],
  };
  if (api === 1) return [...common, ordersOfOne];
  return [
    ...common,
    { path: '/customers/email/<email>', handlers: [{ verbs: readable, run: readByEmail }] },
    ordersOfOne,
    { path: '/customers/<id>/downloads', handlers: [{ verbs: readable, run: downloads }] },
    routes.bulk,
  ];
}

function canList({ request }: LegacyCall): boolean {
  return currentUserCan(request.context, 'list_users');
}

interface Found {
  readonly users: readonly User[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** `query_customers()`: a page of WP_User_Query, ordered by when the users registered. */
function query(call: LegacyCall, filter: Filter, sentPage: PhpValue | undefined): Found {
  const { context, api } = call.request;
  const sentRole = api === 1 ? '' : stringOrEmpty(filter.get('role'));
  const role = isEmpty(sentRole) ? 'customer' : sentRole;
  const q = stringOrEmpty(filter.get('q')).toLowerCase();
  const min = filter.get('created_at_min');
  const max = filter.get('created_at_max');
  const registered = (user: User) =>
    (call.shop.data.customers.get(user.id) ?? emptyProfile(user.id)).date_created;
  const found = [...context.site.users].filter(
    user =>
      (role === 'all' || user.role === role) &&
      (isEmpty(q) || matches(q, user)) &&
      (isEmpty(min) || registered(user) >= parseDate(stringOrEmpty(min))) &&
      (isEmpty(max) || registered(user) <= parseDate(stringOrEmpty(max))),
  );
  if (stringOrEmpty(filter.get('order')).toUpperCase() === 'DESC' && api !== 1) found.reverse();
  const sentLimit = stringOrEmpty(filter.get('limit'));
  const isAll = api !== 1 && Number(sentLimit) === -1 && sentLimit !== '';
  const limit = isEmpty(sentLimit) ? defaultLimit : absint(sentLimit);
  const page = sentPage === undefined ? 1 : absint(sentPage);
  const sentOffset = filter.get('offset');
  const offset = isEmpty(sentOffset) ? limit * (page - 1) : absint(sentOffset);
  if (isAll || limit === 0) return { users: found, total: found.length, page: 1, pages: 1 };
  const pages = Math.ceil(found.length / limit);
  const current = api === 1 ? page : offset / limit + 1;
  return {
    users: found.slice(Math.max(offset, 0), Math.max(offset, 0) + limit),
    total: found.length,
    page: current,
    pages,
  };
}

/** `WP_User_Query`'s search: the whole login, or an e-mail address; `*` at an end stands for anything. */
function matches(q: string, user: User): boolean {
  const bare = q.replace(/^\*+|\*+$/g, '');
  const candidates = q.includes('@') ? [user.email] : [user.login, user.email];
  return candidates.some(candidate => {
    const text = candidate.toLowerCase();
    if (q.startsWith('*') && q.endsWith('*')) return text.includes(bare);
    if (q.startsWith('*')) return text.endsWith(bare);
    if (q.endsWith('*')) return text.startsWith(bare);
    return text === bare;
  });
}

function listCustomers(call: LegacyCall): LegacyResult {
  const found = query(call, arrayOrFatal(call.arg('filter'), 'filter'), call.arg('page'));
  const fields = call.text('fields');
  const readableUsers = canList(call) ? found.users : [];
  const records = readableUsers.map(user =>
    onlyFields(customerRecord(call.shop, call.request, user), fields),
  );
  // v1 asks WP_User_Query for what it keeps to itself: which page of how many is not told.
  const at = call.request.api === 1 ? { ...found, page: 0, pages: undefined } : found;
  call.headers.push(...paginationHeaders(call.request, { ...at, isSingle: found.users.length === 1 }));
  return { customers: records };
}

function countCustomers(call: LegacyCall): LegacyResult {
  if (!canList(call)) return cannotCount('customers');
  const found = query(call, arrayOrFatal(call.arg('filter'), 'filter'), undefined);
  // v1 counts those on the first page.
  return { count: call.request.api === 1 ? found.users.length : found.total };
}

/** `WC_API_Customers::validate_request()`: the user, or why nothing can be done with it. */
function validate(call: LegacyCall, sent: PhpValue | undefined, doing: Doing): User | LegacyError {
  const id = absint(sent);
  if (id === 0) return new LegacyError('woocommerce_api_invalid_customer_id', 'Invalid customer ID', 404);
  const { context } = call.request;
  const user = context.site.users.get(id);
  if (!user) return new LegacyError('woocommerce_api_invalid_customer', 'Invalid customer', 404);
  const capability = { read: 'list_users', edit: 'edit_users', delete: 'delete_users' }[doing];
  // A shop manager may change customers and nobody else (wc_modify_map_meta_cap()).
  const isAllowed =
    currentUserCan(context, capability) &&
    (doing === 'read' || user.role === 'customer' || currentUserCan(context, 'promote_users'));
  if (isAllowed) return user;
  return new LegacyError(
    `woocommerce_api_user_cannot_${doing}_customer`,
    `You do not have permission to ${doing} this customer`,
    401,
  );
}

function read(call: LegacyCall, sent = call.arg('id')): LegacyResult {
  const user = validate(call, sent, 'read');
  return user instanceof LegacyError ? user : show(call, user);
}

function show(call: LegacyCall, user: User): LegacyResult {
  return { customer: onlyFields(customerRecord(call.shop, call.request, user), call.text('fields')) };
}

function readByEmail(call: LegacyCall): LegacyResult {
  const email = call.text('email') ?? '';
  const user = email.includes('@') ? call.request.context.site.users.find(email) : undefined;
  if (!user) {
    return new LegacyError('woocommerce_api_invalid_customer_email', 'Invalid customer email', 404);
  }
  return read(call, String(user.id));
}

function customerOrders(call: LegacyCall): LegacyResult {
  const user = validate(call, call.arg('id'), 'read');
  if (user instanceof LegacyError) return user;
  const isElsewhere = ordersAreInTables(call.shop.data);
  if (isElsewhere && call.request.api !== 3) {
    // Each is counted, and then looked for among the posts.
    const none = { woocommerce_api_invalid_order: ['Invalid order'] };
    return { orders: call.shop.data.ordersOf(user.id).map(() => none) };
  }
  if (call.request.api === 1) {
    const fields = call.text('fields');
    const found = call.shop.data.ordersOf(user.id);
    return { orders: found.map(order => onlyFields(orderRecord(call.shop, call.request, order), fields)) };
  }
  // Who has none is answered before any page is turned.
  if (call.shop.data.ordersOf(user.id).length === 0) return { orders: [] };
  return listRecords(orders, call, new Map([['customer_id', String(user.id)]]));
}

function downloads(call: LegacyCall): LegacyResult {
  const user = validate(call, call.arg('id'), 'read');
  return user instanceof LegacyError ? user : { downloads: [] };
}

async function create(call: LegacyCall, body: unknown): Promise<LegacyResult> {
  const data = bodyOf(body, 'customer', 'create');
  if (data instanceof LegacyError) return data;
  const { site } = call.request.context;
  if (!currentUserCan(call.request.context, 'create_users')) {
    return new LegacyError(
      'woocommerce_api_user_cannot_create_customer',
      'You do not have permission to create this customer',
      401,
    );
  }
  const missing = missingParameter(data, 'customer', 'email');
  if (missing) return missing;
  const email = clean(data.email);
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
    return new LegacyError('registration-error-invalid-email', 'Please provide a valid email address.', 400);
  }
  if (site.users.find(email)) {
    return new LegacyError(
      'registration-error-email-exists',
      `An account is already registered with ${email}. Please log in or use a different email address.`,
      400,
    );
  }
  const login = clean(data.username) || freeLogin(site.users, email.split('@')[0] as string);
  if (site.users.find(login)) {
    return new LegacyError(
      'registration-error-username-exists',
      'An account is already registered with that username. Please choose another.',
      400,
    );
  }
  const password = clean(data.password) || base64url(site.randomBytes(12));
  const user = site.users.add({ login, email, password, role: 'customer' });
  await call.shop.data.customers.add(withChanges(emptyProfile(user.id, site.now()), data, site.now()));
  call.status = 201;
  return show(call, user);
}

function freeLogin(users: { find(login: string): User | undefined }, wanted: string): string {
  for (let i = 1; ; i += 1) {
    const login = i === 1 ? wanted : `${wanted}-${i}`;
    if (!users.find(login)) return login;
  }
}

async function edit(call: LegacyCall, body: unknown, sent: PhpValue | undefined): Promise<LegacyResult> {
  const data = bodyOf(body, 'customer', 'edit');
  if (data instanceof LegacyError) return data;
  const user = validate(call, sent, 'edit');
  // Whatever was wrong is 400 here.
  if (user instanceof LegacyError) return new LegacyError(user.code, user.message, 400);
  const { site } = call.request.context;
  const email = data.email === undefined ? user.email : clean(data.email);
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
    return new LegacyError('customer_invalid_email', 'Invalid email address', 400);
  }
  const password = data.password === undefined ? user.password : clean(data.password);
  const changedUser = site.users.replace({ ...user, email, password });
  const { customers } = call.shop.data;
  const before = customers.get(user.id);
  const profile = withChanges(before ?? emptyProfile(user.id), data, site.now());
  await (before ? customers.replace(profile) : customers.add(profile));
  return show(call, changedUser);
}

/** Deletes the user and, as `wc_delete_user_data()`, the keys with it. */
function remove(call: LegacyCall): LegacyResult {
  const user = validate(call, call.arg('id'), 'delete');
  if (user instanceof LegacyError) return user;
  call.request.context.site.users.remove(user.id);
  call.shop.data.customers.remove(user.id);
  call.shop.keys.removeOfUser(user.id);
  return { message: 'Permanently deleted customer' };
}

function withChanges(profile: CustomerProfile, data: Record<string, unknown>, now: number): CustomerProfile {
  return {
    ...profile,
    date_modified: now,
    first_name: data.first_name === undefined ? profile.first_name : clean(data.first_name),
    last_name: data.last_name === undefined ? profile.last_name : clean(data.last_name),
    billing: changedAddress(profile.billing, data.billing_address),
    shipping: changedAddress(profile.shipping, data.shipping_address),
  };
}
