import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createStore } from '../../mocks/index.ts';
import { asOwner, get, message, testStore } from '../wordpress/site.ts';

const orders = '/wp-json/wc/v3/orders';

describe('createStore()', () => {
  it('takes the home URL, the profile and the number of orders', async () => {
    const store = await createStore({ home: 'https://example.org/shop/', profile: '6.6', orders: 3 });
    assert.equal(store.home, 'https://example.org/shop');
    assert.equal(store.profile, '6.6');
    const key = store.fixture.keys[0];
    const basic = Buffer.from(`${key?.consumer_key}:${key?.consumer_secret}`).toString('base64');
    const got = await get(store, `/shop${orders}`, {
      scheme: 'https',
      headers: ['Authorization', `Basic ${basic}`],
    });
    assert.equal(got.header('X-WP-Total'), '3');
    assert.equal(got.header('Cache-Control'), 'no-cache, must-revalidate, max-age=0');
  });

  it('refuses a profile and a home URL that are none', async () => {
    await assert.rejects(
      createStore({ profile: 'new' }),
      /profile "new": expected one of 5\.8, 6\.6, 7\.8, 8\.2, 9\.2, 10\.5, 11\.1/,
    );
    await assert.rejects(createStore({ profile: 'v9.2' }), /did you mean "9\.2"\?/);
    await assert.rejects(
      createStore({ home: 'shop.test' }),
      /home URL "shop\.test": expected an absolute http or https URL/,
    );
  });

  it('goes back to the fixture, and its clock runs again', async () => {
    const store = await testStore();
    store.setClock(5);
    store.switches.maintenance = true;
    assert.equal((await get(store, '/')).status, 503);
    await store.reset();
    assert.equal(store.now(), 1_795_224_020);
    assert.equal((await get(store, '/')).status, 200);
    await asOwner(store, orders, {
      method: 'POST',
      headers: ['Content-Type', 'application/json'],
      body: '{}',
    });
    assert.equal((await asOwner(store, orders)).header('X-WP-Total'), '20');
    await store.reset();
    assert.equal((await asOwner(store, orders)).header('X-WP-Total'), '19');
  });

  it('keeps the last thousand exchanges, and tells listeners', async () => {
    const store = await testStore();
    let told = 0;
    const stop = store.onExchange(() => {
      told += 1;
    });
    for (let i = 0; i < 1003; i += 1) await store.answer(message(`${orders}?i=${i}`));
    assert.equal(told, 1003);
    assert.equal(store.journal().length, 1000);
    assert.equal(store.journal()[0]?.message.target, `${orders}?i=3`);
    assert.equal(store.journal().at(-1)?.message.target, `${orders}?i=1002`);
    stop();
    store.clearJournal();
    await store.answer(message('/'));
    assert.equal(told, 1003);
    assert.equal(store.journal().length, 1);
  });

  it('forgets the oldest exchanges when what clients have sent grows large', async () => {
    const store = await testStore();
    const upload = new Uint8Array(8 * 1024 * 1024);
    for (let i = 0; i < 20; i++)
      await store.answer({ ...message(`/wp-json/?i=${i}`), method: 'POST', body: upload });
    assert.equal(store.journal().length, 8);
    assert.equal(store.journal()[0]?.message.target, '/wp-json/?i=12');
    assert.equal(store.journal().at(-1)?.message.target, '/wp-json/?i=19');
    await store.answer(message('/wp-json/?i=20'));
    assert.equal(store.journal().length, 9);
  });

  it('shares nothing with another', async () => {
    const [one, other] = await Promise.all([testStore(), testStore()]);
    await asOwner(one, orders, { method: 'POST', headers: ['Content-Type', 'application/json'], body: '{}' });
    assert.equal((await asOwner(other, orders)).header('X-WP-Total'), '19');
    assert.equal(other.journal().length, 1);
  });

  it('can have single rules bent', async () => {
    const store = await testStore({ rules: { isSecretRight: () => true } });
    const key = store.fixture.keys[0]?.consumer_key;
    const got = await get(store, `${orders}?consumer_key=${key}&consumer_secret=wrong`, { scheme: 'https' });
    assert.equal(got.status, 200);
  });

  it('never throws, and never for reasons of its own, whatever is sent', async () => {
    const store = await testStore();
    const byte = fc.integer({ min: 0, max: 255 }).map(code => String.fromCharCode(code));
    const bytes = fc.array(byte, { maxLength: 40 }).map(list => list.join(''));
    const pieces = fc.constantFrom(
      '/wp-json/',
      'wc/v3/',
      'orders',
      '?',
      '&',
      'rest_route=',
      '_fields=',
      '[]',
      '%',
      '=',
      'oauth_nonce',
      '_method=',
      'wc-api/v3/',
      'wc-auth/v1/',
    );
    const target = fc.array(fc.oneof(pieces, bytes), { maxLength: 8 }).map(list => `/${list.join('')}`);
    const header = fc.tuple(
      fc.constantFrom(
        'Authorization',
        'Content-Type',
        'Cookie',
        'Host',
        'X-HTTP-Method-Override',
        'X-WP-Nonce',
        'Origin',
      ),
      fc.oneof(
        bytes,
        fc.constantFrom('Basic Og==', 'OAuth a="b"', 'application/json', 'multipart/form-data; boundary=x'),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS', 'get', 'X'),
        fc.constantFrom('http' as const, 'https' as const),
        target,
        fc.array(header, { maxLength: 4 }),
        bytes,
        async (method, scheme, sent, headers, body) => {
          const answer = await store.answer({
            ...message(sent, { method, scheme, headers: headers.flat() }),
            body: Buffer.from(body, 'latin1'),
          });
          assert.ok(answer.status >= 200 && answer.status < 600);
          const fault = store
            .journal()
            .at(-1)
            ?.judgements.find(({ rule }) => rule === 'store.fault');
          assert.equal(fault, undefined);
        },
      ),
      { numRuns: 500 },
    );
  });
});
