import assert from 'node:assert/strict';
import { defineParameterType } from '@cucumber/cucumber';
import type { AnswerKind } from '../../src/answers/validate.ts';
import { joinedHeader } from '../../src/client/http/exchange.ts';
import { missingId } from '../../src/targets/writes.ts';
import { assertMessage, judge } from './judge.ts';
import type { Resource } from './resources.ts';
import type { LatchkeyWorld } from './world.ts';

/** What scenarios ask the legacy API for: the path below its version, and the schema of a successful answer. */
const resources: Readonly<Record<string, Resource>> = {
  'the index': { path: '', schema: 'legacy-index' },
  'the index with a slash': { path: '/', schema: 'legacy-index' },
  // One is enough to see that a client is in, and light on a live store.
  'the orders': { path: '/orders?filter%5Blimit%5D=1', schema: 'legacy-orders' },
  'the orders with a slash': { path: '/orders/', schema: 'legacy-orders' },
  'the products': { path: '/products?filter%5Blimit%5D=1', schema: 'legacy-products' },
  'the customers': { path: '/customers?filter%5Blimit%5D=1', schema: 'legacy-customers' },
  'the coupons': { path: '/coupons?filter%5Blimit%5D=1', schema: 'legacy-coupons' },
  'the order count': { path: '/orders/count', schema: 'legacy-count' },
  'the reports': { path: '/reports', schema: 'legacy-reports' },
  'an order that is not there': { path: `/orders/${missingId}`, schema: 'legacy-error' },
  'a route that is not there': { path: '/no-such-route', schema: 'legacy-error' },
};

/** v1 and v2 show some of them otherwise. */
const ofEarlier: Readonly<Record<string, Readonly<Partial<Record<AnswerKind, AnswerKind>>>>> = {
  v1: {
    'legacy-orders': 'legacy-orders-v1',
    'legacy-products': 'legacy-products-v1',
    'legacy-customers': 'legacy-customers-v1',
    'legacy-coupons': 'legacy-coupons-v1',
  },
  v2: { 'legacy-products': 'legacy-products-v2', 'legacy-customers': 'legacy-customers-v2' },
};

const names = Object.keys(resources).sort((a, b) => b.length - a.length);

/** `the orders of v1`; v3 where no version is named. */
defineParameterType({
  name: 'legacy',
  regexp: new RegExp(`((?:${names.join('|')}))( of v[1-9])?`),
  transformer(name: string, version: string | undefined): Resource {
    const { path, schema } = resources[name] as Resource;
    const api = version?.slice(4) ?? 'v3';
    return { path: `/wc-api/${api}${path}`, schema: ofEarlier[api]?.[schema] ?? schema };
  },
});

/** Judges the last answer as an error of the legacy API: status, code and, where the store speaks English, message. */
export function judgeLegacyError(world: LatchkeyWorld, status: number, code: string, message?: string): void {
  const { errors } = judge(world, { status, schema: 'legacy-error' });
  const codes = errors.map(error => error.code);
  assert.ok(
    codes.length === 1 && codes[0] === code,
    `The legacy API refused with ${codes.join(', ')}; expected was ${code}.`,
  );
  if (message !== undefined && world.comparesWords()) assertMessage(errors[0]?.message, message);
}

/** The challenge of the last answer; undefined when it has none. */
export function challengeOf(world: LatchkeyWorld): string | undefined {
  return joinedHeader(world.last().exchange.answer?.headers ?? [], 'www-authenticate');
}
