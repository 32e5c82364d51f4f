import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstHeader, type Store } from '../../../mocks/index.ts';
import { signRequest } from '../../../src/client/oauth1/request.ts';
import { client } from './client.ts';

let nonces = 0;

/** Asks as `admin_rw`, signed as OAuth is over HTTP, with Basic credentials over TLS. */
async function ask(store: Store, scheme: 'http' | 'https', path: string): Promise<string> {
  const row = store.fixture.keys.find(one => one.name === 'admin_rw');
  const credentials = { consumerKey: row?.consumer_key ?? '', consumerSecret: row?.consumer_secret ?? '' };
  const basic = Buffer.from(`${credentials.consumerKey}:${credentials.consumerSecret}`).toString('base64');
  const signed = signRequest(
    { method: 'GET', url: `http://shop.test${path}` },
    {
      credentials,
      signatureMethod: 'HMAC-SHA256',
      placement: 'header',
      timestamp: store.now(),
      nonce: `scheme-${nonces++}`,
    },
  );
  const authorization = scheme === 'https' ? `Basic ${basic}` : (signed.authorization ?? '');
  const { status, headers, body } = await store.answer({
    method: 'GET',
    scheme,
    host: 'shop.test',
    target: path,
    headers: ['Host', 'shop.test', 'Authorization', authorization],
    body: new Uint8Array(),
  });
  const text = Buffer.from(body).toString().replaceAll('\\/', '/');
  assert.equal(status, 200, text);
  return `${text} ${firstHeader(headers, 'Link')}`;
}

describe('what was shown over one scheme', () => {
  for (const [first, second] of [
    ['http', 'https'],
    ['https', 'http'],
  ] as const) {
    for (const path of [
      '/wp-json/wc/v3/orders?include=22',
      '/wp-json/wc/v3/orders/22',
      '/wp-json/wc/v3/coupons/37',
    ]) {
      it(`has links of ${second} when it is asked for over ${second} after ${first}: ${path}`, async () => {
        const { store } = await client({ home: 'http://shop.test' });
        await ask(store, first, path);
        const text = await ask(store, second, path);
        assert.match(
          text,
          new RegExp(`"href":"${second}://shop\\.test/wp-json/wc/v3/(orders/22|coupons/37)"`),
        );
        assert.doesNotMatch(text, new RegExp(`${first}://shop`));
      });
    }
  }
});
