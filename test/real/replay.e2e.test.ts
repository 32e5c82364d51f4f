/** `latchkey replay --real` on a stand-in for Playground: each scenario finds the fixture's data, and the recorded time. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { latchkey, local, withPlayground } from './stand-in.ts';

const hour = 497_000;
const home = 'http://shop.test:8123';

function step(method: string, at: number, data: string) {
  return {
    at,
    request: { method, url: `${home}/wp-json/state`, headers: [], body: null },
    response: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: { kind: 'json', json: { hour: Math.floor(at / 3600), data, home } },
    },
  };
}

function recorded(cwd: string, scenarios: Readonly<Record<string, readonly object[]>>): string {
  const user = { id: 1, login: 'owner', email: 'owner@example.com', password: 'p', role: 'administrator' };
  const fixture = { home, wordpress: '6.9', woocommerce: '10.5', title: 'A shop', users: [user], keys: [] };
  mkdirSync(path.join(cwd, 'stores'));
  writeFileSync(path.join(cwd, 'stores', 'a.json'), JSON.stringify(fixture));
  const lines = Object.entries(scenarios).map(([id, steps]) => {
    const section = id.replace(/\.\d+$/, '');
    return JSON.stringify({ id, section, title: id, store: 'a', steps });
  });
  writeFileSync(path.join(cwd, 'a.jsonl'), lines.join('\n'));
  return 'a.jsonl';
}

async function replay(cwd: string, args: readonly string[]) {
  const real = ['--real', local[1] as string, '--level', 'full'];
  // A local WooCommerce brings the WordPress next to it along.
  const child = latchkey(cwd, ['replay', ...args, ...real]);
  let [out, err] = ['', ''];
  child.stdout?.on('data', chunk => {
    out += chunk;
  });
  child.stderr?.on('data', chunk => {
    err += chunk;
  });
  const code = await new Promise<number | null>(done => child.once('close', done));
  return { code, out, err };
}

test('each scenario starts with the data of the fixture, at the time of its recording', async () => {
  const cwd = withPlayground();
  const file = recorded(cwd, {
    'write.001': [step('POST', hour * 3600 + 60, 'written'), step('GET', hour * 3600 + 120, 'written')],
    'read.001': [step('GET', (hour - 50) * 3600 + 60, '')],
  });
  const { code, out, err } = await replay(cwd, [file]);
  assert.match(out, /all {4}2\/2 \(100\.0 %\)/, out + err);
  assert.equal(code, 0);
});

test('what the store answers otherwise is told', async () => {
  const cwd = withPlayground();
  const file = recorded(cwd, {
    'read.001': [step('GET', hour * 3600 + 60, '')],
    'read.002': [step('GET', hour * 3600 + 60, 'another')],
    'write.001': [step('POST', hour * 3600 + 60, 'another')],
  });
  const { code, out } = await replay(cwd, [file, '--section', 'read']);
  assert.match(out, /^read\.002 read\.002\n {2}step 1 at \d+: GET/);
  assert.match(out, /all {3}1\/2/);
  assert.equal(code, 1);
});
