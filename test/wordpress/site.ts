import { Buffer } from 'node:buffer';
import {
  type Answer,
  createStore,
  type Message,
  noBody,
  type Store,
  type StoreOptions,
} from '../../mocks/index.ts';

export const home = 'http://shop.test:8105';
export const owner = { key: '', secret: '', basic: '' };

/** A store with the built-in personas, its clock and chance fixed. */
export async function testStore(options: StoreOptions = {}): Promise<Store> {
  const store = await createStore({
    home,
    now: () => 1_795_224_020,
    randomBytes: count => new Uint8Array(count).fill(7),
    ...options,
  });
  const key = store.fixture.keys.find(({ name }) => name === 'owner');
  owner.key = key?.consumer_key ?? '';
  owner.secret = key?.consumer_secret ?? '';
  owner.basic = `Basic ${Buffer.from(`${owner.key}:${owner.secret}`).toString('base64')}`;
  return store;
}

export interface Sent {
  readonly method?: string;
  readonly scheme?: 'http' | 'https';
  readonly host?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

export function message(target: string, sent: Sent = {}): Message {
  const { method = 'GET', scheme = 'http', host = 'shop.test:8105', headers = [], body } = sent;
  return { method, scheme, host, target, headers, body: body === undefined ? noBody : Buffer.from(body) };
}

/** An answer in the form that tests ask about. */
export class Got {
  readonly status: number;
  readonly text: string;
  readonly #answer: Answer;

  constructor(answer: Answer) {
    this.#answer = answer;
    this.status = answer.status;
    this.text = Buffer.from(answer.body).toString('utf8');
  }

  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of it
  get json(): any {
    return JSON.parse(this.text);
  }

  header(name: string): string | undefined {
    const values = this.headers.filter(([sent]) => sent.toLowerCase() === name.toLowerCase());
    return values.length === 0 ? undefined : values.map(([, value]) => value).join(', ');
  }

  get headers(): [string, string][] {
    const { headers } = this.#answer;
    return Array.from({ length: headers.length / 2 }, (_, i) => [
      headers[2 * i] as string,
      headers[2 * i + 1] as string,
    ]);
  }
}

export async function get(store: Store, target: string, sent: Sent = {}): Promise<Got> {
  return new Got(await store.answer(message(target, sent)));
}

/** The same with the owner's key, over TLS. */
export function asOwner(store: Store, target: string, sent: Sent = {}): Promise<Got> {
  const headers = ['Authorization', owner.basic, ...(sent.headers ?? [])];
  return get(store, target, { ...sent, scheme: 'https', headers });
}
