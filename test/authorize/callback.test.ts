import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCallback, readReturn } from '../../src/authorize/callback.ts';

const key = {
  key_id: 45,
  user_id: '123',
  consumer_key: `ck_${'f'.repeat(40)}`,
  consumer_secret: `cs_${'e'.repeat(40)}`,
  key_permissions: 'read_write',
};
const read = (change: object) =>
  readCallback(JSON.stringify({ ...key, ...change }), { userId: '123', scope: 'read_write' });

test('a callback for this user is taken', () => {
  assert.deepEqual(read({}), { key });
});

test('a callback for somebody else, with other rights or of another form is not', () => {
  assert.deepEqual(read({ user_id: '124' }), { problems: ['user_id is "124", not "123"'] });
  assert.deepEqual(read({ user_id: '0123' }), { problems: ['user_id is "0123", not "123"'] });
  assert.deepEqual(read({ key_permissions: 'read' }), {
    problems: ['key_permissions is read, not read_write'],
  });
  assert.deepEqual(read({ user_id: 123 }), { problems: ['/user_id: it is a number; expected a string'] });
  assert.deepEqual(readCallback('<p>', { userId: '123' }), { problems: ['the body is no JSON'] });
});

test('a problem never tells the credentials', () => {
  const reading = read({ consumer_secret: `cs_${'E'.repeat(40)}`, user_id: '9' });
  assert.ok('problems' in reading && !reading.problems.join().includes('E'.repeat(8)));
});

test('the return says whether the merchant agreed', () => {
  assert.deepEqual(readReturn('http://app.test/return?x=1&success=1&user_id=a%20b'), {
    granted: true,
    userId: 'a b',
  });
  assert.deepEqual(readReturn('http://app.test/return?success=0&user_id=123'), {
    granted: false,
    userId: '123',
  });
  assert.deepEqual(readReturn('http://app.test/return'), { granted: undefined, userId: undefined });
});
