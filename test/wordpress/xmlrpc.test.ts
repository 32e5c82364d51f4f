/** XML-RPC as far as a real WordPress 6.9.1 refuses it: the statuses, codes and words of its faults. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { message, testStore } from './site.ts';

const call = (name: string, ...params: readonly string[]): string =>
  `<?xml version="1.0"?><methodCall><methodName>${name}</methodName><params>${params
    .map(value => `<param><value><string>${value}</string></value></param>`)
    .join('')}</params></methodCall>`;

const parseError: readonly [number, number, string] = [200, -32_700, 'parse error. not well formed'];

const calls: readonly (readonly [body: string, status: number, code: number, words: string])[] = [
  ['', ...parseError],
  ['hello', ...parseError],
  ['{"a":1}', ...parseError],
  ['<methodCall><methodName>no', ...parseError],
  ['<methodCall></methodName></methodCall>', ...parseError],
  [
    '<methodResponse></methodResponse>',
    200,
    -32_600,
    'server error. invalid xml-rpc. not conforming to spec. Request must be a methodCall',
  ],
  [call('no.such'), 200, -32_601, 'server error. requested method no.such does not exist.'],
  [call('wp.getUsersBlogs', 'admin', 'wrong'), 200, 403, 'Incorrect username or password.'],
  [call('wp.getOptions', '1', 'nobody', 'wrong'), 200, 403, 'Incorrect username or password.'],
  [call('wp.getOptions', '1'), 200, 400, 'Insufficient arguments passed to this XML-RPC method.'],
];

test('a call is refused with the fault of a real WordPress', async () => {
  const store = await testStore();
  for (const [body, status, code, words] of calls) {
    const answer = await store.answer(message('/xmlrpc.php', { method: 'POST', body }));
    const text = Buffer.from(answer.body).toString();
    assert.equal(answer.status, status, body);
    assert.match(text, new RegExp(`<int>${code}</int>`), body);
    assert.ok(text.includes(`<string>${words}</string>`), text);
  }
});

test('who is let in hears that nothing is simulated', async () => {
  const store = await testStore();
  const { login, password } = store.fixture.users.find(({ role }) => role === 'administrator') ?? {};
  assert.ok(login && password);
  const body = call('wp.getUsersBlogs', login, password);
  const answer = await store.answer(message('/xmlrpc.php', { method: 'POST', body }));
  assert.equal(answer.status, 501);
  const hello = await store.answer(message('/xmlrpc.php', { method: 'POST', body: call('demo.sayHello') }));
  assert.match(Buffer.from(hello.body).toString(), /<string>Hello!<\/string>/);
});
