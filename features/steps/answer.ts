import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import { joinedHeader } from '../../src/client/http/exchange.ts';
import { judge, judgeEmpty } from '../support/judge.ts';
import type { LatchkeyWorld } from '../support/world.ts';

Then('the store lets the client in', function (this: LatchkeyWorld) {
  judge(this, { status: 200 });
});

/** A list that holds so many. */
Then('the store lets the client in and shows {int} of them', function (this: LatchkeyWorld, count: number) {
  const list = judge(this, { status: 200 });
  assert.ok(Array.isArray(list), 'The answer is no list.');
  assert.equal(list.length, count, `The list holds ${list.length}; expected were ${count}.`);
});

Then('the store refuses with {int} {string}', function (this: LatchkeyWorld, status: number, code: string) {
  judge(this, { status, code });
});

Then(
  'the store refuses with {int} {string}, saying {string}',
  function (this: LatchkeyWorld, status: number, code: string, message: string) {
    judge(this, { status, code, message });
  },
);

/** With key and secret nothing is said of the key; a signature is told that there is no such key (GONE-03). */
Then('the store refuses it as a key that it does not know', function (this: LatchkeyWorld) {
  const isSigned = /[?&]oauth_consumer_key=/.test(this.last().exchange.request.url);
  judge(this, {
    status: 401,
    ...(isSigned
      ? { code: 'woocommerce_rest_authentication_error', message: 'Consumer key is invalid.' }
      : { code: 'woocommerce_rest_cannot_view' }),
  });
});

/** Authentication and permissions are passed; what then was asked for is not there or not right. */
Then(
  'the store lets the client in and answers {int} {string}',
  function (this: LatchkeyWorld, status: number, code: string) {
    judge(this, { status, code });
  },
);

Then('the store lets the client in and tells what the route can', function (this: LatchkeyWorld) {
  judge(this, { status: 200, schema: 'options' });
});

Then('the store answers {int} without a body', function (this: LatchkeyWorld, status: number) {
  judgeEmpty(this, status);
});

Then('it sends no challenge', function (this: LatchkeyWorld) {
  const { answer } = this.last().exchange;
  const challenge = joinedHeader(answer?.headers ?? [], 'www-authenticate');
  assert.ok(challenge === undefined, `The answer carries the challenge ${challenge}; expected was none.`);
});
