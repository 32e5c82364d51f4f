/**
 * Records the life of a client anew: `node scripts/record-life.ts https://shop.test:8443 STORE.json LIFE.jsonl` takes the
 * steps of a recording in `test/recordings/lives` against a real store, whose fixture has the keys that the steps name, `admin_rw` where none is named, and prints what
 * is to stand in its place. The shop is emptied first: use one that nobody else uses.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Fixture } from '../mocks/index.ts';
import { type Call, empty, kept, readLife, take, targetOf } from './life.ts';

const [url, fixture, life] = process.argv.slice(2);
if (url === undefined || fixture === undefined || life === undefined) {
  console.error('expected the URL of a store, its fixture and a life');
  process.exit(2);
}
const { keys }: Fixture = JSON.parse(readFileSync(fixture, 'utf8'));
const credentialsOf = (name: string | null): Record<string, string> => {
  if (name === null) return {};
  const key = keys.find(one => one.name === name);
  const pair = Buffer.from(`${key?.consumer_key}:${key?.consumer_secret}`).toString('base64');
  return { Authorization: `Basic ${pair}` };
};

const call: Call = async (method, path, body, key = 'admin_rw') => {
  const answer = await fetch(`${url}${targetOf(path)}`, {
    method,
    headers: { ...credentialsOf(key), 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const field = (name: string) => answer.headers.get(name) ?? undefined;
  const told = { status: answer.status, total: field('x-wp-total'), pages: field('x-wp-totalpages') };
  const text = await answer.text();
  try {
    return { ...told, json: text === '' ? undefined : JSON.parse(text) };
  } catch {
    throw new Error(`${method} ${path} was answered with what is no JSON: ${text.slice(0, 200)}`);
  }
};

const shapes: string[] = [];
const ids = new Map<string, unknown>();
const lines: string[] = [];
await empty(call);
const at = Math.floor(Date.now() / 1000);
for (const { after: _, answer: __, differs: ___, ...step } of readLife(pathToFileURL(resolve(life))).steps) {
  const after = Math.floor(Date.now() / 1000) - at;
  const answer = kept(await take(step, call, ids), shape => {
    const place = shapes.indexOf(shape);
    return place < 0 ? shapes.push(shape) - 1 : place;
  });
  lines.push(JSON.stringify({ ...step, after, answer }));
}
console.log([JSON.stringify({ at, shapes }), ...lines].join('\n'));
