import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import type { AuthenticationRules } from '../../../mocks/index.ts';
import { Bench, fixture, message, type Verdict } from './harness.ts';

const store = fixture('wc-10.5');
const named = (wanted: string) =>
  store.keys.find(({ name }) => name === wanted) as (typeof store.keys)[number];
const admin = named('admin_rw');
const https = 'https://shop.test:8443/wp-json/wc/v3/orders';
const http = 'http://shop.test:8105/wp-json/wc/v3/orders';

const basic = (key: string, secret: string): [string, string] => [
  'Authorization',
  `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
];

/** A signed query for GET, its parameters sorted; `text` is what is signed where it is not that. */
function signed(
  more: Readonly<Record<string, string>>,
  at: number,
  nonce: string,
  how: { text?: string } = {},
): string {
  const parameters: Record<string, string> = {
    ...more,
    oauth_consumer_key: admin.consumer_key,
    oauth_nonce: nonce,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(at),
  };
  const pairs = (names: string[]) => names.map(name => `${name}=${parameters[name]}`).join('&');
  const text = how.text ?? pairs(Object.keys(parameters).sort());
  const base = `GET&${encodeURIComponent(http)}&${encodeURIComponent(text)}`;
  const signature = createHmac('sha1', `${admin.consumer_secret}&`).update(base).digest('base64');
  return `${http}?${pairs(Object.keys(parameters))}&oauth_signature=${encodeURIComponent(signature)}`;
}

const told = ({ userId, error }: Verdict) => error?.message ?? userId;

interface Bend {
  readonly what: string;
  readonly rules: Partial<AuthenticationRules>;
  readonly ask: (bench: Bench) => Verdict;
  readonly rightly: string | number;
  readonly bent: string | number;
}

const bends: readonly Bend[] = [
  {
    what: 'the key is not trimmed',
    rules: { normalizeKey: key => String(key) },
    ask: bench => bench.ask(message('GET', https, [basic(` ${admin.consumer_key}`, admin.consumer_secret)])),
    rightly: 1,
    bent: 0,
  },
  {
    what: 'the secret is not compared',
    rules: { isSecretRight: () => true },
    ask: bench => bench.ask(message('GET', https, [basic(admin.consumer_key, 'cs_wrong')])),
    rightly: 'Consumer secret is invalid.',
    bent: 1,
  },
  {
    what: 'the header wins over the query',
    rules: { choose: (query, header) => header() ?? query },
    ask: bench =>
      bench.ask(
        message('GET', `${https}?consumer_key=x&consumer_secret=y`, [
          basic(admin.consumer_key, admin.consumer_secret),
        ]),
      ),
    rightly: 0,
    bent: 1,
  },
  {
    what: 'Basic is taken without TLS',
    rules: { allowsBasic: () => true },
    ask: bench => bench.ask(message('GET', http, [basic(admin.consumer_key, admin.consumer_secret)])),
    rightly: 0,
    bent: 1,
  },
  {
    what: 'an unknown key is told',
    rules: { unknownKey: () => ({ code: 'x', message: 'No such key.', data: { status: 401 } }) },
    ask: bench => bench.ask(message('GET', https, [basic('ck_unknown', 'cs_x')])),
    rightly: 0,
    bent: 'No such key.',
  },
  {
    what: 'parameters are not sorted',
    rules: { sort: names => names },
    ask: bench => bench.ask(message('GET', signed({ per_page: '1', after: 'x' }, bench.now, 'n'))),
    rightly: 1,
    bent: 'Invalid signature - provided signature does not match.',
  },
  {
    what: 'signatures are not compared',
    rules: { isSignatureRight: () => true },
    ask: bench => bench.ask(message('GET', signed({}, bench.now, 'n', { text: 'nonsense' }))),
    rightly: 'Invalid signature - provided signature does not match.',
    bent: 1,
  },
  {
    what: 'the window is 30 minutes',
    rules: { isTimely: (timestamp, now) => Math.abs(Number(timestamp) - now) <= 1800 },
    ask: bench => bench.ask(message('GET', signed({}, bench.now - 1200, 'n'))),
    rightly: 'Invalid timestamp.',
    bent: 1,
  },
  {
    what: 'nonces are not remembered',
    rules: { rememberNonce: () => {} },
    ask: bench => {
      const url = signed({}, bench.now, 'n');
      bench.ask(message('GET', url));
      return bench.ask(message('GET', url));
    },
    rightly: 'Invalid nonce - nonce has already been used.',
    bent: 1,
  },
  {
    what: 'nonces are not looked up',
    rules: { isNonceUsed: () => false },
    ask: bench => {
      const url = signed({}, bench.now, 'n');
      bench.ask(message('GET', url));
      return bench.ask(message('GET', url));
    },
    rightly: 'Invalid nonce - nonce has already been used.',
    bent: 1,
  },
  {
    what: 'the base string has the host asked for',
    rules: { baseStringUri: () => 'http://elsewhere.test/' },
    ask: bench => bench.ask(message('GET', signed({}, bench.now, 'n'))),
    rightly: 1,
    bent: 'Invalid signature - provided signature does not match.',
  },
  {
    what: 'nothing is required',
    rules: { missingParameters: () => [] },
    ask: bench => bench.ask(message('GET', `${http}?oauth_nonce=x`)),
    rightly:
      'Missing OAuth parameters oauth_consumer_key, oauth_timestamp, oauth_signature, oauth_signature_method',
    bent: 'Consumer key is invalid.',
  },
  {
    what: 'a read key writes',
    rules: { meets: () => true },
    ask: bench => {
      const { consumer_key, consumer_secret } = named('admin_r');
      return bench.ask(message('POST', https, [basic(consumer_key, consumer_secret)]));
    },
    rightly: 'The API key provided does not have write permissions.',
    bent: 1,
  },
  {
    what: 'every method is free',
    rules: { needOf: () => 'nothing' },
    ask: bench => bench.ask(message('PURGE', https, [basic(admin.consumer_key, admin.consumer_secret)])),
    rightly: 'Unknown request method.',
    bent: 1,
  },
];

describe('a rule can be bent by itself', () => {
  for (const { what, rules, ask, rightly, bent } of bends) {
    it(what, () => {
      assert.equal(told(ask(new Bench(store, '10.5'))), rightly);
      assert.equal(told(ask(new Bench(store, '10.5', store.home, rules))), bent);
    });
  }
});

describe('the journal', () => {
  it('tells each judgement with its facts, without the secret', () => {
    const bench = new Bench(store, '10.5');
    const verdict = bench.ask(message('GET', signed({}, bench.now, 'n')));
    assert.deepEqual(
      verdict.judgements.map(({ rule, outcome }) => `${rule} ${outcome}`),
      ['oauth1.signature accepted', 'oauth1.nonce accepted', 'permissions accepted'],
    );
    assert.ok(!JSON.stringify(verdict.judgements).includes(admin.consumer_secret));
  });
});
