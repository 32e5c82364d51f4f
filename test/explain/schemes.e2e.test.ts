/** What explain says of acceptance is what the store does, for requests of every scheme, namespace and profile. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createStore } from '../../mocks/index.ts';
import { isAccepted } from '../../src/explain/verdict.ts';
import { explain, type ReceivedRequest } from '../../src/index.ts';
import { anyScheme, isLetIn } from './any-scheme.ts';

const now = 1_795_224_020;
const home = 'http://shop.test:8105';
const place = { http: home, https: 'https://shop.test:8105', home: 'shop.test:8105' };

for (const profile of ['5.8', '6.6', '7.8', '8.2', '9.2', '10.5', '11.1'])
  test(`what ${profile} lets in is called so, and nothing else`, async () => {
    const plain = await createStore({ home, profile, orders: 2, now: () => now });
    const store = await createStore({
      fixture: { ...plain.fixture, legacy_api: 'present' },
      home,
      profile,
      orders: 2,
      now: () => now,
    });
    const { consumerKey: key, consumerSecret: secret } = store.grant();
    await fc.assert(
      fc.asyncProperty(
        anyScheme({ key, secret }, () => now),
        async make => {
          const { scheme, method, target, headers } = make(place);
          const answer = await store.answer({
            method,
            scheme,
            host: place.home,
            target,
            headers: ['Host', place.home, ...headers.flat()],
            body: new Uint8Array(),
          });
          const text = Buffer.from(answer.body).toString();
          const code = /"code":"([^"]*)"/.exec(text)?.[1] ?? (text.trim() === '-1' ? '-1' : '');
          const request: ReceivedRequest = {
            source: 'http',
            method,
            methodAssumed: false,
            scheme,
            schemeAssumed: false,
            authority: place.home,
            target,
            headers,
            body: '',
          };
          const told = explain(request, { consumerSecret: secret, home, profile, now, depth: 'singles' });
          // Strangers who change WordPress's own are told of their parameters first.
          if (target.startsWith('/wp-json/wp/') && method !== 'GET') return;
          // A HEAD has no body to tell what kind of 404 it is.
          if (method === 'HEAD' && answer.status >= 400 && answer.status !== 401) return;
          assert.equal(
            isAccepted(told),
            isLetIn(answer.status, code),
            `${scheme} ${method} ${target} ${JSON.stringify(headers)}: ${answer.status} ${code}, ${told.verdict}: ${told.says}`,
          );
        },
      ),
      { numRuns: 150 },
    );
  });
