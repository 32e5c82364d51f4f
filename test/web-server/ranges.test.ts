/** Range on answers of scripts, as Apache 2.4 with mod_php and WooCommerce 10.5 cut them: statuses, fields, bytes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore, firstHeader, type Message, noBody } from '../../mocks/index.ts';
import { piecesOf } from '../../mocks/web-server/ranges.ts';
import { fixture } from '../woocommerce/resources/client.ts';

/** `{"name":"Oracle Shop"}`, as the real store answered: 22 bytes and no more. */
const body = '{"name":"Oracle Shop"}';
const target = '/wp-json/?_fields=name';

const ranges: readonly (readonly [range: string, status: number, contentRange?: string])[] = [
  ['bytes=0-9', 206, 'bytes 0-9/22'],
  ['Bytes=0-9', 206, 'bytes 0-9/22'],
  ['bytes=0-', 206, 'bytes 0-21/22'],
  ['bytes=-5', 206, 'bytes 17-21/22'],
  ['bytes=-9999', 206, 'bytes 0-21/22'],
  ['bytes=1-9999', 206, 'bytes 1-21/22'],
  ['bytes=0-1,99999-', 206, 'bytes 0-1/22'],
  ['bytes=99999-,0-1', 206, 'bytes 0-1/22'],
  ['bytes=0-4,2-6', 206, 'bytes 0-6/22'],
  ['bytes=0-99,0-99', 206, 'bytes 0-21/22'],
  ['bytes=0-9,', 206, 'bytes 0-9/22'],
  ['bytes=99999-', 416],
  ['bytes=-0', 200],
  ['bytes=5-3', 200],
  ['bytes=a-b', 200],
  ['bytes=', 200],
  ['bytes=,0-1', 200],
  ['bytes= 0-1', 200],
  ['bytes=0-1, 3-4', 200],
  ['bytes 0-9', 200],
  ['items=0-1', 200],
];

const asked = (fields: readonly string[], more: Partial<Message> = {}): Message => ({
  method: 'GET',
  scheme: 'http',
  host: 'shop.test:8105',
  target,
  headers: ['Host', 'shop.test:8105', ...fields],
  body: noBody,
  ...more,
});

test('a part of a short answer is cut as Apache cuts it', async () => {
  const store = await createStore({ fixture: fixture() });
  for (const [range, status, contentRange] of ranges) {
    const answer = await store.answer(asked(['Range', range]));
    assert.equal(answer.status, status, range);
    assert.equal(firstHeader(answer.headers, 'Content-Range'), contentRange, range);
    const [, first, last] = /(\d+)-(\d+)/.exec(contentRange ?? '') ?? [];
    const whole = Buffer.from(answer.body).toString();
    if (status === 200) assert.equal(whole, body, range);
    if (status === 206) assert.equal(whole, body.slice(Number(first), Number(last) + 1), range);
    if (status === 416) assert.match(whole, /None of the range-specifier values/);
  }
});

test('several parts have a boundary between them', async () => {
  const store = await createStore({
    fixture: fixture(),
    randomBytes: count => new Uint8Array(count).fill(7),
  });
  const answer = await store.answer(asked(['Range', 'bytes=0-1,3-4']));
  assert.equal(answer.status, 206);
  const boundary = '07'.repeat(8);
  assert.equal(firstHeader(answer.headers, 'Content-Type'), `multipart/byteranges; boundary=${boundary}`);
  const part = (range: string, text: string) =>
    `\r\n--${boundary}\r\nContent-type: application/json; charset=UTF-8\r\nContent-range: bytes ${range}/22\r\n\r\n${text}`;
  assert.equal(
    Buffer.from(answer.body).toString(),
    `${part('0-1', '{"')}${part('3-4', 'am')}\r\n--${boundary}--\r\n`,
  );
});

test('what is long, refused, no GET, or bound to a validator is sent whole', async () => {
  const store = await createStore({ fixture: fixture() });
  const ask = (fields: readonly string[], more: Partial<Message> = {}) =>
    store.answer(asked(['Range', 'bytes=0-4', ...fields], more)).then(({ status }) => status);
  assert.equal(await ask([], { target: '/wp-json/wc/v3' }), 200);
  assert.equal(await ask([], { target: '/wp-json/nothing' }), 404);
  assert.equal(await ask([], { method: 'HEAD' }), 200);
  assert.equal(await ask(['If-Range', '"x"']), 200);
  // A theme's page is long on a real site; its stand-in here is not.
  assert.equal(await ask([], { target: '/' }), 200);
});

test('pieces of a body that add up to more than it has are not cut', () => {
  assert.deepEqual(piecesOf('bytes=0-5,7-8,0-9', 10), undefined);
  assert.deepEqual(piecesOf('bytes=5-6,0-1', 10), [
    [5, 6],
    [0, 1],
  ]);
});

test('a file is cut too, whatever its length, where If-Range names what it is', async () => {
  const store = await createStore({ fixture: fixture() });
  const file = async (...fields: string[]) => await store.answer(asked(fields, { target: '/license.txt' }));
  const whole = await file();
  const etag = firstHeader(whole.headers, 'ETag') ?? '';
  const last = await file('Range', 'bytes=-10');
  assert.deepEqual([last.status, last.body], [206, whole.body.slice(-10)]);
  assert.equal((await file('Range', 'bytes=0-1,4-5')).status, 206);
  assert.equal((await file('Range', 'bytes=99999999-')).status, 416);
  assert.equal((await file('Range', 'bytes=0-1', 'If-Range', etag)).status, 206);
  assert.equal((await file('Range', 'bytes=0-1', 'If-Range', '"x"')).status, 200);
});
