import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { HttpAnswer } from '../../src/client/http/exchange.ts';
import type { Scheme } from '../../src/targets/target.ts';
import { contentOf } from '../support/content.ts';
import { judge } from '../support/judge.ts';
import { challengeOf, judgeLegacyError } from '../support/legacy.ts';
import type { Resource } from '../support/resources.ts';
import { skip, skipAsForeign } from '../support/unjudged.ts';
import type { LatchkeyWorld, SchemeChoice } from '../support/world.ts';

/** The one code of everything that has to do with who is asking. */
const authenticationError = 'woocommerce_api_authentication_error';

/** What writing methods send. To an order that is not there it changes nothing. */
const change = { type: 'application/json', text: '{"order":{"status":"completed"}}' };

Given('a store without the legacy API', function (this: LatchkeyWorld) {
  const lack = this.target.lacks('legacy-api');
  if (lack === undefined) skipAsForeign('the store has the legacy API');
  // A web server that answers in WordPress's place says nothing of WooCommerce; and what is not wanted is left alone.
  if (/^the store answers|^the configuration says/.test(lack)) skip(lack);
});

When(
  'the client asks the legacy API for {legacy} with {way}',
  async function (this: LatchkeyWorld, resource: Resource, way: SchemeChoice) {
    // Over TLS the legacy API looks for no signature (LEGACY-04).
    await this.call({ resource, way, ...(way === 'oauth' && { scheme: 'http' }) });
  },
);

When(
  'the client asks the legacy API for {legacy} over {scheme} with {way}',
  async function (this: LatchkeyWorld, resource: Resource, scheme: Scheme, way: SchemeChoice) {
    await this.call({ resource, scheme, way });
  },
);

When(
  'the client sends {method} to the legacy API for {legacy} with {way}',
  async function (this: LatchkeyWorld, method: string, resource: Resource, way: SchemeChoice) {
    const body = /^P/.test(method) ? change : undefined;
    await this.call({ resource, method, way, ...(body && { body }) });
  },
);

Then('the legacy API lets the client in', function (this: LatchkeyWorld) {
  judge(this, { status: 200 });
});

Then('the legacy API lets the client in and shows nothing', function (this: LatchkeyWorld) {
  const lists = Object.values(judge(this, { status: 200 }));
  assert.deepEqual(lists, [[]], 'The list is not empty.');
});

Then(
  'the legacy API refuses with {int}, saying {string}',
  function (this: LatchkeyWorld, status: number, message: string) {
    judgeLegacyError(this, status, authenticationError, message);
  },
);

Then(
  'sent again the legacy API refuses it with {int}, saying {string}',
  async function (this: LatchkeyWorld, status: number, message: string) {
    await this.sendAgain();
    judgeLegacyError(this, status, authenticationError, message);
  },
);

/** Authentication is passed; what then was asked for is not there or cannot be done. */
Then(
  'the legacy API lets the client in and answers {int} {string}',
  function (this: LatchkeyWorld, status: number, code: string) {
    judgeLegacyError(this, status, code);
  },
);

Then('it sends the challenge of Basic', function (this: LatchkeyWorld) {
  // The realm is a sentence in the store's language.
  assert.match(challengeOf(this) ?? 'no WWW-Authenticate', /^Basic realm="[^"]+"$/);
});

Then('the store says that the legacy API is disabled', function (this: LatchkeyWorld) {
  const json = judge(this, { status: 404, schema: 'legacy-disabled' });
  assert.equal(json.errors.code, 'woocommerce_api_disabled');
});

/** What `/wc-api/` is beside the legacy API: callbacks of payment gateways. */
Then(
  'the store takes it for the callback of a gateway that it does not have',
  function (this: LatchkeyWorld) {
    const sent = this.last();
    sent.verified = true;
    const answer = sent.exchange.answer as HttpAnswer;
    assert.deepEqual({ status: answer.status, body: contentOf(answer).text }, { status: 400, body: '-1' });
  },
);
