import type { Data } from '../../data/data.ts';

/** `wc_coupons_enabled()`: without, there is no such type of posts, and nobody has a right to any. */
export function couponsAreOn(data: Data): boolean {
  return data.settings.get('general/woocommerce_enable_coupons') !== 'no';
}
