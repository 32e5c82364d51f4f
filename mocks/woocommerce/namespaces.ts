import { versionAtLeast } from '../wordpress/version.ts';
import type { Profile } from './profiles.ts';

/** What WooCommerce registers beside the API for clients, and since when. Most have nothing but an index here. */
const since: readonly (readonly [namespace: string, woocommerce: string])[] = [
  ['wc/pos/v1/catalog', '10.5'],
  ['wc-admin', '5.8'],
  ['wc-analytics', '5.8'],
  ['wc/private', '9.2'],
  ['wc-admin-email', '10.5'],
  ['wc-telemetry', '6.6'],
  ['wccom-site/v3', '9.2'],
];

/** In the order of samples/index.json. Until 8.2 the sites of WooCommerce.com had two older ones. */
export function otherNamespaces({ woocommerce, storeApi }: Profile): readonly string[] {
  const names = [
    'wc/store',
    ...(storeApi === 'old-nonce' ? [] : ['wc/store/v1']),
    ...since.filter(([, least]) => versionAtLeast(woocommerce, least)).map(([name]) => name),
  ];
  if (versionAtLeast(woocommerce, '9.2')) return names;
  return [...names, 'wccom-site/v1', ...(versionAtLeast(woocommerce, '7.8') ? ['wccom-site/v2'] : [])];
}
