import { json_decode } from '../php/json_decode.ts';
import type { PhpRequest } from '../php/request.ts';
import { authorizationRequiredCode, currentUserCan } from '../wordpress/capabilities.ts';
import type { Context } from '../wordpress/context.ts';
import { type WpError, wpError } from '../wordpress/error.ts';
import type { SimulatedEndpoint } from '../wordpress/rest/measured.ts';
import { endpointsOf, type Named } from '../wordpress/rest/named.ts';
import { isJson } from '../wordpress/rest/params.ts';
import type { RestRequest } from '../wordpress/rest/route.ts';
import { versionAtLeast } from '../wordpress/version.ts';
import { customersReport } from './analytics/customers.ts';
import { recordEndpoints } from './analytics/records.ts';
import { reportEndpoints } from './analytics/reports.ts';
import type { Profile } from './profiles.ts';
import type { Shop } from './shop.ts';

/**
 * What WooCommerce's own pages of the dashboard read. Keys are let in here too (`wc-analytics`, `wc-admin`), with the
 * rights that they have elsewhere (namespace.001 to namespace.050). Nothing can be written, and of options none is told.
 */
export function adminEndpoints(shop: Shop): [string, SimulatedEndpoint][] {
  return [
    ...recordEndpoints(shop),
    ...reportEndpoints(shop),
    ['GET /wc-analytics/customers', { callback: request => customersReport(shop, request) }],
    [
      'GET /wc-admin/onboarding/tasks',
      {
        callback: () => ({ data: ['setup', 'extended', 'secret_tasklist'].map(id => ({ id, tasks: [] })) }),
      },
    ],
    ...endpointsOf(named),
    ['GET /wc-admin/options', { permission: permitOptions }],
    ['POST /wc-admin/options', { permission: request => permitChangeOfOptions(request, shop.profile) }],
  ];
}

const taskLists = new Set(['setup', 'extended', 'secret_tasklist']);
const noNote = 'Sorry, there is no resource with that ID.';

/** What a fresh shop does not have: notes in its inbox, other lists of tasks, plugins to activate. */
const named: readonly Named[] = [
  ...['(?P<id>[\\d-]+)', '(?P<note_id>[\\d-]+)/action/(?P<action_id>[\\d-]+)'].map(path => ({
    pattern: `/wc-analytics/admin/notes/${path}`,
    method: 'POST',
    parameter: 'id',
    isThere: () => false,
    code: 'woocommerce_note_invalid_id',
    message: noNote,
  })),
  {
    pattern: '/wc-analytics/admin/notes/delete/(?P<id>[\\d-]+)',
    method: 'DELETE',
    parameter: 'id',
    isThere: () => false,
    code: 'woocommerce_note_invalid_id',
    message: 'Sorry, there is no note with that ID.',
  },
  ...(
    [
      ['hide', 'woocommerce_rest_invalid_task_list'],
      ['unhide', 'woocommerce_tasks_invalid_task_list'],
    ] as const
  ).map(([what, code]) => ({
    pattern: `/wc-admin/onboarding/tasks/(?P<id>[a-z0-9_\\-]+)/${what}`,
    method: 'POST',
    parameter: 'id',
    isThere: (id: string) => taskLists.has(id),
    code,
    message: 'Sorry, that task list was not found',
  })),
  {
    pattern: '/wc-admin/marketing/overview/activate-plugin',
    method: 'POST',
    parameter: 'plugin',
    isThere: () => false,
    code: 'woocommerce_rest_invalid_plugin',
    message: 'Invalid plugin.',
    status: 500,
  },
  {
    pattern: '/wc-admin/themes',
    method: 'POST',
    parameter: 'pluginzip',
    isThere: () => false,
    code: 'woocommerce_rest_invalid_file',
    message: 'Specified file failed upload test.',
    status: 500,
  },
];

/**
 * `wc-admin/options`: whoever names no option hears of that before anything is asked of the user (namespace.031 to
 * namespace.039), which one answer for each role does not say.
 */
function permitOptions({ context, params }: RestRequest): true | WpError {
  if (params.get('options') === undefined) {
    return wpError('woocommerce_rest_cannot_view', 'You must supply an array of options.', 500);
  }
  return (
    currentUserCan(context, 'manage_woocommerce') ||
    wpError(
      'woocommerce_rest_cannot_view',
      'Sorry, you cannot view these options.',
      authorizationRequiredCode(context),
    )
  );
}

/**
 * The same for their change. A body that is no JSON is told first; one that names no option is let in, whoever sends it
 * (5.8 to 10.5). Until 7.8 a shop manager may not change `blogname`,
 * and in 5.8 not `woocommerce_allow_tracking` either; that the name's beginning decides is inferred.
 */
function permitChangeOfOptions({ context }: RestRequest, { woocommerce }: Profile): true | WpError {
  const names = namesInJson(context.request);
  if (names === undefined) {
    return wpError('woocommerce_rest_cannot_update', 'You must supply an array of options and values.', 500);
  }
  return (
    names.every(name => mayChangeOption(context, name, woocommerce)) ||
    wpError(
      'woocommerce_rest_cannot_update',
      'Sorry, you cannot manage these options.',
      authorizationRequiredCode(context),
    )
  );
}

function mayChangeOption(context: Context, name: string, woocommerce: string): boolean {
  if (currentUserCan(context, 'manage_options')) return true;
  if (!versionAtLeast(woocommerce, '6.6')) return false;
  const isOfWooCommerce = versionAtLeast(woocommerce, '8.2') || name.startsWith('woocommerce_');
  return isOfWooCommerce && currentUserCan(context, 'manage_woocommerce');
}

/** The names in a body of JSON; undefined where there is no such body. */
function namesInJson(request: PhpRequest): string[] | undefined {
  if (request.rawBody.length === 0 || !isJson(request.header('Content-Type'))) return undefined;
  const decoded = json_decode(request.rawBody);
  return 'value' in decoded && typeof decoded.value === 'object' && decoded.value !== null
    ? Object.keys(decoded.value)
    : undefined;
}
