import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSomebody } from '../signs.ts';

/** Measured: WooCommerce signs all of `$_GET`, so every signature is short of one parameter. */
export const queryQAdded: Fault = {
  id: 'query-q-added',
  layer: 'web server',
  title: 'Nginx adds q= to the query',
  level: 'fault',
  symptom: 'OAuth: every signature is refused but those for the index. Keys in the header or the query work.',
  probes: ['B4', 'B4q', 'B4w', 'B6'],
  lookAlikes: [
    { id: 'home-url-differs', difference: 'a signature for the home URL is accepted' },
    { id: 'query-parameter-added', difference: 'a signature with q= is refused too' },
    { id: 'wrong-secret', difference: 'the secret is refused in the query too' },
  ],
  examine(evidence) {
    if (!isSomebody(evidence, 'B4q') || isSomebody(evidence, 'B4')) return undefined;
    return {
      certainty: 'proven',
      proof: [
        quote(evidence, 'B4', 'a right signature'),
        quote(
          evidence,
          'B4q',
          'a signature that counts in a parameter q=/wp-json/… which was not sent: the server adds it',
        ),
      ],
    };
  },
  fixes: [
    {
      server: 'Nginx',
      where: 'the location of the front controller',
      lines: 'try_files $uri $uri/ /index.php?$args;',
      insteadOf: 'try_files $uri $uri/ /index.php?q=$uri&$args;',
      check: 'nginx -t && nginx -s reload. Run the doctor again: B4 is let in.',
    },
  ],
  workaround: 'Keys over HTTPS, in the header or the query; or sign with q=<path> among the parameters.',
  sources: [
    'https://github.com/kloon/WooCommerce-REST-API-Client-Library/issues/19',
    'https://github.com/woocommerce/wc-api-ruby/issues/27',
  ],
};
