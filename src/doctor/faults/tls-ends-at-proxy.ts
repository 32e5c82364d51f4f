import type { Evidence } from '../evidence.ts';
import type { Fault } from '../fault.ts';
import { isTls } from '../known.ts';
import { quote } from '../proof.ts';
import { isKnownKey, isSomebody } from '../signs.ts';

const check = 'Run the doctor again: B1 and B2 are refused, B5 lets the keys in.';

/** Measured: TLS ended at Nginx or HAProxy, the store asked by http. */
export const tlsEndsAtProxy: Fault = {
  id: 'tls-ends-at-proxy',
  layer: 'proxy',
  title: 'TLS ends at a proxy, and WordPress takes the connection for plain HTTP',
  level: 'fault',
  symptom:
    'Keys over HTTPS are answered as if there were none (401 woocommerce_rest_cannot_view), in the header and in the query. A signature made for the https URL is refused.',
  probes: ['A2', 'A12', 'B1', 'B2', 'B3', 'B4', 'B4h', 'B4w'],
  lookAlikes: [
    { id: 'strip-authorization', difference: 'keys in the query are let in' },
    { id: 'unknown-key', difference: 'B3 is answered with the words of A15' },
    { id: 'wrong-secret', difference: 'B1 and B2 are refused, not ignored' },
  ],
  examine(evidence) {
    if (!isTls(evidence.known)) return undefined;
    // is_ssl() is true where a secret was looked at.
    if (['B1', 'B2'].some(id => evidence.said(id) === 'refused')) return undefined;
    if (isSomebody(evidence, 'B5') || isSomebody(evidence, 'B6')) return undefined;
    const proof = [...bySignature(evidence), ...byLegacyApi(evidence)];
    if (proof.length > 0) return { certainty: 'proven', proof: [...proof, ...bySilence(evidence)] };
    if (evidence.whereabouts.home?.startsWith('http:') && evidence.said('A2') === 'let in')
      return {
        certainty: 'likely',
        proof: [
          quote(
            evidence,
            'A2',
            `asked over HTTPS, the index calls itself ${evidence.whereabouts.home}, and WordPress writes https there when it sees TLS`,
          ),
          ...bySilence(evidence),
        ],
      };
    const silence = isKnownKey(evidence) === true ? bySilence(evidence) : [];
    return silence.length > 1 ? { certainty: 'likely', proof: silence } : undefined;
  },
  fixes: [
    {
      server: 'wp-config.php',
      where:
        'above "That\'s all, stop editing!", and only where the proxy sets X-Forwarded-Proto itself and overwrites what clients send',
      lines:
        "if ( ( $_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '' ) === 'https' ) {\n    $_SERVER['HTTPS'] = 'on';\n}",
      check,
    },
    {
      server: 'Nginx',
      where: 'the location that passes to PHP-FPM, where this server ends TLS',
      lines: 'fastcgi_param HTTPS $https if_not_empty;',
      check: `nginx -t && nginx -s reload. ${check}`,
    },
    {
      server: 'Nginx',
      where: 'the location of the proxy that ends TLS',
      lines: 'proxy_set_header X-Forwarded-Proto $scheme;',
      check: `nginx -t && nginx -s reload; WordPress has to believe the header (wp-config.php). ${check}`,
    },
    {
      server: 'Apache',
      where: 'the virtual host behind the proxy, or .htaccess',
      lines: 'SetEnvIf X-Forwarded-Proto "^https$" HTTPS=on',
      check,
    },
    {
      server: 'HAProxy',
      where: 'the frontend that ends TLS',
      lines: 'http-request set-header X-Forwarded-Proto https if { ssl_fc }',
      check: `WordPress has to believe the header (wp-config.php). ${check}`,
    },
    {
      server: 'Varnish',
      where: 'the TLS end in front of Varnish (Hitch, HAProxy, Nginx) sets the header; Varnish passes it on',
      lines: '# no `unset req.http.X-Forwarded-Proto;` in vcl_recv',
      check,
    },
    {
      server: 'Cloudflare',
      where: 'SSL/TLS → Overview',
      lines: 'Full (strict) in the place of Flexible',
      check,
    },
  ],
  workaround:
    'Sign with OAuth 1.0a for the home URL with http:// and send it to the https:// URL: B4h shows that it is accepted.',
  wrongAdvice:
    "`$_SERVER['HTTPS'] = 'on';` without a condition makes WordPress believe in TLS for everybody: keys over plain HTTP are then accepted and travel in clear.",
  sources: [
    'https://github.com/openlinker-project/openlinker/issues/1416',
    'https://github.com/woocommerce/woocommerce/issues/14918',
    'https://developer.wordpress.org/reference/functions/is_ssl/',
  ],
};

function bySignature(evidence: Evidence): string[] {
  if (!isSomebody(evidence, 'B4h') || isSomebody(evidence, 'B4w')) return [];
  return [
    quote(evidence, 'B4h', 'a signature made for http:// was accepted at the https:// URL'),
    quote(evidence, 'B4w', 'the same made for https:// was not'),
  ];
}

/** The legacy API asks for OAuth parameters where it sees no TLS, and for a key where it does. */
function byLegacyApi(evidence: Evidence): string[] {
  const reading = evidence.reading('A12');
  if (reading?.status !== 404 || reading.code !== 'woocommerce_api_authentication_error') return [];
  return [quote(evidence, 'A12', 'asked over TLS the legacy API answers 401 when it sees that')];
}

function bySilence(evidence: Evidence): string[] {
  return ['B1', 'B2']
    .filter(id => evidence.isAnonymous(id))
    .map(id => quote(evidence, id, 'a wrong secret was not even looked at'));
}
