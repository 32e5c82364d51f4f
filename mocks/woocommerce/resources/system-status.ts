import type { Data } from '../../data/data.ts';
import { wpError } from '../../wordpress/error.ts';
import type { RestArg, RestRoute } from '../../wordpress/rest/route.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import { ordersAreInTables } from '../order-storage.ts';
import type { Shop } from '../shop.ts';
import { viewContext } from './collection-args.ts';
import { currencyOf, shopCurrency } from './currencies.ts';
import { changing, Namespace } from './managed.ts';
import { databaseStatus, pagesStatus } from './system-status-parts.ts';
import { asBoolean } from './values.ts';
import { type RecordObject, routeUrl, shopUrl, type View } from './view.ts';

/** Tools in the order of their list, and the first recorded version that has each, where that is not 5.8. */
const tools: readonly Tool[] = [
  {
    id: 'clear_transients',
    name: 'WooCommerce transients',
    action: 'Clear transients',
    description: 'This tool will clear the product/shop transients cache.',
  },
  {
    id: 'clear_expired_transients',
    name: 'Expired transients',
    action: 'Clear transients',
    description: 'This tool will clear ALL expired transients from WordPress.',
  },
  {
    id: 'delete_orphaned_variations',
    name: 'Orphaned variations',
    action: 'Delete orphaned variations',
    description: 'This tool will delete all variations which have no parent.',
  },
  {
    id: 'clear_expired_download_permissions',
    name: 'Used-up download permissions',
    action: 'Clean up download permissions',
    description: 'Deletes download permissions that nobody can use any more.',
  },
  {
    id: 'regenerate_product_lookup_tables',
    name: 'Product lookup tables',
    action: 'Regenerate',
    description: 'Makes the tables anew in which products are looked up.',
  },
  {
    id: 'repair_coupons_lookup_table',
    name: 'Coupons lookup table',
    action: 'Repair',
    description: 'Makes the table anew in which uses of coupons are looked up.',
    since: '10.5',
  },
  {
    id: 'recount_terms',
    name: 'Term counts',
    action: 'Recount terms',
    description: 'This tool will recount product terms.',
  },
  {
    id: 'reset_roles',
    name: 'Capabilities',
    action: 'Reset capabilities',
    description: 'This tool will reset the admin, customer and shop_manager roles to default.',
  },
  {
    id: 'clear_sessions',
    name: 'Clear customer sessions',
    action: 'Clear',
    description: 'This tool will delete all customer session data from the database.',
  },
  {
    id: 'clear_template_cache',
    name: 'Clear template cache',
    action: 'Clear',
    description: 'This tool will empty the template cache.',
  },
  {
    id: 'clear_system_status_theme_info_cache',
    name: 'Clear system status theme info cache',
    action: 'Clear',
    description: 'Empties what is kept of the theme.',
    since: '10.5',
  },
  {
    id: 'install_pages',
    name: 'Create default WooCommerce pages',
    action: 'Create pages',
    description: 'This tool will install all the missing WooCommerce pages.',
  },
  {
    id: 'delete_taxes',
    name: 'Delete WooCommerce tax rates',
    action: 'Delete tax rates',
    description: 'Deletes every tax rate.',
  },
  {
    id: 'regenerate_thumbnails',
    name: 'Regenerate shop thumbnails',
    action: 'Regenerate',
    description: 'This will regenerate your shop thumbnails to match your theme.',
  },
  {
    id: 'db_update_routine',
    name: 'Update database',
    action: 'Update database',
    description: 'This tool will update your WooCommerce database to the latest version.',
  },
  {
    id: 'recreate_order_address_fts_index',
    name: 'Re-create Order Address FTS index',
    action: 'Recreate index',
    description: 'Makes the index anew in which addresses are searched.',
    since: '10.5',
  },
  {
    id: 'verify_db_tables',
    name: 'Verify base database tables',
    action: 'Verify database',
    description: 'Looks whether every table is there.',
  },
  {
    id: 'regenerate_product_attributes_lookup_table',
    name: 'Regenerate the product attributes lookup table',
    action: 'Regenerate',
    description: 'Makes the table anew in which attributes are looked up.',
    since: '6.6',
    needsNonce: true,
  },
  {
    id: 'clear_woocommerce_analytics_cache',
    name: 'Clear analytics cache',
    action: 'Clear',
    description: 'Empties what is kept of the reports.',
  },
  {
    id: 'refresh_remote_inbox_notifications',
    name: 'Refresh Remote Inbox Notifications',
    action: 'Refresh',
    description: 'Asks for messages anew.',
    since: '9.2',
  },
  {
    id: 'delete_inbox_notification',
    name: 'Delete an Inbox Notification',
    action: 'Delete',
    description: 'Deletes a message.',
    since: '9.2',
  },
  {
    id: 'schedule_expired_transient_files_cleanup',
    name: 'Schedule expired transient files cleanup',
    action: 'Schedule',
    description: 'Has files deleted that have expired.',
    since: '9.2',
  },
];

interface Tool {
  readonly id: string;
  readonly name: string;
  readonly action: string;
  readonly description: string;
  readonly since?: string;
  /** Whether it runs from its own page alone: a client hears that the nonce is missing. */
  readonly needsNonce?: true;
}

/** `…/system_status` and its tools, in wc/v2 and v3. Of the tools the one that deletes all taxes does so. */
export function systemStatusRoutes(shop: Shop, version: 2 | 3): RestRoute[] {
  const wc = new Namespace(version, shop.profile);
  const own = tools.filter(({ since = '5.8' }) => versionAtLeast(shop.profile.woocommerce, since));
  const show = (view: View, { id, name, action, description }: Tool) => ({
    id,
    name,
    action,
    description,
    _links: { item: [{ embeddable: true, href: routeUrl(view, `system_status/tools/${id}`) }] },
  });
  const find = (id: string | undefined) => own.find(one => one.id === id);
  const noTool = () => wpError('woocommerce_rest_system_status_tool_invalid_id', 'Invalid tool ID.', 404);
  return [
    wc.route('system_status', [
      wc.one(['GET'], 'system_status', 'list', (_request, view) => ({ data: status(shop, view) }), {
        context: viewContext,
      }),
    ]),
    wc.route('system_status/tools', [wc.list('system_status', view => own.map(tool => show(view, tool)))]),
    wc.route('system_status/tools/(?P<id>[\\w-]+)', [
      wc.one(
        ['GET'],
        'system_status',
        'view',
        ({ urlParams }, view) => {
          const tool = find(urlParams.get('id'));
          return tool ? { data: show(view, tool) } : noTool();
        },
        { id: { type: 'string' } },
      ),
      wc.one(
        changing,
        'system_status',
        'run',
        ({ urlParams, params }, view) => {
          const tool = find(urlParams.get('id'));
          if (!tool) return noTool();
          const run = params.has('confirm') ? asBoolean(params.get('confirm')) : true;
          if (run && tool.id === 'clear_transients') shop.data.processing.clear();
          if (run && tool.id === 'delete_taxes')
            for (const { id } of [...shop.data.taxRates]) shop.data.taxRates.remove(id);
          const failure = `There was an error calling ${tool.id}: Invalid nonce`;
          return {
            data: {
              ...show(view, tool),
              success: run && !tool.needsNonce,
              message: tool.needsNonce ? failure : run ? 'Tool ran.' : '',
            },
          };
        },
        // `confirm` is no parameter: its type is checked by nobody.
        {
          id: { type: 'string' },
          ...Object.fromEntries(['name', 'action', 'description'].map(name => [name, text])),
          success: { type: 'boolean', required: false },
          message: text,
        },
      ),
    ]),
  ];
}

const text: RestArg = { type: 'string', required: false };

const visibilityTerms = [
  'exclude-from-catalog',
  'exclude-from-search',
  'featured',
  'outofstock',
  ...[1, 2, 3, 4, 5].map(stars => `rated-${stars}`),
];

/** As a server like that of the recorded stores tells it of itself. */
function environment({ profile }: Shop, view: View): RecordObject {
  const since = (least: string) => versionAtLeast(profile.woocommerce, least);
  return {
    home_url: shopUrl(view, ''),
    site_url: shopUrl(view, ''),
    ...(since('9.2') ? { store_id: '00000000-0000-4000-8000-000000000000' } : {}),
    version: profile.woocommerce,
    log_directory: '/var/www/html/wp-content/uploads/wc-logs/',
    log_directory_writable: true,
    wp_version: profile.wordpress,
    wp_multisite: false,
    wp_memory_limit: 268435456,
    wp_debug_mode: false,
    wp_cron: true,
    ...(profile.newerFields ? { wp_environment_type: 'production' } : {}),
    language: 'en_US',
    external_object_cache: null,
    server_info: 'Apache',
    ...(profile.newerFields ? { server_architecture: 'Linux x86_64' } : {}),
    php_version: '8.2.0',
    php_post_max_size: 67108864,
    php_max_execution_time: 120,
    php_max_input_vars: 1000,
    curl_version: '7.88.1, OpenSSL/3.0.19',
    suhosin_installed: false,
    max_upload_size: 67108864,
    mysql_version: '10.11.19',
    mysql_version_string: '10.11.19-MariaDB',
    default_timezone: 'UTC',
    fsockopen_or_curl_enabled: true,
    soapclient_enabled: false,
    domdocument_enabled: true,
    gzip_enabled: true,
    mbstring_enabled: true,
    remote_post_successful: true,
    remote_post_response: true,
    remote_get_successful: true,
    remote_get_response: true,
  };
}

function status(shop: Shop, view: View): RecordObject {
  const { data, profile } = shop;
  const since = (least: string) => versionAtLeast(profile.woocommerce, least);
  return {
    environment: environment(shop, view),
    database: databaseStatus(profile),
    active_plugins: [
      {
        plugin: 'woocommerce/woocommerce.php',
        name: 'WooCommerce',
        version: profile.woocommerce,
        version_latest: profile.woocommerce,
        url: 'https://woocommerce.com/',
        author_name: 'Automattic',
        author_url: 'https://woocommerce.com',
        network_activated: false,
      },
    ],
    inactive_plugins: [],
    dropins_mu_plugins: { dropins: [], mu_plugins: [] },
    theme: {
      name: 'Twenty Twenty-Four',
      version: '1.0',
      version_latest: 0,
      author_url: '',
      is_child_theme: false,
      ...(profile.newerFields ? { is_block_theme: false } : {}),
      has_woocommerce_support: true,
      has_woocommerce_file: false,
      has_outdated_templates: false,
      overrides: [],
      parent_name: '',
      parent_version: '',
      parent_version_latest: '',
      parent_author_url: '',
    },
    settings: {
      api_enabled: profile.legacyCleaning === 'sanitize_key',
      force_ssl: false,
      currency: shopCurrency(data),
      currency_symbol: currencyOf(shopCurrency(data), profile).symbol,
      currency_position: 'left',
      thousand_separator: ',',
      decimal_separator: '.',
      number_of_decimals: 2,
      geolocation_enabled: false,
      taxonomies: { external: 'external', grouped: 'grouped', simple: 'simple', variable: 'variable' },
      product_visibility_terms: Object.fromEntries(visibilityTerms.map(term => [term, term])),
      woocommerce_com_connected: 'no',
      ...(since('7.8') ? { enforce_approved_download_dirs: true } : {}),
      ...(since('7.8') ? { ...orderStorageStatus(data), HPOS_sync_enabled: false } : {}),
      ...(since('7.8') && !since('9.2') ? { HPOS_feature_screen_enabled: false } : {}),
      ...(profile.newerFields ? { enabled_features: ['analytics'] } : {}),
    },
    security: { secure_connection: view.context.isTls, hide_errors: true },
    pages: pagesStatus(profile),
    post_type_counts: [
      { type: 'product', count: String(data.products.size) },
      { type: 'shop_coupon', count: String(data.coupons.size) },
      {
        type: ordersAreInTables(data) ? 'shop_order_placehold' : 'shop_order',
        count: String(data.orders.size),
      },
    ],
    ...(profile.systemStatusLogging
      ? {
          logging: {
            logging_enabled: true,
            default_handler: 'file',
            retention_period_days: 30,
            level_threshold: 'none',
            log_directory_size: '2 KB',
          },
        }
      : {}),
  };
}

function orderStorageStatus(data: Data): RecordObject {
  return ordersAreInTables(data)
    ? {
        order_datastore: 'Automattic\\WooCommerce\\Internal\\DataStores\\Orders\\OrdersTableDataStore',
        HPOS_enabled: true,
      }
    : { order_datastore: 'WC_Order_Data_Store_CPT', HPOS_enabled: false };
}
