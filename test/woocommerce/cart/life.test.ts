/** Carts of the Store API, step by step as six real stores answered them: with cookies and a nonce, with a token, as a user. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createStore, type Store } from '../../../mocks/index.ts';
import { empty, targetOf } from '../../../scripts/life.ts';
import { Client, fixture, type Reply } from '../resources/client.ts';

interface Step {
  /** Below the Store API's namespace, or `/wc/v3/…` for what makes the shop. */
  readonly request: string;
  readonly body?: unknown;
  readonly save?: string;
  /** Whose cart: a browser's with cookies (`browser`), a token's, a customer's. */
  readonly as?: 'browser' | 'token' | 'customer';
  /** The parts of a batch have the nonce or the token too. */
  readonly parts?: boolean;
}

interface Recorded {
  /** One after the other, each in a shop of its own. */
  readonly lives: readonly (readonly Step[])[];
  /** By version and life, a row for each step of the cart: the status, and what was told; null where it is known to differ. */
  readonly answers: Readonly<Record<string, readonly (readonly (string | null)[])[]>>;
}

const url = new URL('recorded.json', import.meta.url);
const { lives, answers }: Recorded = JSON.parse(readFileSync(url, 'utf8'));

/** What a step is held to: of a refusal code and message, of a cart its lines, coupons, rates and totals. */
function summaryOf(status: number, json: unknown): string {
  const {
    code,
    message,
    items,
    responses,
    totals,
    coupons = [],
    shipping_rates: packages = [],
    // biome-ignore lint/suspicious/noExplicitAny: a test looks into any body.
  } = (json ?? {}) as any;
  if (status >= 400) return `${status} ${code}: ${message}`;
  if (Array.isArray(responses))
    return `${status} ${responses.map(one => (one ? `[${summaryOf(one.status, one.body)}]` : 'null')).join(' ')}`;
  if (!Array.isArray(items)) return `${status} ${Object.keys(json ?? {}).join(' ')}`;
  const lines = items.map(
    ({ name, quantity, totals: own }) => `${name} x${quantity} ${own.line_total}+${own.line_total_tax}`,
  );
  const off = coupons.map(
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    (one: any) => `-${one.code} ${one.totals.total_discount}+${one.totals.total_discount_tax}`,
  );
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  const rates = (packages[0]?.shipping_rates ?? []).map((one: any) => {
    return `${one.selected ? '*' : ''}${one.method_id} ${one.price}+${one.taxes}`;
  });
  return `${status} ${[...lines, ...off, ...rates].join(', ')} = ${totals.total_shipping} ${totals.total_tax} ${totals.total_price}`;
}

class Shopper {
  readonly #client: Client;
  readonly #isOld: boolean;
  readonly #cookies = new Map<string, string>();
  readonly #as: Step['as'];
  #token = '';
  #nonce = '';

  constructor(store: Store, version: string, as: Step['as']) {
    this.#client = new Client(store, as === 'customer' ? 'customer_rw' : null);
    this.#isOld = version === '5.8';
    this.#as = as;
  }

  async ask(method: string, path: string, sent: unknown, parts: boolean): Promise<Reply> {
    const fields = this.#fields();
    const { requests } = (sent ?? {}) as { requests?: readonly object[] };
    const own = Object.fromEntries([fields.slice(0, 2)]);
    const body =
      parts && requests
        ? { ...(sent as object), requests: requests.map(one => ({ ...one, headers: own })) }
        : sent;
    const namespace = this.#isOld ? 'store' : 'store/v1';
    const text = JSON.stringify(body)?.replaceAll('wc/store/v1', `wc/${namespace}`);
    const reply = await this.#client.call(method, `${namespace}/${path}`, text && JSON.parse(text), fields);
    this.#token ||= reply.header('cart-token') ?? '';
    this.#nonce = reply.header(this.#isOld ? 'x-wc-store-api-nonce' : 'nonce') ?? this.#nonce;
    for (const field of reply.all('set-cookie')) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(field) ?? [];
      this.#cookies.set(name, value);
    }
    return reply;
  }

  #fields(): string[] {
    if (this.#as === 'token' && this.#token !== '') return ['Cart-Token', this.#token];
    const nonce = this.#nonce === '' ? [] : [this.#isOld ? 'X-WC-Store-API-Nonce' : 'Nonce', this.#nonce];
    const cookies = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return [...nonce, ...(cookies === '' ? [] : ['Cookie', cookies])];
  }
}

for (const [version, rows] of Object.entries(answers)) {
  for (const [at, life] of lives.entries()) {
    const expected = rows[at];
    if (expected === undefined || expected.length === 0) continue;
    test(`life ${at + 1} of a cart is answered as by ${version}`, async () => {
      let now = 1_796_039_170;
      const tick = () => {
        now += 1;
        return now;
      };
      const store = await createStore({ fixture: fixture(`wc-${version}`), profile: version, now: tick });
      const owner = new Client(store);
      await empty(async (method, path, body) => {
        const { status, json } = await owner.send(method, targetOf(path), body);
        return { status, json, total: undefined, pages: undefined };
      });
      const ids = new Map<string, unknown>();
      const shoppers = new Map<Step['as'], Shopper>();
      const named = (text: string) =>
        text
          .replace(/"\{([\w:]+)\}"/g, (_, id: string) => JSON.stringify(ids.get(id) ?? -1))
          .replace(/\{([\w:]+)\}/g, (_, id: string) => String(ids.get(id) ?? -1));
      const wrong: unknown[] = [];
      let row = 0;
      for (const { request, body, save, as, parts = false } of life) {
        const [method = '', path = ''] = named(request).split(/ (.*)/s);
        const sent = body === undefined ? undefined : JSON.parse(named(JSON.stringify(body)));
        if (as === undefined) {
          const { json } = await owner.send(method, `/wp-json${path}`, sent);
          if (save !== undefined) ids.set(save, json.id);
          continue;
        }
        const shopper = shoppers.get(as) ?? new Shopper(store, version, as);
        shoppers.set(as, shopper);
        const { status, json } = await shopper.ask(method, path, sent, parts);
        const items = json?.items ?? (Array.isArray(json) ? json : json?.key ? [json] : []);
        for (const item of items)
          for (const [name, id] of ids) if (id === item.id) ids.set(`key:${name}`, item.key);
        const got = summaryOf(status, json);
        const want = expected[row];
        if (want !== null && got !== want) wrong.push({ row, request, body, want, got });
        row += 1;
      }
      assert.deepEqual(wrong, []);
      assert.equal(row, expected.length);
    });
  }
}
