/**
 * The table of set-ups: real servers that are set up well or badly, what the doctor has to say first, and the printed
 * lines that heal them, put into that configuration word for word.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createStore, type FastcgiListener, listenFastcgi, type Store } from '../../mocks/index.ts';
import { createClient } from '../../src/client/http/client.ts';
import { diagnose } from '../../src/doctor/diagnosis.ts';
import { examine } from '../../src/doctor/examine.ts';
import type { Fix } from '../../src/doctor/fault.ts';
import { faultById, faults } from '../../src/doctor/faults/catalogue.ts';
import { type Report, reportOf } from '../../src/doctor/report.ts';
import { isHealthy } from '../../src/doctor/verdict.ts';
import { createRedactor } from '../../src/redact/redact.ts';
import {
  type Change,
  hasApache,
  hasCaddy,
  hasHaproxy,
  hasLighttpd,
  hasNginx,
  hasSquid,
  hasVarnish,
  type Server,
  testTls,
} from '../real-servers/servers.ts';
import { apacheSetUps } from './set-ups/apache.ts';
import { nginxSetUps } from './set-ups/nginx.ts';
import { proxySetUps } from './set-ups/proxies.ts';
import type { Cure, SetUp } from './set-ups/set-up.ts';
import { type RowServers, rowServers } from './set-ups/starters.ts';

const tls = testTls();
let store: Store;
let fastcgi: FastcgiListener;
let servers: RowServers;

before(async () => {
  store = await createStore({ home: 'http://shop.test:8105', orders: 5 });
  fastcgi = await listenFastcgi(store, { port: 0 });
  servers = rowServers(fastcgi.port);
});
after(async () => {
  await servers?.stopAll();
  await fastcgi?.close();
});

/** What `latchkey doctor --json` prints, read back. */
async function doctor(port: number, { scheme = 'https', isWithoutKey }: SetUp): Promise<Report> {
  const key = store.fixture.keys.find(({ name }) => name === 'owner');
  assert.ok(key);
  const client = createClient({
    ca: tls.ca,
    connectTo: { [`shop.test:${port}`]: { host: '127.0.0.1', port } },
  });
  try {
    const evidence = await examine({
      url: `${scheme}://shop.test:${port}`,
      client,
      ...(!isWithoutKey && {
        credentials: { consumerKey: key.consumer_key, consumerSecret: key.consumer_secret },
      }),
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

/** The change that the doctor prints: its lines, and the line that they take the place of. */
function printed(report: Report, id: string, cure: Cure): Change {
  const { server, picks, at, isPart, filled } = cure;
  const finding = report.findings.find(each => each.id === id);
  assert.ok(finding, `${id} is not among ${told(report).join(', ')}`);
  const fix = finding.fixes.find(each => each.server === server && isOf(each, picks));
  assert.ok(fix, `no fix of ${id} for ${server} holds ${picks}`);
  assert.ok(fix.atHand, `the fix of ${id} for ${server} is not printed`);
  assert.ok(fix.tried, `the fix of ${id} for ${server} is marked as not tried`);
  const fill = (lines: string) => (filled ? lines.replaceAll(...filled) : lines);
  if (at !== undefined) return { where: at, lines: fill(fix.lines) };
  assert.ok(fix.insteadOf, 'the fix says no line that goes');
  const wrong = fill(fix.insteadOf)
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\s+/g, '\\s+');
  return {
    replace: new RegExp(wrong),
    lines: fix.lines === '' ? [] : fill(fix.lines),
    ...(isPart && { isPart }),
  };
}

const isOf = (
  fix: { readonly lines: string; readonly insteadOf?: string | null | undefined },
  picks: string,
) => `${fix.lines}\n${fix.insteadOf ?? ''}`.includes(picks);

async function run(row: SetUp): Promise<void> {
  try {
    const front = await row.start(servers);
    const mended: Server = front.mended ?? front.server;
    const report = await doctor(front.port, row);
    const found = told(report);
    assert.equal(
      found[0] ?? 'healthy',
      row.expected,
      `got ${found.join(', ') || 'healthy'}\n${mended.log().slice(-1500)}`,
    );
    const right = new Set([row.expected, ...(row.also ?? []), ...Object.keys(row.cures ?? {})]);
    assert.deepEqual(
      found.filter(id => !right.has(id)),
      [],
      'nothing else is said',
    );
    if (!row.cures) return;
    for (const [id, cure] of Object.entries(row.cures)) await mended.applyFix(printed(report, id, cure));
    const healed = await doctor(front.port, row);
    assert.deepEqual(told(healed), [], mended.log().slice(-1500));
    assert.ok(healed.healthy);
  } finally {
    await servers.stopAll();
  }
}

const needs = (has: boolean, name: string) => ({ skip: !has && `${name} is not installed` });

describe('Nginx', needs(hasNginx, 'nginx'), () => {
  for (const row of nginxSetUps) it(row.name, () => run(row));
});

describe('Apache', needs(hasApache, 'apache2'), () => {
  for (const row of apacheSetUps) it(row.name, () => run(row));
});

describe('a proxy', needs(hasNginx && hasHaproxy, 'nginx or haproxy'), () => {
  const byName: readonly [string, boolean][] = [
    ['Varnish', hasVarnish],
    ['squid', hasSquid],
    ['Caddy', hasCaddy],
    ['lighttpd', hasLighttpd],
  ];
  for (const row of proxySetUps) {
    const lacking = byName.find(([name, has]) => row.name.includes(name) && !has)?.[0];
    it(row.name, { skip: lacking !== undefined && `${lacking} is not installed` }, () => run(row));
  }
});

describe('the fixes', () => {
  const rows = [...nginxSetUps, ...apacheSetUps, ...proxySetUps];
  const servable = ['Apache', 'Nginx', 'HAProxy', 'Varnish', 'squid', 'Caddy', 'lighttpd'];

  it('stand without a mark only where a row has run them', () => {
    const keyOf = ({ server, lines, insteadOf }: Fix) => [server, lines, insteadOf].join('\n');
    const run = new Set(
      rows.flatMap(({ cures = {} }) =>
        Object.entries(cures).flatMap(([id, cure]) => {
          const fix = faultById(id)?.fixes.find(
            each => each.server === cure.server && isOf(each, cure.picks),
          );
          return fix ? [keyOf(fix)] : [];
        }),
      ),
    );
    const wrong = faults.flatMap(({ id, fixes }) =>
      fixes
        .filter(fix => servable.includes(fix.server) && fix.notTried !== true && !run.has(keyOf(fix)))
        .map(({ server, lines, insteadOf }) => `${id}, ${server}: ${lines || insteadOf}`),
    );
    assert.deepEqual(wrong, []);
  });
});
