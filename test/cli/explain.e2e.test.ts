/** `latchkey explain` as a person uses it: what it reads, what it says, how it exits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signRequest } from '../../src/client/oauth1/request.ts';
import { consumerKey, consumerSecret } from '../explain/signed.ts';
import { latchkey } from './latchkey.ts';

const orders = 'http://shop.test/wp-json/wc/v3/orders';
const secret = { LATCHKEY_CONSUMER_SECRET: consumerSecret };

function signed(url: string, method = 'GET', given = consumerSecret): string {
  return signRequest(
    { method, url },
    {
      credentials: { consumerKey, consumerSecret: given },
      signatureMethod: 'HMAC-SHA256',
      placement: 'query',
      timestamp: Math.floor(Date.now() / 1000),
      nonce: 'n0nce',
    },
  ).url;
}

test('a right signature: exit 0, also when the secret given here carries white space or quotes', async () => {
  for (const value of [consumerSecret, `${consumerSecret} \n`, `"${consumerSecret}"`]) {
    const { code, stdout } = await latchkey(['explain', signed(orders)], { LATCHKEY_CONSUMER_SECRET: value });
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^The signature is right/);
    assert.ok(!stdout.includes(consumerSecret));
  }
});

test('a wrong signature: exit 1, what is ruled out, and what would narrow it down', async () => {
  const { code, stdout } = await latchkey(['explain', signed(orders, 'GET', 'cs_another')], secret);
  assert.equal(code, 1);
  assert.match(stdout, /^No known mistake/);
  assert.match(stdout, /Likeliest cause left: The client signs with another consumer secret/);
  assert.match(stdout, /--base-string TEXT/);
});

test('a right signature that would be refused all the same: exit 1', async () => {
  const url = signed(orders).replace(/&oauth_nonce=[^&]*/, '');
  const { code, stdout } = await latchkey(['explain', url], secret);
  assert.equal(code, 1);
  assert.match(stdout, /^The request lacks oauth_nonce/);
});

test('a line of a log is judged by its own time, and asks for the home URL', async () => {
  const { pathname, search } = new URL(signed(orders));
  const now = new Date();
  const month = now.toLocaleString('en', { month: 'short', timeZone: 'UTC' });
  const [year, , day] = now.toISOString().split(/[-T]/);
  const time = `${day}/${month}/${year}:${now.toISOString().slice(11, 19)} +0000`;
  const line = `::1 - - [${time}] "GET ${pathname}${search} HTTP/1.1" 401 96 "-" "curl/8"`;
  const without = await latchkey(['explain', line], secret);
  assert.equal(without.code, 2);
  assert.match(without.stderr, /does not tell the host.*--home/);
  const { code, stdout } = await latchkey(['explain', line, '--home', 'http://shop.test'], secret);
  assert.equal(code, 0, stdout);
});

test('bad input is one clear line and exit 2', async () => {
  const cases: readonly (readonly [string[], Record<string, string>, RegExp])[] = [
    [['explain', ' '], secret, /The request is empty; expected/],
    [['explain', 'hello'], secret, /is not understood; expected/],
    [['explain', '{"request":"nothing"}'], secret, /is not understood; expected/],
    [['explain', 'package.json'], secret, /is the name of a file; expected --file package\.json/],
    [['explain', '{"log": {"entries": [}'], secret, /the request:1:22: is no JSON: .*; expected HAR/],
    [['explain', signed(orders), '--home', 'shop.test'], secret, /--home shop\.test: expected/],
    [
      ['explain', signed(orders), '--home', 'http://shop.test/wp-json'],
      secret,
      /without the path of the API/,
    ],
    [['explain', signed(orders)], { LATCHKEY_CONSUMER_SECRET: consumerKey }, /holds a consumer key/],
  ];
  for (const [args, env, expected] of cases) {
    const { code, stdout, stderr } = await latchkey(args, env);
    assert.equal(code, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, expected);
    assert.equal(stderr.trim().split('\n').length, 1);
  }
});
