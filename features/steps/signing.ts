import { Given, When } from '@cucumber/cucumber';
import { parseParameters } from '../../src/client/oauth1/parameters.ts';
import type { Placement } from '../../src/client/oauth1/request.ts';
import type { SignatureMethod } from '../../src/client/oauth1/signature.ts';
import { mistakeNamed } from '../support/mistakes.ts';
import { nonceOf } from '../support/nonce.ts';
import type { Resource } from '../support/resources.ts';
import type { LatchkeyWorld } from '../support/world.ts';

Given(
  /^the client signs with (HMAC-SHA1|HMAC-SHA256)$/,
  function (this: LatchkeyWorld, method: SignatureMethod) {
    this.plan.signatureMethod = method;
  },
);

Given('the client names its signature method {string}', function (this: LatchkeyWorld, name: string) {
  this.plan.claimedMethod = name;
});

Given(
  /^the client puts the signature into the (query|header|body)$/,
  function (this: LatchkeyWorld, placement: Placement) {
    this.plan.placement = placement;
  },
);

Given('the client names its scheme {string}', function (this: LatchkeyWorld, name: string) {
  this.plan.schemeName = name;
});

Given('the client names the realm {string}', function (this: LatchkeyWorld, realm: string) {
  this.plan.realm = realm;
});

Given('the client makes the mistake {string}', function (this: LatchkeyWorld, mistake: string) {
  this.plan.mistake = mistakeNamed(mistake);
});

Given('the client signs {string} in its place', function (this: LatchkeyWorld, query: string) {
  this.plan.signedParameters = [...parseParameters('per_page=1'), ...parseParameters(query)];
});

Given('the client leaves the body unsigned', function (this: LatchkeyWorld) {
  this.plan.signedParameters = [];
});

Given('the client signs the body as the form {string}', function (this: LatchkeyWorld, form: string) {
  this.plan.signedParameters = parseParameters(form);
});

Given('the client leaves out {string}', function (this: LatchkeyWorld, names: string) {
  for (const name of names.split(', ')) this.plan.omitted.add(name);
});

Given('the client adds the protocol parameter {string}', function (this: LatchkeyWorld, pair: string) {
  this.plan.extra = [...this.plan.extra, ...parseParameters(pair)];
});

Given('the client signs {int} second(s) from now', function (this: LatchkeyWorld, seconds: number) {
  this.plan.timestamp = String(this.target.now() + seconds);
});

/** `{now}` stands for the store's time in Unix seconds. */
Given('the client signs with the timestamp {string}', function (this: LatchkeyWorld, timestamp: string) {
  this.plan.timestamp = timestamp.replaceAll('{now}', String(this.target.now()));
});

/** A nonce of the scenario's own: the same name is the same nonce, and no other scenario has it. */
Given('the client signs with the nonce {string}', function (this: LatchkeyWorld, name: string) {
  this.plan.nonce = nonceOf(this, name);
});

Given('the client makes no mistake any more', function (this: LatchkeyWorld) {
  this.plan.mistake = undefined;
});

Given("the store's clock stands still", async function (this: LatchkeyWorld) {
  await this.target.setClock?.(this.target.now());
});

When('{int} second(s) pass(es)', async function (this: LatchkeyWorld, seconds: number) {
  await this.target.setClock?.(this.target.now() + seconds);
});

When(
  'the client asks for {resource} with a signature and the nonce {string}',
  async function (this: LatchkeyWorld, resource: Resource, name: string) {
    this.plan.nonce = nonceOf(this, name);
    await this.call({ resource, way: 'oauth' });
  },
);
