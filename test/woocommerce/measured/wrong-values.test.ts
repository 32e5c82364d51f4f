/**
 * Which parameters real stores named as invalid: one wrong value at a time, and all of an endpoint's at once, sent by an
 * administrator to WooCommerce 10.5.0, 8.2.2 and 5.8.0. A sample of what this store names as they do: it holds what is right,
 * and is no measure of how much is. Of one value at a time about 4 in 100 still differ (docs/discoveries/routes.md).
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createStore, type Store } from '../../../mocks/index.ts';
import { fixture } from '../resources/client.ts';
import { fieldsOf, host, identities } from './identities.ts';

interface Recorded {
  readonly version: string;
  /** `GET /wp/v2/posts?order=no-lab` */
  readonly request: string;
  readonly body?: unknown;
  readonly wrong: readonly string[];
}

const recorded = readFileSync(new URL('../../recordings/wrong-values.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map(line => JSON.parse(line) as Recorded);

async function named(store: Store, fields: readonly string[], { request, body }: Recorded) {
  const [method = '', target = ''] = request.split(' ');
  const answer = await store.answer({
    method,
    scheme: 'https',
    host,
    target: `/wp-json${target}`,
    headers: ['Host', host, ...(body === undefined ? [] : ['Content-Type', 'application/json']), ...fields],
    body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
  });
  const { code, data } = JSON.parse(Buffer.from(answer.body).toString());
  return code === 'rest_invalid_param' ? Object.keys(data.params).sort() : code;
}

describe('wrong values', () => {
  for (const version of new Set(recorded.map(one => one.version))) {
    it(`are named as by WooCommerce ${version}`, async () => {
      const store = await createStore({ fixture: fixture(`wc-${version}`), profile: version });
      const owner = identities.find(({ name }) => name === 'administrator');
      assert.ok(owner);
      const fields = await fieldsOf(store, owner);
      for (const one of recorded.filter(({ version: own }) => own === version))
        assert.deepEqual(await named(store, fields, one), one.wrong, one.request);
    });
  }
});
