/**
 * The table of set-ups: real servers that are set up well or badly, what the doctor has to say first, and the printed
 * lines that heal them, put into that configuration word for word.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createStore, type FastcgiListener, listenFastcgi, type Store } from '../../mocks/index.ts';
import type { Fix } from '../../src/doctor/fault.ts';
import { faultById, faults } from '../../src/doctor/faults/catalogue.ts';
import {
  hasApache,
  hasCaddy,
  hasHaproxy,
  hasLighttpd,
  hasNginx,
  hasSquid,
  hasVarnish,
  type Server,
} from '../real-servers/servers.ts';
import { apacheSetUps } from './set-ups/apache.ts';
import { doctor, isOf, printed, told } from './set-ups/doctor.ts';
import { nginxSetUps } from './set-ups/nginx.ts';
import { proxySetUps } from './set-ups/proxies.ts';
import type { SetUp } from './set-ups/set-up.ts';
import { type RowServers, rowServers } from './set-ups/starters.ts';

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

async function run(row: SetUp): Promise<void> {
  try {
    const front = await row.start(servers);
    const mended: Server = front.mended ?? front.server;
    const report = await doctor(store, front.port, row);
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
    for (const [id, cures] of Object.entries(row.cures))
      for (const cure of [cures].flat()) await mended.applyFix(printed(report, id, cure));
    const healed = await doctor(store, front.port, row);
    assert.deepEqual(told(healed), [], mended.log().slice(-1500));
    if (row.expected === 'healthy')
      assert.ok(!healed.findings.some(({ id }) => id in (row.cures ?? {})), 'what was worth knowing is gone');
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
        Object.entries(cures).flatMap(([id, each]) =>
          [each].flat().flatMap(cure => {
            const fix = faultById(id)?.fixes.find(
              each => each.server === cure.server && isOf(each, cure.picks),
            );
            return fix ? [keyOf(fix)] : [];
          }),
        ),
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
