/** WooCommerce itself. */
import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { namespaces } from '../signs.ts';

export const woocommerceFaults: readonly Fault[] = [
  {
    id: 'woocommerce-too-old',
    layer: 'woocommerce',
    title: 'WooCommerce is too old for wc/v3',
    seen: '404 JSON rest_no_route for wc/v3, while wc/v1 or wc/v2 answer.',
    level: 'fault',
    probes: ['A2', 'A3'],
    lookAlikes: [{ id: 'woocommerce-inactive', difference: 'no wc/ at all' }],
    examine(evidence) {
      const own = namespaces(evidence)?.filter(name => /^wc\/v\d/.test(name)) ?? [];
      if (own.length === 0 || own.includes('wc/v3')) return undefined;
      return {
        certainty: 'proven',
        proof: [quote(evidence, 'A2', `its namespaces hold ${own.join(', ')}, and not wc/v3`)],
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'Plugins → WooCommerce',
        lines: 'Update: wc/v3 came with 3.5.',
        check: 'Run the doctor again: A2 names wc/v3.',
        notTried: true,
      },
    ],
    workaround: 'wc/v2 or wc/v1, which take the same keys.',
    sources: ['https://github.com/woocommerce/wc-api-python/issues/15'],
  },
];
