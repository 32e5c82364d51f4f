import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSignatureRefused, isSomebody } from '../signs.ts';

export const queryParameterAdded: Fault = {
  id: 'query-parameter-added',
  layer: 'plugin',
  title: 'Something changes the parameters before WooCommerce checks the signature',
  level: 'fault',
  symptom: 'OAuth: every signature is refused, for whatever URL. Keys in the header or the query work.',
  probes: ['B3', 'B4', 'B4h', 'B4q', 'B4w', 'B6'],
  lookAlikes: [
    { id: 'query-q-added', difference: 'a signature with q= is accepted' },
    { id: 'home-url-differs', difference: 'a signature for the home URL is accepted' },
    { id: 'wrong-secret', difference: 'the secret is refused in the query too' },
    { id: 'clock-skew', difference: 'the words are those for an old timestamp' },
  ],
  examine(evidence) {
    const rightKeys = ['B6', 'B5'].find(id => isSomebody(evidence, id));
    if (rightKeys === undefined) return undefined;
    const signed = ['B4', 'B4w', 'B4h', 'B4q'].filter(id => evidence.reading(id) !== undefined);
    if (!signed.includes('B4') || !signed.every(id => isSignatureRefused(evidence, id))) return undefined;
    return {
      certainty: evidence.whereabouts.home === undefined ? 'possible' : 'likely',
      proof: [
        quote(evidence, rightKeys, 'the secret is right'),
        ...signed.map(id => quote(evidence, id, whatFor[id] as string)),
      ],
      undecided:
        'Which parameter is added, taken away or changed cannot be seen from outside: look at $_GET in a must-use plugin, first for lang= and the like of translation plugins.',
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: 'wp-content/mu-plugins/what-arrives.php, for an hour, then delete it',
      lines:
        "<?php\nadd_action( 'parse_request', function () {\n    if ( isset( $_GET['oauth_signature'] ) ) {\n        error_log( implode( ' ', array_keys( $_GET ) ) );\n    }\n}, 0 );",
      check: "PHP's error log names the parameters that arrive: compare them with those sent.",
    },
    {
      server: 'WordPress',
      where: 'Plugins: translation, tracking and cache plugins that write into $_GET',
      lines: 'Except /wp-json/ there, or deactivate the plugin.',
      check: 'Run the doctor again: B4 is let in.',
    },
    {
      server: 'Nginx',
      where: 'a rewrite or a proxy_pass that adds a parameter: not for the API',
      lines: 'location ^~ /wp-json/ {\n  try_files $uri $uri/ /index.php?$args;\n}',
      check: 'nginx -t && nginx -s reload. Run the doctor again: B4 is let in.',
    },
  ],
  workaround: 'Keys over HTTPS, in the header or the query.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/10287',
    'https://github.com/woocommerce/woocommerce/issues/11019',
  ],
};

const whatFor: Readonly<Record<string, string>> = {
  B4: 'signed for the URL asked',
  B4w: 'signed for the home URL with https',
  B4h: 'signed for the home URL with http',
  B4q: 'signed with a parameter q=',
};
