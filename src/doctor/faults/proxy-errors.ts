/** A proxy that lets successes pass, and puts something else in the place of errors. */
import { unprovenMembers } from '../../answers/members.ts';
import type { Evidence } from '../evidence.ts';
import type { Fault, Suspicion } from '../fault.ts';
import { notFoundPages } from '../not-found-pages.ts';
import { askedPairs } from '../pairs.ts';
import { pairProbesOf } from '../probes/pairs.ts';
import { quote, quoteAll } from '../proof.ts';
import { areErrorsReplaced, isSomebody } from '../signs.ts';

const check = 'Run the doctor again: A4 is answered 401 woocommerce_rest_cannot_view, in JSON.';

/** The status that an error of WordPress repeats in its data, where the answer has another one. */
export function statusInside(evidence: Evidence, id: string): number | undefined {
  const reading = evidence.reading(id);
  const { data } = unprovenMembers('rest-error', reading?.json);
  const inside = typeof data === 'object' && data !== null && 'status' in data ? data.status : undefined;
  return typeof inside === 'number' && inside >= 400 && inside !== reading?.status ? inside : undefined;
}

/** What is answered with a code of WordPress or WooCommerce: a plugin may give its own any status. */
function ownErrors(evidence: Evidence): string[] {
  return evidence.all
    .filter(({ reading }) => /^(woocommerce_rest|wc|rest)_/.test(reading.code ?? ''))
    .map(({ probe }) => probe.id);
}

/** Requests that are refused for one reason each: a record that is not there, one that cannot be made. */
const refusedApart = ['A8-PUT', 'A8-POST', 'B15-POST_products', 'B15-PUT_orders', 'B15-DELETE_coupons'];

/** `rest_request_after_callbacks`, measured: a plugin writes its own error over each of WooCommerce's. */
function oneErrorForAll(evidence: Evidence): Suspicion | undefined {
  const list = evidence.reading('A4');
  const passes = ['B5', 'B6', 'B4', 'A7i'].find(id => evidence.said(id) === 'let in');
  if (!evidence.isClosed || evidence.said('A3') !== 'let in' || passes === undefined) return undefined;
  const same = refusedApart.filter(
    id => evidence.reading(id)?.status === list?.status && evidence.isSameError(id, 'A4'),
  );
  // 401 and 403 say who may, and a plugin may say so to all of these.
  if (same.length < 2 || [401, 403, 429, 503].includes(list?.status ?? 0)) return undefined;
  return {
    certainty: 'proven',
    layer: 'plugin',
    title: 'A plugin puts one error of its own in the place of WooCommerce’s errors',
    proof: [
      quote(evidence, 'A4', 'nobody is told 401 woocommerce_rest_cannot_view by WooCommerce'),
      ...same.slice(0, 2).map(id => quote(evidence, id, 'another reason, and the same error')),
      quote(evidence, passes, 'what succeeds passes'),
    ],
    undecided:
      'Which plugin it is cannot be seen from outside: one that filters rest_request_after_callbacks.',
  };
}

/** What is not there gets a page, and every other error of WooCommerce passes. */
function pagesForNotFound(evidence: Evidence): Suspicion | undefined {
  const pages = notFoundPages(evidence);
  const other = askedPairs(evidence).find(({ id }) => evidence.isWordPress(id));
  if (pages.length === 0 || other === undefined) return undefined;
  return {
    certainty: 'proven',
    title: 'A server in front puts a page of its own in the place of each 404 of WooCommerce',
    answeredBy: pages.map(({ id }) => id),
    proof: [
      quote(evidence, other.id, 'another error passes'),
      ...quoteAll(
        evidence,
        pages.slice(0, 3).map(({ id }) => id),
        'WooCommerce says 404 in JSON there',
      ),
    ],
  };
}

export const proxyErrorsFaults: readonly Fault[] = [
  {
    id: 'errors-replaced',
    layer: 'proxy',
    title: 'A server in front puts pages of its own in the place of WooCommerce’s errors',
    seen: 'What succeeds is answered in JSON; a wrong key, a product that is not there, a wrong parameter get a page of HTML or a redirect, and clients say "unexpected token <".',
    level: 'fault',
    probes: [
      ...['A2', 'A3', 'A4', 'B5', 'B6', 'B7', 'B7q'],
      ...pairProbesOf.flatMap(({ withKey, without }) => [withKey, without]),
    ],
    lookAlikes: [
      { id: 'firewall', difference: 'one status for whatever is refused, whoever asks' },
      { id: 'htpasswd', difference: '401 with WWW-Authenticate, for the index too' },
    ],
    examine(evidence) {
      if (!areErrorsReplaced(evidence)) return oneErrorForAll(evidence) ?? pagesForNotFound(evidence);
      const errors = ['A8-POST', 'A5', 'B7', 'B7q', 'B15-PUT_orders', 'B15-POST_products'].filter(
        id => !evidence.isWordPress(id),
      );
      return {
        certainty: 'proven',
        answeredBy: ['A4'],
        proof: [
          quote(evidence, 'A3', 'what succeeds passes'),
          quote(evidence, 'A4', 'WooCommerce answers 401 in JSON there'),
          ...quoteAll(
            evidence,
            ['B5', 'B6'].filter(id => isSomebody(evidence, id)),
            'with the key the same list succeeds, and passes',
          ),
          ...quoteAll(evidence, errors.slice(0, 2), 'another error, in the place of which a page stands too'),
        ],
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the location that passes to WordPress',
        lines: 'proxy_intercept_errors off;',
        insteadOf: 'proxy_intercept_errors on;',
        check: `nginx -t && nginx -s reload. ${check}`,
      },
      {
        server: 'Nginx',
        where: 'the location with fastcgi_pass',
        lines: 'fastcgi_intercept_errors off;',
        insteadOf: 'fastcgi_intercept_errors on;',
        check: `nginx -t && nginx -s reload. ${check}`,
      },
      {
        server: 'Apache',
        where: 'the virtual host of the proxy',
        lines: 'ProxyErrorOverride Off',
        insteadOf: 'ProxyErrorOverride On',
        check,
      },
      {
        server: 'Caddy',
        where: 'the site: handle_response of reverse_proxy takes pages alone, and not the API',
        lines: '@error {\n\tstatus 4xx\n\theader Content-Type text/html*\n}',
        insteadOf: '@error status 4xx',
        check,
      },
      {
        server: 'Varnish',
        where: 'vcl_backend_response, its first line',
        lines:
          'if (bereq.url ~ "^/(wp-json|wc-auth|wc-api)/" || bereq.url ~ "[?&]rest_route=") { set beresp.uncacheable = true; return (deliver); }',
        check,
      },
      {
        server: 'WordPress',
        where: 'the plugin or snippet (grep -rn "rest_request_after_callbacks" wp-content/)',
        lines: 'an exception for /wc/, or deactivate it',
        check,
        notTried: true,
      },
    ],
    workaround: 'Read the status alone, where it is WooCommerce’s.',
    sources: ['https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxyerroroverride'],
  },
  {
    id: 'status-changed',
    layer: 'proxy',
    title: 'The status of errors is changed on its way',
    seen: 'A wrong key is answered 200, with {"code":…,"data":{"status":401}}: clients take errors for success.',
    level: 'fault',
    probes: ['A4', 'A5', 'A6'],
    lookAlikes: [{ id: 'errors-replaced', difference: 'the body is changed too' }],
    examine(evidence) {
      const changed = [...new Set(['A4', 'A5', 'A6', ...ownErrors(evidence)])].filter(
        id => statusInside(evidence, id) !== undefined,
      );
      const [first, second] = changed;
      if (first === undefined || second === undefined) return undefined;
      // What was printed before has sent the head, with 200: it is no server on the way.
      if (changed.every(id => evidence.reading(id)?.dirt !== undefined)) return undefined;
      return {
        certainty: 'proven',
        title: `The status of errors is changed on its way: ${statusInside(evidence, first)} becomes ${evidence.reading(first)?.status}`,
        proof: [first, second].map(id =>
          quote(evidence, id, `its body says ${statusInside(evidence, id)}, as WordPress gave it`),
        ),
      };
    },
    fixes: [
      {
        server: 'HAProxy',
        where: 'the frontend and the backend: this line goes',
        lines: '',
        insteadOf: 'http-response set-status 200 if { status ge 400 }',
        check,
      },
      {
        server: 'any',
        where: 'the proxy, and plugins that filter rest_request_after_callbacks or status_header',
        lines: 'the status of WordPress, as it comes',
        check,
      },
    ],
    workaround: 'Read data.status of the body, and not the status of the answer.',
    sources: ['https://developer.wordpress.org/reference/functions/rest_convert_error_to_response/'],
  },
];
