import { randomBytes } from 'node:crypto';
import { Given, When } from '@cucumber/cucumber';
import { basicField } from '../../src/client/basic/credentials.ts';
import { parseParameters } from '../../src/client/oauth1/parameters.ts';
import type { Scheme } from '../../src/targets/target.ts';
import type { Resource } from '../support/resources.ts';
import type { LatchkeyWorld, SchemeChoice } from '../support/world.ts';

Given('{key}', function (this: LatchkeyWorld, persona: string) {
  this.credentials = this.persona(persona);
});

/** `{key}` and `{secret}` stand for the key's own, `{KEY}` and `{SECRET}` for those in capitals. */
Given(
  '{key}, written {string} with the secret {string}',
  function (this: LatchkeyWorld, persona: string, key: string, secret: string) {
    const own = this.persona(persona);
    this.credentials = {
      consumerKey: filled(key, own.consumerKey, own.consumerSecret),
      consumerSecret: filled(secret, own.consumerKey, own.consumerSecret),
    };
  },
);

Given('a key that the store does not know', function (this: LatchkeyWorld) {
  this.credentials = {
    consumerKey: `ck_${randomBytes(20).toString('hex')}`,
    consumerSecret: `cs_${randomBytes(20).toString('hex')}`,
  };
});

/** A whole Authorization field; `{pair}` is the Base64 of key and secret. */
Given('the client sends the Authorization header {string}', function (this: LatchkeyWorld, field: string) {
  const { consumerKey, consumerSecret } = this.credentials ?? { consumerKey: '', consumerSecret: '' };
  const pair = basicField(`${consumerKey}:${consumerSecret}`).replace('Basic ', '');
  this.authorization = filled(field, consumerKey, consumerSecret).replaceAll('{pair}', pair);
});

Given(
  'the client sends the Authorization header of {key} too',
  function (this: LatchkeyWorld, persona: string) {
    const { consumerKey, consumerSecret } = this.persona(persona);
    this.authorization = basicField(`${consumerKey}:${consumerSecret}`);
  },
);

Given('the web server strips the Authorization header', function (this: LatchkeyWorld) {
  this.headerIsStripped = true;
});

/** The query is sent as it stands, `{key}` and `{secret}` filled in. */
Given('the client adds {string} to the query', function (this: LatchkeyWorld, query: string) {
  const { consumerKey = '', consumerSecret = '' } = this.credentials ?? {};
  this.addedQuery = filled(query, consumerKey, consumerSecret);
});

Given('the client adds the header {string}', function (this: LatchkeyWorld, field: string) {
  const colon = field.indexOf(':');
  this.addedHeaders.push([field.slice(0, colon), field.slice(colon + 1).trim()]);
});

When(
  'the client asks for {resource} with {way}',
  async function (this: LatchkeyWorld, resource: Resource, way: SchemeChoice) {
    await this.call({ resource, way });
  },
);

When(
  'the client asks for {resource} over {scheme} with {way}',
  async function (this: LatchkeyWorld, resource: Resource, scheme: Scheme, way: SchemeChoice) {
    await this.call({ resource, scheme, way });
  },
);

When(
  'the client sends {method} to {resource} with {way}',
  async function (this: LatchkeyWorld, method: string, resource: Resource, way: SchemeChoice) {
    await this.call({ resource, method, way });
  },
);

When(
  'the client sends the form {string} by {method} to {resource} with {way}',
  async function (this: LatchkeyWorld, form: string, method: string, resource: Resource, way: SchemeChoice) {
    const { consumerKey = '', consumerSecret = '' } = this.credentials ?? {};
    const parameters = parseParameters(filled(form, consumerKey, consumerSecret));
    await this.call({ resource, method, way, form: parameters });
  },
);

When(
  'the client sends the form {string} by {method} to {resource} over {scheme} with {way}',
  async function (
    this: LatchkeyWorld,
    form: string,
    method: string,
    resource: Resource,
    scheme: Scheme,
    way: SchemeChoice,
  ) {
    const { consumerKey = '', consumerSecret = '' } = this.credentials ?? {};
    const parameters = parseParameters(filled(form, consumerKey, consumerSecret));
    await this.call({ resource, method, scheme, way, form: parameters });
  },
);

When(
  'the client sends the JSON {string} by {method} to {resource} with {way}',
  async function (this: LatchkeyWorld, text: string, method: string, resource: Resource, way: SchemeChoice) {
    await this.call({ resource, method, way, body: { type: 'application/json', text } });
  },
);

When('the client sends the same request again', async function (this: LatchkeyWorld) {
  await this.sendAgain();
});

function filled(template: string, key: string, secret: string): string {
  return template
    .replaceAll('\\u0020', ' ')
    .replaceAll('{key}', key)
    .replaceAll('{secret}', secret)
    .replaceAll('{KEY}', key.toUpperCase())
    .replaceAll('{SECRET}', secret.toUpperCase())
    .replaceAll('{key without prefix}', key.slice(3))
    .replaceAll('{secret without prefix}', secret.slice(3))
    .replaceAll('{secret without its end}', secret.slice(0, -1));
}
