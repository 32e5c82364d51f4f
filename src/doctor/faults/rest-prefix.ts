import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';

export const restPrefix: Fault = {
  id: 'rest-prefix',
  layer: 'WordPress',
  title: 'The REST API has another prefix than /wp-json/',
  level: 'warning',
  symptom: '404 for /wp-json/; the front page’s Link header names the prefix that works.',
  probes: ['A1', 'A2', 'A2w'],
  lookAlikes: [
    { id: 'no-rewrite', difference: 'the Link header names /wp-json/' },
    { id: 'plain-permalinks', difference: 'the Link header says ?rest_route=/' },
  ],
  examine(evidence) {
    const { root, rootBy } = evidence.whereabouts;
    if (rootBy !== 'link' || root.includes('rest_route=') || /\/wp-json\/$/.test(root)) return undefined;
    if (!evidence.isWordPress('A2')) return undefined;
    return {
      certainty: 'proven',
      proof: [
        `A1 names the REST root ${root} in its Link header.`,
        quote(evidence, 'A2', 'that is where the index answers'),
        ...(evidence.reading('A2w') ? [quote(evidence, 'A2w', 'at /wp-json/ it is not')] : []),
      ],
    };
  },
  fixes: [
    {
      server: 'client',
      where: "the client's settings (wpAPIPrefix, wp_api_prefix, api_prefix)",
      lines: 'the prefix that the Link header names',
      check: 'The client gets a list.',
    },
    {
      server: 'WordPress',
      where: 'the plugin that hides WordPress, or the filter rest_url_prefix',
      lines: 'wp-json',
      check: 'Settings → Permalinks → Save Changes; run the doctor again: A2 is asked at /wp-json/.',
    },
    {
      server: 'WordPress',
      where:
        'a must-use plugin (wp-content/mu-plugins/prefix.php), where the prefix stays: in functions.php it comes too late for WooCommerce, which then authenticates nobody',
      lines: "<?php\nadd_filter( 'rest_url_prefix', fn() => 'api' );",
      check: 'Run the doctor again: A5 is answered 401 woocommerce_rest_authentication_missing_parameter.',
    },
  ],
  workaround: 'Ask at the prefix that the Link header names.',
  sources: [
    'https://github.com/woocommerce/woocommerce/issues/27854',
    'https://github.com/woocommerce/wc-api-node/pull/24',
  ],
};
