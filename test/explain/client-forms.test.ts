/** What common clients send when their signature is refused, by their own sources: the mistake that is named first. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainText } from '../../src/index.ts';
import { encode, type Signing, secret, sentAt, signedUrl } from './sent.ts';

interface Form {
  readonly client: string;
  readonly url: string;
  readonly signing?: Signing;
  /** The ids, in the order told. */
  readonly mistakes: readonly string[];
  readonly detail?: RegExp;
  readonly says?: RegExp;
}

const products = 'http://shop.test:8105/wp-json/wc/v3/products';
const same = (text: string): string => text;
const slashBare = (text: string): string => encode(text).replaceAll('%2F', '/');

const forms: readonly Form[] = [
  {
    client: 'woocommerce (Python), a list',
    url: `${products}?include=%5B16%2C+19%5D`,
    signing: { pairs: [['include', '[16, 19]']], appended: 'include=16&include=19' },
    mistakes: ['added-after-signing'],
  },
  {
    client: 'woocommerce (Python), twelve items',
    url: `${products}?include=${encodeURIComponent('[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]').replaceAll('%20', '+')}`,
    signing: {
      pairs: [['include', '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]']],
      appended: Array.from({ length: 12 }, (_, index) => `include=${index + 1}`).join('&'),
    },
    mistakes: ['added-after-signing'],
  },
  {
    client: 'woocommerce (Python), a dict',
    url: `${products}?filter=%7B%27a%27%3A+1%7D&per_page=2`,
    signing: {
      pairs: [
        ['filter', "{'a': 1}"],
        ['per_page', '2'],
      ],
      appended: 'filter=a&per_page=2',
    },
    mistakes: ['added-after-signing'],
  },
  {
    client: 'woocommerce (Python), a slash',
    url: `${products}?search=a%2Fb`,
    signing: { encodeValue: slashBare, encodeJoined: slashBare, appended: 'search=a%2Fb' },
    mistakes: ['slashes-left-bare'],
  },
  {
    client: 'signpost, Authlib, newman, WooCommerce.NET: items sorted by name, keys explicit',
    url: `${products}?filter%5Bmeta%5D=true&filter%5Blimit%5D=2`,
    mistakes: ['array-items-sorted'],
  },
  {
    client: 'PHP: false is signed as "" and sent as 0',
    url: `${products}?featured=0`,
    signing: { pairs: [['featured', '']] },
    mistakes: ['values-signed-in-another-spelling'],
    detail: /"0" was signed as ""/,
  },
  {
    client: 'PHP: null is signed and not sent',
    url: `${products}?page=2`,
    signing: {
      pairs: [
        ['page', '2'],
        ['search', ''],
      ],
    },
    mistakes: ['empty-parameter-signed-but-not-sent'],
  },
  {
    client: 'PHP: the endpoint’s query beside parameters',
    url: `${products}?per_page=1&search=a%20b&page=2`,
    signing: { pairs: [['page', '2']], signUrl: `${products}?per_page=1&search=a%20b` },
    mistakes: ['query-in-base-uri'],
  },
  {
    client: 'wc-api-java: an ampersand raw in the URL, encoded once',
    url: `${products}?search=a&b=c`,
    signing: { pairs: [['search', 'a&b=c']], encodeValue: same },
    mistakes: ['ampersand-raw-in-url'],
  },
  {
    client: 'wc-api-java: a plus raw in the URL, encoded once',
    url: `${products}?search=a+b`,
    signing: { pairs: [['search', 'a+b']], encodeValue: same },
    mistakes: ['spaces-as-plus'],
    says: /cannot tell from it, a plus in the URL/,
  },
  {
    client: 'wc-api-go: encoded twice in the URL',
    url: `${products}?search=a%252Bb`,
    signing: { pairs: [['search', 'a+b']] },
    mistakes: ['url-encoded-twice'],
  },
];

for (const { client, url, signing, mistakes, detail, says } of forms)
  test(client, () => {
    const told = explainText(signedUrl(url, signing), { consumerSecret: secret, now: sentAt });
    const [first] = told?.explained ?? [];
    assert.deepEqual(
      first?.mistakes.map(({ id }) => id),
      mistakes,
      told?.says,
    );
    if (detail) assert.match(first?.mistakes[0]?.detail ?? '', detail);
    if (says) assert.match(told?.says ?? '', says);
    const named = told?.explained.flatMap(one => one.mistakes.map(({ id }) => id)) ?? [];
    assert.ok(!named.includes('array-without-index'), 'every key is there');
  });
