/** Whether the key's user may write: an unknown product is 400 or 404 to a user without the right as to one who has it. */
import type { Probe } from '../probe.ts';
import { askByWay } from '../way.ts';

/** The lists that integrations write. */
const writtenResources = ['products', 'orders'] as const;

/** Measured on WooCommerce 5.8 to 10.5: 200 and an empty list, and 403 woocommerce_rest_cannot_batch without the right. */
export const rightsProbes: readonly Probe[] = writtenResources.map(resource => ({
  id: `B14-${resource}`,
  title: `an empty batch of ${resource}, with the key`,
  healthy: '200',
  shows: `whether the key’s user may change ${resource}; nothing is changed`,
  needs: 'key',
  request: known =>
    known.credentials &&
    known.way &&
    askByWay(known, known.way, known.credentials, {
      method: 'POST',
      route: `wc/v3/${resource}/batch`,
      query: '',
      json: '{}',
    }),
}));
