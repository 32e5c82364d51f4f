import type { ApplicationPassword, ApplicationPasswords } from '../application-password-rows.ts';
import { authorizationRequiredCode, isUserLoggedIn, mayEditUser } from '../capabilities.ts';
import type { Context } from '../context.ts';
import { type WpError, wpError } from '../error.ts';
import { restUrl } from '../home.ts';
import type { SimulatedEndpoint } from './measured.ts';
import type { RestRequest, RestResult } from './route.ts';

const collection = '/wp/v2/users/(?P<user_id>(?:[\\d]+|me))/application-passwords';
const item = `${collection}/(?P<uuid>[\\w\\-]+)`;
const notFound = wpError('rest_application_password_not_found', 'Application password not found.', 404);

type Rows = ApplicationPasswords;
type Callback = (request: RestRequest, rows: Rows, userId: number) => RestResult | WpError;
type OfRow = (request: RestRequest, rows: Rows, row: ApplicationPassword) => RestResult | WpError;

/** `WP_REST_Application_Passwords_Controller`: what a user, or who may edit the user, does with the user's passwords. */
export const applicationPasswordEndpoints: readonly (readonly [string, SimulatedEndpoint])[] = [
  [
    `GET ${collection}`,
    endpoint('list application passwords', ({ context }, rows, userId) => ({
      data: rows.ofUser(userId).map(row => passwordRecord(context, row)),
    })),
  ],
  [`POST ${collection}`, endpoint('create application passwords', create)],
  [
    `DELETE ${collection}`,
    endpoint('delete application passwords', (_, rows, userId) => ({
      data: { deleted: true, count: rows.removeOfUser(userId) },
    })),
  ],
  [`GET ${collection}/introspect`, { permission: permitIntrospection, callback: introspect }],
  [
    `GET ${item}`,
    endpoint(
      'read application password',
      ofRow(({ context }, _, row) => ({ data: passwordRecord(context, row) })),
    ),
  ],
  [
    `POST ${item}`,
    endpoint(
      'edit application password',
      ofRow(({ context, params }, rows, row) => {
        const name = params.get('name');
        return {
          data: passwordRecord(context, typeof name === 'string' ? rows.rename(row, name.trim()) : row),
        };
      }),
    ),
  ],
  [
    `DELETE ${item}`,
    endpoint(
      'delete application password',
      ofRow(({ context }, rows, row) => {
        rows.remove(row);
        const { _links: _, ...previous } = passwordRecord(context, row);
        return { data: { deleted: true, previous } };
      }),
    ),
  ],
];

/** @param what may be refused: `list application passwords`. */
function endpoint(what: string, callback: Callback): SimulatedEndpoint {
  return {
    permission: request => permit(request, what),
    callback: request => {
      const { context } = request;
      const userId = userOf(request);
      return typeof userId === 'number' ? callback(request, rowsOf(context), userId) : userId;
    },
  };
}

function ofRow(callback: OfRow): Callback {
  return (request, rows, userId) => {
    const row = rows.get(userId, request.urlParams.get('uuid') ?? '');
    return row === undefined ? notFound : callback(request, rows, row);
  };
}

function permit(request: RestRequest, what: string): true | WpError {
  const userId = userOf(request);
  if (typeof userId !== 'number') return userId;
  if (mayEditUser(request.context, userId)) return true;
  const [verb, ...object] = what.split(' ');
  const whose =
    object.at(-1) === 'passwords' ? `${object.join(' ')} for this user` : `this ${object.join(' ')}`;
  return wpError(
    `rest_cannot_${[verb, ...object].join('_')}`,
    `Sorry, you are not allowed to ${verb} ${whose}.`,
    authorizationRequiredCode(request.context),
  );
}

function userOf({ context, urlParams }: RestRequest): number | WpError {
  const named = urlParams.get('user_id');
  if (named === 'me') {
    return isUserLoggedIn(context)
      ? context.userId
      : wpError('rest_not_logged_in', 'You are not currently logged in.', 401);
  }
  const userId = Number(named);
  return context.site.users.get(userId) ? userId : wpError('rest_user_invalid_id', 'Invalid user ID.', 404);
}

function create({ context, params }: RestRequest, rows: Rows, userId: number): RestResult {
  const { site, isTls } = context;
  const appId = params.get('app_id');
  const row = rows.add({
    userId,
    name: String(params.get('name')).trim(),
    appId: typeof appId === 'string' ? appId : '',
    created: site.now(),
  });
  const { _links, ...record } = passwordRecord(context, row);
  return {
    status: 201,
    headers: [['Location', `${restUrl(site, routeOf(row), isTls)}`]],
    // Told once, in groups of four.
    data: { ...record, password: row.password.replace(/(.{4})(?!$)/g, '$1 '), _links },
  };
}

function permitIntrospection(request: RestRequest): true | WpError {
  const userId = userOf(request);
  if (typeof userId !== 'number') return userId;
  const { context } = request;
  if (isUserLoggedIn(context) && userId === context.userId) return true;
  return wpError(
    'rest_cannot_introspect_app_password_for_non_authenticated_user',
    'The authenticated application password can only be introspected for the current user.',
    authorizationRequiredCode(context),
  );
}

function introspect({ context }: RestRequest): RestResult | WpError {
  const row = context.applicationPassword;
  if (row) return { data: passwordRecord(context, row) };
  const message = 'Cannot introspect application password.';
  return wpError('rest_no_authenticated_app_password', message, 404);
}

function rowsOf({ site }: Context): Rows {
  return site.applicationPasswords;
}

function routeOf({ userId, uuid }: ApplicationPassword): string {
  return `/wp/v2/users/${userId}/application-passwords/${uuid}`;
}

function passwordRecord({ site, isTls }: Context, row: ApplicationPassword) {
  const date = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19);
  return {
    uuid: row.uuid,
    app_id: row.appId,
    name: row.name,
    created: date(row.created),
    last_used: row.lastUsed === null ? null : date(row.lastUsed),
    last_ip: row.lastIp,
    _links: { self: [{ href: restUrl(site, routeOf(row), isTls) }] },
  };
}
