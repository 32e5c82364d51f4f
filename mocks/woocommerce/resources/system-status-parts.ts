import { versionAtLeast } from '../../wordpress/version.ts';
import type { Profile } from '../profiles.ts';
import type { RecordObject } from './view.ts';

const own =
  'sessions api_keys attribute_taxonomies downloadable_product_permissions order_items order_itemmeta tax_rates tax_rate_locations shipping_zones shipping_zone_locations shipping_zone_methods payment_tokens payment_tokenmeta log';
const others =
  'actionscheduler_actions actionscheduler_claims actionscheduler_groups actionscheduler_logs commentmeta comments links options postmeta posts termmeta terms term_relationships term_taxonomy usermeta users wc_admin_notes wc_admin_note_actions wc_category_lookup wc_customer_lookup wc_download_log wc_order_coupon_lookup wc_order_product_lookup wc_order_stats wc_order_tax_lookup wc_product_meta_lookup wc_reserved_stock wc_tax_rate_classes wc_webhooks';

/** The tables of a database, each as large as a new one is. */
export function databaseStatus({ woocommerce }: Profile): RecordObject {
  const tables = (prefix: string, names: string) =>
    Object.fromEntries(
      names.split(' ').map(name => [prefix + name, { data: '0.02', index: '0.02', engine: 'InnoDB' }]),
    );
  const count = own.split(' ').length + others.split(' ').length;
  return {
    wc_database_version: woocommerce,
    database_prefix: 'wp_',
    maxmind_geoip_database: '',
    database_tables: { woocommerce: tables('wp_woocommerce_', own), other: tables('wp_', others) },
    database_size: { data: count * 0.02, index: count * 0.02 },
  };
}

/** The pages that WooCommerce makes for itself; since 8.3 cart and checkout are blocks. */
export function pagesStatus({ woocommerce }: Profile): RecordObject[] {
  const hasBlocks = versionAtLeast(woocommerce, '8.3');
  return [
    ['Shop base', ''],
    ['Cart', 'cart'],
    ['Checkout', 'checkout'],
    ['My account', 'my_account'],
  ].map(([name, part], index) => {
    const hasBlock = part === 'cart' || part === 'checkout';
    const isWanted = part !== '';
    return {
      page_name: name,
      page_id: String(index + 5),
      page_set: true,
      page_exists: true,
      page_visible: true,
      shortcode: isWanted ? `[woocommerce_${part}]` : '',
      block: hasBlock ? `woocommerce/${part}` : '',
      shortcode_required: isWanted,
      shortcode_present: isWanted && !(hasBlock && hasBlocks),
      block_present: hasBlock && hasBlocks,
      block_required: hasBlock,
    };
  });
}
