import { authorizationRequiredCode, currentUserCan } from '../wordpress/capabilities.ts';
import { type WpError, wpError } from '../wordpress/error.ts';
import type { SimulatedEndpoint } from '../wordpress/rest/measured.ts';
import type { RestRequest } from '../wordpress/rest/route.ts';
import { customersReport } from './analytics/customers.ts';
import { recordEndpoints } from './analytics/records.ts';
import { reportEndpoints } from './analytics/reports.ts';
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
    ['GET /wc-admin/options', { permission: permitOptions }],
  ];
}

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
