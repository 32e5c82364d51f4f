/** What is told of a client's requests through a proxy, whose store is a simulated one on sockets. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type SigningOptions, signRequest } from '../../src/client/oauth1/request.ts';
import { firstDifference } from '../../src/page-parts/first-difference.ts';
import { Explaining, type SaidOfRequest } from '../../src/proxy/explaining.ts';
import { judgeTraffic } from '../../src/proxy/judged.ts';
import { startProxy } from '../../src/proxy/proxy.ts';
import { ProxySums } from '../../src/proxy/sums.ts';
import { watchedProxy } from '../../src/proxy/watched.ts';
import { startStore } from '../../src/serve/start-store.ts';
import { trafficDetail } from '../../src/workbench/detail.ts';
import { trafficRow } from '../../src/workbench/row.ts';
import { asRecording } from '../../src/workbench/share.ts';
import type { WatchedExchange } from '../../src/workbench/watched.ts';
import { ask } from './opened.ts';

const orders = '/wp-json/wc/v3/orders';

async function behind(context: TestContext, secret: 'pair' | 'alone' | 'none' = 'pair') {
  const store = await startStore();
  const proxy = await startProxy({ store: { urls: [store.httpsUrl] }, connection: { ca: store.ca } });
  context.after(async () => {
    await proxy.close();
    await store.close();
  });
  const key = store.keys.owner as { consumerKey: string; consumerSecret: string };
  const watched = watchedProxy(proxy, {
    home: store.httpsUrl,
    keys: secret === 'pair' ? [{ name: 'owner', ...key }] : [],
    ...(secret === 'alone' && { secretAlone: key.consumerSecret }),
    secrets: [],
    version: async () => '10.5.0',
  });
  let nonce = 0;
  const signed = (origin: string, consumerSecret = key.consumerSecret) => {
    const options: SigningOptions = {
      credentials: { ...key, consumerSecret },
      signatureMethod: 'HMAC-SHA256',
      placement: 'query',
      timestamp: store.clock.now(),
      nonce: `nonce${++nonce}`,
    };
    return signRequest({ method: 'GET', url: `${origin}${orders}` }, options).url.slice(origin.length);
  };
  const basic = (consumerSecret = key.consumerSecret) => ({
    Authorization: `Basic ${btoa(`${key.consumerKey}:${consumerSecret}`)}`,
  });
  return { store, proxy, watched, key, signed, basic, port: Number(new URL(proxy.url).port) };
}

const last = (exchanges: readonly WatchedExchange[]) => exchanges.at(-1) as WatchedExchange;

test('a client that signs the proxy’s address is told so; one that signs the store’s is let in', async context => {
  const { store, proxy, watched, signed, port } = await behind(context);
  assert.equal((await ask(port, signed(store.httpsUrl))).status, 200);
  assert.equal((await ask(port, signed(proxy.url))).status, 401);
  const { explanation, row, request } = await trafficDetail(2, last(watched.exchanges()), watched);
  assert.match(
    explanation?.says ?? '',
    /^The client signed the address of the proxy, http:\/\/127\.0\.0\.1:\d+\/wp-json/,
  );
  assert.equal(explanation?.fixes[0]?.id, 'host-is-not-home');
  assert.match(explanation?.fixes[0]?.fix ?? '', /HTTP_PROXY and HTTPS_PROXY/);
  const { store: ofStore = '', client = '' } = explanation?.signature ?? {};
  assert.ok(firstDifference(ofStore, client) !== undefined, 'the base strings part');
  assert.equal(row.who, 'owner');
  assert.ok(request.url.startsWith(store.httpsUrl), 'what is shown is what the store was asked');
});

test('a wrong secret that signs the proxy’s address is not told as the proxy’s', async context => {
  const { proxy, watched, signed, port } = await behind(context);
  await ask(port, signed(proxy.url, 'cs_0123456789abcdef0123456789abcdef01234567'));
  const { explanation } = await trafficDetail(1, last(watched.exchanges()), watched);
  assert.doesNotMatch(explanation?.says ?? '', /address of the proxy/);
});

test('refusals of a kind are explained once, and counted', async context => {
  const { watched, port, basic } = await behind(context);
  const said: SaidOfRequest[] = [];
  const sums = new ProxySums();
  const explaining = new Explaining(watched, each => {
    said.push(each);
    sums.explained(each);
  });
  watched.onExchange(exchange => {
    sums.add(exchange);
    explaining.add(trafficRow(sums.requests, exchange, watched.keys(), watched.redactor()), exchange);
  });
  for (const headers of [basic(), basic('cs_wrong'), basic('cs_wrong'), {}])
    await ask(port, orders, { headers });
  await explaining.finish(new AbortController().signal);
  assert.deepEqual(
    said.map(({ number, sameAs, explanation }) => [number, sameAs, explanation.fixes[0]?.id]),
    [
      [2, undefined, 'wrong-secret'],
      [3, 2, 'wrong-secret'],
      [4, undefined, 'no-credentials'],
    ],
  );
  assert.deepEqual([sums.requests, sums.letThrough, sums.refused], [4, 1, 3]);
  assert.deepEqual(
    [...sums.causes],
    [
      ['wrong-secret', 2],
      ['no-credentials', 1],
    ],
  );
});

test('a secret without its key is that of the first key that is seen, and masked from the start', async context => {
  const { store, watched, key, signed, basic, port } = await behind(context, 'alone');
  await ask(port, `/?x=${key.consumerSecret}`);
  assert.ok(
    !JSON.stringify(await trafficDetail(1, last(watched.exchanges()), watched)).includes(key.consumerSecret),
  );
  assert.deepEqual(watched.keys(), []);
  assert.ok(!watched.state().can.includes('sign'));
  await ask(port, orders, { headers: basic() });
  assert.deepEqual(watched.keys(), [{ name: 'owner', ...key }]);
  await ask(port, signed(store.httpsUrl));
  const detail = await trafficDetail(3, last(watched.exchanges()), watched);
  assert.equal(detail.explanation?.verdict, 'right');
  assert.ok(!JSON.stringify(detail).includes(key.consumerSecret));
});

test('the rules of the gate are held against the traffic', async context => {
  const { watched, port, basic, store, signed } = await behind(context);
  await ask(port, orders, { headers: basic() });
  await ask(port, signed(store.httpsUrl));
  const outcomes = (output: string) =>
    new Map(
      judgeTraffic(watched, { exitCode: 0, output }).rules.map(({ rule, outcome }) => [
        rule.id,
        outcome.outcome,
      ]),
    );
  const clean = outcomes('');
  assert.equal(clean.get('GATE-SIGN-1'), 'passed');
  assert.equal(clean.get('GATE-TLS-1'), 'passed', 'to the proxy it went without TLS, to the store with it');
  assert.equal(clean.get('GATE-LEAK-1'), 'passed');
  assert.equal(outcomes(`key: ${store.keys.owner?.consumerSecret}`).get('GATE-LEAK-1'), 'failed');
});

test('traffic is recorded by persona, and what was cut is left out', async context => {
  const { watched, port, basic, key } = await behind(context);
  await ask(port, orders, { headers: basic() });
  await ask(port, orders, {
    method: 'POST',
    headers: { ...basic(), 'Content-Type': 'application/json' },
    body: Buffer.alloc(1_100_000, ' '),
  });
  const { scenarios, leftOut } = asRecording(watched.exchanges(), watched, {
    name: 'proxy',
    woocommerce: '10.5.0',
  });
  assert.deepEqual(
    scenarios.map(({ id, steps }) => [id, steps.length]),
    [['TRAFFIC.owner', 1]],
  );
  assert.deepEqual([...leftOut], [['a body was too long to be kept', 1]]);
  assert.ok(!JSON.stringify(scenarios).includes(key.consumerSecret));
});

test('a request is sent once more, to the store it was sent to', async context => {
  const { proxy, watched, port, basic } = await behind(context);
  await ask(port, orders, { headers: basic() });
  await watched.replay(last(watched.exchanges()).message);
  const [first, second] = proxy.journal.list();
  assert.equal(second?.answer.status, 200);
  assert.equal(second?.message.target, first?.message.target);
});
