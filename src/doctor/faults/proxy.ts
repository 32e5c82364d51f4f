/** A reverse proxy that changes requests on their way to the store. */
import type { Evidence } from '../evidence.ts';
import { type Fault, simulated } from '../fault.ts';
import { isTls } from '../known.ts';
import { quote } from '../proof.ts';
import { isKnownKey, isNonceRefused, isSeen, isSelfRedirect, isSomebody, legacyTells } from '../signs.ts';

const tlsCheck = 'Run the doctor again: B1 and B2 are refused, B5 lets the keys in.';

export const proxyFaults: readonly Fault[] = [
  /** Measured: TLS ended at Nginx or HAProxy, the store asked by http. */
  simulated('tls-ends-at-proxy', {
    level: 'fault',
    probes: ['A2', 'A12', 'A29', 'B1', 'B2', 'B3', 'B4', 'B4h', 'B4w'],
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
      const proof = [...bySignature(evidence), ...byLegacyApi(evidence), ...byLogIn(evidence)];
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
        check: tlsCheck,
      },
      {
        server: 'Nginx',
        where: 'the location that passes to PHP-FPM, where this server ends TLS',
        lines: 'fastcgi_param HTTPS $https if_not_empty;',
        check: `nginx -t && nginx -s reload. ${tlsCheck}`,
      },
      {
        server: 'Nginx',
        where: 'the location of the proxy that ends TLS',
        lines: 'proxy_set_header X-Forwarded-Proto $scheme;',
        check: `nginx -t && nginx -s reload; WordPress has to believe the header (wp-config.php). ${tlsCheck}`,
      },
      {
        server: 'Apache',
        where: 'the virtual host behind the proxy, or .htaccess',
        lines: 'SetEnvIf X-Forwarded-Proto "^https$" HTTPS=on',
        check: tlsCheck,
      },
      {
        server: 'HAProxy',
        where: 'the frontend that ends TLS',
        lines: 'http-request set-header X-Forwarded-Proto https if { ssl_fc }',
        check: `WordPress has to believe the header (wp-config.php). ${tlsCheck}`,
      },
      {
        server: 'Varnish',
        where:
          'vcl_recv: this line goes; the TLS end in front of Varnish (Hitch, HAProxy, Nginx) sets the header',
        lines: '',
        insteadOf: 'unset req.http.X-Forwarded-Proto;',
        check: tlsCheck,
      },
      {
        server: 'Cloudflare',
        where: 'SSL/TLS → Overview',
        lines: 'Full (strict) in the place of Flexible',
        check: tlsCheck,
        notTried: true,
      },
      {
        server: 'squid',
        where: 'squid.conf, where its https_port ends TLS',
        lines: 'request_header_add X-Forwarded-Proto https all',
        check: `squid -k reconfigure; WordPress has to believe the header (wp-config.php). ${tlsCheck}`,
      },
      {
        server: 'Caddy',
        where: 'the Caddyfile, in reverse_proxy, which sends the header by itself: this line goes',
        lines: '',
        insteadOf: 'header_up -X-Forwarded-Proto',
        check: `caddy reload; WordPress has to believe the header (wp-config.php). ${tlsCheck}`,
      },
      {
        server: 'lighttpd',
        where: 'lighttpd.conf behind a proxy that ends TLS, with mod_setenv',
        lines:
          '$REQUEST_HEADER["X-Forwarded-Proto"] == "https" {\n  setenv.add-environment = ( "HTTPS" => "on" )\n}',
        check: `systemctl restart lighttpd. ${tlsCheck}`,
      },
      {
        server: 'Traefik',
        where: 'the entry point behind another proxy: trust its X-Forwarded-Proto',
        lines: 'entryPoints:\n  websecure:\n    forwardedHeaders:\n      trustedIPs: ["10.0.0.0/8"]',
        check: tlsCheck,
        notTried: true,
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
  }),
  {
    id: 'redirect-loop',
    layer: 'proxy',
    title: 'The store redirects to the URL that was asked',
    seen: 'Too many redirects: the server behind the proxy takes TLS for plain HTTP and sends everybody to https.',
    level: 'fault',
    probes: ['A1', 'A2', 'A4'],
    lookAlikes: [{ id: 'redirect-https', difference: 'the URL asked is http' }],
    examine(evidence) {
      const circles = ['A1', 'A2', 'A4'].filter(id => isSelfRedirect(evidence, id));
      // A front page that loops by itself keeps visitors out, and no client of the API.
      if (circles.length === 0 || evidence.isWordPress('A4')) return undefined;
      return {
        certainty: 'proven',
        proof: circles.map(id => quote(evidence, id, 'that is the URL which was asked')),
        ...(isTls(evidence.known) && {
          undecided:
            'What the store does with keys was not seen: let TLS be known to it, then run the doctor again.',
        }),
      };
    },
    fixes: [
      {
        server: 'wp-config.php',
        where:
          'above "That\'s all, stop editing!", and only where the proxy sets X-Forwarded-Proto itself and overwrites what clients send',
        lines:
          "if ( ( $_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '' ) === 'https' ) {\n    $_SERVER['HTTPS'] = 'on';\n}",
        check: 'Run the doctor again: A1 is answered 200.',
        notTried: true,
      },
      {
        server: 'Nginx',
        where: 'the proxy that ends TLS',
        lines: 'proxy_set_header X-Forwarded-Proto $scheme;',
        check: 'nginx -t && nginx -s reload. Run the doctor again: A1 is answered 200.',
      },
      {
        server: 'Apache',
        where: 'the redirect to https behind the proxy',
        lines: 'RewriteCond %{HTTP:X-Forwarded-Proto} !=https',
        check: 'Run the doctor again: A1 is answered 200.',
      },
      {
        server: 'Cloudflare',
        where: 'SSL/TLS → Overview',
        lines: 'Full (strict) in the place of Flexible',
        check: 'Run the doctor again: A1 is answered 200.',
        notTried: true,
      },
    ],
    workaround:
      'None at this URL, as long as the API itself is redirected to where it was asked; a server that can be asked past the proxy may answer.',
    wrongAdvice:
      "`$_SERVER['HTTPS'] = 'on';` without a condition makes WordPress believe in TLS for everybody, keys in clear included.",
    sources: ['https://developers.cloudflare.com/ssl/troubleshooting/too-many-redirects/'],
  },
  {
    id: 'sent-twice',
    layer: 'proxy',
    title: 'A signature is refused though it is right and fresh: perhaps requests arrive twice',
    seen: 'OAuth: a nonce that was never used is refused as used, because a proxy or a mirror sends each request twice, or tries again by itself.',
    level: 'fault',
    probes: ['B3', 'B4', 'B4t', 'B6'],
    lookAlikes: [
      { id: 'clock-skew', difference: 'the words are those for an old timestamp (B4t)' },
      { id: 'home-url-differs', difference: 'the words are those for a wrong signature (B3)' },
    ],
    examine(evidence) {
      const right = ['B5', 'B6'].find(id => isSomebody(evidence, id));
      const refused = ['B4w', 'B4'].find(id => isNonceRefused(evidence, id));
      if (right === undefined || refused === undefined) return undefined;
      return {
        certainty: 'possible',
        proof: [
          quote(evidence, right, 'the keys are right'),
          quote(
            evidence,
            refused,
            'these are neither the words for a wrong signature nor for an old timestamp',
          ),
        ],
        undecided: 'Look into the access log of the web server: does each request stand there twice?',
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where:
          'the location of the proxy, where it sends a copy of each request: this line goes, or is not for the API',
        lines: '',
        insteadOf: 'mirror /mirror;',
        check: 'nginx -t && nginx -s reload. Run the doctor again: B4 is let in.',
        notTried: true,
      },
      {
        server: 'Nginx',
        where: 'the location of the proxy, where it tries another server after one that was late',
        lines: 'proxy_next_upstream off;',
        check: 'nginx -t && nginx -s reload. Run the doctor again: B4 is let in.',
        notTried: true,
      },
      {
        server: 'HAProxy',
        where: 'the backend',
        lines: 'retries 0\nno option redispatch',
        check: 'Run the doctor again: B4 is let in.',
        notTried: true,
      },
      {
        server: 'client',
        where: 'the client',
        lines: 'a new nonce and a new signature for every try',
        check: 'No two requests in the log share an oauth_nonce.',
      },
    ],
    workaround: 'Keys over HTTPS: they have no nonce.',
    sources: [
      'https://github.com/woocommerce/wc-api-node/issues/57',
      'https://github.com/woocommerce/wc-api-php/issues/40',
    ],
  },
  /** `proxy_set_header Authorization "Basic …";`: the proxy logs itself in at a protected back end. */
  simulated('authorization-replaced', {
    level: 'fault',
    probes: ['A5', 'A6', 'A12', 'A12k', 'B1', 'B5', 'B6'],
    lookAlikes: [{ id: 'strip-authorization', difference: 'A12 and A12k are answered with other words' }],
    examine(evidence) {
      const isSilent =
        isSeen(evidence, 'A5') &&
        evidence.isAnonymous('A6') &&
        !isSeen(evidence, 'A21') &&
        evidence.said('B1') !== 'refused' &&
        !isSomebody(evidence, 'B5');
      if (!isSilent || evidence.isClosed) return undefined;
      const proof = [
        quote(evidence, 'A5', 'an OAuth parameter in the query was seen'),
        quote(evidence, 'A6', 'the same parameter in the Authorization header was not'),
      ];
      const told = legacyTells(evidence);
      if (told === 'none came along') return undefined;
      if (told === 'credentials came along') {
        const words = `with the words for an unknown key ("${evidence.reading('A12k')?.message}")`;
        return {
          certainty: 'proven',
          proof: [...proof, quote(evidence, 'A12', `it carried no credentials, and was refused ${words}`)],
        };
      }
      return {
        certainty: 'possible',
        proof,
        undecided:
          'Whether the header is taken away or replaced cannot be told from outside where the legacy API does not answer: ask who runs the proxy whether it sends an Authorization header of its own.',
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where:
          'the server of the proxy, beside the location that sets the header (http://backend is what that one passes to)',
        lines:
          'location ^~ /wp-json/wc/ {\n  proxy_set_header Authorization $http_authorization;\n  proxy_set_header Host $http_host;\n  proxy_set_header X-Forwarded-Proto $scheme;\n  proxy_pass http://backend;\n}',
        check: 'Run the doctor again: A6 is answered as A5.',
      },
      {
        server: 'Apache',
        where: 'the virtual host of the proxy: this line goes, or excepts /wp-json/wc/',
        lines: 'RequestHeader set Authorization "Basic …" "expr=!(%{REQUEST_URI} =~ m#^/wp-json/wc/#)"',
        insteadOf: 'RequestHeader set Authorization "Basic …"',
        check: 'Run the doctor again: A6 is answered as A5.',
      },
      {
        server: 'HAProxy',
        where: 'the backend',
        lines: 'http-request set-header Authorization "Basic …" if !{ path_beg /wp-json/wc/ }',
        insteadOf: 'http-request set-header Authorization',
        check: 'Run the doctor again: A6 is answered as A5.',
      },
    ],
    workaround: 'Send consumer_key and consumer_secret in the query over HTTPS, or OAuth 1.0a in the query.',
    sources: ['https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header'],
  }),
  /** Apache joins two fields of one name with a comma; PHP takes the whole for one set of Basic credentials. */
  simulated('authorization-joined', {
    level: 'fault',
    probes: ['B1', 'B5', 'B6'],
    lookAlikes: [{ id: 'wrong-secret', difference: 'the secret is refused in the query too' }],
    examine(evidence) {
      if (!evidence.isSameError('B5', 'B1') || evidence.said('B5') !== 'refused') return undefined;
      if (!isSomebody(evidence, 'B6')) return undefined;
      return {
        certainty: 'likely',
        proof: [
          quote(evidence, 'B6', 'key and secret are right'),
          quote(evidence, 'B5', 'the same two in the header are refused with the words for a wrong secret'),
        ],
        undecided:
          'The secret arrives in another form than it was sent: with something joined to it, or cut short by a server or by PHP code, which looks the same from outside.',
      };
    },
    fixes: [
      {
        server: 'Nginx',
        where: 'the location of the proxy: nothing is added to the header of the client',
        lines: 'proxy_set_header Authorization $http_authorization;',
        insteadOf: 'proxy_set_header Authorization "$http_authorization, Basic …";',
        check: 'Run the doctor again: B5 lets the keys in.',
      },
      {
        server: 'Apache',
        where: 'the virtual host of the proxy',
        lines: 'RequestHeader setifempty Authorization "Basic …"',
        insteadOf: 'RequestHeader add Authorization "Basic …"',
        check: 'Run the doctor again: B5 lets the keys in.',
      },
      {
        server: 'HAProxy',
        where: 'the backend',
        lines: 'http-request set-header Authorization "Basic …" if !{ req.hdr(Authorization) -m found }',
        insteadOf: 'http-request add-header Authorization',
        check: 'Run the doctor again: B5 lets the keys in.',
      },
      {
        server: 'client',
        where: 'a client that sends the header twice, once by a library and once by hand',
        lines: 'Set Authorization in one place alone.',
        check: 'The request as sent (curl -v, a proxy that shows it) holds one Authorization field.',
      },
    ],
    workaround: 'Send consumer_key and consumer_secret in the query over HTTPS.',
    sources: ['https://www.rfc-editor.org/rfc/rfc9110#section-5.3'],
  }),
];

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

/** Measured on WordPress 5.8 to 7.0: the loop of the log-in is WordPress's own, and names it as who redirects. */
function byLogIn(evidence: Evidence): string[] {
  if (evidence.reading('A29')?.header('x-redirect-by') !== 'WordPress' || !isSelfRedirect(evidence, 'A29'))
    return [];
  return [
    quote(evidence, 'A29', 'asked over TLS, WordPress redirects to the same URL, to come by TLS'),
    quote(evidence, 'A2', 'it offers no application passwords, which it does over TLS'),
  ];
}

function bySilence(evidence: Evidence): string[] {
  return ['B1', 'B2']
    .filter(id => evidence.isAnonymous(id))
    .map(id => quote(evidence, id, 'a wrong secret was not even looked at'));
}
