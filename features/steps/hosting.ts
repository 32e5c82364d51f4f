import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { Given, Then, When } from '@cucumber/cucumber';
import { unprovenMembers } from '../../src/answers/members.ts';
import { basicField } from '../../src/client/basic/credentials.ts';
import { type HttpAnswer, joinedHeader } from '../../src/client/http/exchange.ts';
import { contentOf } from '../support/content.ts';
import { webServerPassword } from '../support/hosting.ts';
import { judge, judgePage } from '../support/judge.ts';
import type { LatchkeyWorld, SchemeChoice } from '../support/world.ts';

/** The client knows better than its own URL what the store believes to be asked by. */
Given("the client signs for the store's URL over plain HTTP", function (this: LatchkeyWorld) {
  this.plan.mistake = { uri: uri => uri.replace(/^https:/, 'http:') };
});

Given("the client sends the web server's password in the header", function (this: LatchkeyWorld) {
  this.authorization = basicField(this.target.webServerPassword ?? webServerPassword);
});

/** An order that no store has, and whose path no cache knows. */
When(
  'the client asks for an order that nobody has asked for with {way}',
  async function (this: LatchkeyWorld, way: SchemeChoice) {
    const path = `/wp-json/wc/v3/orders/${randomInt(900_000_000, 999_999_999)}`;
    this.kept.set('order', path);
    await this.call({ resource: { path, schema: 'order-v3' }, way });
  },
);

When(
  'the client asks for the same order with {way}',
  async function (this: LatchkeyWorld, way: SchemeChoice) {
    const path = this.kept.get('order') as string;
    await this.call({ resource: { path, schema: 'order-v3' }, way });
  },
);

When('the client follows the redirect', async function (this: LatchkeyWorld) {
  const { exchange, schema } = this.last();
  await this.send({ ...exchange.request, url: locationOf(exchange.answer as HttpAnswer) }, schema);
});

/** To the same path and query of the store over TLS: the query of a client that is sent elsewhere would be lost. */
Then('the web server redirects the client to TLS with {int}', function (this: LatchkeyWorld, status: number) {
  const location = locationOf(judgePage(this, status));
  const { url } = this.last().exchange.request;
  // Not assert.equal: what it says would show the signature.
  const overTls = `${this.site('https')}${url.slice(this.site('http').length)}`;
  assert.ok(location === overTls, 'It is the same URL over TLS.');
});

Then('the web server asks for a password of its own', function (this: LatchkeyWorld) {
  const { headers } = judgePage(this, 401);
  assert.match(joinedHeader(headers, 'www-authenticate') ?? 'no challenge', /^basic realm=/i);
});

Then('the web server refuses with {int}', function (this: LatchkeyWorld, status: number) {
  judgePage(this, status);
});

/** Byte for byte, whoever has asked. */
Then('the client is given the same answer', function (this: LatchkeyWorld) {
  const before = this.sent.at(-2)?.exchange.answer as HttpAnswer;
  const { code } = unprovenMembers('rest-error', contentOf(before).json);
  judge(this, { status: before.status, ...(typeof code === 'string' && { code }) });
  const now = this.last().exchange.answer as HttpAnswer;
  assert.ok(Buffer.from(now.body).equals(before.body), 'It is the answer that was given before.');
});

function locationOf(answer: HttpAnswer): string {
  return joinedHeader(answer.headers, 'location') ?? assert.fail('The answer has no Location.');
}
