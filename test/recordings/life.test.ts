import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { Client, fixture } from '../woocommerce/resources/client.ts';
import { createStore } from '../../mocks/index.ts';
import { type Call, empty, type Kept, kept, readLife, take, targetOf } from '../../scripts/life.ts';

const lives = new URL('lives/', import.meta.url);

for (const file of readdirSync(lives)) {
  const [, version] = /^(.+)-\d+\.jsonl$/.exec(file) as unknown as [string, string];
  test(`the life of a client in ${file} is answered as on the real store`, async () => {
    const life = readLife(new URL(file, lives));
    let now = life.at;
    const client = new Client(await createStore({ fixture: fixture(version), now: () => now }));
    const call: Call = async (method, path, body, key = 'admin_rw') => {
      const reply = await client.as(key).send(method, targetOf(path), body);
      const { status, json } = reply;
      return { status, json, total: reply.header('x-wp-total'), pages: reply.header('x-wp-totalpages') };
    };
    await empty(call);
    const ids = new Map<string, unknown>();
    for (const step of life.before ?? []) await take(step, call, ids);
    const wrong: unknown[] = [];
    for (const { after, answer, differs = [], ...step } of life.steps) {
      now = life.at + after;
      const got = kept(await take(step, call, ids), shape => life.shapes.indexOf(shape));
      const members = new Set([...Object.keys(answer), ...Object.keys(got)]) as Set<keyof Kept>;
      const differing = [...members].filter(member => answer[member] !== got[member]).sort();
      // What is known to differ has to: what has been mended is taken out of the recording.
      if (differing.join() !== [...differs].sort().join()) wrong.push({ ...step, differs, got, answer });
    }
    assert.deepEqual(wrong, []);
  });
}
