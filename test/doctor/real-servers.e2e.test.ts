/** What the table of set-ups (test/hosting/set-ups) does not hold: advice that changes nothing, two servers, one line for two. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createStore, type FastcgiListener, listenFastcgi, type Store } from '../../mocks/index.ts';
import { createClient } from '../../src/client/http/client.ts';
import { diagnose } from '../../src/doctor/diagnosis.ts';
import { examine } from '../../src/doctor/examine.ts';
import { type Report, reportOf } from '../../src/doctor/report.ts';
import { isHealthy } from '../../src/doctor/verdict.ts';
import { createRedactor } from '../../src/redact/redact.ts';
import {
  type Change,
  frontController,
  hasHaproxy,
  hasNginx,
  hasVarnish,
  type NginxOptions,
  phpLocation,
  type Server,
  startHaproxy,
  startNginx,
  startVarnish,
  testTls,
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

describe('Nginx', { skip: !hasNginx && 'nginx is not installed' }, () => {
  it('with the header emptied; fastcgi_pass_header changes nothing', async () => {
    const started = await nginx({
      server: `${frontController}\n${phpLocation(fastcgi.port, 'fastcgi_param HTTP_AUTHORIZATION "";')}`,
    });
    await started.server.applyFix({ where: 'php', lines: 'fastcgi_pass_header Authorization;' });
    const report = await doctor(started.port);
    assert.match(report.findings[0]?.wrongAdvice ?? '', /fastcgi_pass_header Authorization;/);
    await cures(started, { 'strip-authorization': { server: 'Nginx', picks: 'HTTP_AUTHORIZATION "' } });
  });

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
  const tlsEnd = (backend: number) =>
    kept(startHaproxy({ backend, tls, frontend: 'http-request set-header X-Forwarded-Proto https' }));

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
