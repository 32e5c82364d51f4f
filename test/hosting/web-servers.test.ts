/**
 * Real servers in front of the simulated store: what each does with the probes is what it did with a real
 * WooCommerce, and the documented fixes do what is said of them.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type FastcgiListener, listenFastcgi } from '../../mocks/fastcgi.ts';
import { createStore, type Store } from '../../mocks/store.ts';
import { probe, type Row, rows } from './probes.ts';
import { requestText, sendRaw } from './raw-http.ts';
import { cgiScript, fcgidScript } from './servers/scripts.ts';
import {
  type ApacheOptions,
  frontController,
  hasApache,
  hasFcgid,
  hasHaproxy,
  hasModSecurity,
  hasNginx,
  hasVarnish,
  type NginxOptions,
  olderHtaccess,
  phpLocation,
  type Server,
  startApache,
  startHaproxy,
  startNginx,
  startVarnish,
  testTls,
  viaFastcgi,
  wordpressHtaccess,
} from './servers.ts';

const tls = testTls();
let store: Store;
let fastcgi: FastcgiListener;
const running = new Set<Server>();

before(async () => {
  store = await createStore({ home: 'http://shop.test:8105' });
  fastcgi = await listenFastcgi(store, { port: 0 });
});
after(async () => {
  await Promise.all([...running].map(server => server.stop()));
  await fastcgi?.close();
});

interface Running {
  readonly server: Server;
  readonly port: number;
}

async function kept<T extends Running>(starting: Promise<T>): Promise<T> {
  const started = await starting;
  running.add(started.server);
  return started;
}

async function stopped(...all: readonly Running[]): Promise<void> {
  for (const { server } of all) {
    running.delete(server);
    await server.stop();
  }
}

const apache = (options: Partial<ApacheOptions> = {}) =>
  kept(startApache({ php: viaFastcgi(fastcgi.port), tls, ...options }));
const nginx = (options: Partial<NginxOptions> = {}) =>
  kept(startNginx({ server: `${frontController}\n${phpLocation(fastcgi.port)}`, tls, ...options }));

/** The row of a running server. */
function rowOf({ port }: Running, { isTls = true, headers = [] as readonly string[] } = {}): Promise<Row> {
  const key = store.fixture.keys.find(one => one.permissions === 'read_write' && one.state === 'active');
  assert.ok(key);
  const host = `shop.test:${port}`;
  return probe({
    asked: `${isTls ? 'https' : 'http'}://${host}`,
    consumerKey: key.consumer_key,
    consumerSecret: key.consumer_secret,
    ask: async request => {
      const text = requestText(request.target, { host, headers: [...request.headers, ...headers] });
      const answer = await sendRaw(text, { port, tls: isTls });
      return {
        status: answer.status,
        contentType: answer.headers.get('content-type') ?? '',
        body: answer.body.toString('utf8'),
      };
    },
  });
}

async function expectRow(starting: Promise<Running>, row: Row, isTls = true): Promise<void> {
  const started = await starting;
  try {
    assert.deepEqual(await rowOf(started, { isTls }), row, started.server.log());
  } finally {
    await stopped(started);
  }
}

describe('Apache with PHP-FPM (proxy_fcgi)', { skip: !hasApache && 'apache2 is not installed' }, () => {
  it('strips the Authorization header by default', () => expectRow(apache(), rows.headerStripped));

  const fixes: Record<string, { where: string; lines: string }> = {
    'CGIPassAuth On, in the directory': { where: 'directory', lines: 'CGIPassAuth On' },
    'CGIPassAuth On, in .htaccess': { where: 'htaccess', lines: 'CGIPassAuth On' },
    'SetEnvIf, in .htaccess': {
      where: 'htaccess',
      lines: 'SetEnvIf Authorization "(.+)" HTTP_AUTHORIZATION=$1',
    },
    'SetEnvIf, in the virtual host': {
      where: 'vhost',
      lines: 'SetEnvIf Authorization "(.+)" HTTP_AUTHORIZATION=$1',
    },
    'the documented RewriteRule, before the front controller': {
      where: 'htaccess',
      lines: 'RewriteEngine On\nRewriteRule .* - [E=HTTP_AUTHORIZATION:%{HTTP:Authorization}]',
    },
  };
  it('passes it on after each of the fixes', async () => {
    const broken = await apache();
    const [config, htaccess] = [broken.server.file('httpd.conf'), broken.server.file('htdocs/.htaccess')];
    await stopped(broken);
    assert.ok(config && htaccess);
    for (const [name, fix] of Object.entries(fixes)) {
      const started = await apache();
      await started.server.applyFix(fix);
      assert.deepEqual(await rowOf(started), rows.healthy, name);
      await stopped(started);
    }
  });

  it('passes it on with the .htaccess that WordPress writes since 5.6', () =>
    expectRow(apache({ htaccess: wordpressHtaccess }), rows.healthy));

  it('passes on half with the rule as a flag on the front controller’s line', () =>
    expectRow(
      apache({
        htaccess: olderHtaccess.replace(
          'RewriteRule . /index.php [L]',
          'RewriteRule . /index.php [E=HTTP_AUTHORIZATION:%{HTTP:Authorization},L]',
        ),
      }),
      rows.headerHalf,
    ));

  it('answers itself where AuthType Basic protects everything', () =>
    expectRow(
      apache({
        directory:
          'AuthType Basic\n  AuthName "Staging"\n  AuthUserFile "{folder}/passwords"\n  Require valid-user',
        files: { passwords: 'staging:{SHA}eGmgxpV1OX6QWL2Zyka5cn4y5+o=\n' },
      }),
      rows.htpasswd,
    ));

  it('refuses PUT with AllowMethods before the store sees it', async () => {
    const started = await apache({
      vhost: '<Location "/">\n  AllowMethods GET POST HEAD OPTIONS\n</Location>',
    });
    const answer = await sendRaw(requestText('/wp-json/wc/v3/products/0', { method: 'PUT' }), {
      port: started.port,
      tls: true,
    });
    assert.equal(answer.status, 405);
    assert.match(answer.headers.get('content-type') ?? '', /html/);
    await stopped(started);
  });
});

describe('Apache with CGI', { skip: !hasApache && 'apache2 is not installed' }, () => {
  const cgi = () =>
    apache({
      modules: ['cgid'],
      main: 'ScriptSock "{folder}/cgid.sock"',
      php: `<Directory "{folder}/htdocs">
  Options +ExecCGI
</Directory>
<FilesMatch "\\.php$">
  SetHandler cgi-script
</FilesMatch>`,
      index: cgiScript(fastcgi.port),
    });
  it('strips the Authorization header with mod_cgid, and passes it on with CGIPassAuth', async () => {
    const started = await cgi();
    assert.deepEqual(await rowOf(started), rows.headerStripped, started.server.log());
    await started.server.applyFix({ where: 'directory', lines: 'CGIPassAuth On' });
    assert.deepEqual(await rowOf(started), rows.healthy);
    await stopped(started);
  });

  it('does the same with mod_fcgid', { skip: !hasFcgid && 'mod_fcgid is not installed' }, async () => {
    const started = await apache({
      modules: ['fcgid'],
      main: 'FcgidIPCDir "{folder}"\nFcgidProcessTableFile "{folder}/fcgid_shm"\nFcgidMaxProcesses 2',
      php: `<Directory "{folder}/htdocs">
  Options +ExecCGI
</Directory>
<FilesMatch "\\.php$">
  SetHandler fcgid-script
  FcgidWrapper "{folder}/relay" .php
</FilesMatch>`,
      files: { relay: fcgidScript(fastcgi.port) },
    });
    assert.deepEqual(await rowOf(started), rows.headerStripped, started.server.log());
    await started.server.applyFix({ where: 'vhost', lines: 'FcgidPassHeader Authorization' });
    assert.deepEqual(await rowOf(started), rows.healthy);
    await stopped(started);
  });
});

describe('Nginx with PHP-FPM', { skip: !hasNginx && 'nginx is not installed' }, () => {
  it('passes the Authorization header on as it comes from its package', () =>
    expectRow(nginx(), rows.healthy));

  it('strips it where the variable is emptied; fastcgi_pass_header changes nothing', async () => {
    const started = await nginx({
      server: `${frontController}\n${phpLocation(fastcgi.port, 'fastcgi_param HTTP_AUTHORIZATION "";')}`,
    });
    assert.deepEqual(await rowOf(started), rows.headerStripped);
    await started.server.applyFix({ where: 'php', lines: 'fastcgi_pass_header Authorization;' });
    assert.deepEqual(await rowOf(started), rows.headerStripped, 'fastcgi_pass_header changed something');
    await started.server.applyFix({
      replace: /fastcgi_param HTTP_AUTHORIZATION ""/,
      lines: 'fastcgi_param HTTP_AUTHORIZATION $http_authorization;',
    });
    assert.deepEqual(await rowOf(started), rows.healthy);
    await stopped(started);
  });

  it('adds q= with the rule of other software, until the rule is put right', async () => {
    const started = await nginx({
      server: `location / {\n  try_files $uri $uri/ /index.php?q=$uri&$args;\n}\n${phpLocation(fastcgi.port)}`,
    });
    assert.deepEqual(await rowOf(started), rows.queryQAdded);
    await started.server.applyFix({
      replace: /^\s*try_files/,
      lines: 'try_files $uri $uri/ /index.php?$args;',
    });
    assert.deepEqual(await rowOf(started), rows.healthy);
    await stopped(started);
  });

  it('drops the query without $args', () =>
    expectRow(
      nginx({ server: `location / {\n  try_files $uri $uri/ /index.php;\n}\n${phpLocation(fastcgi.port)}` }),
      rows.queryDropped,
    ));

  it('hides TLS from the store without the HTTPS variable', async () => {
    const started = await nginx({
      server: `${frontController}\n${phpLocation(fastcgi.port).replace('fastcgi_param HTTPS $https if_not_empty;', '')}`,
    });
    assert.deepEqual(await rowOf(started), rows.tlsEndsAtProxy);
    await started.server.applyFix({ where: 'php', lines: 'fastcgi_param HTTPS on;' });
    assert.deepEqual(await rowOf(started), rows.healthy);
    await stopped(started);
  });

  it('redirects http to https', () =>
    expectRow(
      nginx({ tls: undefined, server: 'return 301 https://$host$request_uri;' }),
      rows.redirected,
      false,
    ));

  it('gives everybody the first answer from a cache keyed on the path', () =>
    expectRow(
      nginx({
        http: 'fastcgi_cache_path {folder}/cache keys_zone=api:1m;',
        server: `${frontController}\n${phpLocation(
          fastcgi.port,
          `fastcgi_cache api;
  fastcgi_cache_key $uri$document_uri;
  fastcgi_cache_valid any 10m;
  fastcgi_ignore_headers Cache-Control Expires Vary;`,
        )}`,
      }),
      rows.cached,
    ));
});

describe('a proxy in front of the web server', { skip: !hasNginx && 'nginx is not installed' }, () => {
  /** The web server behind: plain http, and it believes the proxy that TLS was spoken. */
  const behind = () =>
    nginx({
      tls: undefined,
      server: `set $tls "";
if ($http_x_forwarded_proto = https) {
  set $tls on;
}
${frontController}
${phpLocation(fastcgi.port).replace('$https if_not_empty', '$tls if_not_empty')}`,
    });
  const forwarded = 'proxy_set_header X-Forwarded-Proto https;\n  proxy_set_header Host $http_host;';

  it('Nginx: proxy_set_header Authorization "" strips the header', async () => {
    const web = await behind();
    const proxy = await nginx({
      server: `location / {\n  ${forwarded}\n  proxy_set_header Authorization "";\n  proxy_pass http://127.0.0.1:${web.port};\n}`,
    });
    assert.deepEqual(await rowOf(proxy), rows.headerStripped);
    await proxy.server.applyFix({ replace: /proxy_set_header Authorization ""/, lines: [] });
    assert.deepEqual(await rowOf(proxy), rows.healthy);
    await stopped(proxy, web);
  });

  it('Nginx: without X-Forwarded-Proto the store sees http', async () => {
    const web = await behind();
    const proxy = await nginx({
      server: `location / {\n  proxy_set_header Host $http_host;\n  # [proxy]\n  proxy_pass http://127.0.0.1:${web.port};\n}`,
    });
    assert.deepEqual(await rowOf(proxy), rows.tlsEndsAtProxy);
    await proxy.server.applyFix({ where: 'proxy', lines: 'proxy_set_header X-Forwarded-Proto https;' });
    assert.deepEqual(await rowOf(proxy), rows.healthy);
    await stopped(proxy, web);
  });

  it('Nginx: proxy_cache keyed on the path gives everybody the first answer', async () => {
    const web = await behind();
    const proxy = await nginx({
      http: 'proxy_cache_path {folder}/cache keys_zone=api:1m;',
      server: `location / {
  ${forwarded}
  proxy_cache api;
  proxy_cache_key $uri;
  proxy_cache_valid any 10m;
  proxy_ignore_headers Vary;
  proxy_pass http://127.0.0.1:${web.port};
}`,
    });
    assert.deepEqual(await rowOf(proxy), rows.cached);
    await stopped(proxy, web);
  });

  it('HAProxy: ends TLS, and says so once it is told to', {
    skip: !hasHaproxy && 'haproxy is not installed',
  }, async () => {
    const web = await behind();
    const proxy = await kept(startHaproxy({ backend: web.port, tls }));
    assert.deepEqual(await rowOf(proxy), rows.tlsEndsAtProxy);
    await proxy.server.applyFix({
      where: 'frontend',
      lines: 'http-request set-header X-Forwarded-Proto https if { ssl_fc }',
    });
    assert.deepEqual(await rowOf(proxy), rows.healthy);
    await stopped(proxy, web);
  });

  it('Varnish: strips the header where the VCL says so', {
    skip: !hasVarnish && 'varnish is not installed',
  }, async () => {
    const web = await behind();
    const cache = await kept(
      startVarnish({
        backend: web.port,
        recv: 'unset req.http.Authorization;',
        // Answers of the API carry no lifetime: nothing is kept, so that the header alone is looked at.
        vcl: 'sub vcl_backend_response { set beresp.uncacheable = true; }',
      }),
    );
    const tlsEnd = await kept(
      startHaproxy({ backend: cache.port, tls, frontend: 'http-request set-header X-Forwarded-Proto https' }),
    );
    assert.deepEqual(await rowOf(tlsEnd), rows.headerStripped);
    await cache.server.applyFix({ replace: /unset req\.http\.Authorization/, lines: [] });
    assert.deepEqual(await rowOf(tlsEnd), rows.healthy);
    await stopped(tlsEnd, cache, web);
  });

  it('Varnish: keeps a 401 for everybody where the VCL caches all', {
    skip: !hasVarnish && 'varnish is not installed',
  }, async () => {
    const web = await behind();
    const cache = await kept(
      startVarnish({
        backend: web.port,
        recv: 'set req.url = regsub(req.url, "\\?.*$", ""); return (hash);',
        vcl: 'sub vcl_backend_response { set beresp.ttl = 10m; unset beresp.http.Vary; return (deliver); }',
      }),
    );
    const tlsEnd = await kept(
      startHaproxy({ backend: cache.port, tls, frontend: 'http-request set-header X-Forwarded-Proto https' }),
    );
    assert.deepEqual(await rowOf(tlsEnd), rows.cached);
    await stopped(tlsEnd, cache, web);
  });
});

describe('mod_security with the OWASP core rule set', {
  skip: !hasModSecurity && 'modsecurity-crs is not installed',
}, () => {
  const crs = '/usr/share/modsecurity-crs/rules';
  let started: Running;
  before(async () => {
    started = await apache({
      htaccess: wordpressHtaccess,
      modules: ['unique_id', 'security2'],
      main: `SecRuleEngine On
SecRequestBodyAccess On
SecDataDir "{folder}"
SecTmpDir "{folder}"
SecAuditEngine Off
SecDefaultAction "phase:1,log,noauditlog,pass"
SecDefaultAction "phase:2,log,noauditlog,pass"
SecAction "id:900990,phase:1,pass,t:none,nolog,setvar:tx.crs_setup_version=340"
Include ${crs}/*.conf`,
    });
  });
  after(() => started && stopped(started));

  const ask = (target: string, options: Parameters<typeof requestText>[1] = {}) =>
    sendRaw(
      requestText(target, {
        host: 'shop.test',
        ...options,
        headers: ['User-Agent: Shop sync 1.0', 'Accept: */*', ...(options.headers ?? [])],
      }),
      { port: started.port, tls: true },
    );

  it('lets an ordinary request pass', async () => {
    assert.equal((await ask('/wp-json/wc/v3/products?per_page=1')).status, 401);
  });

  it('refuses PUT and DELETE, which a POST with _method gets past', async () => {
    for (const method of ['PUT', 'DELETE']) {
      const answer = await ask('/wp-json/wc/v3/products/0', { method });
      assert.equal(answer.status, 403, method);
      assert.match(answer.headers.get('content-type') ?? '', /html/);
    }
    const json = ['Content-Type: application/json'];
    const post = await ask('/wp-json/wc/v3/products/0?_method=PUT', {
      method: 'POST',
      headers: json,
      body: '{}',
    });
    assert.match(post.headers.get('content-type') ?? '', /json/);
  });

  it('refuses URLs in the query of the page that grants keys', async () => {
    const url = encodeURIComponent('http://198.51.100.7/callback?a=b');
    const answer = await ask(
      `/wc-auth/v1/authorize?app_name=x&scope=read&user_id=1&return_url=${url}&callback_url=${url}`,
    );
    assert.equal(answer.status, 403);
    assert.equal((await ask('/wc-auth/v1/authorize')).status, 401);
  });
});
