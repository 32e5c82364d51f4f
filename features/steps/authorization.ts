import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { type QueryWriter, queryWriters } from '../../src/authorize/authorization-url.ts';
import { readCallback, readReturn } from '../../src/authorize/callback.ts';
import { joinedHeader } from '../../src/client/http/exchange.ts';
import { authorizationOf, type FlowParameters } from '../support/authorization.ts';
import type { LatchkeyWorld } from '../support/world.ts';

type Name = keyof FlowParameters;

/** How scenarios call the users of a store. */
const roles: Readonly<Record<string, string>> = {
  administrator: 'administrator',
  'shop manager': 'shop_manager',
  customer: 'customer',
  author: 'author',
  subscriber: 'subscriber',
};
const role = Object.keys(roles).join('|');

Given('the app asks for the scope {string}', function (this: LatchkeyWorld, scope: string) {
  authorizationOf(this).parameters.scope = scope;
});

/** `{app}` stands for the app's URL. */
Given(
  /^the app gives "([^"]*)" as its ([a-z_]+)$/,
  function (this: LatchkeyWorld, value: string, name: Name) {
    const authorization = authorizationOf(this);
    authorization.parameters[name] = value.replaceAll('{app}', authorization.app.url);
  },
);

Given(/^the app leaves out its ([a-z_]+)$/, function (this: LatchkeyWorld, name: Name) {
  authorizationOf(this).parameters[name] = undefined;
});

Given('the app writes its URL as {word} does', function (this: LatchkeyWorld, language: string) {
  assert.ok(language in queryWriters, `no writer of queries is called "${language}"`);
  authorizationOf(this).writer = language as QueryWriter;
});

Given("the app's callback answers {int}", function (this: LatchkeyWorld, status: number) {
  authorizationOf(this).app.answer('/callback', { status });
});

Given(
  "the app's callback redirects with {int} to {string}",
  function (this: LatchkeyWorld, status: number, location: string) {
    authorizationOf(this).app.answer('/callback', { status, location });
  },
);

Given(new RegExp(`^the (${role}) is logged in$`), async function (this: LatchkeyWorld, who: string) {
  const authorization = authorizationOf(this);
  await authorization.merchant.logIn(authorization.user(roles[who] as string));
  authorization.judged();
});

When('the app sends the merchant to the store', async function (this: LatchkeyWorld) {
  const authorization = authorizationOf(this);
  authorization.at = await authorization.merchant.open(authorization.url());
});

When(new RegExp(`^the (${role}) logs in on the page$`), async function (this: LatchkeyWorld, who: string) {
  const authorization = authorizationOf(this);
  authorization.at = await authorization.merchant.submitLogin(
    authorization.arrival(),
    authorization.user(roles[who] as string),
  );
});

When(
  new RegExp(`^the (${role}) logs in on the page with the wrong password$`),
  async function (this: LatchkeyWorld, who: string) {
    const authorization = authorizationOf(this);
    const { login } = authorization.user(roles[who] as string);
    authorization.at = await authorization.merchant.submitLogin(authorization.arrival(), {
      login,
      password: 'not the password',
    });
  },
);

When('somebody logs in on the page as {string}', async function (this: LatchkeyWorld, login: string) {
  const authorization = authorizationOf(this);
  authorization.at = await authorization.merchant.submitLogin(authorization.arrival(), {
    login,
    password: 'any password',
  });
});

When('the merchant approves', async function (this: LatchkeyWorld) {
  const authorization = authorizationOf(this);
  this.target.beforeGrant?.();
  authorization.at = await authorization.merchant.approve(authorization.arrival());
});

When('the merchant denies', async function (this: LatchkeyWorld) {
  const authorization = authorizationOf(this);
  authorization.at = await authorization.merchant.deny(authorization.arrival());
});

When('the merchant logs out', async function (this: LatchkeyWorld) {
  const authorization = authorizationOf(this);
  authorization.at = await authorization.merchant.logOut(authorization.arrival());
});

/** The link of a page that was open before somebody else logged in, or logged in again. */
When(
  new RegExp(`^the (${role}) logs in and follows the old approve link$`),
  async function (this: LatchkeyWorld, who: string) {
    const authorization = authorizationOf(this);
    const old = authorization.arrival();
    // A store that took the link would make a key.
    this.target.beforeGrant?.();
    authorization.merchant.forget();
    await authorization.merchant.logIn(authorization.user(roles[who] as string));
    authorization.at = await authorization.merchant.approve(old);
  },
);

/** Whatever comes of it at the store: the app has a key in its hands, and the client uses it from here on. */
Given('the merchant has approved what the app asks for', async function (this: LatchkeyWorld) {
  const authorization = authorizationOf(this);
  const asked = await authorization.merchant.open(authorization.url());
  this.target.beforeGrant?.();
  authorization.at = await authorization.merchant.approve(asked);
  authorization.judged();
  takeKey(this, authorization.parameters.scope ?? '');
});

Then('the store asks the merchant to log in', function (this: LatchkeyWorld) {
  const page = authorizationOf(this).page();
  assert.ok(page.form?.fields.has('username'), 'There is no log-in form on the page.');
  assert.ok(page.form?.fields.has('password'), 'The log-in form asks for no password.');
});

Then('the store asks the merchant for {string} access', function (this: LatchkeyWorld, access: string) {
  const authorization = authorizationOf(this);
  const page = authorization.page();
  assert.equal(authorization.arrival().answer?.status, 200);
  assert.ok(page.approve && page.deny && page.logout, 'The page lacks one of its three links.');
  if (!this.comparesWords()) return;
  assert.equal(page.title, 'Application authentication request');
  assert.match(page.text, new RegExp(`" ?${access} access`));
});

Then('the page names the app {string}', function (this: LatchkeyWorld, name: string) {
  const { heading } = authorizationOf(this).page();
  if (this.comparesWords()) assert.equal(heading, `${name} would like to connect to your store`);
  else assert.ok(heading.includes(name), `The page's heading is: ${heading}`);
});

Then('the page lists the rights {string}', function (this: LatchkeyWorld, rights: string) {
  const page = authorizationOf(this).page();
  if (this.comparesWords()) assert.deepEqual(page.rights, rights.split(', '));
  else assert.equal(page.rights.length, rights.split(', ').length);
});

Then('the store denies access, saying {string}', function (this: LatchkeyWorld, message: string) {
  judgeDenied(this);
  if (this.comparesWords()) assert.equal(authorizationOf(this).page().text, `Error: ${message}`);
});

Then('the store denies access', function (this: LatchkeyWorld) {
  judgeDenied(this);
});

Then('the page says {string}', function (this: LatchkeyWorld, text: string) {
  const page = authorizationOf(this).page();
  if (this.comparesWords()) assert.ok(page.text.includes(text), `The page says: ${page.text}`);
});

/** The key is read as an app has to: for its own user, with the rights that it asked for. */
Then('the app receives a key with the right {string}', function (this: LatchkeyWorld, scope: string) {
  takeKey(this, scope);
});

Then('the app receives nothing', function (this: LatchkeyWorld) {
  assert.deepEqual(authorizationOf(this).app.received.length, 0, 'Something has arrived at the app.');
});

Then(
  /^the merchant comes back to the app, which is told that access was (granted|denied)$/,
  function (this: LatchkeyWorld, outcome: string) {
    const authorization = authorizationOf(this);
    authorization.judged();
    const { url, answer } = authorization.arrival();
    assert.equal(
      answer,
      undefined,
      `The merchant is still at the store: ${authorization.arrival().page?.text}`,
    );
    assert.ok(url.startsWith(`${authorization.app.url}/return`), `The merchant came back to ${url}.`);
    assert.deepEqual(readReturn(url), {
      granted: outcome === 'granted',
      userId: authorization.parameters.user_id,
    });
  },
);

function judgeDenied(world: LatchkeyWorld): void {
  const authorization = authorizationOf(world);
  const page = authorization.page();
  const { answer } = authorization.arrival();
  assert.equal(answer?.status, 401, `The page says: ${page.text}`);
  assert.match(joinedHeader(answer?.headers ?? [], 'content-type') ?? '', /^text\/html\b/);
  assert.equal(page.approve, undefined, 'The page has an approve link.');
}

/** The app reads what was POSTed to it, as an app has to, and the client goes on with the key. */
function takeKey(world: LatchkeyWorld, scope: string): void {
  const { app, parameters } = authorizationOf(world);
  const posted = app.received.filter(({ method }) => method === 'POST').at(-1);
  assert.ok(posted, 'No callback has arrived at the app.');
  const type = posted.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  assert.match(type ?? '', /^application\/json\b/);
  const reading = readCallback(posted.body, { userId: parameters.user_id ?? '', scope });
  assert.ok('key' in reading, 'problems' in reading ? reading.problems.join('; ') : '');
  const { consumer_key: consumerKey, consumer_secret: consumerSecret } = reading.key;
  world.credentials = { consumerKey, consumerSecret };
}
