import type { RealStore } from '../../real/real-store.ts';
import { personasAndTrust } from '../serve/banner.ts';

/** What `latchkey real` tells a person when it is ready. */
export function realBanner(real: RealStore, options: { readonly showKeys: boolean }): string {
  const { store, fixture, url, httpsUrl, authority } = real;
  return [
    `A real store: WooCommerce ${store.woocommerce}, WordPress ${store.wordpress}, PHP ${store.php}`,
    '',
    `  HTTP      ${url}`,
    `  HTTPS     ${httpsUrl}`,
    '',
    ...personasAndTrust({ fixture, home: url }, { https: httpsUrl, ca: authority.file }, options.showKeys),
  ].join('\n');
}
