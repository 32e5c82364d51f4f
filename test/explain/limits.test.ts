/** What is too long, or of a wrong type, ends at once in a sentence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, explainText, readRequest } from '../../src/index.ts';
import { key, secret, signedUrl } from './sent.ts';

const orders = 'https://shop.test/wp-json/wc/v3/orders';
const given = readRequest(`curl -u ${key}:${secret} ${orders}`);

test('an input of more than a million characters is refused, unless it is HAR or a log', () => {
  const long = [
    'x'.repeat(1_000_001),
    `curl -u ${key}:${secret} '${orders}?${'a=1&'.repeat(1e6)}'`,
    signedUrl(`http://shop.test/wp-json/wc/v3/orders?${'a=1&'.repeat(1e6)}b=1`),
    `{"log":{"entries":[]},"comment":"${'x'.repeat(8_000_000)}"}`,
  ];
  for (const text of long)
    assert.throws(() => explainText(text), /input of \d+\.\d million characters: expected at most 1 million/);
  const entry = {
    request: { method: 'GET', url: orders, headers: [] },
    response: { status: 401, headers: [], content: { text: '' } },
  };
  const har = JSON.stringify({ log: { entries: [entry], comment: 'x'.repeat(2_000_000) } });
  assert.equal(explainText(har)?.received?.status, 401);
});

test('a URL or header fields that no server takes are told as that', () => {
  const url = signedUrl(`http://shop.test/wp-json/wc/v3/orders?search=${'x'.repeat(70_000)}`);
  assert.equal(explainText(url, { consumerSecret: secret })?.cause?.id, 'url-too-long');
  const apache = signedUrl(`http://shop.test/wp-json/wc/v3/orders?search=${'x'.repeat(9_000)}`);
  assert.equal(explainText(apache, { consumerSecret: secret })?.cause?.id, 'url-too-long');
  const basic = `curl -u ${key}:${secret} '${orders}?search=${'x'.repeat(9_000)}'`;
  assert.equal(explainText(basic)?.cause?.id, 'url-too-long');
  const fields = `GET ${orders} HTTP/1.1\n${'A: b\n'.repeat(20_000)}\n`;
  assert.equal(explainText(fields)?.cause?.id, 'header-fields-too-large');
});

test('what a pattern could search for ever is searched to its beginning', () => {
  for (const text of ['cloudflare ', 'fatal error ', '<html>', '"message":"', 'auth: { username: '])
    explainText(text.repeat(900_000 / text.length));
});

test('members and options of a wrong type are errors that name them', () => {
  assert.ok(given);
  const wrong: readonly (readonly [unknown, unknown, RegExp])[] = [
    [undefined, {}, /explain\(request\): expected a request/],
    [orders, {}, /explain\(request\): expected a request/],
    [{ ...given, method: 1 }, {}, /method: expected a text/],
    [{ ...given, scheme: 'ftp' }, {}, /scheme: expected http or https/],
    [{ ...given, headers: { Authorization: 'x' } }, {}, /headers: expected a list/],
    [{ ...given, headers: [['A', 5]] }, {}, /headers: expected a list/],
    [{ ...given, body: { a: 1 } }, {}, /body: expected a text/],
    [given, { depth: 'all' }, /the option depth: expected pairs or singles/],
    [given, { now: '5' }, /the option now: expected Unix seconds/],
    [given, { secret }, /the option secret: expected one of consumerSecret/],
    [given, { home: new URL(orders) }, /home .*: expected the store's home URL/],
    [given, 'x', /options\): expected an object/],
  ];
  for (const [request, options, message] of wrong)
    assert.throws(() => Reflect.apply(explain, undefined, [request, options]), message);
  assert.throws(() => Reflect.apply(readRequest, undefined, [5]), /readRequest\(text\): expected a text/);
  assert.throws(
    () => Reflect.apply(explainText, undefined, [orders, {}, 5]),
    /change\): expected a function/,
  );
});

test('HAR that was written by hand is read as far as it goes', () => {
  const har = (request: unknown): string => JSON.stringify({ log: { entries: [{ request }] } });
  for (const headers of [{ a: 1 }, [{ name: 'A' }, { value: 'b' }, null, 'x'], 5])
    assert.equal(explainText(har({ method: 'GET', url: orders, headers }))?.cause?.id, 'no-credentials');
  assert.equal(
    explainText(har({ url: orders, postData: { params: {}, text: 5 } }))?.cause?.id,
    'no-credentials',
  );
});
