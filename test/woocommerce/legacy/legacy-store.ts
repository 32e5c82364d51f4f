import { readFileSync } from 'node:fs';
import { createData } from '../../../mocks/data/data.ts';
import {
  type Answer,
  type Fixture,
  type Judgement,
  type LegacyRules,
  type Message,
  profiles,
} from '../../../mocks/index.ts';
import { phpRequest } from '../../../mocks/php/mod_php.ts';
import { Nonces } from '../../../mocks/woocommerce/authentication/nonces.ts';
import { ApiKeys } from '../../../mocks/woocommerce/keys.ts';
import { legacyApi } from '../../../mocks/woocommerce/legacy/index.ts';
import { legacyRules } from '../../../mocks/woocommerce/legacy/rules.ts';
import type { Shop } from '../../../mocks/woocommerce/shop.ts';
import { parseHome } from '../../../mocks/wordpress/home.ts';
import { type PluggedSite, withPlugins } from '../../../mocks/wordpress/plugin.ts';
import { Sessions } from '../../../mocks/wordpress/sessions.ts';
import { Users } from '../../../mocks/wordpress/users.ts';
import { handle } from '../../../mocks/wordpress/wordpress.ts';

let seed = 1;

function randomBytes(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed >>> 24;
  });
}

/** A WordPress site on which nothing but the legacy API is installed. */
export interface LegacyStore {
  readonly shop: Shop;
  readonly site: PluggedSite;
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
  const profile = profiles[name.slice(3)];
  if (!profile) throw new Error(`no profile for ${name}`);
  const keys = new ApiKeys();
  for (const key of fixture.keys) {
    if (key.state.startsWith('row deleted')) continue;
    keys.add({
      keyId: key.key_id,
      userId: key.user_id,
      permissions: key.permissions,
      consumerKey: key.consumer_key,
      consumerSecret: key.consumer_secret,
      description: key.name,
    });
  }
  const users = new Users();
  for (const user of fixture.users) users.add(user);
  const shop = {
    profile,
    keys,
    nonces: new Nonces(),
    legacyApi: options.legacyApi ?? 'present',
    legacyRules: { ...legacyRules, ...options.rules },
    data: await createData({ version: profile.woocommerce, orders: options.orders }),
  } as unknown as Shop;
  const legacy = legacyApi(shop);
  const home = parseHome(options.home ?? fixture.home);
  if (!home) throw new Error('no home');
  const bare = {
    home,
    title: fixture.title,
    adminEmail: 'admin@shop.test',
    version: profile.wordpress,
    users,
    switches: {
      permalinks: 'pretty' as const,
      maintenance: false,
      comingSoon: false,
      applicationPasswords: false,
    },
    now: () => store.now,
    randomBytes,
    sessions: new Sessions(randomBytes),
    outbound: {
      policy: 'any' as const,
      resolve: () => Promise.resolve(undefined),
      send: () => Promise.reject(new Error('the legacy API asks nobody')),
    },
  };
  const site = withPlugins(bare, [
    {
      name: 'legacy',
      restRoutes: [],
      rewriteRules: legacy.rewriteRules,
      load: context => ({ parseRequest: variables => legacy.parseRequest(context, variables) }),
    },
  ]);
  const store: LegacyStore = {
    shop,
    site,
    now: 1795224100,
    judgements: [],
    async send({ method, url, headers, body }) {
      const [, scheme, host, target] = /^(https?):\/\/([^/?#]+)(.*)$/.exec(url) ?? [];
      const message: Message = {
        method,
        scheme: scheme as 'http' | 'https',
        host: host as string,
        target: latin1(target || '/'),
        headers: headers.flatMap(([name, value]) => [name, latin1(value)]),
        body: new TextEncoder().encode(body ?? ''),
      };
      const handled = await handle(site, phpRequest(message));
      store.judgements = handled.judgements;
      return handled.answer;
    },
  };
  return store;
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
  for (const row of store.shop.keys) {
    if (row.description === name) return { key: row.consumerKey, secret: row.consumerSecret };
  }
  throw new Error(`no key ${name}`);
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
