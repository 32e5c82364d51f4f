/** The API gives to whoever asks what only a key should be given. */
import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { quote, quoteAll } from '../proof.ts';
import { cacheMark, isSeen, signOfAddedKey } from '../signs.ts';

/** Data for a request without credentials, and not out of a cache: a parameter in the query makes a difference. */
function isOpen(evidence: Evidence, id: string): boolean {
  return (
    evidence.said(id) === 'let in' &&
    cacheMark(evidence.reading(id)) === undefined &&
    (isSeen(evidence, 'A5') || signOfAddedKey(evidence) !== undefined)
  );
}

export const openToAllFaults: readonly Fault[] = [
  /**
   * Measured on 10.5: `woocommerce_rest_check_permissions` that returns true, and a `determine_current_user` that settles an
   * administrator for every request. No client notices, and neither does the owner.
   */
  {
    id: 'open-to-all',
    layer: 'plugin',
    title: 'The API answers whoever asks, without a key',
    seen: 'Every client works, with a wrong key or none too: orders and customers with their addresses are open to the world.',
    level: 'warning',
    probes: ['A4', 'A5', 'A15', 'A22-orders', 'A26', 'A28', 'B2', 'B3'],
    lookAlikes: [
      { id: 'cache', difference: 'the first request for a URL is refused, the second is answered' },
      { id: 'authorization-replaced', difference: 'a proxy adds credentials: the legacy API sees them too' },
    ],
    examine(evidence) {
      if (!isOpen(evidence, 'A4')) return undefined;
      const added = signOfAddedKey(evidence);
      const orders = ['A28', 'A22-orders'].find(id => isOpen(evidence, id));
      const others = ['A22-customers', 'A22-webhooks'].filter(id => isOpen(evidence, id));
      return {
        certainty: 'proven',
        ...(added && { layer: 'proxy' as const }),
        ...(orders === undefined && {
          level: 'information' as const,
          title: 'Products are open to whoever asks, without a key',
        }),
        proof: [
          quote(evidence, 'A4', 'no credentials were sent'),
          ...quoteAll(evidence, [...(orders === undefined ? [] : [orders]), ...others], 'none here either'),
          quote(
            evidence,
            ...(added ?? ['A5', 'the query is read, so it is no cache that gives what another was given']),
          ),
        ],
        undecided:
          added !== undefined
            ? 'A proxy or the web server that puts an Authorization header with a key into each request looks so, since WooCommerce then reads no OAuth parameter; so does a plugin that logs every request in.'
            : 'Which plugin or snippet it is cannot be seen from outside: one with a filter on woocommerce_rest_check_permissions, or one that logs every request in (determine_current_user, wp_set_current_user).',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where:
          'the plugin or snippet (grep -rnE "woocommerce_rest_check_permissions|determine_current_user|wp_set_current_user" wp-content/)',
        lines: 'deactivate it, or let it speak for the one client that it is meant for',
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
      {
        server: 'Nginx',
        where: 'the proxy, where the API is given a key: this line goes',
        lines: '',
        insteadOf: 'proxy_set_header Authorization "Basic …";',
        check:
          'nginx -t && nginx -s reload. Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
    ],
    workaround: 'None is needed for clients; the data is open until it is mended.',
    sources: ['https://developer.woocommerce.com/docs/apis/rest-api/'],
  },
];
