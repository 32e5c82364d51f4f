import { wpError } from '../../wordpress/error.ts';
import type { RestRoute } from '../../wordpress/rest/route.ts';
import type { Shop } from '../shop.ts';
import { changing, Namespace, withLinks } from './managed.ts';
import { asBoolean } from './values.ts';
import { type RecordObject, routeUrl, shopUrl, type View } from './view.ts';

const tools = [
  [
    'clear_transients',
    'WooCommerce transients',
    'Clear transients',
    'This tool will clear the product/shop transients cache.',
  ],
  [
    'clear_expired_transients',
    'Expired transients',
    'Clear transients',
    'This tool will clear ALL expired transients from WordPress.',
  ],
  [
    'delete_orphaned_variations',
    'Orphaned variations',
    'Delete orphaned variations',
    'This tool will delete all variations which have no parent.',
  ],
  ['recount_terms', 'Term counts', 'Recount terms', 'This tool will recount product terms.'],
  [
    'reset_roles',
    'Capabilities',
    'Reset capabilities',
    'This tool will reset the admin, customer and shop_manager roles to default.',
  ],
  [
    'clear_sessions',
    'Clear customer sessions',
    'Clear',
    'This tool will delete all customer session data from the database.',
  ],
  ['clear_template_cache', 'Clear template cache', 'Clear', 'This tool will empty the template cache.'],
  [
    'install_pages',
    'Create default WooCommerce pages',
    'Create pages',
    'This tool will install all the missing WooCommerce pages.',
  ],
  [
    'regenerate_thumbnails',
    'Regenerate shop thumbnails',
    'Regenerate',
    'This will regenerate your shop thumbnails to match your theme.',
  ],
  [
    'db_update_routine',
    'Update database',
    'Update database',
    'This tool will update your WooCommerce database to the latest version.',
  ],
] as const;

/** `…/system_status` and its tools, in wc/v2 and v3. Running a tool changes nothing here. */
export function systemStatusRoutes(shop: Shop, version: 2 | 3): RestRoute[] {
  const wc = new Namespace(version, shop.profile);
  const show = (view: View, [id, name, action, description]: (typeof tools)[number]) =>
    withLinks(view, 'system_status/tools', id, { id, name, action, description }, ['GET', ...changing]);
  const find = (id: string | undefined) => tools.find(([one]) => one === id);
  const noTool = () => wpError('woocommerce_rest_system_status_tool_invalid_id', 'Invalid tool ID.', 404);
  return [
    wc.route('system_status', [
      wc.one(['GET'], 'system_status', 'list', (_request, view) => ({ data: status(shop, view) })),
    ]),
    wc.route('system_status/tools', [wc.list('system_status', view => tools.map(tool => show(view, tool)))]),
    wc.route('system_status/tools/(?P<id>[\\w-]+)', [
      wc.one(['GET'], 'system_status', 'view', ({ urlParams }, view) => {
        const tool = find(urlParams.get('id'));
        return tool ? { data: show(view, tool) } : noTool();
      }),
      wc.one(
        changing,
        'system_status',
        'run',
        ({ urlParams, params }, view) => {
          const tool = find(urlParams.get('id'));
          if (!tool) return noTool();
          const run = params.has('confirm') ? asBoolean(params.get('confirm')) : true;
          const item = { embeddable: true, href: routeUrl(view, `system_status/tools/${tool[0]}`) };
          return {
            data: {
              ...show(view, tool),
              _links: { item: [item] },
              success: run,
              message: run ? 'Tool ran.' : '',
            },
          };
        },
        // Its type is checked by nobody.
        { confirm: { type: 'boolean', validate: false } },
      ),
    ]),
  ];
}

function status(shop: Shop, view: View): RecordObject {
  const { site } = view.context;
  const { data, profile } = shop;
  return {
    environment: {
      home_url: shopUrl(view, ''),
      site_url: shopUrl(view, ''),
      version: profile.woocommerce,
      wp_version: profile.wordpress,
      wp_multisite: false,
      wp_memory_limit: 268435456,
      wp_debug_mode: false,
      wp_cron: true,
      language: 'en_US',
      server_info: 'Apache',
      php_version: '8.2.0',
      default_timezone: 'UTC',
      remote_post_successful: true,
      remote_get_successful: true,
    },
    database: { wc_database_version: profile.woocommerce, database_prefix: 'wp_' },
    active_plugins: [
      { plugin: 'woocommerce/woocommerce.php', name: 'WooCommerce', version: profile.woocommerce },
    ],
    inactive_plugins: [],
    dropins_mu_plugins: { dropins: [], mu_plugins: [] },
    theme: {
      name: 'Twenty Twenty-Four',
      version: '1.0',
      is_child_theme: false,
      has_woocommerce_support: true,
    },
    settings: {
      api_enabled: profile.legacyCleaning === 'sanitize_key',
      force_ssl: false,
      currency: 'USD',
      currency_symbol: '$',
      currency_position: 'left',
      thousand_separator: ',',
      decimal_separator: '.',
      number_of_decimals: 2,
      geolocation_enabled: false,
      taxonomies: { external: 'external', grouped: 'grouped', simple: 'simple', variable: 'variable' },
    },
    security: { secure_connection: view.context.isTls, hide_errors: true },
    pages: ['Shop base', 'Cart', 'Checkout', 'My account'].map((name, index) => ({
      page_name: name,
      page_id: String(index + 5),
      page_set: true,
      page_exists: true,
      page_visible: true,
    })),
    post_type_counts: [
      { type: 'product', count: String(data.products.size) },
      { type: 'shop_coupon', count: String(data.coupons.size) },
      { type: 'shop_order', count: String(data.orders.size) },
    ],
    ...(profile.systemStatusLogging
      ? {
          logging: {
            logging_enabled: true,
            default_handler: 'file',
            retention_period_days: 30,
            level_threshold: 'none',
            site: site.title,
          },
        }
      : {}),
  };
}
