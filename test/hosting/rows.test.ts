/** The measured rows, from the simulated store with its faults switched on: each must be exactly the real one's. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStore, firstHeader, noBody, type Store } from '../../mocks/index.ts';
import { probe, type Row, rows } from '../real-servers/probes.ts';

async function rowOf(faults: readonly string[], asked = 'https://shop.test:8443'): Promise<Row> {
  const store = await createStore({ faults });
  return probeStore(store, asked);
}

function probeStore(store: Store, asked: string): Promise<Row> {
  const { protocol, host } = new URL(asked);
  const key = store.fixture.keys.find(one => one.permissions === 'read_write' && one.state === 'active');
  assert.ok(key);
  return probe({
    asked,
    home: new URL(store.home).host,
    consumerKey: key.consumer_key,
    consumerSecret: key.consumer_secret,
    now: store.now(),
    ask: async ({ method, target, headers }) => {
      const answer = await store.answer({
        method,
        scheme: protocol === 'https:' ? 'https' : 'http',
        host,
        target,
        headers: ['Host', host, ...headers.flatMap(line => line.split(/: (.*)/s).slice(0, 2))],
        body: noBody,
      });
      return {
        status: answer.status,
        contentType: firstHeader(answer.headers, 'Content-Type') ?? '',
        body: Buffer.from(answer.body).toString('utf8'),
      };
    },
  });
}

describe('the simulated fault gives the row that the real one gave', () => {
  const measured: readonly [fault: readonly string[], row: Row][] = [
    [[], rows.healthy],
    [['strip-authorization'], rows.headerStripped],
    [['authorization-basic-only'], rows.headerHalf],
    [['htpasswd'], rows.htpasswd],
    [['query-q-added'], rows.queryQAdded],
    [['query-dropped'], rows.queryDropped],
    [['tls-ends-at-proxy'], rows.tlsEndsAtProxy],
    [['cache'], rows.cached],
  ];
  for (const [faults, row] of measured) {
    it(faults.join(' and ') || 'healthy', async () => assert.deepEqual(await rowOf(faults), row));
  }

  it('redirect-https, asked over http', async () => {
    assert.deepEqual(await rowOf(['redirect-https'], 'http://shop.test:8105'), rows.redirected);
  });
});
