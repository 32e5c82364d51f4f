/** Proxies in front of a sound web server, and Caddy and lighttpd with PHP themselves. */
import type { Running } from '../../real-servers/running.ts';
import { lighttpdFrontController, wordpressHtaccess } from '../../real-servers/servers.ts';
import type { SetUp, Starters } from './set-up.ts';

const forwarded = 'proxy_set_header X-Forwarded-Proto https;\n  proxy_set_header Host $http_host;';
const backend = 'upstream backend { server 127.0.0.1:{backend}; }';

/** Nginx as the proxy; `{backend}` in its text is the port behind. */
const nginx =
  (server: string, http = ''): SetUp['start'] =>
  async servers => {
    const port = String(await servers.behind());
    const filled = (text: string) => text.replaceAll('{backend}', port);
    return servers.nginx({ server: filled(server), http: filled(`${backend}\n  ${http}`) });
  };
const haproxy =
  (frontend: string, bind?: string): SetUp['start'] =>
  async servers =>
    servers.haproxy({
      backend: await servers.behind(),
      frontend: `http-request set-header X-Forwarded-Proto https\n  ${frontend}`,
      ...(bind !== undefined && { bind }),
    });
/** HAProxy ends TLS in front of a server, which is the one to be mended. */
async function behindHaproxy(servers: Starters, { port, server }: Running): ReturnType<SetUp['start']> {
  const end = await servers.haproxy({
    backend: port,
    frontend: 'http-request set-header X-Forwarded-Proto https',
  });
  return { ...end, mended: server };
}
/** Varnish speaks no TLS. */
const varnish =
  (recv: string, vcl = ''): SetUp['start'] =>
  async servers => {
    const cache = await servers.varnish({ backend: await servers.behind(), recv, vcl });
    return behindHaproxy(servers, cache);
  };
const passing = 'sub vcl_backend_response { set beresp.uncacheable = true; }';
const squid =
  (options: { access?: string; peer?: string }): SetUp['start'] =>
  async servers =>
    servers.squid({
      backend: await servers.behind(),
      peer: options.peer ?? 'login=PASSTHRU',
      access: `request_header_add X-Forwarded-Proto https all\n${options.access ?? ''}`,
    });
const proxyPass = (port: number) =>
  `ProxyPreserveHost On\nRequestHeader set X-Forwarded-Proto https\nProxyPass / http://127.0.0.1:${port}/`;
/** Apache as the proxy. */
const apache =
  (vhost: string, modules: readonly string[] = []): SetUp['start'] =>
  async servers =>
    servers.apache({ php: '', modules, vhost: `${vhost}\n${proxyPass(await servers.behind())}` });
/** A proxy in front of Apache, which joins two fields of one name, where Nginx refuses them. */
const beforeApache =
  (proxy: (servers: Starters, port: number) => Promise<Running>): SetUp['start'] =>
  async servers => {
    const web = await servers.apache({
      tls: undefined,
      htaccess: `SetEnvIf X-Forwarded-Proto "^https$" HTTPS=on\n${wordpressHtaccess}`,
    });
    return proxy(servers, web.port);
  };
/** What a proxy logs itself in with at the server behind. */
const itsOwn = ['Basic …', 'Basic Zm9vOmJhcg=='] as const;
const caddy =
  (lines: (servers: Starters) => string): SetUp['start'] =>
  async servers =>
    servers.caddy({ site: lines(servers) });
const lighttpd =
  (config: string, controller = lighttpdFrontController): SetUp['start'] =>
  servers =>
    servers.lighttpd({ fastcgi: servers.fastcgi, config: `${controller}\n${config}` });

const past = {
  haproxy: { server: 'HAProxy', picks: 'http-request allow', at: 'deny' },
  varnish: { server: 'Varnish', picks: '(wp-json|wc-auth|wc-api)', at: 'recv' },
  squid: { server: 'squid', picks: 'acl store_api', at: 'access' },
  caddy: { server: 'Caddy', picks: 'not path', at: 'matcher' },
  lighttpd: { server: 'lighttpd', picks: 'url.access-deny', at: 'end' },
};

export const proxySetUps: readonly SetUp[] = [
  {
    name: 'Nginx, set up well',
    expected: 'healthy',
    start: nginx(`location / {\n  ${forwarded}\n  proxy_pass http://backend;\n}`),
  },
  {
    name: 'Nginx, with the header emptied',
    expected: 'strip-authorization',
    cures: { 'strip-authorization': { server: 'Nginx', picks: 'proxy_set_header' } },
    start: nginx(
      `location / {\n  ${forwarded}\n  proxy_set_header Authorization "";\n  proxy_pass http://backend;\n}`,
    ),
  },
  {
    name: 'Nginx, without X-Forwarded-Proto',
    expected: 'tls-ends-at-proxy',
    cures: { 'tls-ends-at-proxy': { server: 'Nginx', picks: 'X-Forwarded-Proto', at: 'proxy' } },
    start: nginx(
      'location / {\n  proxy_set_header Host $http_host;\n  # [proxy]\n  proxy_pass http://backend;\n}',
    ),
  },
  {
    name: 'Nginx, with a header of its own in the place of the client’s',
    expected: 'authorization-replaced',
    cures: { 'authorization-replaced': { server: 'Nginx', picks: 'location ^~', at: 'locations' } },
    start: nginx(
      `location / {\n  ${forwarded}\n  proxy_set_header Authorization "Basic c3RhZ2luZzpzdGFnaW5n";\n  proxy_pass http://backend;\n}\n# [locations]`,
    ),
  },
  {
    name: 'Nginx, with a cache by the path',
    expected: 'cache',
    cures: { cache: { server: 'Nginx', picks: 'proxy_cache off', at: 'locations' } },
    start: nginx(
      `location / {\n  ${forwarded}\n  proxy_cache api;\n  proxy_cache_key $uri;\n  proxy_cache_valid any 10m;\n  proxy_ignore_headers Vary;\n  proxy_pass http://backend;\n}\n# [locations]`,
      'proxy_cache_path {folder}/cache keys_zone=api:1m;',
    ),
  },
  {
    name: 'Nginx, with a location that refuses orders',
    expected: 'firewall',
    cures: { firewall: { server: 'Nginx', picks: 'proxy_pass', at: 'locations' } },
    start: nginx(
      `location ~ ^/wp-json/wc/v3/orders {\n  return 403;\n}\nlocation / {\n  ${forwarded}\n  proxy_pass http://backend;\n}\n# [locations]`,
    ),
  },
  {
    name: 'Nginx, whose server is down',
    expected: 'bad-gateway',
    start: async servers =>
      servers.nginx({ server: `location / {\n  proxy_pass http://127.0.0.1:${await servers.nobody()};\n}` }),
  },
  {
    name: 'Nginx, with two servers behind of which one is down for good',
    expected: 'answers-vary',
    also: ['bad-gateway'],
    start: async servers => {
      const port = await servers.behind();
      return servers.nginx({
        http: `upstream pair {\n    server 127.0.0.1:${port} max_fails=0;\n    server 127.0.0.1:${await servers.nobody()} max_fails=0;\n  }`,
        server: `location / {\n  ${forwarded}\n  proxy_next_upstream off;\n  proxy_pass http://pair;\n}`,
      });
    },
  },
  {
    name: 'Nginx, with two servers behind of which one is told no header',
    expected: 'answers-vary',
    also: ['strip-authorization', 'authorization-basic-only'],
    start: async servers => {
      const sound = await servers.behind();
      const deaf = await servers.behind('fastcgi_param HTTP_AUTHORIZATION "";');
      return servers.nginx({
        http: `upstream pair {\n    server 127.0.0.1:${sound};\n    server 127.0.0.1:${deaf};\n  }`,
        server: `location / {\n  ${forwarded}\n  proxy_pass http://pair;\n}`,
      });
    },
  },
  {
    name: 'Nginx, that passes no bodies on',
    expected: 'body-lost',
    cures: { 'body-lost': { server: 'Nginx', picks: 'proxy_pass_request_body' } },
    start: nginx(
      `location / {\n  ${forwarded}\n  proxy_pass_request_body off;\n  proxy_set_header Content-Length "";\n  proxy_pass http://backend;\n}`,
    ),
  },
  {
    name: 'Nginx, that joins a header of its own to the client’s',
    expected: 'authorization-joined',
    cures: { 'authorization-joined': { server: 'Nginx', picks: '$http_authorization', filled: itsOwn } },
    start: nginx(
      `location / {\n  ${forwarded}\n  proxy_set_header Authorization "$http_authorization, Basic Zm9vOmJhcg==";\n  proxy_pass http://backend;\n}`,
    ),
  },
  {
    name: 'Apache, that joins a header of its own to the client’s',
    expected: 'authorization-joined',
    cures: { 'authorization-joined': { server: 'Apache', picks: 'setifempty', filled: itsOwn } },
    start: beforeApache((servers, port) =>
      servers.apache({
        php: '',
        vhost: `RequestHeader add Authorization "Basic Zm9vOmJhcg=="\n${proxyPass(port)}`,
      }),
    ),
  },
  {
    name: 'HAProxy, that joins a header of its own to the client’s',
    expected: 'authorization-joined',
    cures: { 'authorization-joined': { server: 'HAProxy', picks: '-m found', filled: itsOwn } },
    start: beforeApache((servers, port) =>
      servers.haproxy({
        backend: port,
        frontend:
          'http-request set-header X-Forwarded-Proto https\n  http-request add-header Authorization "Basic Zm9vOmJhcg=="',
      }),
    ),
  },
  {
    name: 'Apache, with a header of its own in the place of the client’s',
    expected: 'authorization-replaced',
    cures: { 'authorization-replaced': { server: 'Apache', picks: 'RequestHeader set', filled: itsOwn } },
    start: apache('RequestHeader set Authorization "Basic Zm9vOmJhcg=="'),
  },
  {
    name: 'HAProxy, with a header of its own in the place of the client’s',
    expected: 'authorization-replaced',
    cures: { 'authorization-replaced': { server: 'HAProxy', picks: 'path_beg', filled: itsOwn } },
    start: haproxy('http-request set-header Authorization "Basic Zm9vOmJhcg=="'),
  },
  {
    name: 'squid, that adds a second Authorization field, which the server behind refuses',
    expected: 'authorization-refused',
    cures: { 'authorization-refused': { server: 'squid', picks: 'request_header_add', filled: itsOwn } },
    start: squid({ access: 'request_header_add Authorization "Basic Zm9vOmJhcg==" all' }),
  },
  {
    name: 'Apache, that adds a second Authorization field, which the server behind refuses',
    expected: 'authorization-refused',
    cures: { 'authorization-refused': { server: 'Apache', picks: 'setifempty', filled: itsOwn } },
    start: apache('RequestHeader add Authorization "Basic Zm9vOmJhcg=="'),
  },
  {
    name: 'Varnish, that takes away what is told of TLS',
    expected: 'tls-ends-at-proxy',
    cures: { 'tls-ends-at-proxy': { server: 'Varnish', picks: 'unset req.http.X-Forwarded-Proto' } },
    start: varnish('unset req.http.X-Forwarded-Proto;\n  return (pass);'),
  },
  {
    name: 'Varnish, that takes header and query away',
    expected: 'strip-all-credentials',
    cures: { 'strip-all-credentials': { server: 'Varnish', picks: 'return (pass)', at: 'recv' } },
    start: varnish('unset req.http.Authorization;\n  set req.url = regsub(req.url, "\\?.*$", "");', passing),
  },
  {
    name: 'Apache behind HAProxy, that redirects to https whatever it is told',
    expected: 'redirect-loop',
    cures: { 'redirect-loop': { server: 'Apache', picks: 'X-Forwarded-Proto', at: 'rule' } },
    start: async servers => {
      const web = await servers.apache({
        tls: undefined,
        htaccess: `SetEnvIf X-Forwarded-Proto "^https$" HTTPS=on\nRewriteEngine On\nRewriteCond %{SERVER_PORT} !=443\n# [rule]\nRewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]\n${wordpressHtaccess}`,
      });
      return behindHaproxy(servers, web);
    },
  },
  {
    name: 'Nginx, that asks under another name',
    expected: 'front-page-elsewhere',
    cures: { 'front-page-elsewhere': { server: 'Nginx', picks: 'proxy_set_header Host', at: 'proxy' } },
    start: nginx(
      'location / {\n  proxy_set_header X-Forwarded-Proto https;\n  # [proxy]\n  proxy_pass http://backend;\n}',
    ),
  },
  {
    name: 'Apache, that asks under another name',
    expected: 'front-page-elsewhere',
    cures: { 'front-page-elsewhere': { server: 'Apache', picks: 'ProxyPreserveHost', at: 'vhost' } },
    start: async servers =>
      servers.apache({
        php: '',
        vhost: `RequestHeader set X-Forwarded-Proto https\nProxyPass / http://127.0.0.1:${await servers.behind()}/`,
      }),
  },
  {
    name: 'HAProxy, that speaks no TLS that is still allowed',
    expected: 'tls-old-protocol',
    cures: { 'tls-old-protocol': { server: 'HAProxy', picks: 'ssl-min-ver' } },
    start: async servers =>
      servers.haproxy({
        backend: await servers.behind(),
        global:
          'ssl-default-bind-ciphers ALL:@SECLEVEL=0\n  ssl-default-bind-options ssl-min-ver TLSv1.0 ssl-max-ver TLSv1.1',
        frontend: 'http-request set-header X-Forwarded-Proto https',
      }),
  },
  {
    name: 'Nginx, that puts a page in the place of errors',
    expected: 'errors-replaced',
    cures: { 'errors-replaced': { server: 'Nginx', picks: 'proxy_intercept_errors' } },
    start: nginx(
      `location / {\n  ${forwarded}\n  proxy_intercept_errors on;\n  error_page 400 401 403 404 /sorry;\n  proxy_pass http://backend;\n}\nlocation = /sorry {\n  internal;\n  default_type text/html;\n  return 404 "<h1>Sorry</h1>";\n}`,
    ),
  },
  {
    name: 'Nginx, that passes on with GET alone',
    expected: 'method-changed',
    // OPTIONS is GET then too.
    also: ['preflight-refused', 'store-api-preflight'],
    cures: { 'method-changed': { server: 'Nginx', picks: 'proxy_method GET' } },
    start: nginx(`location / {\n  ${forwarded}\n  proxy_method GET;\n  proxy_pass http://backend;\n}`),
  },
  {
    name: 'Nginx, that replaces words in JSON too',
    expected: 'json-damaged',
    cures: { 'json-damaged': { server: 'Nginx', picks: 'sub_filter_types' } },
    start: nginx(
      `location / {\n  ${forwarded}\n  proxy_set_header Accept-Encoding "";\n  sub_filter '"code"' 'code';\n  sub_filter_once off;\n  sub_filter_types application/json;\n  proxy_pass http://backend;\n}`,
    ),
  },
  {
    name: 'Nginx, that hides the Content-Type',
    expected: 'content-type',
    cures: { 'content-type': { server: 'Nginx', picks: 'proxy_hide_header' } },
    start: nginx(
      `location / {\n  ${forwarded}\n  proxy_hide_header Content-Type;\n  proxy_pass http://backend;\n}`,
    ),
  },
  {
    name: 'Apache, that puts its pages in the place of errors',
    expected: 'errors-replaced',
    cures: { 'errors-replaced': { server: 'Apache', picks: 'ProxyErrorOverride' } },
    start: apache('ProxyErrorOverride On'),
  },
  {
    name: 'Apache, that replaces words in JSON too',
    expected: 'json-damaged',
    cures: { 'json-damaged': { server: 'Apache', picks: 'SUBSTITUTE text/html' } },
    start: apache(
      'RequestHeader unset Accept-Encoding\nSetOutputFilter SUBSTITUTE\nSubstitute "s|\\"code\\"|code|"',
      ['filter', 'substitute'],
    ),
  },
  {
    name: 'Apache, that calls everything text/html',
    expected: 'content-type',
    cures: { 'content-type': { server: 'Apache', picks: 'Header always set Content-Type' } },
    start: apache('Header always set Content-Type "text/html"'),
  },
  { name: 'HAProxy, set up well', expected: 'healthy', start: haproxy('') },
  {
    name: 'HAProxy, that makes GET of every method',
    expected: 'method-changed',
    also: ['preflight-refused', 'store-api-preflight'],
    cures: { 'method-changed': { server: 'HAProxy', picks: 'set-method GET' } },
    start: haproxy('http-request set-method GET'),
  },
  {
    name: 'HAProxy, that calls errors a success',
    expected: 'status-changed',
    cures: { 'status-changed': { server: 'HAProxy', picks: 'set-status 200' } },
    start: haproxy('http-response set-status 200 if { status ge 400 }'),
  },
  {
    name: 'HAProxy, that calls everything text/html',
    expected: 'content-type',
    cures: { 'content-type': { server: 'HAProxy', picks: 'set-header Content-Type' } },
    start: haproxy('http-response set-header Content-Type text/html'),
  },
  {
    name: 'HAProxy, that speaks HTTP/2 alone',
    expected: 'http2-only',
    cures: { 'http2-only': { server: 'HAProxy', picks: 'alpn h2,http/1.1', isPart: true } },
    start: haproxy('', 'alpn h2 proto h2'),
  },
  {
    name: 'HAProxy, that tells nothing of TLS',
    expected: 'tls-ends-at-proxy',
    cures: { 'tls-ends-at-proxy': { server: 'HAProxy', picks: 'X-Forwarded-Proto', at: 'frontend' } },
    start: async servers => servers.haproxy({ backend: await servers.behind() }),
  },
  {
    name: 'HAProxy, that takes the header away',
    expected: 'strip-authorization',
    cures: { 'strip-authorization': { server: 'HAProxy', picks: 'del-header' } },
    start: haproxy('http-request del-header Authorization'),
  },
  {
    name: 'HAProxy, that takes Basic credentials out',
    expected: 'basic-lost',
    cures: { 'basic-lost': { server: 'HAProxy', picks: 'del-header' } },
    start: haproxy('http-request del-header Authorization if { req.hdr(Authorization) -m beg Basic }'),
  },
  {
    name: 'HAProxy, that takes the header away from writes',
    expected: 'header-lost-on-writes',
    cures: { 'header-lost-on-writes': { server: 'HAProxy', picks: 'del-header' } },
    start: haproxy('http-request del-header Authorization if !{ method GET }'),
  },
  {
    name: 'HAProxy, that drops the query',
    expected: 'query-dropped',
    cures: { 'query-dropped': { server: 'HAProxy', picks: 'set-uri' } },
    start: haproxy('http-request set-uri %[path]'),
  },
  {
    name: 'HAProxy, that takes small bodies alone',
    expected: 'body-limit',
    cures: { 'body-limit': { server: 'HAProxy', picks: 'req.body_size', filled: ['1048576', '10000'] } },
    start: haproxy(
      'option http-buffer-request\n  http-request deny deny_status 413 if { req.body_size gt 10000 }',
    ),
  },
  {
    name: 'HAProxy, that cuts the query',
    expected: 'query-cut',
    cures: { 'query-cut': { server: 'HAProxy', picks: 'set-query' } },
    start: haproxy('http-request set-query %[query,bytes(0,64)]'),
  },
  {
    name: 'HAProxy, that denies writes',
    expected: 'methods-blocked',
    cures: { 'methods-blocked': past.haproxy },
    start: haproxy('# [deny]\n  http-request deny if { method PUT DELETE PATCH }'),
  },
  {
    name: 'HAProxy, that denies names of clients',
    expected: 'user-agent-filter',
    cures: { 'user-agent-filter': past.haproxy },
    start: haproxy('# [deny]\n  http-request deny if { hdr_sub(user-agent) -i okhttp dart python }'),
  },
  {
    name: 'HAProxy, that denies customers',
    expected: 'firewall',
    cures: { firewall: past.haproxy },
    start: haproxy('# [deny]\n  http-request deny if { path_beg /wp-json/wc/v3/customers }'),
  },
  {
    name: 'HAProxy, that redirects POST',
    expected: 'post-redirected',
    cures: { 'post-redirected': past.haproxy },
    start: haproxy('# [deny]\n  http-request redirect location /moved code 301 if METH_POST'),
  },
  {
    name: 'HAProxy, that adds a second Authorization field, which the server behind refuses',
    expected: 'authorization-refused',
    cures: {
      'authorization-refused': {
        server: 'HAProxy',
        picks: 'set-header',
        filled: ['Basic …', 'Basic Zm9vOmJhcg=='],
      },
    },
    start: haproxy('http-request add-header Authorization "Basic Zm9vOmJhcg=="'),
  },
  {
    name: 'HAProxy, that wants a client certificate',
    expected: 'client-certificate',
    cures: { 'client-certificate': { server: 'HAProxy', picks: 'verify optional', isPart: true } },
    start: haproxy('', 'ca-file {folder}/tls.crt verify required'),
  },
  {
    name: 'HAProxy, that has no server',
    expected: 'bad-gateway',
    start: async servers =>
      servers.haproxy({
        backend: await servers.nobody(),
        frontend:
          'http-request return status 503 content-type text/html string "<html><body><h1>503 Service Unavailable</h1>\\nNo server is available to handle this request.\\n</body></html>\\n"',
      }),
  },
  {
    name: 'HAProxy, whose server is down',
    expected: 'bad-gateway',
    start: async servers => servers.haproxy({ backend: await servers.nobody() }),
  },
  {
    name: 'plain HTTP asked at HAProxy’s TLS port',
    expected: 'plain-http-at-tls-port',
    scheme: 'http',
    start: haproxy(''),
  },
  { name: 'Varnish, set up well', expected: 'healthy', start: varnish('return (pass);') },
  {
    name: 'Varnish, that takes the header away',
    expected: 'strip-authorization',
    cures: { 'strip-authorization': { server: 'Varnish', picks: 'unset req.http.Authorization' } },
    start: varnish('unset req.http.Authorization;', passing),
  },
  {
    name: 'Varnish, that drops the query',
    expected: 'query-dropped',
    cures: { 'query-dropped': { server: 'Varnish', picks: 'return (pass)', at: 'recv' } },
    start: varnish('set req.url = regsub(req.url, "\\?.*$", "");', passing),
  },
  {
    name: 'Varnish, that drops the query and keeps everything, healed by one line',
    expected: 'cache',
    // OPTIONS is answered from the cache too, without the fields that a browser looks for; and Varnish asks by GET.
    also: ['query-dropped', 'preflight-refused', 'store-api-preflight', 'method-changed'],
    cures: { cache: { server: 'Varnish', picks: 'return (pass)', at: 'recv' } },
    start: varnish(
      'set req.url = regsub(req.url, "\\?.*$", ""); return (hash);',
      'sub vcl_backend_response { set beresp.ttl = 10m; unset beresp.http.Vary; return (deliver); }',
    ),
  },
  {
    name: 'Apache behind HAProxy, that is told nothing of TLS',
    expected: 'tls-ends-at-proxy',
    cures: { 'tls-ends-at-proxy': { server: 'Apache', picks: 'SetEnvIf', at: 'htaccess' } },
    start: async servers => {
      return behindHaproxy(servers, await servers.apache({ tls: undefined, htaccess: wordpressHtaccess }));
    },
  },
  {
    name: 'Varnish, that refuses names of clients',
    expected: 'user-agent-filter',
    cures: { 'user-agent-filter': past.varnish },
    start: varnish(
      'if (req.http.User-Agent ~ "(?i)python|okhttp") { return (synth(403, "Forbidden")); }',
      passing,
    ),
  },
  {
    name: 'Varnish, that takes keys out of the query',
    expected: 'query-cut',
    cures: { 'query-cut': { server: 'Varnish', picks: 'rest_route=', at: 'recv' } },
    start: varnish('set req.url = regsuball(req.url, "([?&])consumer_[a-z]+=[^&]*", "\\1");', passing),
  },
  {
    name: 'Varnish, that abandons errors',
    expected: 'errors-replaced',
    cures: { 'errors-replaced': { server: 'Varnish', picks: 'bereq.url', at: 'backend_response' } },
    start: varnish(
      'return (pass);',
      'sub vcl_backend_response {\n  # [backend_response]\n  if (beresp.status >= 400) { return (abandon); }\n}',
    ),
  },
  {
    name: 'Varnish, that fetches POST by GET',
    expected: 'method-changed',
    cures: { 'method-changed': { server: 'Varnish', picks: 'req.method != "GET"', at: 'recv' } },
    start: varnish('if (req.method == "POST") { return (hash); }', passing),
  },
  {
    name: 'Varnish, that refuses orders',
    expected: 'firewall',
    cures: { firewall: past.varnish },
    start: varnish('if (req.url ~ "/wc/v3/orders") { return (synth(403, "Forbidden")); }', passing),
  },
  {
    name: 'Varnish, that knows GET and POST alone',
    expected: 'methods-blocked',
    also: ['preflight-refused'],
    cures: { 'methods-blocked': past.varnish },
    start: varnish('if (req.method !~ "^(GET|HEAD|POST)$") { return (synth(405, "Not allowed")); }', passing),
  },
  {
    name: 'Varnish, whose server is down',
    expected: 'bad-gateway',
    start: async servers => {
      const cache = await servers.varnish({ backend: await servers.nobody(), recv: 'return (pass);' });
      return servers.haproxy({ backend: cache.port });
    },
  },
  { name: 'squid, set up well', expected: 'healthy', start: squid({}) },
  {
    name: 'squid, that takes the Content-Type of answers away',
    expected: 'content-type',
    cures: { 'content-type': { server: 'squid', picks: 'Content-Type deny all' } },
    start: squid({ access: 'reply_header_access Content-Type deny all' }),
  },
  {
    name: 'squid, that takes small bodies alone',
    expected: 'body-limit',
    cures: { 'body-limit': { server: 'squid', picks: 'request_body_max_size', filled: ['1 MB', '4 KB'] } },
    start: squid({ access: 'request_body_max_size 4 KB' }),
  },
  {
    name: 'squid as it comes keeps the header',
    expected: 'strip-authorization',
    cures: { 'strip-authorization': { server: 'squid', picks: 'PASSTHRU', isPart: true } },
    start: squid({ peer: 'weight=1' }),
  },
  {
    name: 'squid, that tells nothing of TLS',
    expected: 'tls-ends-at-proxy',
    cures: { 'tls-ends-at-proxy': { server: 'squid', picks: 'request_header_add', at: 'access' } },
    start: async servers => servers.squid({ backend: await servers.behind(), peer: 'login=PASSTHRU' }),
  },
  {
    name: 'squid, that denies names of clients',
    expected: 'user-agent-filter',
    cures: { 'user-agent-filter': past.squid },
    start: squid({ access: 'acl bad browser -i python okhttp\nhttp_access deny bad' }),
  },
  {
    name: 'squid, that denies writes',
    expected: 'methods-blocked',
    cures: { 'methods-blocked': past.squid },
    start: squid({ access: 'acl writes method PUT DELETE PATCH\nhttp_access deny writes' }),
  },
  {
    name: 'squid, that denies orders',
    expected: 'firewall',
    cures: { firewall: past.squid },
    start: squid({ access: 'acl orders urlpath_regex wc/v3/orders\nhttp_access deny orders' }),
  },
  {
    name: 'squid, whose server is down',
    expected: 'bad-gateway',
    start: async servers => servers.squid({ backend: await servers.nobody() }),
  },
  {
    name: 'plain HTTP asked at squid’s TLS port',
    expected: 'plain-http-at-tls-port',
    scheme: 'http',
    start: squid({}),
  },
  {
    name: 'Caddy, with PHP',
    expected: 'healthy',
    start: caddy(({ fastcgi }) => `php_fastcgi 127.0.0.1:${fastcgi}`),
  },
  {
    name: 'Caddy, that takes small bodies alone',
    expected: 'body-limit',
    cures: { 'body-limit': { server: 'Caddy', picks: 'max_size', filled: ['1MB', '1KB'] } },
    start: caddy(({ fastcgi }) => `request_body {\n\tmax_size 1KB\n}\nphp_fastcgi 127.0.0.1:${fastcgi}`),
  },
  {
    name: 'Caddy, that puts its page in the place of errors',
    expected: 'errors-replaced',
    cures: { 'errors-replaced': { server: 'Caddy', picks: '@error' } },
    start: async servers =>
      servers.caddy({
        site: `reverse_proxy 127.0.0.1:${await servers.behind()} {\n\t@error status 4xx\n\thandle_response @error {\n\t\trespond "<h1>Sorry</h1>" 404\n\t}\n}`,
      }),
  },
  {
    name: 'Caddy, that takes the header away from PHP',
    expected: 'strip-authorization',
    cures: { 'strip-authorization': { server: 'Caddy', picks: 'header_up -Authorization' } },
    start: caddy(({ fastcgi }) => `php_fastcgi 127.0.0.1:${fastcgi} {\n\theader_up -Authorization\n}`),
  },
  {
    name: 'Caddy, that takes the header away from every request',
    expected: 'strip-authorization',
    cures: { 'strip-authorization': { server: 'Caddy', picks: 'request_header -Authorization' } },
    start: caddy(({ fastcgi }) => `request_header -Authorization\nphp_fastcgi 127.0.0.1:${fastcgi}`),
  },
  {
    name: 'Caddy, without rewriting',
    expected: 'no-rewrite',
    cures: { 'no-rewrite': { server: 'Caddy', picks: 'index.php =404' } },
    start: caddy(
      ({ fastcgi }) =>
        `php_fastcgi 127.0.0.1:${fastcgi} {\n\ttry_files {path} {path}/index.php =404\n\tindex index.php\n}`,
    ),
  },
  {
    name: 'Caddy, whose front controller drops the query',
    expected: 'query-dropped',
    cures: { 'query-dropped': { server: 'Caddy', picks: 'rewrite @pretty' } },
    start: caddy(
      ({ fastcgi }) =>
        `@pretty path /wp-json/* /wc-auth/* /wc-api/*\nrewrite @pretty /index.php?\nphp_fastcgi 127.0.0.1:${fastcgi}`,
    ),
  },
  {
    name: 'Caddy, that refuses names of clients',
    expected: 'user-agent-filter',
    cures: { 'user-agent-filter': past.caddy },
    start: caddy(
      ({ fastcgi }) =>
        `@bad {\n\theader User-Agent *python*\n\t# [matcher]\n}\nrespond @bad 403\nphp_fastcgi 127.0.0.1:${fastcgi}`,
    ),
  },
  {
    name: 'Caddy, that refuses customers',
    expected: 'firewall',
    cures: { firewall: past.caddy },
    start: caddy(
      ({ fastcgi }) =>
        `@bad {\n\tpath /wp-json/wc/v3/customers*\n\t# [matcher]\n}\nrespond @bad 403\nphp_fastcgi 127.0.0.1:${fastcgi}`,
    ),
  },
  {
    name: 'Caddy, that redirects POST',
    expected: 'post-redirected',
    cures: { 'post-redirected': past.caddy },
    start: caddy(
      ({ fastcgi }) =>
        `@post {\n\tmethod POST\n\t# [matcher]\n}\nredir @post {uri}/ 301\nphp_fastcgi 127.0.0.1:${fastcgi}`,
    ),
  },
  {
    name: 'Caddy, as a proxy that hides TLS',
    expected: 'tls-ends-at-proxy',
    cures: { 'tls-ends-at-proxy': { server: 'Caddy', picks: 'header_up -X-Forwarded-Proto' } },
    start: async servers =>
      servers.caddy({
        site: `reverse_proxy 127.0.0.1:${await servers.behind()} {\n\theader_up -X-Forwarded-Proto\n}`,
      }),
  },
  {
    name: 'Caddy, whose PHP is down',
    expected: 'bad-gateway',
    start: async servers => servers.caddy({ site: `php_fastcgi 127.0.0.1:${await servers.nobody()}` }),
  },
  {
    name: 'plain HTTP asked at Caddy’s TLS port',
    expected: 'plain-http-at-tls-port',
    scheme: 'http',
    start: caddy(({ fastcgi }) => `php_fastcgi 127.0.0.1:${fastcgi}`),
  },
  { name: 'lighttpd, with PHP', expected: 'healthy', start: lighttpd('') },
  {
    name: 'lighttpd, that empties the header',
    expected: 'strip-authorization',
    cures: { 'strip-authorization': { server: 'lighttpd', picks: 'setenv.set-request-header' } },
    start: lighttpd('setenv.set-request-header = ( "Authorization" => "" )'),
  },
  {
    name: 'lighttpd, that takes small bodies alone',
    expected: 'body-limit',
    cures: { 'body-limit': { server: 'lighttpd', picks: 'max-request-size', filled: ['1024', '8'] } },
    start: lighttpd('server.max-request-size = 8'),
  },
  {
    name: 'lighttpd, without rewriting',
    expected: 'no-rewrite',
    cures: { 'no-rewrite': { server: 'lighttpd', picks: 'rewrite-if-not-file', at: 'end' } },
    start: lighttpd('', ''),
  },
  {
    name: 'lighttpd, whose front controller drops the query',
    expected: 'query-dropped',
    cures: { 'query-dropped': { server: 'lighttpd', picks: 'rewrite-if-not-file' } },
    start: lighttpd('', 'url.rewrite-if-not-file = ( "" => "/index.php" )'),
  },
  {
    name: 'lighttpd, that refuses names of clients',
    expected: 'user-agent-filter',
    cures: { 'user-agent-filter': past.lighttpd },
    start: lighttpd('$HTTP["useragent"] =~ "python|okhttp" {\n  url.access-deny = ( "" )\n}'),
  },
  {
    name: 'lighttpd, that refuses orders',
    expected: 'firewall',
    cures: { firewall: past.lighttpd },
    start: lighttpd('$HTTP["url"] =~ "/wc/v3/orders" {\n  url.access-deny = ( "" )\n}'),
  },
  {
    name: 'lighttpd behind HAProxy, that is told nothing of TLS',
    expected: 'tls-ends-at-proxy',
    cures: { 'tls-ends-at-proxy': { server: 'lighttpd', picks: 'add-environment', at: 'end' } },
    start: async servers => {
      const web = await servers.lighttpd({
        fastcgi: servers.fastcgi,
        config: lighttpdFrontController,
        isPlain: true,
      });
      return behindHaproxy(servers, web);
    },
  },
  {
    name: 'lighttpd, whose PHP is down',
    expected: 'bad-gateway',
    start: async servers =>
      servers.lighttpd({ fastcgi: await servers.nobody(), config: lighttpdFrontController }),
  },
];
