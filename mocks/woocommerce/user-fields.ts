import { isWpError } from '../wordpress/error.ts';
import { coreSimulated } from '../wordpress/rest/content-routes.ts';
import type { SimulatedEndpoint } from '../wordpress/rest/measured.ts';
import { versionAtLeast } from '../wordpress/version.ts';
import type { Profile } from './profiles.ts';

/** Users in WordPress's own namespace with what WooCommerce's dashboard keeps with each of them. */
export function userEndpoints(profile: Profile): [string, SimulatedEndpoint][] {
  return names.flatMap(name => {
    const core = coreSimulated.get(name);
    const { callback } = core ?? {};
    if (callback === undefined) return [];
    const withFields: typeof callback = async request => {
      const result = await callback(request);
      if (isWpError(result)) return result;
      const { data } = result;
      const shown = Array.isArray(data) ? data.map(one => fielded(one, profile)) : fielded(data, profile);
      return { ...result, data: shown };
    };
    return [[name, { ...core, callback: withFields }]];
  });
}

const names = ['GET /wp/v2/users', 'GET /wp/v2/users/(?P<id>[\\d]+)', 'GET /wp/v2/users/me'];

function fielded(user: unknown, { woocommerce }: Profile): unknown {
  const { _links, ...rest } = user as Record<string, unknown>;
  const [has78, has92, isNewest] = ['7.8', '9.2', '10.5'].map(one => versionAtLeast(woocommerce, one));
  const keys = [
    ...(has78 ? ['variable_product_tour_shown'] : []),
    'activity_panel_inbox_last_read',
    'activity_panel_reviews_last_read',
    ...columns.map(of => `${of}_report_columns`),
    'dashboard_sections',
    'dashboard_chart_type',
    'dashboard_chart_interval',
    'dashboard_leaderboard_rows',
    ...(isNewest
      ? ['order_attribution_install_banner_dismissed', 'scheduled_updates_promotion_notice_dismissed']
      : []),
    'homepage_layout',
    'homepage_stats',
    'task_list_tracked_started_tasks',
    ...(isNewest ? [] : ['help_panel_highlight_shown']),
    'android_app_banner_dismissed',
    ...(isNewest ? ['launch_your_store_tour_hidden', 'coming_soon_banner_dismissed'] : []),
  ];
  return {
    ...rest,
    is_super_admin: has92 && rest.id === 1,
    woocommerce_meta: Object.fromEntries(keys.map(key => [key, ''])),
    _links,
  };
}

const columns = [
  'categories',
  'coupons',
  'customers',
  'orders',
  'products',
  'revenue',
  'taxes',
  'variations',
];
