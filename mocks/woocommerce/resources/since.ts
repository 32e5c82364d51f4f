import { versionAtLeast } from '../../wordpress/version.ts';
import type { Profile } from '../profiles.ts';

/**
 * Routes that WooCommerce has not had from 5.8 on, and the first recorded version that has them: what the indexes of
 * the six stores list (public.011, public.020, public.028).
 */
const since: Readonly<Record<string, RegExp>> = {
  '7.8': /^\/wc\/v3\/products\/.*\/variations\/generate$/,
  '8.2': /^\/wc\/v3\/marketplace\/featured$/,
  '9.2':
    /^\/wc\/v3\/(?:marketplace\/(?:refresh|create-order|subscriptions(?!.*activate-plugin).*)|layout-templates.*|products\/(?:custom-fields\/names|shipping_classes\/slug-suggestion|suggested-products|.*\/duplicate)|refunds|orders\/.*\/receipt)$/,
  '10.5':
    /^\/wc\/v\d\/(?:marketplace\/(?:product-preview|subscriptions\/activate-plugin)|products\/brands.*|products\/.*\/related|variations|paypal-.*|orders\/.*\/actions\/.*|orders\/statuses)$/,
};

/** Whether a version of WooCommerce has a route. */
export function isThere({ woocommerce }: Profile, pattern: string): boolean {
  return Object.entries(since).every(
    ([version, routes]) => versionAtLeast(woocommerce, version) || !routes.test(pattern),
  );
}
