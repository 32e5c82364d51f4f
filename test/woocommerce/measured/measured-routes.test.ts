/** Plays the table of measured routes through the store: docs/discoveries/routes.md. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type MeasuredEndpoint, measuredRoles, measuredRoutes } from '../../../mocks/data/route-table.ts';
import { createStore, profiles, type Store } from '../../../mocks/index.ts';
import { fixture } from '../resources/client.ts';
import { examplePath, exampleValue } from './example.ts';
import { fieldsOf, host, identities } from './identities.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly sent: Readonly<Record<string, unknown>>;
}

type Identity = (typeof identities)[number];

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
  const text = Buffer.from(answer.body).toString('utf8');
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

describe('measured routes', () => {
  for (const profile of Object.keys(profiles)) {
    for (const identity of askedOf(profile)) {
      it(`${profile}: ${identity.name} hears at each what a real store says`, async () => {
        const store = await createStore({ fixture: fixture(`wc-${profile}`), now: () => 1_795_224_020 });
        let fields = await fieldsOf(store, identity);
        const wrong: string[] = [];
        let count = 0;
        for (const one of order) {
          for (const { pattern, endpoints } of await measuredRoutes(profile)) {
            for (const endpoint of endpoints) {
              const method = endpoint.methods.includes('POST') ? 'POST' : (endpoint.methods[0] as string);
              if (method !== one) continue;
              const required = Object.entries(endpoint.args).filter(
                ([name, schema]) => 'required' in schema && !pattern.includes(`(?P<${name}>`),
              );
              const sent = Object.fromEntries(
                required.map(([name, schema]) => [name, exampleValue(schema, name)]),
              );
              const check = async (asked: Asked, verdicts: MeasuredEndpoint['verdicts']) => {
                count += 1;
                const got = await answerTo(store, fields, asked);
                const wanted = expected(identity, verdicts, asked);
                if (!isRight(wanted, got))
                  wrong.push(`${method} ${asked.path}: ${wanted || 'let in'}, got ${got.status} ${got.code}`);
                // What was deleted is asked for again.
                if (method === 'DELETE' && got.status < 300) {
                  await store.reset();
                  fields = await fieldsOf(store, identity);
                }
              };
              // Of a path's parameter that has an enumeration one of its values.
              const listed = Object.entries(endpoint.args).flatMap(([name, schema]) =>
                'enum' in schema && Array.isArray(schema.enum) ? [[name, String(schema.enum[0])]] : [],
              );
              const path = examplePath(pattern, Object.fromEntries(listed));
              await check({ method, path, sent }, endpoint.verdicts);
              if (endpoint.existing)
                await check(
                  { method, path: examplePath(pattern, endpoint.existing.sample), sent },
                  endpoint.existing.verdicts,
                );
            }
          }
        }
        assert.deepEqual(wrong, [], `${wrong.length} of ${count}`);
      });
    }
  }
});
