import type { Fault } from '../fault.ts';
import { quote, quoteAll } from '../proof.ts';
import { isLetIn, isUnseen } from '../signs.ts';

export const earlyUser: Fault = {
  id: 'early-user',
  layer: 'plugin',
  title: "WooCommerce's authentication does not run: a plugin settles the user before it",
  level: 'fault',
  symptom:
    'Everything is answered as if nobody had asked, in the header, in the query and signed; not even a missing OAuth parameter is told.',
  probes: ['A5', 'A6', 'A16', 'A20', 'A21', 'B5', 'B6'],
  lookAlikes: [
    { id: 'strip-all-credentials', difference: 'an OAuth parameter in a form body is seen (A16)' },
    { id: 'plain-permalinks', difference: 'the REST root is ?rest_route=/' },
    { id: 'cache', difference: 'A20 or A21, at paths that nobody has asked before, are seen' },
  ],
  examine(evidence) {
    const silent = ['A5', 'A6', 'A16', 'A20', 'A21'];
    if (evidence.isClosed || !evidence.isAnonymous('A5') || evidence.known.root.includes('rest_route='))
      return undefined;
    if (!silent.every(id => isUnseen(evidence, id)) || isLetIn(evidence)) return undefined;
    return {
      certainty: 'likely',
      proof: [
        quote(evidence, 'A5', 'an OAuth parameter in the query is not seen'),
        quote(evidence, 'A6', 'nor in the Authorization header'),
        quote(evidence, 'A16', 'nor in a form body'),
        ...quoteAll(evidence, ['B5', 'B6'], 'the keys are not looked at'),
      ],
      undecided:
        'Which plugin it is cannot be seen from outside: one that calls wp_get_current_user() while plugins load, or one that switches off keys. A custom REST prefix that is set in functions.php does the same.',
    };
  },
  fixes: [
    {
      server: 'WooCommerce',
      where: 'Plugins',
      lines: 'WooCommerce 4.7 or newer',
      check: 'Run the doctor again: A5 is answered 401 woocommerce_rest_authentication_missing_parameter.',
    },
    {
      server: 'WordPress',
      where: 'Plugins, on a staging copy',
      lines: 'Deactivate all but WooCommerce, then activate one by one until A5 is no longer seen.',
      check: 'Run the doctor after each: A5 tells the one.',
    },
  ],
  workaround: 'None: no way of sending keys is looked at.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/26847',
    'https://github.com/woocommerce/woocommerce/pull/27587',
  ],
};
