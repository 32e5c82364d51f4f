/** WooCommerce itself. */
import { isEmptyList, missingTables } from '../database-tables.ts';
import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { namespaces } from '../signs.ts';

const backup = 'the backup of the database, where the table held the records of the shop';

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
  /** Measured on 10.5 and 5.8 without wp_posts: each list is empty, 200, and WooCommerce says nothing of it. */
  {
    id: 'table-missing',
    layer: 'woocommerce',
    title: 'A table of the store’s database is missing',
    seen: 'Lists are empty, with 200, though the shop has products and orders; nothing can be made.',
    level: 'fault',
    probes: ['B5', 'B6', 'B11-orders', 'B16'],
    lookAlikes: [{ id: 'woocommerce-silent', difference: 'the same empty list comes for whatever is asked' }],
    examine(evidence) {
      if (evidence.said('B16') !== 'let in') return undefined;
      const missing = missingTables(evidence.reading('B16')?.json) ?? [];
      if (missing.length === 0) return undefined;
      const empty = ['B11-orders', 'B5', 'B6'].find(id => isEmptyList(evidence.reading(id)));
      // WooCommerce makes its own tables anew, and none of WordPress's.
      const isOfWordPress = missing.some(name => /_(posts|postmeta)$/.test(name));
      return {
        certainty: 'proven',
        ...(isOfWordPress && { firstFix: backup }),
        proof: [
          ...(empty === undefined ? [] : [quote(evidence, empty, 'the list is empty')]),
          quote(evidence, 'B16', `the store itself does not find ${missing.slice(0, 4).join(', ')}`),
        ],
      };
    },
    fixes: [
      {
        server: 'WooCommerce',
        where:
          'WooCommerce → Status → Tools → Verify base database tables, where the table is WooCommerce’s own',
        lines: 'Verify database',
        check: 'WooCommerce → Status names no missing table; run the doctor again.',
        notTried: true,
      },
      {
        server: 'any',
        where: backup,
        lines: 'the missing table alone, or the whole database, into the database that wp-config.php names',
        check: 'Run the doctor again: the lists hold records.',
        notTried: true,
      },
    ],
    workaround: 'None: what is not there cannot be read.',
    sources: ['https://woocommerce.com/document/understanding-the-woocommerce-system-status-report/'],
  },
];
