/** Plays the table of measured routes through the store: docs/discoveries/routes.md. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type MeasuredEndpoint, measuredRoles, measuredRoutes } from '../../../mocks/data/route-table.ts';
import { createStore, profiles, type Store } from '../../../mocks/index.ts';
import { Client, fixture } from '../resources/client.ts';
import { examplePath, exampleValue } from './example.ts';
import { fieldsOf, host, identities } from './identities.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly sent: Readonly<Record<string, unknown>>;
}

interface Question {
  readonly asked: Asked;
  readonly verdicts: MeasuredEndpoint['verdicts'];
}

type Identity = (typeof identities)[number];

/** Ids of what the measured stores had and a fresh one has not, by the last part of its route. */
type Made = Readonly<Record<string, number>>;

const taxonomies = { product_tag: 'tags', product_brand: 'brands' } as const;

/** A fresh store with a term of each kind that the samples name. */
async function begin(store: Store): Promise<Made> {
  await store.reset();
  const owner = new Client(store);
  const ids = Object.entries(taxonomies).map(async ([taxonomy, resource]) => {
    const { json } = await owner.call('POST', `v3/products/${resource}`, { name: resource });
    return [taxonomy, json.id as number | undefined] as const;
  });
  return Object.fromEntries((await Promise.all(ids)).flatMap(([name, id]) => (id ? [[name, id]] : [])));
}

/** The sample's 16 is the term that was made here. */
function withMade(path: string, made: Made): string {
  const [, taxonomy] = /\/(product_(?:tag|brand))\/16$/.exec(path) ?? [];
  const id = taxonomy === undefined ? undefined : made[taxonomy];
  return id === undefined ? path : path.replace(/16$/, String(id));
}

/** The same for all who are asked: GET first, what deletes last. */
const order = ['GET', 'POST', 'PUT', 'DELETE'];

async function answerTo(store: Store, fields: readonly string[], { method, path, sent }: Asked) {
  const inBody = method !== 'GET' && method !== 'DELETE' && Object.keys(sent).length > 0;
  const query = inBody ? '' : queryOf(sent);
  const answer = await store.answer({
    method,
    scheme: 'https',
    host,
    target: `/wp-json${encodeURI(path)}${query === '' ? '' : `?${query}`}`,
    headers: ['Host', host, ...(inBody ? ['Content-Type', 'application/json'] : []), ...fields],
    body: Buffer.from(inBody ? JSON.stringify(sent) : ''),
  });
  // What is no error has nothing to compare, and is long.
  const text = answer.status < 400 ? '' : Buffer.from(answer.body).toString('utf8');
  const code: unknown = text.startsWith('{') ? JSON.parse(text).code : undefined;
  return { status: answer.status, code: typeof code === 'string' ? code : undefined };
}

function queryOf(sent: Readonly<Record<string, unknown>>): string {
  const pairs = (name: string, value: unknown): [string, string][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, one]) => pairs(`${name}[${key}]`, one))
      : [[name, String(value)]];
  return new URLSearchParams(Object.entries(sent).flatMap(([name, value]) => pairs(name, value))).toString();
}

/** What the table says of an identity: `401 rest_forbidden`, or '' for whoever is let in. */
function expected(
  { key, role }: Identity,
  verdicts: MeasuredEndpoint['verdicts'],
  { method, path }: Asked,
): string {
  const counts = key === undefined || /^\/wc[/-]/.test(path);
  // A key's rights are asked for before the route's.
  const isRead = method === 'GET';
  if (counts && key !== undefined && (isRead ? key.endsWith('_w') : key.endsWith('_r')))
    return '401 woocommerce_rest_authentication_error';
  const { refused, bare } = verdicts[measuredRoles.indexOf(counts ? role : 'nobody')] ?? {};
  const outcome = refused ?? bare;
  return outcome === undefined ? '' : `${outcome.status} ${outcome.code}`;
}

function isRight(wanted: string, { status, code }: { status: number; code: string | undefined }): boolean {
  // PHP died: a page, or JSON for who asks for that.
  if (wanted === '500 internal_server_error') return status === 500;
  if (wanted !== '') return wanted === `${status} ${code}`;
  return code === 'latchkey_not_simulated' || ![401, 403].includes(status);
}

/** All of them are asked of one version; what keys may is the same in the others. */
function askedOf(profile: string): readonly Identity[] {
  if (profile === '10.5') return identities;
  const few = ['nobody', 'key customer_rw', 'manager', 'key admin_rw'];
  return identities.filter(({ name }) => few.includes(name));
}

/** What is asked at every endpoint of a version, with what the table says of it; the same for all identities. */
async function questionsOf(profile: string): Promise<readonly Question[]> {
  const questions = (await measuredRoutes(profile)).flatMap(({ pattern, endpoints }) =>
    endpoints.flatMap(endpoint => {
      const method = endpoint.methods.includes('POST') ? 'POST' : (endpoint.methods[0] as string);
      const required = Object.entries(endpoint.args).filter(
        ([name, schema]) => 'required' in schema && !pattern.includes(`(?P<${name}>`),
      );
      const sent = Object.fromEntries(required.map(([name, schema]) => [name, exampleValue(schema, name)]));
      // Of a path's parameter that has an enumeration one of its values.
      const listed = Object.entries(endpoint.args).flatMap(([name, schema]) =>
        'enum' in schema && Array.isArray(schema.enum) ? [[name, String(schema.enum[0])]] : [],
      );
      const nothing = { method, path: examplePath(pattern, Object.fromEntries(listed)), sent };
      const { existing, verdicts } = endpoint;
      if (!existing) return [{ asked: nothing, verdicts }];
      const there = { method, path: examplePath(pattern, existing.sample), sent };
      return [
        { asked: nothing, verdicts },
        { asked: there, verdicts: existing.verdicts },
      ];
    }),
  );
  return order.flatMap(method => questions.filter(({ asked }) => asked.method === method));
}

describe('measured routes', () => {
  for (const profile of Object.keys(profiles)) {
    describe(profile, () => {
      let questions: readonly Question[];
      let store: Store;
      before(async () => {
        questions = await questionsOf(profile);
        store = await createStore({ fixture: fixture(`wc-${profile}`), now: () => 1_795_224_020 });
      });

      for (const identity of askedOf(profile)) {
        it(`${profile}: ${identity.name} hears at each what a real store says`, async () => {
          let made = await begin(store);
          let fields = await fieldsOf(store, identity);
          const wrong: string[] = [];
          for (const { asked, verdicts } of questions) {
            const got = await answerTo(store, fields, { ...asked, path: withMade(asked.path, made) });
            const wanted = expected(identity, verdicts, asked);
            if (!isRight(wanted, got))
              wrong.push(
                `${asked.method} ${asked.path}: ${wanted || 'let in'}, got ${got.status} ${got.code}`,
              );
            // What was deleted is asked for again.
            if (asked.method === 'DELETE' && got.status < 300) {
              made = await begin(store);
              fields = await fieldsOf(store, identity);
            }
          }
          assert.deepEqual(wrong, [], `${wrong.length} of ${questions.length}`);
        });
      }
    });
  }
});
