/** Plugins that filter what a user may do in WooCommerce, whatever the role. */
import type { Evidence } from '../evidence.ts';
import type { Fault, Suspicion } from '../fault.ts';
import { namesOf, partsWith } from '../partly.ts';
import { quote, quoteAll } from '../proof.ts';
import { isAnybodySomebody } from '../signs.ts';
import { areRightsLost, mayManage } from './user.ts';

/** Who may manage the shop may change its products, by every role that WooCommerce makes; this one reads alone. */
function refusedWrites(evidence: Evidence): Suspicion | undefined {
  const manages = mayManage(evidence);
  const id = 'B15-POST_products';
  if (manages === undefined || evidence.said(id) !== 'forbidden') return undefined;
  return {
    certainty: 'likely',
    isOfPart: true,
    title: 'A plugin lets the key’s user read, and refuses what changes something',
    proof: [
      quote(evidence, id, 'a user was found, and refused'),
      quote(evidence, manages, 'what managers of a shop may read is open to the same user'),
    ],
    undecided:
      'A manager’s role that has lost the right to products looks the same as a plugin that filters woocommerce_rest_check_permissions.',
  };
}

export const permissionFilterFaults: readonly Fault[] = [
  /** `woocommerce_rest_check_permissions`, measured: 403 for an administrator's key, the settings and the legacy API open. */
  {
    id: 'permission-filter',
    layer: 'plugin',
    title: 'A plugin refuses the key’s user what the role allows',
    seen: '403 woocommerce_rest_cannot_view for the key of a Shop Manager or Administrator.',
    level: 'fault',
    probes: ['B5', 'B6', 'B12', 'B13', 'B15-POST_products'],
    lookAlikes: [
      { id: 'user-without-role', difference: 'B13, a setting that managers may read, is refused too' },
      { id: 'firewall', difference: 'a page comes, not JSON' },
    ],
    examine(evidence) {
      // Where nobody is a user too, it is not the key's.
      if (isAnybodySomebody(evidence) || areRightsLost(evidence)) return undefined;
      const seen = ['B5', 'B6'].filter(id => evidence.said(id) === 'forbidden');
      const manages = mayManage(evidence);
      if (seen.length > 0 && manages !== undefined)
        return {
          certainty: 'proven',
          proof: [
            ...quoteAll(evidence, seen, 'a user was found, and refused'),
            quote(evidence, manages, 'what managers of a shop may read is open to the same user'),
          ],
        };
      const writes = refusedWrites(evidence);
      if (writes) return writes;
      const part = partsWith(evidence, id => evidence.said(id) === 'forbidden');
      if (!part || !['B5', 'B6'].some(id => evidence.said(id) === 'let in')) return undefined;
      return {
        certainty: 'likely',
        isOfPart: true,
        title: `The key’s user is refused a part of the API: ${namesOf(part.hit)}`,
        proof: [
          ...quoteAll(evidence, ['B5'], 'the same key is let in to products'),
          ...quoteAll(evidence, part.ids, 'and refused here'),
        ],
        undecided:
          'A role of its own without this right looks the same as a plugin that filters woocommerce_rest_check_permissions.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where:
          'the plugin or snippet with a filter on woocommerce_rest_check_permissions (grep -rn "woocommerce_rest_check_permissions" wp-content/)',
        lines: 'an exception for the user of the key, or deactivate it',
        check: 'Run the doctor again: B5 is let in.',
        notTried: true,
      },
      {
        server: 'WordPress',
        where: "Users → the key's user → Role, where it is a role of its own",
        lines: 'Shop Manager (or Administrator)',
        check: 'Run the doctor again: B5 is let in.',
        notTried: true,
      },
    ],
    workaround: 'None: whoever has the right to it has to open it.',
    sources: ['https://developer.woocommerce.com/docs/apis/rest-api/'],
  },
];
