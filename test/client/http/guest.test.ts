import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TargetError } from '../../../mocks/errors.ts';
import type { HttpClient } from '../../../src/client/http/client.ts';
import type { Failure, HttpAnswer, HttpExchange, HttpRequest } from '../../../src/client/http/exchange.ts';
import { createGuest, type GuestOptions } from '../../../src/client/http/guest.ts';

type Scripted = Partial<HttpAnswer> | { readonly failure: string };

/** A client that answers by a script, and remembers what it was asked. */
function scripted(...answers: Scripted[]): { client: HttpClient; asked: HttpRequest[] } {
  const asked: HttpRequest[] = [];
  const send = async (request: HttpRequest): Promise<HttpExchange> => {
    asked.push(request);
    const next = answers.length > 1 ? (answers.shift() as Scripted) : (answers[0] as Scripted);
    const about = { request, startedAt: 0, duration: 0 };
    if ('failure' in next) return { ...about, failure: { code: next.failure, message: 'no' } as Failure };
    return { ...about, answer: { status: 200, headers: [], body: new Uint8Array(), ...next } };
  };
  return { client: { send, close: async () => {} }, asked };
}

const options: GuestOptions = { requestsPerSecond: 10_000, concurrency: 4, longestWait: 1, headers: [] };
const get: HttpRequest = { method: 'GET', url: 'https://a.test/x', headers: [] };
const busy = (seconds: string) => ({ status: 429, headers: [['Retry-After', seconds]] as const });

test('429 and 503 are obeyed when they say for how long, and only so often', async () => {
  for (const status of [429, 503]) {
    const { client, asked } = scripted({ ...busy('0'), status }, {});
    assert.equal((await createGuest(client, options).send(get)).answer?.status, 200);
    assert.equal(asked.length, 2);
  }
  const endless = scripted(busy('0'));
  assert.equal((await createGuest(endless.client, options).send(get)).answer?.status, 429);
  assert.equal(endless.asked.length, 4);
  for (const refused of [busy('3600'), { status: 429 }]) {
    const { client, asked } = scripted(refused);
    assert.equal((await createGuest(client, options).send(get)).answer?.status, 429);
    assert.equal(asked.length, 1);
  }
});

test('an answer of the authentication is never asked for twice, but counted', async () => {
  for (const status of [401, 403]) {
    const { client, asked } = scripted({ ...busy('0'), status });
    const guest = createGuest(client, options);
    await guest.send({ ...get, url: 'https://a.test/x?consumer_key=ck_1' });
    await guest.send(get);
    assert.equal(asked.length, 2);
    assert.deepEqual([guest.requests, guest.refusals], [2, 1]);
  }
});

test('a connection that was never made is tried again; one that was cut off only where that does no harm', async () => {
  const never = scripted({ failure: 'ECONNREFUSED' }, {});
  await createGuest(never.client, options).send({ ...get, method: 'POST' });
  assert.equal(never.asked.length, 2);
  const cut = scripted({ failure: 'ECONNRESET' }, {});
  await createGuest(cut.client, options).send(get);
  assert.equal(cut.asked.length, 2);
  for (const request of [
    { ...get, method: 'POST' },
    { ...get, url: 'https://a.test/x?oauth_nonce=1' },
    { ...get, headers: [['Authorization', 'OAuth oauth_nonce="1"']] as const },
  ]) {
    const { client, asked } = scripted({ failure: 'ECONNRESET' }, {});
    await assert.rejects(createGuest(client, options).send(request), TargetError);
    assert.equal(asked.length, 1);
  }
});

test('a certificate that is not trusted is not tried again, and the message holds no secret', async () => {
  const { client, asked } = scripted({ failure: 'CERT_HAS_EXPIRED' });
  const secret = `cs_${'ab'.repeat(20)}`;
  await assert.rejects(
    createGuest(client, options).send({ ...get, url: `https://a.test/x?consumer_secret=${secret}` }),
    (error: Error) => /CERT_HAS_EXPIRED/.test(error.message) && !error.message.includes(secret),
  );
  assert.equal(asked.length, 1);
});

test('headers and the password of the web server go along, and are not shown', async () => {
  const { client, asked } = scripted({});
  const guest = createGuest(client, {
    ...options,
    headers: [['X-Staging', 'yes']],
    authorization: 'Basic c3RhZ2luZw==',
  });
  const { request } = await guest.send(get);
  assert.deepEqual(asked[0]?.headers, [
    ['X-Staging', 'yes'],
    ['Authorization', 'Basic c3RhZ2luZw=='],
  ]);
  assert.deepEqual(request.headers, []);
  await guest.send({ ...get, headers: [['authorization', 'own']] });
  assert.deepEqual(asked[1]?.headers, [
    ['authorization', 'own'],
    ['X-Staging', 'yes'],
  ]);
});

test('no more at the same time than allowed', async () => {
  let now = 0;
  let most = 0;
  const client: HttpClient = {
    async send(request) {
      most = Math.max(most, ++now);
      await new Promise(resolve => setImmediate(resolve));
      now--;
      return {
        request,
        startedAt: 0,
        duration: 0,
        answer: { status: 200, headers: [], body: new Uint8Array() },
      };
    },
    close: async () => {},
  };
  const guest = createGuest(client, { ...options, concurrency: 2 });
  await Promise.all(Array.from({ length: 10 }, () => guest.send(get)));
  assert.equal(most, 2);
  assert.equal(guest.requests, 10);
});
