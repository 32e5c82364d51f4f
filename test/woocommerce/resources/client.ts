import { readFileSync } from 'node:fs';
import { createStore, type Fixture, type Store } from '../../../mocks/index.ts';

export function fixture(name = 'wc-10.5'): Fixture {
  return JSON.parse(readFileSync(new URL(`../../recordings/stores/${name}.json`, import.meta.url), 'utf8'));
}

export function sample(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../recordings/samples/${name}.json`, import.meta.url), 'utf8'));
}

/** What the store said, its body read. */
export interface Reply {
  readonly status: number;
  header(name: string): string | undefined;
  /** Every field of this name. */
  all(name: string): string[];
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into any body.
  readonly json: any;
}

/** Calls a store as one of its keys, over TLS, with JSON. */
export class Client {
  readonly store: Store;
  readonly #fixture: Fixture;
  readonly #key: string | null;

  constructor(store: Store, key: string | null = 'admin_rw') {
    this.store = store;
    this.#fixture = store.fixture;
    this.#key = key;
  }

  as(key: string | null): Client {
    return new Client(this.store, key);
  }

  call(method: string, path: string, body?: unknown, more: readonly string[] = []): Promise<Reply> {
    return this.send(method, `/wp-json/wc/${path}`, body, more);
  }

  async send(method: string, target: string, body?: unknown, more: readonly string[] = []): Promise<Reply> {
    const headers = ['Host', 'shop.test:8443', ...more];
    if (this.#key !== null) {
      const key = this.#fixture.keys.find(one => one.name === this.#key);
      const pair = `${key?.consumer_key}:${key?.consumer_secret}`;
      headers.push('Authorization', `Basic ${Buffer.from(pair).toString('base64')}`);
    }
    if (body !== undefined) headers.push('Content-Type', 'application/json');
    const answer = await this.store.answer({
      method,
      scheme: 'https',
      host: 'shop.test:8443',
      target,
      headers,
      body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
    });
    const text = Buffer.from(answer.body).toString('utf8');
    const all = (name: string) =>
      answer.headers.filter((_, i) => i % 2 === 1 && answer.headers[i - 1]?.toLowerCase() === name);
    const header = (name: string) => all(name)[0];
    // PHP dies with a page.
    const isPage = header('content-type')?.startsWith('text/html');
    return { status: answer.status, header, all, json: text === '' || isPage ? undefined : JSON.parse(text) };
  }

  get(path: string): Promise<Reply> {
    return this.call('GET', path);
  }
}

export async function client(options: Parameters<typeof createStore>[0] = {}): Promise<Client> {
  return new Client(await createStore({ fixture: fixture(), now: () => 1_795_224_078, ...options }));
}
