/** Plugins that take part in authentication, and spoil that of WooCommerce. */
import type { Evidence } from '../evidence.ts';
import { type Fault, simulated } from '../fault.ts';
import { isPlain } from '../known.ts';
import { isKnownButNobody, metAsSomebody } from '../nobody.ts';
import { quote, quoteAll } from '../proof.ts';
import { securityPluginOf } from '../security-plugins.ts';
import { isAnybodySomebody, isLetIn, isSeen, isSomebody, isUnseen } from '../signs.ts';

/** Codes of plugins that close the REST API, and who uses them. */
const pluginOfCode: Readonly<Record<string, string>> = {
  authorization: 'Really Simple Security',
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

/** Measured on Really Simple Security's rest-api.php: without the header nothing passes, whoever the key is of. */
function isInHeaderAlone(evidence: Evidence): boolean {
  return isSomebody(evidence, 'B5') && evidence.isAnonymous('B6') && evidence.said('B2') === 'refused';
}

export const pluginAuthenticationFaults: readonly Fault[] = [
  /** They sit on `rest_authentication_errors` before WooCommerce reports its own errors there. */
  simulated('rest-restricted', {
    level: 'fault',
    probes: ['A2', 'A4', 'B5', 'B6'],
    lookAlikes: [
      { id: 'jwt-plugin', difference: 'only requests with an Authorization header are refused' },
      { id: 'firewall', difference: 'a page comes, not JSON' },
    ],
    examine(evidence) {
      const code = evidence.reading('A4')?.code;
      if (!evidence.isClosed || code === undefined || isOthers(code)) return undefined;
      const plugin = securityPluginOf(evidence.reading('A4'))?.name ?? pluginOfCode[code];
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
          ...(isInHeaderAlone(evidence) && {
            title:
              'A plugin closes the REST API to requests without an Authorization header: a key in the query is refused',
          }),
          proof: [
            ...proof,
            ...(isInHeaderAlone(evidence)
              ? [
                  quote(evidence, 'B6', 'the same key in the query'),
                  quote(evidence, 'B2', 'a wrong secret is noticed there, so the query arrives'),
                ]
              : []),
            quote(evidence, letIn, 'right keys are let in all the same; what is wrong with others is hidden'),
          ],
        };
      return {
        certainty: plugin === undefined ? 'likely' : 'proven',
        // Whoever has a key is logged in: that guests are kept out keeps nobody out who is to come in.
        ...(!evidence.known.credentials && { level: 'warning' as const }),
        proof: [...proof, ...hidden(evidence)],
        undecided: !evidence.known.credentials
          ? 'Whether keys are let in was not tried: an accepted key counts as logged in, and most such plugins let it pass. Run the doctor with a key.'
          : 'Whether it refuses everybody, or lets pass who is logged in, as a key that was accepted is, and hides what else keeps this one out, cannot be seen. Let the plugin pass wc/v1, wc/v2 and wc/v3, then run the doctor again.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: "the plugin's settings: exceptions, allow list, white list of the REST API",
        lines: 'wc/v1\nwc/v2\nwc/v3',
        check: 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
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
  }),
  simulated('jwt-plugin', {
    level: 'fault',
    probes: ['A7', 'B5', 'B6'],
    lookAlikes: [{ id: 'strip-authorization', difference: 'the header does not arrive at all' }],
    examine(evidence) {
      const seen = ['B5', 'A7', 'A6'].find(id => /^jwt_auth_/.test(evidence.reading(id)?.code ?? ''));
      if (seen === undefined) return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, seen, 'a code of a JWT plugin, for Basic credentials'),
          ...(isSomebody(evidence, 'B6') ? [quote(evidence, 'B6', 'the same keys in the query')] : []),
        ],
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'a plugin or must-use plugin (functions.php is too late)',
        lines: "<?php\nadd_filter( 'jwt_auth_authorization_header', fn() => 'HTTP_JWT_AUTHORIZATION' );",
        check: 'Run the doctor again: A7 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
      {
        server: 'WordPress',
        where: 'Plugins',
        lines: 'Update the JWT plugin: newer ones look for Bearer first.',
        check: 'Run the doctor again: A7 is answered 401 woocommerce_rest_cannot_view.',
        notTried: true,
      },
    ],
    workaround: 'Keys in the query over HTTPS, or OAuth in the query.',
    wrongAdvice:
      'More rules that pass the Authorization header on: it arrives already. On such a site they bring this fault about.',
    sources: [
      'https://github.com/Tmeister/wp-api-jwt-auth/issues/48',
      'https://github.com/usefulteam/jwt-auth/issues/25',
      'https://github.com/jonathan-dejong/simple-jwt-authentication/issues/65',
    ],
  }),
  simulated('cookie-nonce', {
    level: 'warning',
    probes: ['B5', 'B8'],
    lookAlikes: [{ id: 'strip-authorization', difference: 'keys in the header fail without cookies too' }],
    examine(evidence) {
      if (!isSomebody(evidence, 'B5')) return undefined;
      const withCookie = evidence.reading('B8');
      if (withCookie === undefined || isSomebody(evidence, 'B8') || !evidence.isWordPress('B8'))
        return undefined;
      return {
        certainty: 'proven',
        proof: [
          quote(evidence, 'B5', 'the keys are let in'),
          quote(evidence, 'B8', 'with a cookie of WordPress beside them they are not'),
        ],
      };
    },
    fixes: [
      {
        server: 'client',
        where: 'the client: fetch, axios, a WebView',
        lines: "fetch(url, { credentials: 'omit', headers })",
        check: 'The request as sent holds no Cookie field.',
      },
      {
        server: 'WooCommerce',
        where: 'Plugins: WooCommerce before 3.0 did so itself',
        lines: 'Update WooCommerce.',
        check: 'Run the doctor again: B8 is let in.',
      },
    ],
    workaround: 'Send no cookies along with keys.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/13134',
      'https://github.com/woocommerce/woocommerce/issues/23682',
    ],
  }),
  simulated('early-user', {
    level: 'fault',
    probes: ['A4', 'A5', 'A6', 'A16', 'A20', 'A21', 'B5', 'B6'],
    lookAlikes: [
      { id: 'strip-all-credentials', difference: 'an OAuth parameter in a form body is seen (A16)' },
      { id: 'plain-permalinks', difference: 'the REST root is ?rest_route=/' },
      { id: 'cache', difference: 'A20 or A21, at paths that nobody has asked before, are seen' },
    ],
    examine(evidence) {
      if (isAnybodySomebody(evidence))
        return {
          certainty: 'likely',
          title: 'Whoever asks is a user without the right: a plugin logs every request in',
          proof: [
            quote(evidence, 'A4', 'nobody is told 401: without credentials somebody is logged in'),
            ...(isSeen(evidence, 'A5')
              ? quoteAll(evidence, ['B5', 'B6'], 'the same with the key, whose user is another then')
              : [
                  quote(evidence, 'A5', 'an OAuth parameter is not looked at, since the user is settled'),
                  ...quoteAll(evidence, ['B5', 'B6'], 'nor are the keys'),
                ]),
          ],
          undecided:
            'Which plugin it is cannot be seen from outside: one with a filter on determine_current_user, or wp_set_current_user() while plugins load.',
        };
      const silent = ['A5', 'A6', 'A16', 'A20', 'A21'];
      if (evidence.isClosed || !evidence.isAnonymous('A5') || isPlain(evidence.known)) return undefined;
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
          'Which plugin it is cannot be seen from outside: one that calls wp_get_current_user() while plugins load, or one that switches off keys; files of WooCommerce that an update left out do the same. A custom REST prefix that is set in functions.php does the same.',
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
        notTried: true,
      },
    ],
    workaround: 'None: no way of sending keys is looked at.',
    sources: [
      'https://github.com/woocommerce/woocommerce/issues/26847',
      'https://github.com/woocommerce/woocommerce/pull/27587',
    ],
  }),
  simulated('user-reset', {
    level: 'fault',
    probes: ['B1', 'B5', 'B12'],
    lookAlikes: [
      { id: 'user-gone', difference: 'the legacy API finds no user either (B12)' },
      { id: 'early-user', difference: 'a wrong secret is not noticed either' },
    ],
    examine(evidence) {
      const proof = isKnownButNobody(evidence);
      if (proof === undefined) return undefined;
      const legacy = evidence.reading('B12');
      if (legacy?.said === 'let in')
        return {
          certainty: 'proven',
          proof: [
            ...proof,
            `B12 was answered ${legacy.status} JSON: the legacy API finds the user of this key.`,
          ],
        };
      const met = metAsSomebody(evidence);
      if (met !== undefined)
        return {
          certainty: 'proven',
          proof: [...proof, quote(evidence, met, 'it has the fields of answers to whoever is logged in')],
        };
      if (legacy?.code === 'woocommerce_api_authentication_error' && legacy.status === 401) return undefined;
      return {
        certainty: 'possible',
        proof,
        undecided:
          'A plugin that resets the user and a user who is gone look the same from outside: deactivate plugins one by one, membership and security first, or look whether the user of the key exists.',
      };
    },
    fixes: [
      {
        server: 'WordPress',
        where: 'Plugins, on a staging copy',
        lines:
          'Deactivate membership, security and multilingual plugins one by one until B5 is let in; the one is known by its filter on determine_current_user above priority 15, or by wp_set_current_user( 0 ).',
        check: 'Run the doctor after each: B5 is let in.',
        notTried: true,
      },
    ],
    workaround: 'The legacy API (/wc-api/v3), where it is installed and lets the key in.',
    sources: ['https://developer.wordpress.org/reference/hooks/determine_current_user/'],
  }),
  simulated('oauth1-plugin', {
    level: 'fault',
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
        notTried: true,
      },
    ],
    workaround: 'Keys over HTTPS, in the header or the query.',
    sources: ['https://github.com/woocommerce/woocommerce/issues/12092'],
  }),
];

/** Codes that other faults explain. */
function isOthers(code: string): boolean {
  return (
    /^(woocommerce_|jwt_auth_|json_oauth1_)/.test(code) ||
    ['internal_server_error', 'wp_die', 'rest_no_route'].includes(code)
  );
}

function hidden(evidence: Evidence): string[] {
  return evidence.isAnonymous('B5') ? [quote(evidence, 'B5', 'the keys given are nobody’s here')] : [];
}
