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
