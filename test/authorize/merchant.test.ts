/** Where a merchant's password may go. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Merchant } from '../../src/authorize/merchant.ts';
import type { HttpExchange, HttpRequest } from '../../src/client/http/exchange.ts';
import { Admin } from '../../src/personas/admin.ts';

/** A store at one URL whose log-in form leads to another; and what it was asked. */
function storeLeading(to: string): {
  asked: HttpRequest[];
  send(request: HttpRequest): Promise<HttpExchange>;
} {
  const asked: HttpRequest[] = [];
  const form = `<form id="loginform" action="${to}/wp-login.php"><input name="log"><input name="pwd"></form>`;
  return {
    asked,
    async send(request) {
      asked.push(request);
      const body = Buffer.from(request.method === 'GET' ? form : '<p>in</p>');
      return { request, startedAt: 0, duration: 0, answer: { status: 200, headers: [], body } };
    },
  };
}

for (const [from, to, isSent] of [
  ['https://app.test', 'https://app.test', true],
  ['http://app.test', 'https://app.test', true],
  ['http://app.test', 'http://app.test', true],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080', true],
  ['https://app.test', 'http://app.test', false],
  ['https://app.test', 'https://other.test', false],
  ['http://app.test:8080', 'http://app.test:8081', false],
] as const)
  test(`a log-in form at ${from} that leads to ${to}`, async () => {
    const store = storeLeading(to);
    const credentials = { login: 'owner', password: 'pass-word' };
    await new Merchant(store, from).logIn(credentials);
    const posts = store.asked.filter(({ method }) => method === 'POST').map(({ url }) => url);
    assert.deepEqual(posts, isSent ? [`${to}/wp-login.php`] : []);
    const admin = new Admin(store, from, credentials).logIn();
    await (isSent ? admin : assert.rejects(admin, /the log-in form leads to .*, where no password is sent/));
  });

/** A store that leads from one URL to the next, and asks for the password on the last. */
function storeWithWay(way: readonly string[], action: string) {
  const asked: HttpRequest[] = [];
  return {
    asked,
    async send(request: HttpRequest): Promise<HttpExchange> {
      asked.push(request);
      const next = way[way.indexOf(new URL(request.url).origin) + 1];
      const isAsked = request.method === 'POST' || next === undefined;
      const headers = isAsked ? [] : [['Location', `${next}/wp-login.php`] as const];
      const body = Buffer.from(
        request.method === 'POST'
          ? '<p>in</p>'
          : `<form id="loginform" action="${action}"><input name="log"><input name="pwd"></form>`,
      );
      return { request, startedAt: 0, duration: 0, answer: { status: isAsked ? 200 : 302, headers, body } };
    },
  };
}

for (const [name, way, action, sentTo] of [
  ['up to TLS', ['http://app.test', 'https://app.test'], '/wp-login.php', 'https://app.test/wp-login.php'],
  ['up to TLS and down by its form', ['http://app.test', 'https://app.test'], 'http://app.test/x', undefined],
  ['to another host', ['https://app.test', 'https://other.test'], '/wp-login.php', undefined],
  ['down to plain HTTP', ['https://app.test', 'http://app.test'], '/wp-login.php', undefined],
  ['nowhere', ['https://app.test', 'http://['], '/wp-login.php', undefined],
  ['by a form that is no URL', ['https://app.test'], 'http://[', undefined],
  ['by a form to a script', ['https://app.test'], 'javascript:alert(1)', undefined],
] as const)
  test(`a way to the log-in ${name}`, async () => {
    const store = storeWithWay(way, action);
    const admin = new Admin(store, way[0], { login: 'owner', password: 'pass-word' }).logIn();
    await admin.catch(error => assert.match(error.message, /https?:\/\/(?:app|other)\.test|no log-in form/));
    const posts = store.asked.filter(({ method }) => method === 'POST').map(({ url }) => url);
    assert.deepEqual(posts, sentTo === undefined ? [] : [sentTo]);
    for (const { url } of store.asked)
      assert.ok(!url.startsWith('http://') || way[0].startsWith('http:'), url);
  });

test('a log-in page that was moved is told by what answers there', async () => {
  const body = Buffer.from('<title>Shop</title><h1>Not found</h1><p>Nothing is at this address.</p>');
  const store = {
    async send(request: HttpRequest): Promise<HttpExchange> {
      return { request, startedAt: 0, duration: 0, answer: { status: 404, headers: [], body } };
    },
  };
  const logIn = new Admin(store, 'https://app.test', { login: 'owner', password: 'pass-word' }).logIn();
  await assert.rejects(
    logIn,
    /cannot log in: there is no log-in form at \/wp-login\.php, which answers 404, “.*Not found/,
  );
});
