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
          const { scheme, method, target, headers, body } = make(place);
          const answer = await store.answer({
            method,
            scheme,
            host: place.home,
            target,
            headers: ['Host', place.home, ...headers.flat(), 'Content-Length', String(body.length)],
            body: Buffer.from(body),
          });
          const request: ReceivedRequest = {
            source: 'http',
            method,
            methodAssumed: false,
            scheme,
            schemeAssumed: false,
            authority: place.home,
            target,
            headers,
            body,
          };
          const told = explain(request, { consumerSecret: secret, home, profile, now, depth: 'singles' });
          const type = answer.headers.find((_, at) => /^content-type$/i.test(answer.headers[at - 1] ?? ''));
          // A HEAD has no body to tell what kind of error it is.
          if (method === 'HEAD' && [400, 404, 500].includes(answer.status)) return;
          const about = `${scheme} ${method} ${target} ${JSON.stringify(headers)} ${body}: ${answer.status} ${Buffer.from(answer.body).toString().slice(0, 120)}, ${told.verdict}: ${told.says}`;
          const letIn = isLetIn(answer.status, type ?? '', Buffer.from(answer.body).toString());
          if (letIn !== undefined) assert.equal(isAccepted(told), letIn, about);
          // Where it says what is answered before a resource is asked, that is what is answered.
          const isPage = told.answer?.code === undefined;
          if (told.answer?.status !== undefined && !isPage)
            assert.equal(answer.status, told.answer.status, about);
        },
      ),
      // The same requests each time: a rare one is no reason for a run to fail.
      { numRuns: 150, seed: 14 },
    );
  });
