/**
 * The doctor against real servers that break authentication. It has to name the fault; then the fix that it prints is
 * put into that configuration, word for word, and it has to find the store healthy.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createStore, type FastcgiListener, listenFastcgi, type Store } from '../../mocks/index.ts';
import { createClient } from '../../src/client/http/client.ts';
import { diagnose, isHealthy } from '../../src/doctor/diagnosis.ts';
import { examine } from '../../src/doctor/examine.ts';
import { type Report, reportOf } from '../../src/doctor/report.ts';
import { createRedactor } from '../../src/redact/redact.ts';
import { cgiScript, fcgidScript } from '../real-servers/servers/scripts.ts';
import {
  type ApacheOptions,
  type Change,
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
} from '../real-servers/servers.ts';

const tls = testTls();
let store: Store;
let fastcgi: FastcgiListener;
const running = new Set<Server>();

before(async () => {
  store = await createStore({ home: 'http://shop.test:8105', orders: 5 });
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

async function stopAll(): Promise<void> {
  const all = [...running];
  running.clear();
  await Promise.all(all.map(server => server.stop()));
}

const apache = (options: Partial<ApacheOptions> = {}) =>
  kept(startApache({ php: viaFastcgi(fastcgi.port), tls, ...options }));
const nginx = (options: Partial<NginxOptions> = {}) =>
  kept(startNginx({ server: `${frontController}\n${phpLocation(fastcgi.port)}`, tls, ...options }));

/** What `latchkey doctor --json` prints, read back. */
async function doctor(
  port: number,
  { scheme = 'https', redirectsTo }: { readonly scheme?: string; readonly redirectsTo?: number } = {},
): Promise<Report> {
  const key = store.fixture.keys.find(({ name }) => name === 'owner');
  assert.ok(key);
  const here = { host: '127.0.0.1', port };
  const client = createClient({
    ca: tls.ca,
    connectTo: {
      [`shop.test:${port}`]: here,
      [`www.shop.test:${port}`]: here,
      ...(redirectsTo !== undefined && { 'shop.test:443': { host: '127.0.0.1', port: redirectsTo } }),
    },
  });
  try {
    const evidence = await examine({
      url: `${scheme}://shop.test:${port}`,
      client,
      credentials: { consumerKey: key.consumer_key, consumerSecret: key.consumer_secret },
    });
    const diagnosis = diagnose(evidence);
    const report = reportOf(diagnosis, createRedactor([key.consumer_secret]), {
      latchkey: '0',
      startedAt: new Date(),
      duration: 0,
      exitCode: isHealthy(diagnosis) ? 0 : 1,
    });
    return JSON.parse(JSON.stringify(report)) as Report;
  } finally {
    await client.close();
  }
}

const told = (report: Report): string[] =>
  report.findings.filter(({ level }) => level !== 'information').map(({ id }) => id);

/** Where a fix of the doctor belongs in a set-up: which of them by its words, and the place that those words mean. */
interface Cure {
  readonly server: string;
  /** A piece of the doctor's lines that picks one of its fixes. */
  readonly picks: string;
  /** The place in the configuration; none where the wrong line is replaced. */
  readonly at?: string;
}

/** The change that the doctor prints: its lines, and the line that they take the place of. */
function printed(report: Report, id: string, { server, picks, at }: Cure): Change {
  const finding = report.findings.find(each => each.id === id);
  assert.ok(finding, `${id} is not among ${told(report).join(', ')}`);
  const fix = finding.fixes.find(
    each => each.server === server && `${each.lines}\n${each.insteadOf ?? ''}`.includes(picks),
  );
  assert.ok(fix, `no fix of ${id} for ${server} holds ${picks}`);
  if (at !== undefined) return { where: at, lines: fix.lines };
  assert.ok(fix.insteadOf, 'the fix says no line that goes');
  const wrong = fix.insteadOf.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s+');
  return { replace: new RegExp(wrong), lines: fix.lines === '' ? [] : fix.lines };
}

async function cures(front: Running, faults: Readonly<Record<string, Cure>>, mended: Server = front.server) {
  const before = await doctor(front.port);
  assert.deepEqual(told(before).sort(), Object.keys(faults).sort(), mended.log());
  for (const [id, cure] of Object.entries(faults)) await mended.applyFix(printed(before, id, cure));
  const after = await doctor(front.port);
  assert.deepEqual(told(after), [], mended.log());
  assert.ok(after.healthy);
  await stopAll();
}

describe('Apache', { skip: !hasApache && 'apache2 is not installed' }, () => {
  const strip = (picks: string, at: string) => ({ 'strip-authorization': { server: 'Apache', picks, at } });

  it('with PHP-FPM: CGIPassAuth', async () => cures(await apache(), strip('CGIPassAuth', 'directory')));
  it('with PHP-FPM: CGIPassAuth in .htaccess', async () =>
    cures(await apache(), strip('CGIPassAuth', 'htaccess')));
  it('with PHP-FPM: SetEnvIf in .htaccess', async () => cures(await apache(), strip('SetEnvIf', 'htaccess')));

  it('with the rule as a flag on the line of the front controller', async () =>
    cures(
      await apache({
        htaccess: olderHtaccess.replace(
          'RewriteRule . /index.php [L]',
          'RewriteRule . /index.php [E=HTTP_AUTHORIZATION:%{HTTP:Authorization},L]',
        ),
      }),
      { 'authorization-basic-only': { server: 'Apache', picks: 'RewriteRule', at: 'htaccess' } },
    ));

  it('with a password of its own', async () =>
    cures(
      await apache({
        htaccess: wordpressHtaccess,
        directory:
          'AuthType Basic\n  AuthName "Staging"\n  AuthUserFile "{folder}/passwords"\n  Require valid-user',
        files: { passwords: 'staging:{SHA}eGmgxpV1OX6QWL2Zyka5cn4y5+o=\n' },
      }),
      { htpasswd: { server: 'Apache', picks: 'RequireAny' } },
    ));

  it('with AllowMethods', async () =>
    cures(
      await apache({
        htaccess: wordpressHtaccess,
        vhost: '<Location "/">\n  AllowMethods GET POST HEAD OPTIONS\n</Location>',
      }),
      { 'methods-blocked': { server: 'Apache', picks: 'AllowMethods reset' } },
    ));

  it('with CGI', async () =>
    cures(
      await apache({
        modules: ['cgid'],
        main: 'ScriptSock "{folder}/cgid.sock"',
        php: '<Directory "{folder}/htdocs">\n  Options +ExecCGI\n</Directory>\n<FilesMatch "\\.php$">\n  SetHandler cgi-script\n</FilesMatch>',
        index: cgiScript(fastcgi.port),
      }),
      strip('CGIPassAuth', 'directory'),
    ));

  it('with mod_fcgid', { skip: !hasFcgid && 'mod_fcgid is not installed' }, async () =>
    cures(
      await apache({
        modules: ['fcgid'],
        main: 'FcgidIPCDir "{folder}"\nFcgidProcessTableFile "{folder}/fcgid_shm"\nFcgidMaxProcesses 4',
        php: '<Directory "{folder}/htdocs">\n  Options +ExecCGI\n</Directory>\n<FilesMatch "\\.php$">\n  SetHandler fcgid-script\n  FcgidWrapper "{folder}/relay" .php\n</FilesMatch>',
        files: { relay: fcgidScript(fastcgi.port) },
      }),
      strip('FcgidPassHeader', 'vhost'),
    ),
  );

  it('with the query dropped by the front controller', async () =>
    cures(
      await apache({
        htaccess: wordpressHtaccess.replace('RewriteRule . /index.php [L]', 'RewriteRule . /index.php? [L]'),
      }),
      { 'query-dropped': { server: 'Apache', picks: 'QSA' } },
    ));

  it('without rewriting', async () =>
    cures(await apache({ htaccess: '' }), {
      'no-rewrite': { server: 'Apache', picks: 'RewriteBase', at: 'htaccess' },
    }));
});

describe('mod_security with the OWASP core rule set', {
  skip: !hasModSecurity && 'modsecurity-crs is not installed',
}, () => {
  it('lets PUT and DELETE pass after the fix', async () => {
    const crs = '/usr/share/modsecurity-crs/rules';
    await cures(
      await apache({
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
# [crs-setup]
Include ${crs}/*.conf`,
      }),
      { 'methods-blocked': { server: 'Apache', picks: 'tx.allowed_methods', at: 'crs-setup' } },
    );
  });
});

describe('Nginx', { skip: !hasNginx && 'nginx is not installed' }, () => {
  it('as it comes is healthy', async () => {
    const started = await nginx();
    assert.deepEqual(told(await doctor(started.port)), []);
    await stopAll();
  });

  it('with the header emptied; fastcgi_pass_header changes nothing', async () => {
    const started = await nginx({
      server: `${frontController}\n${phpLocation(fastcgi.port, 'fastcgi_param HTTP_AUTHORIZATION "";')}`,
    });
    await started.server.applyFix({ where: 'php', lines: 'fastcgi_pass_header Authorization;' });
    const report = await doctor(started.port);
    assert.match(report.findings[0]?.wrongAdvice ?? '', /fastcgi_pass_header Authorization;/);
    await cures(started, { 'strip-authorization': { server: 'Nginx', picks: 'HTTP_AUTHORIZATION "' } });
  });

  it('with q= added', async () =>
    cures(
      await nginx({
        server: `location / {\n  try_files $uri $uri/ /index.php?q=$uri&$args;\n}\n${phpLocation(fastcgi.port)}`,
      }),
      { 'query-q-added': { server: 'Nginx', picks: '?q=$uri' } },
    ));

  it('with the query dropped', async () =>
    cures(
      await nginx({
        server: `location / {\n  try_files $uri $uri/ /index.php;\n}\n${phpLocation(fastcgi.port)}`,
      }),
      { 'query-dropped': { server: 'Nginx', picks: 'try_files' } },
    ));

  it('that hides TLS', async () =>
    cures(
      await nginx({
        server: `${frontController}\n${phpLocation(fastcgi.port).replace('fastcgi_param HTTPS $https if_not_empty;', '')}`,
      }),
      { 'tls-ends-at-proxy': { server: 'Nginx', picks: 'fastcgi_param HTTPS', at: 'php' } },
    ));

  it('without a front controller', async () =>
    cures(await nginx({ server: `# [rewriting]\n${phpLocation(fastcgi.port)}` }), {
      'no-rewrite': { server: 'Nginx', picks: 'try_files', at: 'rewriting' },
    }));

  it('with a cache of FastCGI by the path', async () =>
    cures(
      await nginx({
        http: 'fastcgi_cache_path {folder}/cache keys_zone=api:1m;',
        server: `${frontController}\n${phpLocation(
          fastcgi.port,
          `fastcgi_cache api;
  fastcgi_cache_key $uri$document_uri;
  fastcgi_cache_valid any 10m;
  fastcgi_ignore_headers Cache-Control Expires Vary;`,
        )}`,
      }),
      { cache: { server: 'Nginx', picks: 'fastcgi_no_cache', at: 'php' } },
    ));

  it('that redirects http to https', async () => {
    const secure = await nginx();
    const plain = await nginx({ tls: undefined, server: 'return 301 https://$host$request_uri;' });
    const report = await doctor(plain.port, { scheme: 'http', redirectsTo: secure.port });
    assert.deepEqual(told(report), ['redirect-https']);
    assert.match(report.findings[0]?.proof.join(' ') ?? '', /301.*https:\/\/shop\.test\//);
    // The cure is the client's: the URL that it leads to.
    assert.deepEqual(told(await doctor(secure.port)), []);
    await stopAll();
  });
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

  it('that is set up well is healthy', async () => {
    const web = await behind();
    const proxy = await nginx({
      server: `location / {\n  ${forwarded}\n  proxy_pass http://127.0.0.1:${web.port};\n}`,
    });
    assert.deepEqual(told(await doctor(proxy.port)), []);
    await stopAll();
  });

  it('Nginx, with the header emptied', async () => {
    const web = await behind();
    await cures(
      await nginx({
        server: `location / {\n  ${forwarded}\n  proxy_set_header Authorization "";\n  proxy_pass http://127.0.0.1:${web.port};\n}`,
      }),
      { 'strip-authorization': { server: 'Nginx', picks: 'proxy_set_header' } },
    );
  });

  it('Nginx, without X-Forwarded-Proto', async () => {
    const web = await behind();
    await cures(
      await nginx({
        server: `location / {\n  proxy_set_header Host $http_host;\n  # [proxy]\n  proxy_pass http://127.0.0.1:${web.port};\n}`,
      }),
      { 'tls-ends-at-proxy': { server: 'Nginx', picks: 'X-Forwarded-Proto', at: 'proxy' } },
    );
  });

  it('Nginx, with a header of its own in the place of the client’s', async () => {
    const web = await behind();
    await cures(
      await nginx({
        http: `upstream backend { server 127.0.0.1:${web.port}; }`,
        server: `location / {\n  ${forwarded}\n  proxy_set_header Authorization "Basic c3RhZ2luZzpzdGFnaW5n";\n  proxy_pass http://backend;\n}\n# [locations]`,
      }),
      { 'authorization-replaced': { server: 'Nginx', picks: 'location ^~', at: 'locations' } },
    );
  });

  it('Nginx, with a cache by the path', async () => {
    const web = await behind();
    await cures(
      await nginx({
        http: `proxy_cache_path {folder}/cache keys_zone=api:1m;\n  upstream backend { server 127.0.0.1:${web.port}; }`,
        server: `location / {
  ${forwarded}
  proxy_cache api;
  proxy_cache_key $uri;
  proxy_cache_valid any 10m;
  proxy_ignore_headers Vary;
  proxy_pass http://backend;
}
# [locations]`,
      }),
      { cache: { server: 'Nginx', picks: 'proxy_cache off', at: 'locations' } },
    );
  });

  it('HAProxy, that ends TLS', { skip: !hasHaproxy && 'haproxy is not installed' }, async () => {
    const web = await behind();
    await cures(await kept(startHaproxy({ backend: web.port, tls })), {
      'tls-ends-at-proxy': { server: 'HAProxy', picks: 'X-Forwarded-Proto', at: 'frontend' },
    });
  });

  it('HAProxy, that takes the header away', { skip: !hasHaproxy && 'haproxy is not installed' }, async () => {
    const web = await behind();
    await cures(
      await kept(
        startHaproxy({
          backend: web.port,
          tls,
          frontend:
            'http-request set-header X-Forwarded-Proto https\n  http-request del-header Authorization',
        }),
      ),
      { 'strip-authorization': { server: 'HAProxy', picks: 'del-header' } },
    );
  });

  const tlsEnd = (backend: number) =>
    kept(startHaproxy({ backend, tls, frontend: 'http-request set-header X-Forwarded-Proto https' }));

  it('Varnish, that takes the header away', {
    skip: !(hasVarnish && hasHaproxy) && 'varnish or haproxy is not installed',
  }, async () => {
    const web = await behind();
    const varnish = await kept(
      startVarnish({
        backend: web.port,
        recv: 'unset req.http.Authorization;',
        vcl: 'sub vcl_backend_response { set beresp.uncacheable = true; }',
      }),
    );
    await cures(
      await tlsEnd(varnish.port),
      { 'strip-authorization': { server: 'Varnish', picks: 'unset req.http.Authorization' } },
      varnish.server,
    );
  });

  it('Varnish, that drops the query and keeps everything', {
    skip: !(hasVarnish && hasHaproxy) && 'varnish or haproxy is not installed',
  }, async () => {
    const web = await behind();
    const varnish = await kept(
      startVarnish({
        backend: web.port,
        recv: 'set req.url = regsub(req.url, "\\?.*$", ""); return (hash);',
        vcl: 'sub vcl_backend_response { set beresp.ttl = 10m; unset beresp.http.Vary; return (deliver); }',
      }),
    );
    const front = await tlsEnd(varnish.port);
    const before = await doctor(front.port);
    assert.deepEqual(told(before).sort(), ['cache', 'query-dropped']);
    // One line cures both: it stands above the one that drops the query.
    await varnish.server.applyFix(
      printed(before, 'cache', { server: 'Varnish', picks: 'return (pass)', at: 'recv' }),
    );
    assert.deepEqual(told(await doctor(front.port)), []);
    await stopAll();
  });
});
