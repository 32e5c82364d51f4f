import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { quote } from '../proof.ts';
import { isSomebody } from '../signs.ts';

/** Codes of plugins that close the REST API, and who uses them. */
const plugins: Readonly<Record<string, string>> = {
  rest_cannot_access: 'Disable REST API, or Password Protected',
  rest_unauthorized: 'Force Login',
  rest_login_required: 'Disable WP REST API',
  rest_authentication_error: 'Perfmatters, or one of its copies',
  shield_block_anon_restapi: 'Shield Security',
  itsec_rest_api_access_restricted: 'Solid Security (iThemes)',
  rest_not_logged_in: 'a snippet of the REST API handbook',
  rest_disabled: 'a must-use plugin of the host',
  vip_maintenance_mode_unauthorized: 'VIP Maintenance Mode',
};

/** They sit on `rest_authentication_errors` before WooCommerce reports its own errors there. */
export const restRestricted: Fault = {
  id: 'rest-restricted',
  layer: 'plugin',
  title: 'A plugin closes the REST API to those who are not logged in',
  level: 'fault',
  symptom:
    "Everything without an accepted key is answered with the plugin's code. A wrong secret or signature shows this code too, in the place of WooCommerce's.",
  probes: ['A2', 'A4', 'B5', 'B6'],
  lookAlikes: [
    { id: 'jwt-plugin', difference: 'only requests with an Authorization header are refused' },
    { id: 'firewall', difference: 'a page comes, not JSON' },
  ],
  examine(evidence) {
    const code = evidence.reading('A4')?.code;
    if (!evidence.isClosed || code === undefined || isOthers(code)) return undefined;
    const plugin = plugins[code];
    const proof = [
      quote(
        evidence,
        'A4',
        plugin === undefined
          ? 'no code of WordPress or WooCommerce'
          : `the code of ${plugin}; several plugins may share it`,
      ),
      ...(evidence.reading('A2')?.code === code ? [quote(evidence, 'A2', 'the index is closed too')] : []),
    ];
    const letIn = ['B5', 'B6', 'B4', 'B4w'].find(id => isSomebody(evidence, id));
    if (letIn !== undefined)
      return {
        certainty: 'proven',
        level: 'warning',
        proof: [
          ...proof,
          quote(evidence, letIn, 'right keys are let in all the same; what is wrong with others is hidden'),
        ],
      };
    return {
      certainty: plugin === undefined ? 'likely' : 'proven',
      proof: [...proof, ...hidden(evidence)],
      undecided:
        'An accepted key counts as logged in, so where a right key gets this code something else kept it out, and the plugin hides what. Let the plugin pass wc/v1, wc/v2 and wc/v3, then run the doctor again.',
    };
  },
  fixes: [
    {
      server: 'WordPress',
      where: "the plugin's settings: exceptions, allow list, white list of the REST API",
      lines: 'wc/v1\nwc/v2\nwc/v3',
      check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
    },
    {
      server: 'WordPress',
      where: 'a must-use plugin (wp-content/mu-plugins/allow-wc.php), where the plugin has no exceptions',
      lines:
        "<?php\nadd_filter( 'rest_authentication_errors', function ( $result ) {\n    $path = (string) wp_parse_url( $_SERVER['REQUEST_URI'] ?? '', PHP_URL_PATH );\n    $mine = str_starts_with( $path, wp_parse_url( rest_url( 'wc/' ), PHP_URL_PATH ) );\n    $is_wc = is_wp_error( $result ) && str_starts_with( (string) $result->get_error_code(), 'woocommerce_' );\n    return $mine && is_wp_error( $result ) && ! $is_wc ? null : $result;\n}, 99 );",
      check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
    },
  ],
  workaround: 'None but a key that is right: what is let in is not touched by the plugin.',
  sources: [
    'https://developer.wordpress.org/rest-api/frequently-asked-questions/#require-authentication-for-all-requests',
    'https://github.com/XiaoFaye/WooCommerce.NET/issues/191',
    'https://github.com/duosecurity/duo_wordpress/issues/24',
  ],
};

/** Codes that other faults explain. */
function isOthers(code: string): boolean {
  return /^(woocommerce_|jwt_auth_|json_oauth1_)/.test(code) || code === 'internal_server_error';
}

function hidden(evidence: Evidence): string[] {
  return evidence.isAnonymous('B5') ? [quote(evidence, 'B5', 'the keys given are nobody’s here')] : [];
}
