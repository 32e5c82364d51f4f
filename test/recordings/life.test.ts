/**
 * The life of a client, recorded on a real store: it makes, reads, changes, lists and deletes every resource, well and
 * badly, and each step follows from the ones before. Of an answer the recording keeps its status, code and message, its
 * keys with the types of their values, and its totals. The first line lists the shapes, each the keys of a record; an
 * answer has the place of its own in there.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Client, fixture, type Reply } from '../woocommerce/resources/client.ts';
import { createStore } from '../../mocks/index.ts';

interface Step {
  readonly request: string;
  readonly body?: unknown;
  /** The name under which later steps know the record. */
  readonly save?: string;
  readonly answer: Expected;
}

interface Expected {
  readonly status: number;
  readonly code?: string | null;
  readonly message?: string;
  readonly body?: string;
  readonly shape?: number;
  readonly total?: number;
  readonly pages?: number;
}

test('the life of a client is answered as on a real store', async () => {
  let now = 1_795_891_443;
  const client = new Client(await createStore({ fixture: fixture(), now: () => now }));
  const ids = new Map<string, unknown>();
  const differing: unknown[] = [];
  const { shapes, steps } = lifeOf('wc-10.5');
  for (const { request, body, save, answer } of steps) {
    now += 1;
    const [method, path] = request.split(' ') as [string, string];
    const target = filled(path, ids).replace('/wc/', '');
    const reply = await client.call(method, encodeURI(target), body === undefined ? undefined : inserted(body, ids));
    if (save !== undefined) ids.set(save, reply.json?.id);
    const got = told(reply, answer, shapes);
    try {
      assert.deepEqual(got, answer);
    } catch {
      differing.push({ request, got, answer });
    }
  }
  assert.deepEqual(differing, []);
});

function lifeOf(name: string): { readonly shapes: readonly string[]; readonly steps: readonly Step[] } {
  const text = readFileSync(new URL(`lives/${name}.jsonl`, import.meta.url), 'utf8');
  const [{ shapes }, ...steps] = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  return { shapes, steps };
}

/** What the recording has of an answer. */
function told(reply: Reply, { shape, ...expected }: Expected, shapes: readonly string[]): object {
  const { json } = reply;
  const number = (name: string) => Number(reply.header(name) ?? Number.NaN);
  const names = Object.keys(expected);
  return {
    status: reply.status,
    ...(names.includes('code') && { code: json?.code }),
    ...(names.includes('message') && { message: json?.message }),
    ...(names.includes('body') && { body: typeOf(json) }),
    ...(shape !== undefined && { shape: shapeOf(json, shape, shapes) }),
    ...(names.includes('total') && { total: number('x-wp-total') }),
    ...(names.includes('pages') && { pages: number('x-wp-totalpages') }),
  };
}

/** The shape that was recorded, by its place; the keys themselves where they are others. */
function shapeOf(json: unknown, shape: number, shapes: readonly string[]): number | string {
  const keys = keysOf(Array.isArray(json) ? json[0] : json);
  return keys === shapes[shape] ? shape : keys;
}

function keysOf(record: object): string {
  return Object.entries(record ?? {})
    .map(([name, value]) => `${name}:${typeOf(value)}`)
    .join(' ');
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** `{p1}` in a path becomes the id that was saved as `p1`. */
function filled(text: string, ids: ReadonlyMap<string, unknown>): string {
  return text.replace(/\{([a-z]+\d*)\}/g, (_, name: string) => String(ids.get(name) ?? -1));
}

function inserted(value: unknown, ids: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string') {
    const name = /^\{([a-z]+\d*)\}$/.exec(value)?.[1];
    return name === undefined ? value : (ids.get(name) ?? -1);
  }
  if (Array.isArray(value)) return value.map(one => inserted(one, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inserted(one, ids)]));
}
