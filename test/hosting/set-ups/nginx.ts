/** Nginx in front of PHP. */
import { frontController, phpLocation, testTls } from '../../real-servers/servers.ts';
import { bothCas, chainCa, chainFolder, inChainFolder } from './chain.ts';
import type { SetUp } from './set-up.ts';

/** A server with rules of its own, lines for PHP, or another front controller. */
const nginx =
  (
    rules: string,
    {
      php = '',
      controller = frontController,
      http = '',
    }: { php?: string; controller?: string; http?: string } = {},
  ): SetUp['start'] =>
  servers =>
    servers.nginx({ server: `${rules}\n${controller}\n${phpLocation(servers.fastcgi, php)}\n# [end]`, http });

const past = { server: 'Nginx', picks: 'break', at: 'server' };
const location = { server: 'Nginx', picks: 'try_files $uri /index.php', at: 'end' };
const orders = 'wp-json/wc/v3/orders';

export const nginxSetUps: readonly SetUp[] = [
  { name: 'as it comes', expected: 'healthy', start: nginx('') },
  {
    name: 'bodies are not passed to PHP',
    expected: 'body-lost',
    cures: { 'body-lost': { server: 'Nginx', picks: 'fastcgi_pass_request_body' } },
    start: nginx('', { php: 'fastcgi_pass_request_body off;' }),
  },
  {
    name: 'small bodies alone are taken',
    expected: 'body-limit',
    cures: { 'body-limit': { server: 'Nginx', picks: 'client_max_body_size', filled: ['1m', '1k'] } },
    start: nginx('client_max_body_size 1k;'),
  },
  {
    name: 'a page stands in the place of PHP’s errors',
    expected: 'errors-replaced',
    cures: { 'errors-replaced': { server: 'Nginx', picks: 'fastcgi_intercept_errors' } },
    start: nginx(
      'error_page 400 401 403 404 /sorry;\nlocation = /sorry {\n  internal;\n  default_type text/html;\n  return 404 "<h1>Sorry</h1>";\n}',
      { php: 'fastcgi_intercept_errors on;' },
    ),
  },
  {
    name: 'fastcgi_param HTTP_AUTHORIZATION ""',
    expected: 'strip-authorization',
    cures: { 'strip-authorization': { server: 'Nginx', picks: 'HTTP_AUTHORIZATION "' } },
    start: nginx('', { php: 'fastcgi_param HTTP_AUTHORIZATION "";' }),
  },
  {
    name: 'try_files with q=$uri',
    expected: 'query-q-added',
    cures: { 'query-q-added': { server: 'Nginx', picks: '?q=$uri' } },
    start: nginx('', { controller: 'location / {\n  try_files $uri $uri/ /index.php?q=$uri&$args;\n}' }),
  },
  {
    name: 'try_files without $args',
    expected: 'query-dropped',
    cures: { 'query-dropped': { server: 'Nginx', picks: 'try_files' } },
    start: nginx('', { controller: 'location / {\n  try_files $uri $uri/ /index.php;\n}' }),
  },
  {
    name: 'HTTPS is not told to PHP',
    expected: 'tls-ends-at-proxy',
    cures: { 'tls-ends-at-proxy': { server: 'Nginx', picks: 'fastcgi_param HTTPS', at: 'php' } },
    start: servers =>
      servers.nginx({
        server: `${frontController}\n${phpLocation(servers.fastcgi).replace('fastcgi_param HTTPS $https if_not_empty;', '')}`,
      }),
  },
  {
    name: 'no front controller',
    expected: 'no-rewrite',
    cures: { 'no-rewrite': { server: 'Nginx', picks: 'try_files', at: 'rewriting' } },
    start: nginx('# [rewriting]', { controller: '' }),
  },
  ...[false, true].map(
    (isWithoutKey): SetUp => ({
      name: `a FastCGI cache that keeps every answer by its URL, ${isWithoutKey ? 'without' : 'with'} a key`,
      expected: 'cache',
      isWithoutKey,
      cures: { cache: { server: 'Nginx', picks: 'fastcgi_no_cache', at: 'php' } },
      start: nginx('', {
        http: 'fastcgi_cache_path {folder}/cache keys_zone=api:1m;',
        php: 'fastcgi_cache api;\n  fastcgi_cache_key $request_method$request_uri;\n  fastcgi_cache_valid any 10m;\n  fastcgi_ignore_headers Cache-Control Expires Vary;',
      }),
    }),
  ),
  {
    name: 'a FastCGI cache that keeps what a key was let in to',
    expected: 'cache',
    cures: { cache: { server: 'Nginx', picks: 'fastcgi_no_cache', at: 'php' } },
    start: nginx('', {
      http: 'fastcgi_cache_path {folder}/cache keys_zone=api:1m;',
      php: 'fastcgi_cache api;\n  fastcgi_cache_key $request_method$request_uri;\n  fastcgi_cache_valid 200 10m;\n  fastcgi_ignore_headers Cache-Control Expires Vary;',
    }),
  },
  ...[false, true].map(
    (isWithoutKey): SetUp => ({
      name: `a FastCGI cache of two seconds, ${isWithoutKey ? 'without' : 'with'} a key`,
      expected: 'cache',
      isWithoutKey,
      start: nginx('', {
        http: 'fastcgi_cache_path {folder}/cache keys_zone=api:1m;',
        php: 'fastcgi_cache api;\n  fastcgi_cache_key $request_method$request_uri;\n  fastcgi_cache_valid any 2s;\n  fastcgi_ignore_headers Cache-Control Expires Vary;',
      }),
    }),
  ),
  {
    name: 'connections closed without a word where orders are asked for, without a key',
    expected: 'firewall',
    isWithoutKey: true,
    start: nginx('location ~ /wc/v3/orders {\n  return 444;\n}'),
  },
  {
    name: 'a FastCGI cache by the path',
    expected: 'cache',
    cures: { cache: { server: 'Nginx', picks: 'fastcgi_no_cache', at: 'php' } },
    start: nginx('', {
      http: 'fastcgi_cache_path {folder}/cache keys_zone=api:1m;',
      php: 'fastcgi_cache api;\n  fastcgi_cache_key $uri$document_uri;\n  fastcgi_cache_valid any 10m;\n  fastcgi_ignore_headers Cache-Control Expires Vary;',
    }),
  },
  ...(['orders', 'customers', 'coupons', 'webhooks'] as const).map(
    (resource): SetUp => ({
      name: `a location refuses ${resource}`,
      expected: 'firewall',
      ...(resource === 'orders' && { cures: { firewall: location } }),
      start: nginx(`location ~ ^/wp-json/wc/v3/${resource} {\n  return 403;\n}`),
    }),
  ),
  {
    name: 'an if at server level refuses orders',
    expected: 'firewall',
    cures: { firewall: past },
    start: nginx(`if ($request_uri ~ /${orders}) {\n  return 403;\n}`),
  },
  {
    name: 'products alone are refused',
    expected: 'firewall',
    cures: { firewall: location },
    start: nginx('location ~ ^/wp-json/wc/v3/products {\n  return 406;\n}'),
  },
  {
    name: 'all of wc/v3 is refused',
    expected: 'firewall',
    cures: { firewall: past },
    start: nginx('if ($request_uri ~ ^/wp-json/wc/v3) {\n  return 403;\n}'),
  },
  {
    name: 'the legacy API is refused',
    expected: 'firewall',
    start: nginx('location ^~ /wc-api/ {\n  return 403;\n}'),
  },
  {
    name: 'one resource is a 404 of Nginx',
    expected: 'rest-path-404',
    cures: { 'rest-path-404': location },
    start: nginx(`location ~ ^/${orders} {\n  return 404;\n}`),
  },
  {
    name: 'one resource is behind a password',
    expected: 'htpasswd',
    start: servers =>
      servers.nginx({
        server: `location ~ ^/${orders} {\n  auth_basic "Staging";\n  auth_basic_user_file /dev/null;\n  try_files $uri /index.php?$args;\n}\n${frontController}\n${phpLocation(servers.fastcgi)}`,
      }),
  },
  ...(
    [
      ['okhttp|Dart/|axios', 'mobile apps'],
      ['python-requests', 'Python'],
      ['WooCommerce API Client', 'the clients of WooCommerce'],
      ['curl|Wget', 'command lines'],
      ['Go-http-client|Java', 'services'],
      ['^$', 'nobody'],
      ['^axios', 'one script'],
    ] as const
  ).map(
    ([pattern, name], i): SetUp => ({
      name: `an if at server level refuses the User-Agent of ${name}`,
      expected: 'user-agent-filter',
      ...(i < 2 && { cures: { 'user-agent-filter': past } }),
      start: nginx(`if ($http_user_agent ~* "${pattern}") {\n  return 403;\n}`),
    }),
  ),
  {
    name: 'the User-Agents of apps are dropped with 444',
    expected: 'user-agent-filter',
    also: ['connection-reset'],
    cures: { 'user-agent-filter': past },
    start: nginx('if ($http_user_agent ~* "(okhttp|Dart/)") {\n  return 444;\n}'),
  },
  {
    name: 'everybody but browsers is dropped with 444',
    expected: 'user-agent-filter',
    also: ['connection-reset'],
    start: nginx('if ($http_user_agent !~* "Mozilla") {\n  return 444;\n}'),
  },
  {
    name: 'POST is redirected',
    expected: 'post-redirected',
    cures: { 'post-redirected': past },
    start: nginx('if ($request_method = POST) {\n  return 301 https://$http_host$request_uri/;\n}'),
  },
  {
    name: 'writes are redirected with 302',
    expected: 'post-redirected',
    cures: { 'post-redirected': past },
    start: nginx('if ($request_method !~ ^(GET|HEAD|OPTIONS)$) {\n  return 302 https://$http_host/;\n}'),
  },
  {
    name: 'POST is refused',
    expected: 'methods-blocked',
    cures: { 'methods-blocked': past },
    start: nginx('if ($request_method = POST) {\n  return 405;\n}'),
  },
  {
    name: 'PUT and DELETE are refused',
    expected: 'methods-blocked',
    cures: { 'methods-blocked': past },
    start: nginx('if ($request_method !~ ^(GET|HEAD|POST|OPTIONS)$) {\n  return 405;\n}'),
  },
  {
    name: 'DELETE alone is refused',
    expected: 'methods-blocked',
    start: nginx('if ($request_method = DELETE) {\n  return 403;\n}'),
  },
  {
    name: 'OPTIONS is refused',
    expected: 'preflight-refused',
    cures: { 'preflight-refused': past },
    start: nginx('if ($request_method = OPTIONS) {\n  return 403;\n}'),
  },
  {
    name: 'the fields of CORS are hidden',
    expected: 'preflight-refused',
    cures: { 'preflight-refused': { server: 'Nginx', picks: 'fastcgi_hide_header' } },
    start: nginx('', { php: 'fastcgi_hide_header Access-Control-Allow-Origin;' }),
  },
  {
    name: 'a preflight of its own allows GET alone',
    expected: 'preflight-refused',
    start: nginx('', {
      controller:
        'location / {\n  if ($request_method = OPTIONS) {\n    add_header Access-Control-Allow-Origin *;\n    add_header Access-Control-Allow-Methods "GET, OPTIONS";\n    return 200 "{\\"a\\":1,\\"b\\":2}";\n  }\n  try_files $uri $uri/ /index.php?$args;\n}',
    }),
  },
  {
    name: 'any Authorization header is refused with 401',
    expected: 'authorization-refused',
    cures: { 'authorization-refused': { server: 'Nginx', picks: 'break', at: 'server' } },
    start: nginx('if ($http_authorization) {\n  return 401;\n}'),
  },
  {
    name: 'Basic in the Authorization header is refused with 403',
    expected: 'firewall',
    cures: { firewall: past },
    start: nginx('if ($http_authorization ~* Basic) {\n  return 403;\n}'),
  },
  {
    name: 'URLs in the query are refused',
    expected: 'firewall-url-in-query',
    start: nginx('if ($args ~* "https?(:|%3A)") {\n  return 403;\n}'),
  },
  {
    name: 'the page that grants keys is refused',
    expected: 'wc-auth-blocked',
    cures: { 'wc-auth-blocked': past },
    start: nginx('if ($request_uri ~ ^/wc-auth/) {\n  return 403;\n}'),
  },
  {
    name: 'everything gets a slash at its end',
    expected: 'redirect-path',
    cures: { 'redirect-path': past },
    start: nginx('rewrite ^([^.]*[^/])$ $1/ permanent;'),
  },
  {
    name: 'a client certificate is required',
    expected: 'client-certificate',
    cures: { 'client-certificate': { server: 'Nginx', picks: 'ssl_verify_client' } },
    start: nginx('ssl_client_certificate {folder}/tls.crt;\nssl_verify_client on;'),
  },
  {
    name: 'plain HTTP asked at its TLS port',
    expected: 'plain-http-at-tls-port',
    scheme: 'http',
    start: nginx(''),
  },
  {
    name: 'TLS asked at its port of plain HTTP',
    expected: 'tls-not-spoken',
    start: servers =>
      servers.nginx({ tls: undefined, server: `${frontController}\n${phpLocation(servers.fastcgi)}` }),
  },
  {
    name: 'no TLS at its port',
    expected: 'tls-not-spoken',
    cures: {
      'tls-not-spoken': {
        server: 'Nginx',
        picks: 'listen 443 ssl',
        filled: port => ['443', `127.0.0.1:${port}`],
      },
    },
    start: servers =>
      servers.nginx({
        tls: undefined,
        server: `ssl_certificate {folder}/own.crt;\nssl_certificate_key {folder}/own.key;\n${frontController}\n${phpLocation(servers.fastcgi)}`,
        files: { 'own.crt': testTls().cert, 'own.key': testTls().key },
      }),
  },
  {
    name: 'the certificate without its intermediate',
    expected: 'tls-missing-intermediate',
    // Of an authority of its own both are possible.
    also: ['tls-private-authority'],
    ca: chainCa,
    cures: { 'tls-missing-intermediate': { server: 'Nginx', picks: 'fullchain', filled: inChainFolder } },
    start: servers =>
      servers.nginx({
        tls: undefined,
        isTls: true,
        server: `ssl_certificate ${chainFolder}/cert.pem;\nssl_certificate_key ${chainFolder}/privkey.pem;\n${frontController}\n${phpLocation(servers.fastcgi)}`,
      }),
  },
  ...(
    [
      [
        'tls-wrong-host',
        `ssl_certificate ${chainFolder}/other.pem; ssl_certificate_key ${chainFolder}/other.key;`,
        'www.shop',
      ],
      ['tls-name-unknown', 'ssl_reject_handshake on;', 'server_name'],
    ] as const
  ).map(
    ([id, first, picks]): SetUp => ({
      name: `another server answers for its name: ${id}`,
      expected: id,
      ca: bothCas,
      cures: { [id]: { server: 'Nginx', picks, at: 'server', filled: ['shop.example', 'shop.test'] } },
      start: servers =>
        servers.nginx({
          serverName: 'nowhere.test',
          http: `server { listen 127.0.0.1:{port} ssl default_server; ${first} return 404; }`,
          server: `${frontController}\n${phpLocation(servers.fastcgi)}`,
        }),
    }),
  ),
  {
    name: 'Content-Encoding is added by hand',
    expected: 'gzip-damaged',
    cures: { 'gzip-damaged': { server: 'Nginx', picks: 'add_header Content-Encoding' } },
    start: nginx('', { php: 'add_header Content-Encoding gzip;' }),
  },
  {
    name: 'connections are not kept',
    // Worth knowing, and no fault.
    expected: 'healthy',
    cures: { 'connection-close': { server: 'Nginx', picks: 'keepalive_timeout' } },
    start: nginx('keepalive_timeout 0;'),
  },
  {
    name: 'a page stands in the place of what is no file',
    expected: 'html-200',
    cures: { 'html-200': { server: 'Nginx', picks: 'try_files', at: 'end' } },
    start: servers =>
      servers.nginx({
        server: `location / {\n  try_files $uri $uri/ /landing;\n}\nlocation = / {\n  rewrite ^ /index.php last;\n}\nlocation = /landing {\n  default_type text/html;\n  return 200 "<!doctype html><title>Welcome</title><div id=app></div>";\n}\n${phpLocation(servers.fastcgi)}\n# [end]`,
      }),
  },
  {
    name: 'a parameter is added to the query',
    expected: 'query-parameter-added',
    cures: { 'query-parameter-added': { server: 'Nginx', picks: 'try_files', at: 'end' } },
    start: nginx('', { controller: 'location / {\n  try_files $uri $uri/ /index.php?lang=de&$args;\n}' }),
  },
  {
    name: 'few requests in a second',
    expected: 'rate-limit',
    cures: { 'rate-limit': { server: 'Nginx', picks: 'limit_req', at: 'end' } },
    start: nginx('limit_req zone=slow burst=8 nodelay;\nlimit_req_status 429;', {
      http: 'limit_req_zone $binary_remote_addr zone=slow:1m rate=60r/m;\n  limit_req_zone $binary_remote_addr zone=api:10m rate=30r/s;',
    }),
  },
  {
    name: 'header and query do not reach PHP',
    expected: 'strip-all-credentials',
    cures: {
      'strip-all-credentials': [
        { server: 'Nginx', picks: 'try_files' },
        { server: 'Nginx', picks: 'HTTP_AUTHORIZATION' },
      ],
    },
    start: nginx('', {
      controller: 'location / {\n  try_files $uri $uri/ /index.php;\n}',
      php: 'fastcgi_param HTTP_AUTHORIZATION "";',
    }),
  },
  {
    name: 'no TLS that is still allowed',
    expected: 'tls-old-protocol',
    cures: { 'tls-old-protocol': { server: 'Nginx', picks: 'ssl_protocols' } },
    start: nginx('ssl_protocols TLSv1 TLSv1.1;\nssl_ciphers ALL:@SECLEVEL=0;'),
  },
  {
    name: 'PHP-FPM is down',
    expected: 'bad-gateway',
    start: async servers =>
      servers.nginx({ server: `${frontController}\n${phpLocation(await servers.nobody())}` }),
  },
  {
    name: 'a deny for everybody',
    expected: 'ip-blocked',
    cures: {
      'ip-blocked': {
        server: 'Nginx',
        picks: 'allow 203',
        at: 'server',
        filled: ['203.0.113.7', '127.0.0.1'],
      },
    },
    start: nginx('deny all;'),
  },
  {
    name: 'a password for everything',
    expected: 'htpasswd',
    cures: { htpasswd: { server: 'Nginx', picks: '$staging' } },
    start: nginx('auth_basic "Staging";\nauth_basic_user_file /dev/null;'),
  },
];
