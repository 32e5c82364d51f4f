import { readFileSync } from 'node:fs';
import {
  type Answer,
  createStore,
  type Fixture,
  type Judgement,
  type LegacyRules,
  type Store,
} from '../../../mocks/index.ts';

/** A store with an installed legacy API, and what is asked of it. */
export interface LegacyStore {
  readonly store: Store;
  now: number;
  /** The judgements of the last request. */
  judgements: readonly Judgement[];
  send(request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body?: string | null;
  }): Promise<Answer>;
}

export interface LegacyStoreOptions {
  readonly store?: string;
  readonly home?: string;
  readonly orders?: number;
  readonly rules?: Partial<LegacyRules>;
  readonly legacyApi?: 'present' | 'absent';
}

export async function legacyStore(options: LegacyStoreOptions = {}): Promise<LegacyStore> {
  const name = options.store ?? 'wc-10.5';
  const url = new URL(`../../recordings/stores/${name}.json`, import.meta.url);
  const fixture = JSON.parse(readFileSync(url, 'utf8')) as Fixture;
  const store = await createStore({
    fixture: { ...fixture, legacy_api: options.legacyApi ?? 'present' },
    profile: name.slice(3),
    home: options.home ?? fixture.home,
    now: () => legacy.now,
    ...(options.orders !== undefined && { orders: options.orders }),
    ...(options.rules && { legacyRules: options.rules }),
  });
  const legacy: LegacyStore = {
    store,
    now: 1795224100,
    judgements: [],
    async send({ method, url, headers, body }) {
      const [, scheme, host, target] = /^(https?):\/\/([^/?#]+)(.*)$/.exec(url) ?? [];
      return store.answer({
        method,
        scheme: scheme as 'http' | 'https',
        host: host as string,
        target: latin1(target || '/'),
        headers: ['Host', host as string, ...headers.flatMap(([name, value]) => [name, latin1(value)])],
        body: new TextEncoder().encode(body ?? ''),
      });
    },
  };
  store.onExchange(({ judgements }) => {
    legacy.judgements = judgements;
  });
  return legacy;
}

function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The answer's header fields, names in lower case; fields of one name are a list. */
export function headersOf(answer: Answer): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (let i = 0; i < answer.headers.length; i += 2) {
    const name = (answer.headers[i] as string).toLowerCase();
    const value = answer.headers[i + 1] as string;
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

export function jsonOf(answer: Answer): Json {
  const text = Buffer.from(answer.body).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

/** The fixture's credentials by name: `admin_rw`. */
export function keyOf(store: LegacyStore, name: string): { readonly key: string; readonly secret: string } {
  const row = store.store.fixture.keys.find(one => one.name === name);
  if (!row) throw new Error(`no key ${name}`);
  return { key: row.consumer_key, secret: row.consumer_secret };
}

/** Sends a request over TLS with a key's Basic credentials, and reads the JSON that comes back. */
export async function call(
  store: LegacyStore,
  method: string,
  path: string,
  { as = 'admin_rw', body }: { readonly as?: string; readonly body?: unknown } = {},
): Promise<{
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly json: Json;
}> {
  const { key, secret } = keyOf(store, as);
  const answer = await store.send({
    method,
    url: `https://shop.test:8443/wc-api/${path}`,
    headers: [
      ['Authorization', `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`],
      ...(body === undefined ? [] : [['Content-Type', 'application/json'] as const]),
    ],
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: answer.status, headers: headersOf(answer), json: jsonOf(answer) };
}

// biome-ignore lint/suspicious/noExplicitAny: whatever a test reads of an answer, it also checks.
export type Json = any;

/** The one error of an answer: `code: message`. */
export function errorOf(json: Json): string {
  return json.errors
    .map((error: { code: string; message: string }) => `${error.code}: ${error.message}`)
    .join('; ');
}
