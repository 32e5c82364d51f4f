/** A client of a store of its own, and what assertTraffic has to say of what it does. */
import assert, { AssertionError } from 'node:assert/strict';
import { test } from 'node:test';
import {
  assertTraffic,
  basicCredentials,
  type Credentials,
  createStore,
  type SigningOptions,
  type Store,
  signRequest,
} from '../../src/index.ts';

export const home = 'http://shop.test';
export const path = '/wp-json/wc/v3/orders';
export const start = 1_767_225_600;

interface Sent {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A client of a store of its own. */
export class Client {
  readonly store: Store;
  readonly key: Credentials;
  time = start;
  #nonces = 0;

  constructor(store: Store) {
    this.store = store;
    this.key = store.grant();
    store.setClock(start);
  }

  async send(
    scheme: 'http' | 'https',
    { method = 'GET', target = path, headers = {}, body = '' }: Sent = {},
  ) {
    const answer = await this.store.answer({
      method,
      scheme,
      host: 'shop.test',
      target,
      headers: ['Host', 'shop.test', ...Object.entries(headers).flat()],
      body: new TextEncoder().encode(body),
    });
    return answer.status;
  }

  wait(seconds: number): void {
    this.time += seconds;
    this.store.setClock(this.time);
  }

  basic(secret = this.key.consumerSecret, scheme: 'http' | 'https' = 'https', more: Sent = {}) {
    const authorization = basicCredentials(this.key.consumerKey, secret);
    return this.send(scheme, { ...more, headers: { ...more.headers, authorization } });
  }

  query(secret = this.key.consumerSecret, scheme: 'http' | 'https' = 'https') {
    const target = `${path}?consumer_key=${this.key.consumerKey}&consumer_secret=${secret}`;
    return this.send(scheme, { target });
  }

  signed(options: Partial<SigningOptions> = {}, change: (target: string) => string = target => target) {
    const { url, authorization } = signRequest(
      { method: 'GET', url: `${home}${path}` },
      {
        credentials: this.key,
        signatureMethod: 'HMAC-SHA256',
        placement: 'query',
        timestamp: this.time,
        nonce: `nonce${this.#nonces++}`,
        ...options,
      },
    );
    return this.send('http', {
      target: change(url.slice(home.length)),
      headers: authorization === undefined ? {} : { authorization },
    });
  }
}

/** What a client does, and the rules that it breaks by it. */
export type TrafficCase = readonly [
  what: string,
  client: (client: Client) => Promise<void>,
  broken: readonly string[],
];

/** Tests that assertTraffic finds these rules broken, and no others. */
export function holds(...[what, run, broken]: TrafficCase): void {
  test(`${what}: ${broken.join(', ') || 'no rule is broken'}`, async () => {
    const client = new Client(await createStore({ home }));
    await run(client);
    try {
      assertTraffic(client.store);
    } catch (error) {
      assert.ok(error instanceof AssertionError, String(error));
      assert.deepEqual(error.actual, broken, error.message);
      assert.ok(!error.message.includes(client.key.consumerSecret));
      return;
    }
    assert.deepEqual([], broken);
  });
}
