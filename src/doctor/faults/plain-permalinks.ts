import type { Fault } from '../fault.ts';
import { quote, quoteAll } from '../proof.ts';
import { isSeen, isSomebody } from '../signs.ts';

/** Measured: `/?rest_route=/wc/v3/…` is routed and never authenticated before WooCommerce 11.1. */
export const plainPermalinks: Fault = {
  id: 'plain-permalinks',
  layer: 'WordPress',
  title: 'Permalinks are plain',
  level: 'fault',
  symptom:
    '404 for /wp-json/. At /?rest_route=/wc/v3/… right keys are answered as if there were none, before WooCommerce 11.1.',
  probes: ['A1', 'A2', 'A2w', 'A5', 'B5'],
  lookAlikes: [
    { id: 'no-rewrite', difference: "the front page's Link header names /wp-json/" },
    { id: 'early-user', difference: 'permalinks are pretty' },
  ],
  examine(evidence) {
    const { whereabouts } = evidence;
    if (whereabouts.rootBy !== 'link' || !whereabouts.root.includes('rest_route=')) return undefined;
    const proof = [
      `A1 names the REST root ${whereabouts.root} in its Link header.`,
      ...quoteAll(evidence, ['A2w'], 'the pretty path is not there'),
    ];
    if (isSeen(evidence, 'A5') || isSomebody(evidence, 'B5'))
      return {
        certainty: 'proven',
        level: 'information',
        proof: [
          ...proof,
          ...(isSeen(evidence, 'A5')
            ? [quote(evidence, 'A5', "WooCommerce's authentication runs here, as it does from 11.1 on")]
            : [quote(evidence, 'B5', 'keys are accepted here, as they are from 11.1 on')]),
        ],
      };
    return {
      certainty: 'proven',
      proof: [
        ...proof,
        ...quoteAll(evidence, ['A5'], "WooCommerce's authentication does not run at ?rest_route= here"),
        ...(evidence.isAnonymous('B5') ? [quote(evidence, 'B5', 'the keys are not looked at')] : []),
      ],
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'Settings → Permalinks',
      lines: 'Post name (anything but Plain), Save Changes',
      check: 'Run the doctor again: A2 is asked at /wp-json/ and answered 200.',
    },
    {
      server: 'Nginx',
      where: 'the server: pretty permalinks need it',
      lines: 'location / {\n  try_files $uri $uri/ /index.php?$args;\n}',
      check: 'nginx -t && nginx -s reload. Run the doctor again: A2 is answered 200.',
    },
    {
      server: 'WooCommerce',
      where: 'Plugins',
      lines: 'WooCommerce 11.1 or newer accepts keys at ?rest_route= too',
      check: 'Run the doctor again: A5 is answered 401 woocommerce_rest_authentication_missing_parameter.',
    },
  ],
  workaround: 'None before WooCommerce 11.1. From then on /?rest_route=/wc/v3/… with the keys.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/9208',
    'https://developer.woocommerce.com/docs/apis/rest-api/',
  ],
};
