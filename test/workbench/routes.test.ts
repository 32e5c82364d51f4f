import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { builtInFixture } from '../../mocks/index.ts';
import { firstDifference } from '../../src/page-parts/first-difference.ts';
import { readRecording } from '../../src/recordings/recording.ts';
import type { TrafficDetail, TrafficRow, WatchedState, WorkbenchSession } from '../../src/workbench/view.ts';
import { opened, type Workbench } from './opened.ts';

const orders = '/wp-json/wc/v3/orders';

async function detail({ ask }: Workbench, number: number): Promise<TrafficDetail> {
  const { status, text } = await ask('GET', `/workbench/exchange?number=${number}`);
  assert.equal(status, 200, text);
  return JSON.parse(text);
}

async function state({ ask }: Workbench): Promise<WatchedState> {
  return JSON.parse((await ask('GET', '/workbench/state')).text);
}

/** The events of the stream until one holds a row of this number. */
function rowsUntil(control: string, last: number): Promise<TrafficRow[]> {
  return new Promise((resolve, reject) => {
    const sent = request(`${control}/workbench/events`, answer => {
      let text = '';
      answer.on('data', chunk => {
        text += chunk;
        const rows = [...text.matchAll(/event: rows\ndata: (.*)\n/g)].flatMap(
          ([, data = '']) => JSON.parse(data) as TrafficRow[],
        );
        if (!rows.some(({ number }) => number === last)) return;
        sent.destroy();
        resolve(rows);
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('rows come as they were, and as they come, masked', async context => {
  const bench = await opened(context);
  await bench.get(orders, bench.basic);
  await bench.ask('GET', '/workbench');
  const rows = rowsUntil(bench.control, 2);
  await bench.get(`${orders}?consumer_key=${bench.key.consumerKey}&consumer_secret=cs_${'0'.repeat(40)}`);
  const [first, second] = await rows;
  assert.deepEqual([first?.status, first?.who, first?.credentials, first?.why], [200, 'owner', 'basic', '']);
  assert.deepEqual(
    [second?.status, second?.who, second?.credentials, second?.why],
    [401, 'owner', 'query', 'basic.secret'],
  );
  assert.ok(!JSON.stringify(await rows).includes(bench.key.consumerKey));
});

test('a refused signature is explained: the two base strings, the first difference, the fix, the rule', async context => {
  const bench = await opened(context);
  const target = bench.signed(`${orders}/`).replace(`${orders}/`, orders);
  assert.equal(await bench.get(target, undefined, 'http'), 401);
  const { explanation, judgements, curl, request: asked } = await detail(bench, 1);
  assert.match(explanation?.says ?? '', /slash at the end/);
  assert.deepEqual(
    explanation?.fixes.map(({ id }) => id),
    ['trailing-slash'],
  );
  const { store = '', client = '' } = explanation?.signature ?? {};
  const partAt = firstDifference(store, client) ?? 0;
  assert.equal(client.slice(partAt, partAt + 3), '%2F');
  assert.equal(judgements.at(-1)?.rule, 'oauth1.signature');
  assert.match(judgements.at(-1)?.source ?? '', /RFC 5849 section 3\.4/);
  assert.match(curl, /CONSUMER_KEY/);
  const all = JSON.stringify([explanation, judgements, curl, asked]);
  const signature = /oauth_signature=([^&]+)/.exec(target)?.[1] ?? '';
  for (const secret of [
    bench.key.consumerSecret,
    bench.key.consumerKey,
    signature,
    decodeURIComponent(signature),
  ])
    assert.ok(!all.includes(secret));
});

test('what is let in has the base string that both have', async context => {
  const bench = await opened(context);
  assert.equal(await bench.get(bench.signed(orders), undefined, 'http'), 200);
  const { signature } = (await detail(bench, 1)).explanation ?? {};
  assert.equal(signature?.client, signature?.store);
  assert.ok(signature?.store);
});

test('a request is sent once more, and with a right signature it is let in', async context => {
  const bench = await opened(context);
  await bench.get(`${orders}?per_page=2`, 'Basic d3Jvbmc6d3Jvbmc=', 'http');
  assert.equal((await bench.ask('POST', '/workbench/replay', { number: 1 })).status, 200);
  assert.equal((await bench.ask('POST', '/workbench/replay', { number: 1, sign: true })).status, 200);
  const journal = bench.store.journal();
  assert.deepEqual(
    journal.map(({ answer }) => answer.status),
    [401, 401, 200],
  );
  assert.match(journal[2]?.message.target ?? '', /^\/wp-json\/wc\/v3\/orders\?per_page=2&oauth_/);
  assert.equal((await bench.ask('POST', '/workbench/replay', { number: 9 })).status, 404);
});

test('below a home URL with a path a right signature is right too', async context => {
  const bench = await opened(context, home => builtInFixture(`${home}/shop`));
  await bench.get(`/shop${orders}`, undefined, 'http');
  await bench.ask('POST', '/workbench/replay', { number: 1, sign: true });
  assert.equal(bench.store.journal().at(-1)?.answer.status, 200);
});

test('at another host than the home URL’s a right signature is made for the home URL', async context => {
  const bench = await opened(context, () => builtInFixture('http://shop.test'));
  await bench.get(orders, undefined, 'http');
  await bench.ask('POST', '/workbench/replay', { number: 1, sign: true });
  assert.equal(bench.store.journal().at(-1)?.answer.status, 200);
});

test('keys are made and revoked, users deleted with theirs, and reset brings all back', async context => {
  const bench = await opened(context);
  const before = await state(bench);
  const made = await bench.ask('POST', '/workbench/keys', { user: 'manager', permissions: 'read' });
  const { consumerKey, consumerSecret } = JSON.parse(made.text);
  const authorization = `Basic ${btoa(`${consumerKey}:${consumerSecret}`)}`;
  assert.equal(await bench.get(orders, authorization), 200);
  const key = (await state(bench)).keys.find(each => each.consumerKey === consumerKey);
  assert.deepEqual([key?.login, key?.permissions, key?.consumerSecret], ['manager', 'read', undefined]);
  assert.equal((await bench.ask('DELETE', `/workbench/keys?id=${key?.id}`)).status, 200);
  assert.equal(await bench.get(orders, authorization), 401);
  assert.equal((await bench.ask('DELETE', `/workbench/keys?id=${key?.id}`)).status, 404);
  assert.equal((await bench.ask('DELETE', '/workbench/users?login=owner')).status, 200);
  assert.equal(await bench.get(orders, bench.basic), 401);
  assert.ok(!(await state(bench)).keys.some(({ login }) => login === 'owner'));
  assert.equal((await bench.ask('DELETE', '/workbench/users?login=owner')).status, 404);
  assert.equal(
    (await bench.ask('POST', '/workbench/keys', { user: 'nobody', permissions: 'read' })).status,
    400,
  );
  assert.equal((await bench.ask('POST', '/workbench/keys', { user: 'manager' })).status, 400);
  await bench.store.reset();
  assert.deepEqual((await state(bench)).keys, before.keys);
});

test('secrets of a fixture of somebody’s own are not shown', async context => {
  const secret = `cs_${'5'.repeat(40)}`;
  const bench = await opened(context, home => {
    const fixture = builtInFixture(home);
    return { ...fixture, keys: fixture.keys.map(key => ({ ...key, consumer_secret: secret })) };
  });
  await bench.get(`${orders}?consumer_key=${bench.key.consumerKey}&consumer_secret=${secret}`);
  for (const at of ['state', 'exchange?number=1', 'traffic.har', 'traffic.jsonl', 'session.json'])
    assert.ok(!(await bench.ask('GET', `/workbench/${at}`)).text.includes(secret), at);
});

test('the traffic is saved as HAR, recording and session', async context => {
  const bench = await opened(context);
  await bench.get(orders, bench.basic);
  await bench.get(bench.signed(orders), undefined, 'http');
  await bench.get(orders);
  const har = JSON.parse((await bench.ask('GET', '/workbench/traffic.har')).text);
  assert.equal(har.log.entries.length, 3);
  const session: WorkbenchSession = JSON.parse((await bench.ask('GET', '/workbench/session.json')).text);
  assert.deepEqual(
    session.traffic.map(({ row }) => row.status),
    [200, 200, 401],
  );
  const folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'traffic.jsonl');
  const { text } = await bench.ask('GET', '/workbench/traffic.jsonl');
  writeFileSync(file, text);
  const scenarios = await readRecording(file);
  assert.deepEqual(
    scenarios.map(({ id, steps }) => [id, steps.length]),
    [
      ['TRAFFIC.owner', 2],
      ['TRAFFIC.nobody', 1],
    ],
  );
  assert.equal(scenarios[0]?.steps[1]?.request.signature?.secret, '{{owner.consumerSecret}}');
  assert.ok(!text.includes(bench.key.consumerSecret));
});

test('cleared traffic is gone, and numbers go on', async context => {
  const bench = await opened(context);
  await bench.get(orders);
  await detail(bench, 1);
  assert.equal((await bench.ask('DELETE', '/workbench/exchanges')).status, 200);
  assert.equal((await bench.ask('GET', '/workbench/exchange?number=1')).status, 404);
  assert.deepEqual(bench.store.journal(), []);
  await bench.get(orders);
  assert.equal((await detail(bench, 2)).row.status, 401);
});

test('the page is one file under 150 kB that lets nothing else run and stands in no frame', async context => {
  const { control } = await opened(context);
  const response = await fetch(`${control}/workbench`, { headers: { connection: 'close' } });
  const html = await response.text();
  assert.ok(html.length < 150_000);
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.ok(!/unsafe|https?:/.test(policy));
  assert.equal(response.headers.get('x-frame-options'), 'DENY');
  assert.ok(!/(?:src|href)="(?!data:)/.test(html));
});
