/**
 * The features of the acceptance suite on real servers: those on broken hosting behind servers that are broken so, and
 * those that every store has to meet behind sound ones.
 */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Requirement, readRequirements } from '../../src/verify/requirements.ts';
import { runSuite, type TargetRun } from '../../src/verify/run.ts';
import { latchkey } from '../cli/latchkey.ts';
import { Hosting, passwordLine, type Running, tls } from './running.ts';
import { scratchFolder } from './servers/process.ts';
import {
  type ApacheOptions,
  frontController,
  hasApache,
  hasHaproxy,
  hasNginx,
  olderHtaccess,
  phpLocation,
  startHaproxy,
  wordpressHtaccess,
} from './servers.ts';
import { type Hosted, hostedHome, hostedTarget } from './targets.ts';

let hosting: Hosting;
let requirements: readonly Requirement[];
before(async () => {
  hosting = await Hosting.open(hostedHome);
  requirements = await readRequirements();
});
after(() => hosting?.close());

/** Runs the requirements with one of these tags; of those on hosting only the ones for this server. */
async function run(hosted: Hosted, wanted: readonly string[]): Promise<TargetRun> {
  const target = hostedTarget(hosting, hosted);
  const selected = requirements.filter(
    ({ tags }) =>
      wanted.some(tag => tags.includes(tag)) &&
      (tags.includes('@hosting') ? tags.includes(`@${hosted.name}`) : true),
  );
  const tagExpression = selected.map(({ id }) => `@${id}`).join(' or ');
  try {
    return await runSuite({ target, selection: { requirements: selected, tagExpression } });
  } finally {
    await target.close();
  }
}

/** All of them: a scenario that is skipped has shown nothing. */
async function expectAllToPass(hosted: Hosted, ...wanted: readonly string[]): Promise<void> {
  const { scenarios } = await run(hosted, wanted);
  assert.ok(scenarios.length > 0, 'no scenario has run');
  assert.deepEqual(
    scenarios
      .filter(({ outcome }) => outcome !== 'passed')
      // What another version answers is another version's to show.
      .filter(({ reason }) => !/^holds (before|since) WooCommerce /.test(reason ?? ''))
      .map(({ requirement, name, outcome, reason }) => `${outcome}: ${requirement} ${name}: ${reason}`),
    [],
  );
}

/** The features about a fault, behind a server that has it. */
const expectFault = (name: string, fault: string, servers: { https?: Running; http?: Running }) =>
  expectAllToPass({ name, ...servers, faults: [fault] }, `@fault-${fault}`);

/** What every store has to meet: all of it that is about authentication, on both schemes. */
const sound = ['@basic', '@query', '@oauth', '@nonces', '@timestamps', '@permissions', '@rights', '@gone'];

describe('Apache with PHP-FPM', { skip: !hasApache && 'apache2 is not installed' }, () => {
  const apache = (options: Partial<ApacheOptions> = {}) => hosting.apache(options);

  it('strips the header as it comes: stripped header, fallback to the query', async () => {
    const https = await apache();
    await expectFault('apache', 'strip-authorization', { https });
    await https.server.applyFix({ where: 'directory', lines: 'CGIPassAuth On' });
    const http = await apache({ tls: undefined, directory: 'CGIPassAuth On' });
    await expectAllToPass({ name: 'apache', https, http }, ...sound);
    await hosting.stop(https, http);
  });

  it('passes on half with the rule as a flag on the front controller’s line', async () => {
    const https = await apache({
      htaccess: olderHtaccess.replace(
        'RewriteRule . /index.php [L]',
        'RewriteRule . /index.php [E=HTTP_AUTHORIZATION:%{HTTP:Authorization},L]',
      ),
    });
    await expectFault('apache', 'authorization-basic-only', { https });
    await hosting.stop(https);
  });

  it('wants a password of its own', async () => {
    const https = await apache({
      htaccess: wordpressHtaccess,
      directory:
        'AuthType Basic\n  AuthName "Staging"\n  AuthUserFile "{folder}/passwords"\n  Require valid-user',
      files: { passwords: passwordLine('staging', 'staging') },
    });
    await expectFault('apache', 'htpasswd', { https });
    await hosting.stop(https);
  });

  it('refuses PUT and DELETE', async () => {
    const https = await apache({
      htaccess: wordpressHtaccess,
      vhost: '<Location "/">\n  AllowMethods GET POST HEAD OPTIONS\n</Location>',
    });
    await expectFault('apache', 'methods-blocked', { https });
    await hosting.stop(https);
  });

  it('passes everything on with the .htaccess that WordPress writes', async () => {
    const https = await apache({ htaccess: wordpressHtaccess });
    const http = await apache({ htaccess: wordpressHtaccess, tls: undefined });
    await expectAllToPass({ name: 'apache', https, http }, ...sound);
    await hosting.stop(https, http);
  });
});

describe('latchkey verify --url, as docs/guides/your-server.md says', {
  skip: !hasApache && 'apache2 is not installed',
}, () => {
  it('tells a configuration that strips the header from one that passes it on', async context => {
    const folder = scratchFolder('verify');
    context.after(() => rmSync(folder, { recursive: true }));
    const ca = path.join(folder, 'ca.pem');
    writeFileSync(ca, tls.ca);
    const https = await hosting.apache();
    const url = `https://127.0.0.1:${https.port}`;
    // The store's home is where it is reached, as a client expects.
    context.after(() => {
      hosting.store.faults = [];
    });
    hosting.store.faults = [`home-url-differs:home=${url}`];
    const { consumer_key, consumer_secret } = hosting.key;
    const verify = async () => {
      const { code, stdout } = await latchkey(
        [
          ...['verify', 'BASIC-01', 'QUERY-01', 'OAUTH-01', 'HOSTING-01'],
          ...['--url', url, '--ca', ca, '--reports', path.join(folder, 'reports')],
        ],
        { LATCHKEY_CONSUMER_KEY: consumer_key, LATCHKEY_CONSUMER_SECRET: consumer_secret },
      );
      const told = [...stdout.matchAll(/^\[ *\d+\/\d+\] (\S) ([A-Z]+-\d+) /gm)].map(
        ([, mark, id]) => `${mark} ${id}`,
      );
      return {
        code,
        told: [...new Set(told)].sort(),
        reasons: stdout.match(/not known to be behind[^)\n]*/)?.[0],
      };
    };
    const reasons = 'not known to be behind the hosting fault strip-authorization';
    assert.deepEqual(await verify(), {
      code: 1,
      told: ['✓ HOSTING-01', '✓ OAUTH-01', '✓ QUERY-01', '✗ BASIC-01'],
      reasons: undefined,
    });
    await https.server.applyFix({ where: 'directory', lines: 'CGIPassAuth On' });
    assert.deepEqual(await verify(), {
      code: 0,
      told: ['- HOSTING-01', '✓ BASIC-01', '✓ OAUTH-01', '✓ QUERY-01'],
      reasons,
    });
    await hosting.stop(https);
  });
});

describe('Nginx with PHP-FPM', { skip: !hasNginx && 'nginx is not installed' }, () => {
  it('passes everything on as it comes from its package', async () => {
    const https = await hosting.nginx();
    const http = await hosting.nginx({ tls: undefined });
    await expectAllToPass({ name: 'nginx', https, http }, ...sound);
    await hosting.stop(https, http);
  });

  it('is not taken for a broken one: of what is said of those, only what holds everywhere passes', async () => {
    const https = await hosting.nginx();
    const http = await hosting.nginx({ tls: undefined });
    const faults = requirements.flatMap(({ tags }) =>
      tags.includes('@nginx') ? tags.flatMap(tag => /^@fault-(.+)/.exec(tag)?.[1] ?? []) : [],
    );
    const found = await run(
      { name: 'nginx', https, http, faults },
      faults.map(fault => `@fault-${fault}`),
    );
    assert.deepEqual(
      found.requirements.map(({ requirement, outcome }) => `${requirement.id} ${outcome}`).sort(),
      [
        'HOSTING-01 failed',
        'HOSTING-02 passed',
        'HOSTING-03 passed',
        'HOSTING-05 failed',
        'HOSTING-06 failed',
        'HOSTING-07 failed',
        'HOSTING-08 failed',
        'HOSTING-09 failed',
        'HOSTING-12 failed',
      ],
    );
    await hosting.stop(https, http);
  });

  it('strips the header where the variable is emptied: stripped header, fallback to the query', async () => {
    const https = await hosting.nginx({
      server: `${frontController}\n${phpLocation(hosting.fastcgi.port, 'fastcgi_param HTTP_AUTHORIZATION "";')}`,
    });
    await expectFault('nginx', 'strip-authorization', { https });
    await https.server.applyFix({
      replace: /fastcgi_param HTTP_AUTHORIZATION ""/,
      lines: 'fastcgi_param HTTP_AUTHORIZATION $http_authorization;',
    });
    const http = await hosting.nginx({ tls: undefined });
    await expectAllToPass({ name: 'nginx', https, http }, '@basic', '@query');
    await hosting.stop(https, http);
  });

  it('adds q= with the rule of other software', async () => {
    const https = await hosting.nginx({
      server: `location / {\n  try_files $uri $uri/ /index.php?q=$uri&$args;\n}\n${phpLocation(hosting.fastcgi.port)}`,
    });
    await expectFault('nginx', 'query-q-added', { https });
    await hosting.stop(https);
  });

  it('drops the query without $args', async () => {
    const https = await hosting.nginx({
      server: `location / {\n  try_files $uri $uri/ /index.php;\n}\n${phpLocation(hosting.fastcgi.port)}`,
    });
    await expectFault('nginx', 'query-dropped', { https });
    await hosting.stop(https);
  });

  it('redirects http to https', async () => {
    const https = await hosting.nginx();
    const http = await hosting.nginx({ tls: undefined, server: 'return 301 https://$host$request_uri;' });
    await expectFault('nginx', 'redirect-https', { https, http });
    await hosting.stop(https, http);
  });
});

describe('a proxy that ends TLS', { skip: !hasNginx && 'nginx is not installed' }, () => {
  /** The web server behind: plain http, and it believes a proxy that says that TLS was spoken. */
  const behind = () =>
    hosting.nginx({
      tls: undefined,
      server: `set $tls "";
if ($http_x_forwarded_proto = https) {
  set $tls on;
}
${frontController}
${phpLocation(hosting.fastcgi.port).replace('$https if_not_empty', '$tls if_not_empty')}`,
    });

  it('Nginx: TLS ends at a proxy, until it sends X-Forwarded-Proto', async () => {
    const web = await behind();
    const https = await hosting.nginx({
      server: `location / {\n  proxy_set_header Host $http_host;\n  # [proxy]\n  proxy_pass http://127.0.0.1:${web.port};\n}`,
    });
    await expectFault('nginx', 'tls-ends-at-proxy', { https });
    await https.server.applyFix({ where: 'proxy', lines: 'proxy_set_header X-Forwarded-Proto https;' });
    await expectAllToPass({ name: 'nginx', https, http: web }, ...sound);
    await hosting.stop(https, web);
  });

  it('HAProxy: TLS ends at a proxy, until it sends X-Forwarded-Proto', {
    skip: !hasHaproxy && 'haproxy is not installed',
  }, async () => {
    const web = await behind();
    const https = await hosting.kept(startHaproxy({ backend: web.port, tls }));
    await expectFault('haproxy', 'tls-ends-at-proxy', { https });
    await https.server.applyFix({
      where: 'frontend',
      lines: 'http-request set-header X-Forwarded-Proto https if { ssl_fc }',
    });
    await expectAllToPass({ name: 'haproxy', https, http: web }, ...sound);
    await hosting.stop(https, web);
  });

  it('Nginx: a cache gives everybody the first answer', async () => {
    const web = await behind();
    const https = await hosting.nginx({
      http: 'proxy_cache_path {folder}/cache keys_zone=api:1m;',
      server: `location / {
  proxy_set_header X-Forwarded-Proto https;
  proxy_set_header Host $http_host;
  proxy_cache api;
  proxy_cache_key $uri;
  proxy_cache_valid any 10m;
  proxy_ignore_headers Cache-Control Expires Vary;
  proxy_pass http://127.0.0.1:${web.port};
}`,
    });
    await expectFault('nginx', 'cache', { https });
    await hosting.stop(https, web);
  });
});
