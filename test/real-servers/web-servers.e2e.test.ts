/**
 * Real servers in front of the simulated store: what each does with the probes is what it did with a real
 * WooCommerce, and the documented fixes do what is said of them.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Row, rows } from './probes.ts';
import { requestText, sendRaw } from './raw-http.ts';
import { Hosting, type Running, tls } from './running.ts';
import { cgiScript, fcgidScript } from './servers/scripts.ts';
import {
  frontController,
  hasApache,
  hasFcgid,
  hasHaproxy,
  hasNginx,
  hasVarnish,
  olderHtaccess,
  phpLocation,
  startHaproxy,
  startVarnish,
  wordpressHtaccess,
} from './servers.ts';

let hosting: Hosting;

before(async () => {
  hosting = await Hosting.open();
});
after(() => hosting?.close());

const apache: Hosting['apache'] = options => hosting.apache(options);
const nginx: Hosting['nginx'] = options => hosting.nginx(options);
const rowOf = (started: Running) => hosting.row(started);

async function expectRow(starting: Promise<Running>, row: Row, isTls = true): Promise<void> {
  const started = await starting;
  assert.deepEqual(await hosting.row(started, isTls), row, started.server.log());
  await hosting.stop(started);
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
    await hosting.stop(broken);
    assert.ok(config && htaccess);
    for (const [name, fix] of Object.entries(fixes)) {
      const started = await apache();
      await started.server.applyFix(fix);
      assert.deepEqual(await rowOf(started), rows.healthy, name);
      await hosting.stop(started);
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
    await hosting.stop(started);
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
      index: cgiScript(hosting.fastcgi.port),
    });
  it('strips the Authorization header with mod_cgid, and passes it on with CGIPassAuth', async () => {
    const started = await cgi();
    assert.deepEqual(await rowOf(started), rows.headerStripped, started.server.log());
    await started.server.applyFix({ where: 'directory', lines: 'CGIPassAuth On' });
    assert.deepEqual(await rowOf(started), rows.healthy);
    await hosting.stop(started);
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
      files: { relay: fcgidScript(hosting.fastcgi.port) },
    });
    assert.deepEqual(await rowOf(started), rows.headerStripped, started.server.log());
    await started.server.applyFix({ where: 'vhost', lines: 'FcgidPassHeader Authorization' });
    assert.deepEqual(await rowOf(started), rows.healthy);
    await hosting.stop(started);
  });
});

describe('Nginx with PHP-FPM', { skip: !hasNginx && 'nginx is not installed' }, () => {
  it('passes the Authorization header on as it comes from its package', () =>
    expectRow(nginx(), rows.healthy));

  it('strips it where the variable is emptied; fastcgi_pass_header changes nothing', async () => {
    const started = await nginx({
      server: `${frontController}\n${phpLocation(hosting.fastcgi.port, 'fastcgi_param HTTP_AUTHORIZATION "";')}`,
    });
    assert.deepEqual(await rowOf(started), rows.headerStripped);
    await started.server.applyFix({ where: 'php', lines: 'fastcgi_pass_header Authorization;' });
    assert.deepEqual(await rowOf(started), rows.headerStripped, 'fastcgi_pass_header changed something');
    await started.server.applyFix({
      replace: /fastcgi_param HTTP_AUTHORIZATION ""/,
      lines: 'fastcgi_param HTTP_AUTHORIZATION $http_authorization;',
    });
    assert.deepEqual(await rowOf(started), rows.healthy);
    await hosting.stop(started);
  });

  it('adds q= with the rule of other software, until the rule is put right', async () => {
    const started = await nginx({
      server: `location / {\n  try_files $uri $uri/ /index.php?q=$uri&$args;\n}\n${phpLocation(hosting.fastcgi.port)}`,
    });
    assert.deepEqual(await rowOf(started), rows.queryQAdded);
    await started.server.applyFix({
      replace: /^\s*try_files/,
      lines: 'try_files $uri $uri/ /index.php?$args;',
    });
    assert.deepEqual(await rowOf(started), rows.healthy);
    await hosting.stop(started);
  });

  it('drops the query without $args', () =>
    expectRow(
      nginx({
        server: `location / {\n  try_files $uri $uri/ /index.php;\n}\n${phpLocation(hosting.fastcgi.port)}`,
      }),
      rows.queryDropped,
    ));

  it('hides TLS from the store without the HTTPS variable', async () => {
    const started = await nginx({
      server: `${frontController}\n${phpLocation(hosting.fastcgi.port).replace('fastcgi_param HTTPS $https if_not_empty;', '')}`,
    });
    assert.deepEqual(await rowOf(started), rows.tlsEndsAtProxy);
    await started.server.applyFix({ where: 'php', lines: 'fastcgi_param HTTPS on;' });
    assert.deepEqual(await rowOf(started), rows.healthy);
    await hosting.stop(started);
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
          hosting.fastcgi.port,
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
${phpLocation(hosting.fastcgi.port).replace('$https if_not_empty', '$tls if_not_empty')}`,
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
    await hosting.stop(proxy, web);
  });

  it('Nginx: without X-Forwarded-Proto the store sees http', async () => {
    const web = await behind();
    const proxy = await nginx({
      server: `location / {\n  proxy_set_header Host $http_host;\n  # [proxy]\n  proxy_pass http://127.0.0.1:${web.port};\n}`,
    });
    assert.deepEqual(await rowOf(proxy), rows.tlsEndsAtProxy);
    await proxy.server.applyFix({ where: 'proxy', lines: 'proxy_set_header X-Forwarded-Proto https;' });
    assert.deepEqual(await rowOf(proxy), rows.healthy);
    await hosting.stop(proxy, web);
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
    await hosting.stop(proxy, web);
  });

  it('HAProxy: ends TLS, and says so once it is told to', {
    skip: !hasHaproxy && 'haproxy is not installed',
  }, async () => {
    const web = await behind();
    const proxy = await hosting.kept(startHaproxy({ backend: web.port, tls }));
    assert.deepEqual(await rowOf(proxy), rows.tlsEndsAtProxy);
    await proxy.server.applyFix({
      where: 'frontend',
      lines: 'http-request set-header X-Forwarded-Proto https if { ssl_fc }',
    });
    assert.deepEqual(await rowOf(proxy), rows.healthy);
    await hosting.stop(proxy, web);
  });

  it('Varnish: strips the header where the VCL says so', {
    skip: !hasVarnish && 'varnish is not installed',
  }, async () => {
    const web = await behind();
    const cache = await hosting.kept(
      startVarnish({
        backend: web.port,
        recv: 'unset req.http.Authorization;',
        // Answers of the API carry no lifetime: nothing is kept, so that the header alone is looked at.
        vcl: 'sub vcl_backend_response { set beresp.uncacheable = true; }',
      }),
    );
    const tlsEnd = await hosting.kept(
      startHaproxy({ backend: cache.port, tls, frontend: 'http-request set-header X-Forwarded-Proto https' }),
    );
    assert.deepEqual(await rowOf(tlsEnd), rows.headerStripped);
    await cache.server.applyFix({ replace: /unset req\.http\.Authorization/, lines: [] });
    assert.deepEqual(await rowOf(tlsEnd), rows.healthy);
    await hosting.stop(tlsEnd, cache, web);
  });

  it('Varnish: keeps a 401 for everybody where the VCL caches all', {
    skip: !hasVarnish && 'varnish is not installed',
  }, async () => {
    const web = await behind();
    const cache = await hosting.kept(
      startVarnish({
        backend: web.port,
        recv: 'set req.url = regsub(req.url, "\\?.*$", ""); return (hash);',
        vcl: 'sub vcl_backend_response { set beresp.ttl = 10m; unset beresp.http.Vary; return (deliver); }',
      }),
    );
    const tlsEnd = await hosting.kept(
      startHaproxy({ backend: cache.port, tls, frontend: 'http-request set-header X-Forwarded-Proto https' }),
    );
    assert.deepEqual(await rowOf(tlsEnd), rows.cached);
    await hosting.stop(tlsEnd, cache, web);
  });
});
