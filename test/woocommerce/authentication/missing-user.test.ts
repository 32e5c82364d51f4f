import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { createStore, type Fixture, noBody } from '../../../mocks/index.ts';
import { signRequest } from '../../../src/client/oauth1/request.ts';

const now = 1_795_224_043;
const target = '/wp-json/wc/v3/orders';

async function codeFor(profile: string, sendsBasic: boolean): Promise<string> {
  const url = new URL('../../recordings/stores/wc-10.5.json', import.meta.url);
  const fixture: Fixture = JSON.parse(readFileSync(url, 'utf8'));
  const store = await createStore({ fixture, profile, now: () => now });
  const orphan = fixture.keys.find(key => key.name === 'orphan_rw');
  const credentials = {
    consumerKey: orphan?.consumer_key ?? '',
    consumerSecret: orphan?.consumer_secret ?? '',
  };
  const { authorization = '' } = signRequest(
    { method: 'FOO', url: fixture.home + target },
    { credentials, signatureMethod: 'HMAC-SHA1', placement: 'header', timestamp: now, nonce: 'once' },
  );
  const pair = `${credentials.consumerKey}:${credentials.consumerSecret}`;
  const answer = await store.answer({
    method: 'FOO',
    scheme: sendsBasic ? 'https' : 'http',
    host: 'shop.test:8105',
    target,
    headers: ['Authorization', sendsBasic ? `Basic ${Buffer.from(pair).toString('base64')}` : authorization],
    body: noBody,
  });
  const { code, message } = JSON.parse(Buffer.from(answer.body).toString());
  return `${code}: ${message}`;
}

it('has no key left to ask for permissions, after OAuth for a user who does not exist', async () => {
  assert.match(await codeFor('10.5', false), /^rest_no_route/);
  // Older WordPress looks the second time while the refusal can still be told.
  assert.match(await codeFor('6.6', false), /nonce has already been used/);
  assert.match(await codeFor('10.5', true), /Unknown request method/);
});
