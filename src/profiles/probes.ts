import type { ProfileRules } from '../../mocks/index.ts';
import { toldError } from '../answers/error.ts';
import { basicField } from '../client/basic/credentials.ts';
import { signatureBaseString } from '../client/oauth1/base-string.ts';
import { formatParameters } from '../client/oauth1/parameters.ts';
import { appendQuery, type Credentials, queryParameters, signRequest } from '../client/oauth1/request.ts';
import { isObject } from '../files/json-text.ts';
import { digest } from '../recordings/placeholders.ts';
import type { RecordedAnswer } from '../recordings/recording.ts';
import type { Capability, Scheme } from '../targets/target.ts';
import type { ProbedStore } from './probed-store.ts';

/** The requests by which a rule's value is seen from outside. */
export interface RuleProbe {
  readonly scheme: Scheme;
  /** Whose key is sent. */
  readonly persona?: string;
  readonly capability?: Capability;
  /** What the store says: the same of two stores that have the same value, another of those that have others. */
  read(store: ProbedStore): Promise<string>;
}

/** A probe for each rule of a profile. What it asks is what the recordings asked that the rule is known from. */
export const probes: { readonly [Rule in keyof ProfileRules]: RuleProbe } = {
  apiScope: {
    scheme: 'https',
    persona: 'owner',
    read: async store => refusal(await get(store, 'owner', '/index.php?rest_route=/wc/v3/orders')),
  },
  looksTwice: {
    scheme: 'http',
    persona: 'nobody',
    read: async store => refusal(await getSigned(store, 'nobody', '/wp-json/wc/v3/orders?per_page=1')),
  },
  legacyCleaning: {
    scheme: 'https',
    persona: 'owner',
    capability: 'legacy-api',
    async read(store) {
      const { consumerKey, consumerSecret } = keyOf(store, 'owner');
      return refusal(
        await ask(store, 'https', 'GET', '/wc-api/v1/orders', {
          authorization: basicField(`${consumerKey}:${consumerSecret.toUpperCase()}`),
        }),
      );
    },
  },
  legacySignedPath: {
    scheme: 'http',
    persona: 'owner',
    capability: 'legacy-api',
    async read(store) {
      const signedAs = async (path: string) => {
        const url = `${store.urls.http}/wc-api/v1/orders`;
        return (await store.send({ ...plain(legacySigned(store, url, path)), body: null })).status;
      };
      return `signed by its own path ${await signedAs('/wc-api/v1/orders')}, by that of v3 ${await signedAs('/wc-api/v3/orders')}`;
    },
  },
  orderDrafts: {
    scheme: 'http',
    read: async store =>
      /one of (.*)\.$/.exec(
        messageOf(await ask(store, 'http', 'GET', '/wp-json/wc/v3/orders?status=nope')),
      )?.[1] ?? 'no list of statuses',
  },
  missingOrdersFirst: {
    scheme: 'https',
    persona: 'customer',
    read: async store => refusal(await get(store, 'customer', '/wp-json/wc/v3/orders/999999')),
  },
  missingReviews: {
    scheme: 'https',
    persona: 'owner',
    read: async store => refusal(await get(store, 'owner', '/wp-json/wc/v3/products/reviews/999999')),
  },
  missingCustomers: {
    scheme: 'https',
    read: async store => refusal(await ask(store, 'https', 'GET', '/wp-json/wc/v3/customers/999999')),
  },
  missingIsNotFound: {
    scheme: 'https',
    persona: 'owner',
    read: async store => refusal(await get(store, 'owner', '/wp-json/wc/v3/taxes/classes/nope')),
  },
  orderTrashHooks: {
    scheme: 'https',
    persona: 'owner',
    capability: 'writes',
    async read(store) {
      // A webhook that is paused is not delivered anything, so its address is never asked.
      const made = await change(store, 'owner', 'POST', '/wp-json/wc/v3/webhooks', {
        name: 'Latchkey',
        topic: 'order.deleted',
        status: 'paused',
        delivery_url: 'https://app.example/',
      });
      const { id, hooks } = members(made);
      if (id === undefined) return refusal(made);
      await change(store, 'owner', 'DELETE', `/wp-json/wc/v3/webhooks/${id}?force=true`);
      return JSON.stringify(hooks);
    },
  },
  storeApi: {
    scheme: 'http',
    async read(store) {
      const versioned = await ask(store, 'http', 'GET', '/wp-json/wc/store/v1/cart');
      const answer =
        versioned.status === 404 ? await ask(store, 'http', 'GET', '/wp-json/wc/store/cart') : versioned;
      const sent = Object.keys(answer.headers).filter(name =>
        /^(?:cart-token|nonce|x-wc-store-api-nonce)$/.test(name),
      );
      const shared = String(answer.headers['access-control-allow-headers'] ?? '');
      return [
        answer === versioned ? 'with a version in its path' : 'without a version in its path',
        ...sent.toSorted(),
        ...(/cart-token/i.test(shared) ? ['for browsers of other origins'] : []),
      ].join(', ');
    },
  },
  managersCreateCustomers: {
    scheme: 'https',
    persona: 'manager',
    async read(store) {
      const { status, headers } = await get(store, 'manager', '/wp-json/wc/v3/customers?per_page=1');
      return `${status}, Allow: ${headers.allow ?? 'nothing'}`;
    },
  },
  fixedListTotals: {
    scheme: 'https',
    persona: 'owner',
    async read(store) {
      const { status, headers } = await get(store, 'owner', '/wp-json/wc/v3/payment_gateways');
      return `${status}, ${headers['x-wp-total'] === undefined ? 'without' : 'with'} X-WP-Total`;
    },
  },
  settingsGroups: {
    scheme: 'https',
    persona: 'owner',
    async read(store) {
      const answer = await get(store, 'owner', '/wp-json/wc/v3/settings');
      const groups = list(answer).map(group => (isObject(group) ? String(group.id) : '?'));
      return `${answer.status}, ${groups.length} groups: ${groups.toSorted().join(', ')}`;
    },
  },
  systemStatusLogging: {
    scheme: 'https',
    persona: 'owner',
    async read(store) {
      const answer = await get(store, 'owner', '/wp-json/wc/v3/system_status');
      return has(answer, members(answer), ['logging']);
    },
  },
  newerFields: {
    scheme: 'https',
    persona: 'owner',
    async read(store) {
      const answer = await get(store, 'owner', '/wp-json/wc/v3/products?per_page=1');
      return has(answer, firstOf(answer), ['brands', 'global_unique_id']);
    },
  },
};

type Fields = Readonly<Record<string, string>>;

function keyOf({ personas }: ProbedStore, name: string): Credentials {
  return personas.get(name) as Credentials;
}

function ask(
  store: ProbedStore,
  scheme: Scheme,
  method: string,
  path: string,
  fields: Fields = {},
  body: string | null = null,
): Promise<RecordedAnswer> {
  return store.send({ method, url: `${store.urls[scheme]}${path}`, headers: Object.entries(fields), body });
}

function basicOf(store: ProbedStore, persona: string): Fields {
  const { consumerKey, consumerSecret } = keyOf(store, persona);
  return { authorization: basicField(`${consumerKey}:${consumerSecret}`) };
}

function get(store: ProbedStore, persona: string, path: string): Promise<RecordedAnswer> {
  return ask(store, 'https', 'GET', path, basicOf(store, persona));
}

function change(
  store: ProbedStore,
  persona: string,
  method: string,
  path: string,
  members?: object,
): Promise<RecordedAnswer> {
  const fields = { ...basicOf(store, persona), ...(members && { 'content-type': 'application/json' }) };
  return ask(store, 'https', method, path, fields, members ? JSON.stringify(members) : null);
}

/** Signed for the home URL, and sent where the store is reached: the two can differ. */
function getSigned(store: ProbedStore, persona: string, path: string): Promise<RecordedAnswer> {
  const home = store.signed.http ?? store.urls.http;
  const { url } = signRequest(
    { method: 'GET', url: `${home}${path}` },
    {
      credentials: keyOf(store, persona),
      signatureMethod: 'HMAC-SHA256',
      placement: 'query',
      timestamp: Math.floor(store.now()),
      nonce: store.nonce(),
    },
  );
  return ask(store, 'http', 'GET', url.slice(String(home).length));
}

/** As v1 and v2 of the legacy API sign: with the secret alone, without the ampersand behind it (legacy.sign.001). */
function legacySigned(store: ProbedStore, url: string, path: string): string {
  const { consumerKey, consumerSecret } = keyOf(store, 'owner');
  const signed = appendQuery(
    url,
    formatParameters([
      ['oauth_consumer_key', consumerKey],
      ['oauth_timestamp', String(Math.floor(store.now()))],
      ['oauth_nonce', store.nonce()],
      ['oauth_signature_method', 'HMAC-SHA256'],
    ]),
  );
  const baseString = signatureBaseString(
    'GET',
    `${store.signed.http ?? store.urls.http}${path}`,
    queryParameters(signed),
  );
  const signature = digest('HMAC-SHA256', consumerSecret, false, baseString);
  return appendQuery(signed, formatParameters([['oauth_signature', signature]]));
}

function plain(url: string) {
  return { method: 'GET', url, headers: [] };
}

/** The status, and the code of an error. */
function refusal(answer: RecordedAnswer): string {
  const code = toldError(jsonOf(answer))?.code;
  return [answer.status, code].filter(each => each !== undefined && each !== '').join(' ');
}

/** The message about a parameter that is none of those that can be. */
function messageOf(answer: RecordedAnswer): string {
  const json = jsonOf(answer);
  const { data } = isObject(json) ? json : {};
  const params = isObject(data) && isObject(data.params) ? data.params : {};
  return String(Object.values(params)[0] ?? '');
}

function jsonOf({ body }: RecordedAnswer): unknown {
  return body?.kind === 'json' ? body.json : undefined;
}

function members(answer: RecordedAnswer): Readonly<Record<string, unknown>> {
  const json = jsonOf(answer);
  return isObject(json) ? json : {};
}

function list(answer: RecordedAnswer): readonly unknown[] {
  const json = jsonOf(answer);
  return Array.isArray(json) ? json : [];
}

function firstOf(answer: RecordedAnswer): Readonly<Record<string, unknown>> {
  const [first] = list(answer);
  return isObject(first) ? first : {};
}

/** Which of these members a record has. */
function has({ status }: RecordedAnswer, record: unknown, names: readonly string[]): string {
  const there = names.filter(name => isObject(record) && name in record);
  return `${status}, ${there.length > 0 ? `with ${there.join(', ')}` : `without ${names.join(', ')}`}`;
}
