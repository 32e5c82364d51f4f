/** Runs clients through the cases and tells what became of each. */

import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { builtInFixture } from '../../mocks/index.ts';
import type { JournalEntry } from '../../src/serve/control-journal.ts';
import type { Serving } from '../cli/latchkey.ts';
import { type ClientCase, cases } from './cases.ts';
import type { Client, Way } from './clients.ts';
import type { Stores } from './stores.ts';

/** One case of one client, in one of its ways. */
export interface Cell {
  readonly way: string;
  readonly case: string;
  readonly passed: boolean;
  /** Where it did not pass. */
  readonly failure?: Failure;
}

export interface Failure {
  /** 0 where the client itself gave up. */
  readonly status: number;
  /** The store's error code. */
  readonly code?: string;
  /** The mistake that `explain` names. */
  readonly mistake?: string;
}

export const nameOf = ({ scheme, mode }: Way): string => `${scheme.toUpperCase()}, ${mode}`;

/** The cases of a way that this client can do. */
export function casesOf(client: Client, way: Way): ClientCase[] {
  return cases.filter(
    one =>
      !(one.id in client.cannot) &&
      (way.only?.includes(one.id) ?? true) &&
      // The home URL of the store in a sub-directory is its HTTP one: no signature over HTTPS is right there.
      !(one.home === 'subdirectory' && isSignedOverTls(way)),
  );
}

function isSignedOverTls({ scheme, mode }: Way): boolean {
  return scheme === 'https' && mode.startsWith('OAuth');
}

interface Order {
  readonly id: number;
  readonly [member: string]: unknown;
}

interface Result {
  readonly id: number;
  readonly status: number;
  readonly body: string;
  readonly error?: string;
}

export async function runClient(client: Client, stores: Stores): Promise<Cell[]> {
  const planned = client.ways.flatMap(way =>
    casesOf(client, way).map(one => ({ way, one, store: storeOf(stores, way, one) })),
  );
  const all = new Set(planned.map(({ store }) => store));
  for (const store of all) {
    await fetch(`${store.control}/reset`, { method: 'POST' });
    await fetch(`${store.control}/journal`, { method: 'DELETE' });
  }
  const orders = planned.map(({ way, one, store }, id) => orderOf(id, way, one, store));
  const results = await drive(client, orders, stores.ca);
  const journals = new Map<Serving, JournalEntry[]>();
  for (const store of all) journals.set(store, await journalOf(store));
  return planned.map(({ way, one, store }, id) => {
    const result = results.find(candidate => candidate.id === id);
    if (!result) throw new Error(`${client.name}: no result for ${nameOf(way)}, ${one.id}`);
    // One request at a time, each sent once: the journal has them in this order.
    const entry = result.status === 0 ? undefined : journals.get(store)?.shift();
    return { way: nameOf(way), case: one.id, ...judged(one, result, entry) };
  });
}

function judged(
  one: ClientCase,
  result: Result,
  entry: JournalEntry | undefined,
): Omit<Cell, 'way' | 'case'> {
  const body = parsed(result.body);
  const mistake = /^([\w-]+): /.exec(entry?.hint ?? '')?.[1];
  if (result.status === one.status && (one.shows?.(body) ?? true) && mistake === undefined)
    return { passed: true };
  const code = (body as { code?: string } | undefined)?.code;
  return {
    passed: false,
    failure: { status: result.status, ...(code && { code }), ...(mistake && { mistake }) },
  };
}

function storeOf(stores: Stores, way: Way, one: ClientCase): Serving {
  if (one.home === 'subdirectory') return stores.subdirectory;
  return isSignedOverTls(way) ? stores.secure : stores.root;
}

const owner = builtInFixture().keys[0] as { consumer_key: string; consumer_secret: string };

function orderOf(id: number, way: Way, one: ClientCase, serving: Serving): Order {
  const store = `${serving[way.scheme]}${one.home === 'subdirectory' ? '/shop' : ''}`;
  const pairs = Object.entries(one.query ?? {}).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string'
      ? [[name, value]]
      : value.map((item, index) => [`${name}[${one.lists === 'bare' ? '' : index}]`, String(item)]),
  );
  return {
    id,
    mode: way.mode,
    method: one.method,
    store,
    path: one.path,
    url: `${store}/wp-json/wc/v3/${one.path}`,
    portApart: one.port === 'option',
    query: one.query ?? {},
    lists: one.lists,
    pairs,
    // As people write it into an endpoint: brackets stay as they are.
    literalQuery: pairs
      .map(pair =>
        pair.map(part => encodeURIComponent(part).replaceAll('%5B', '[').replaceAll('%5D', ']')).join('='),
      )
      .join('&'),
    ...(one.json && { json: one.json }),
    ...(one.form && { form: one.form }),
    key: owner.consumer_key,
    secret: one.secret === 'wrong' ? `cs_${'0'.repeat(40)}` : owner.consumer_secret,
  };
}

async function drive(client: Client, orders: readonly Order[], ca: string): Promise<Result[]> {
  const [program = '', ...args] = client.command;
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NO_PROXY: '127.0.0.1',
      NODE_EXTRA_CA_CERTS: ca,
      NODE_NO_WARNINGS: '1',
      SSL_CERT_FILE: ca,
      REQUESTS_CA_BUNDLE: ca,
      CURL_CA_BUNDLE: ca,
    },
  });
  child.stdin.end(JSON.stringify(orders));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    return JSON.parse(stdout) as Result[];
  } catch (cause) {
    throw new Error(`${client.name} broke: ${stderr || stdout}`, { cause });
  }
}

async function journalOf(store: Serving): Promise<JournalEntry[]> {
  const answer = await fetch(`${store.control}/journal`);
  return ((await answer.json()) as { exchanges: JournalEntry[] }).exchanges;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
