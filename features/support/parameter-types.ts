import { defineParameterType } from '@cucumber/cucumber';
import type { Scheme } from '../../src/targets/target.ts';
import { type Resource, resourceNamed } from './resources.ts';
import type { SchemeChoice } from './world.ts';

/** Whose key it is, as scenarios say it. */
const keys: Readonly<Record<string, string>> = {
  "the owner's key": 'owner',
  "the reader's key": 'reader',
  "the writer's key": 'writer',
  "the manager's key": 'manager',
  "the customer's key": 'customer',
  "the author's key": 'author',
  "the subscriber's key": 'subscriber',
  "the deleted user's key": 'deletedUser',
  'the revoked key': 'revoked',
  'the key without permissions': 'none',
  'the key of a missing user': 'orphan',
  'the key of user 0': 'nobody',
};

defineParameterType({
  name: 'key',
  regexp: new RegExp(Object.keys(keys).join('|')),
  transformer: (text: string): string => keys[text] as string,
});

const schemes: Readonly<Record<string, Scheme>> = { TLS: 'https', 'plain HTTP': 'http' };

defineParameterType({
  name: 'scheme',
  regexp: /TLS|plain HTTP/,
  transformer: (text: string): Scheme => schemes[text] as Scheme,
});

const ways: Readonly<Record<string, SchemeChoice>> = {
  'no credentials': 'nothing',
  'the key in the header': 'basic',
  'the key in the query': 'query',
  'a signature': 'oauth',
  'the key': 'usual',
};

defineParameterType({
  name: 'way',
  regexp: new RegExp(Object.keys(ways).join('|')),
  transformer: (text: string): SchemeChoice => ways[text] as SchemeChoice,
});

defineParameterType({
  name: 'resource',
  regexp:
    /the site index|the (?:index|orders|products|customers|coupons)(?: of v[123])?|(?:an order|a route) that is not there/,
  transformer: (text: string): Resource => resourceNamed(text),
});

defineParameterType({ name: 'method', regexp: /[A-Z]+/, transformer: (text: string) => text });
