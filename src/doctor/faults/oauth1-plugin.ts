import type { Fault } from '../fault.ts';
import { quote, quoteAll } from '../proof.ts';
import { isSomebody } from '../signs.ts';

export const oauth1Plugin: Fault = {
  id: 'oauth1-plugin',
  layer: 'plugin',
  title: "An OAuth 1.0a server plugin answers in WooCommerce's place",
  level: 'fault',
  symptom:
    '401 JSON json_oauth1_… for OAuth requests that WooCommerce refuses; it wants an oauth_token too. Basic works.',
  probes: ['A5', 'A15', 'B4', 'B5'],
  lookAlikes: [{ id: 'home-url-differs', difference: "the code is WooCommerce's" }],
  examine(evidence) {
    const seen = ['B4', 'A5', 'A15'].find(id => /^json_oauth1_/.test(evidence.reading(id)?.code ?? ''));
    if (seen === undefined) return undefined;
    const works = ['B4', 'B4w'].find(id => isSomebody(evidence, id));
    return {
      certainty: 'proven',
      ...(works !== undefined && { level: 'warning' as const }),
      proof: [
        quote(evidence, seen, 'a code of the OAuth 1.0a server plugin'),
        ...(works === undefined
          ? quoteAll(evidence, ['B4'], 'a right signature')
          : [
              quote(
                evidence,
                works,
                'a right signature is let in all the same; what is wrong with others is hidden',
              ),
            ]),
      ],
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'Plugins → WordPress REST API – OAuth 1.0a Server',
      lines: 'Deactivate',
      check: 'Run the doctor again: A5 is answered 401 woocommerce_rest_authentication_missing_parameter.',
    },
  ],
  workaround: 'Keys over HTTPS, in the header or the query.',
  sources: ['https://github.com/woocommerce/woocommerce/issues/12092'],
};
