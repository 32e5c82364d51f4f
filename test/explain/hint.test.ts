/** The store's own hints: in the journal, and in an answer header where that is asked for. */

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { createStore, firstHeader, type Message, noBody, type Store } from '../../mocks/index.ts';
import { hintFor } from '../../src/explain/hint.ts';
import { withHintHeader } from '../../src/explain/hint-header.ts';
import { createRedactor } from '../../src/redact/redact.ts';
import { describeExchange } from '../../src/serve/control-journal.ts';

const home = 'http://shop.test:8105';

/** A client that joins the parameters in the order in which it has them, and uses the key that it is told. */
function signed(store: Store, path: string, key: (secret: string) => string, nonce: string): Message {
  const { consumer_key, consumer_secret } = store.fixture.keys[0] as Store['fixture']['keys'][number];
  const query = [
    `oauth_consumer_key=${consumer_key}`,
    `oauth_nonce=${nonce}`,
    'oauth_signature_method=HMAC-SHA1',
    `oauth_timestamp=${store.now()}`,
  ].join('&');
  const base = `GET&${encodeURIComponent(home + path)}&${encodeURIComponent(query)}`;
  const signature = createHmac('sha1', key(consumer_secret)).update(base).digest('base64');
  return {
    method: 'GET',
    scheme: 'http',
    host: 'shop.test:8105',
    target: `${path}?${query}&oauth_signature=${encodeURIComponent(signature)}`,
    headers: ['Host', 'shop.test:8105'],
    body: noBody,
  };
}

test('the journal names the mistake of a refused signature, and nothing where it was right', async () => {
  const store = await createStore({ home });
  await store.answer(signed(store, '/wp-json/wc/v3/orders', secret => secret, 'a'));
  await store.answer(signed(store, '/wp-json/wc/v3/orders', secret => `${secret}&`, 'b'));
  const [wrong, right] = store.journal();
  assert.ok(wrong && right);
  const hint = hintFor(wrong, store);
  assert.match(hint ?? '', /^secret-without-ampersand: /);
  assert.equal(hintFor(right, store), undefined);
  assert.equal(describeExchange(wrong, createRedactor(), hint).hint, hint);
});

test('the header is there for a refused signature alone, and the answer is the same but for it', async () => {
  const store = await createStore({ home });
  const hinted = withHintHeader(store);
  const wrong = signed(store, '/wp-json/wc/v3/orders', secret => secret, 'a');
  const plain = await store.answer(wrong);
  const answer = await hinted.answer(wrong);
  assert.match(firstHeader(answer.headers, 'Latchkey-Hint') ?? '', /^secret-without-ampersand: /);
  assert.equal(answer.status, plain.status);
  assert.deepEqual(answer.body, plain.body);
  assert.deepEqual(answer.headers.slice(0, -2), plain.headers);
  const right = await hinted.answer(signed(store, '/wp-json/wc/v3/orders', secret => `${secret}&`, 'b'));
  assert.equal(firstHeader(right.headers, 'Latchkey-Hint'), undefined);
});

test('versions 1 and 2 of the legacy API want no ampersand: their own rule is followed', async () => {
  // With the plugin of 9 and newer they sign the path of v3 as well (legacy.sign.010).
  const store = await createStore({ home, profile: '8.2' });
  await store.answer(signed(store, '/wc-api/v2/orders', secret => `${secret}&`, 'a'));
  await store.answer(signed(store, '/wc-api/v2/orders', secret => secret, 'b'));
  await store.answer(signed(store, '/wc-api/v3/orders', secret => secret, 'c'));
  const hints = store.journal().map(exchange => hintFor(exchange, store)?.split(':', 1)[0]);
  assert.deepEqual(hints, ['ampersand-for-old-legacy-api', undefined, 'secret-without-ampersand']);
});

test('versions 1 and 2 of the plugin are signed with the path of version 3: a client that signs its own is told so', async () => {
  const store = await createStore({ home, profile: '10.5' });
  await store.answer(signed(store, '/wc-api/v2/orders', secret => secret, 'a'));
  const [hint] = store.journal().map(exchange => hintFor(exchange, store)?.split(':', 1)[0]);
  assert.equal(hint, 'own-path-of-old-legacy-api');
});
