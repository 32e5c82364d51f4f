import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Got, message, testStore } from './site.ts';

/** What the store answers to a request with these header fields. */
async function ask(target: string, ...headers: string[]) {
  const store = await testStore();
  return new Got(await store.answer(message(target, { headers })));
}

const authorize = '/wc-auth/v1/authorize';
const missing =
  '{"code":"wp_die","message":"Error: Missing parameter app_name.","data":{"status":401},"additional_errors":[]}';

test('who accepts or sends JSON hears in JSON what is wrong with a request for a key, others on a page', async () => {
  for (const headers of [
    ['Accept', 'application/json'],
    ['Accept', 'application/json, */*;q=0.5'],
    ['Accept', 'text/html,application/json;q=0.1'],
    ['Accept', 'application/problem+json'],
    ['Content-Type', 'application/json'],
  ]) {
    const answer = await ask(authorize, ...headers);
    assert.equal(answer.status, 401);
    assert.match(answer.header('content-type') ?? '', /^application\/json; charset=UTF-8$/);
    assert.match(answer.header('cache-control') ?? '', /no-store/);
    assert.equal(answer.text, missing, headers.join(': '));
  }
  for (const accept of ['text/html', '*/*', 'application/xml', 'text/json', 'application/json-patch']) {
    const answer = await ask(authorize, 'Accept', accept);
    assert.equal(answer.status, 401);
    assert.match(answer.header('content-type') ?? '', /^text\/html/);
    assert.match(answer.text, /Error: Missing parameter app_name\./);
  }
});

test('what an app sent stands escaped in the JSON, as on the page', async () => {
  const query = `app_name=a&user_id=1&return_url=https://a.test&callback_url=https://a.test&scope=`;
  const told = async (scope: string) =>
    (
      JSON.parse((await ask(`${authorize}?${query}${scope}`, 'Accept', 'application/json')).text) as {
        message: string;
      }
    ).message;
  assert.equal(await told('%3Cb%3Ex%26'), 'Error: Invalid scope x&amp;.');
  assert.equal(await told("it's"), 'Error: Invalid scope it&#039;s.');
});

test('a log-out without its nonce is asked about in JSON too', async () => {
  const answer = await ask('/wp-login.php?action=logout', 'Accept', 'application/json');
  assert.equal(answer.status, 403);
  const { code, message, data } = JSON.parse(answer.text) as { code: string; message: string; data: object };
  assert.equal(code, 'wp_die');
  assert.deepEqual(data, { status: 403 });
  assert.match(
    message,
    /^You are attempting to log out of [^<]+<\/p><p>Do you really want to <a href="http:\/\/shop\.test:8105\/wp-login\.php\?action=logout&amp;_wpnonce=\w{10}">log out<\/a>\?$/,
  );
});
