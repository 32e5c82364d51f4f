import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Bench, fixture, message } from './harness.ts';

interface Step {
  readonly at: number;
  readonly request: { method: string; url: string; headers: [string, string][]; body: string | null };
  readonly response: {
    status: number;
    body?: { kind: string; json?: { code?: string; message?: string; data?: { status?: number } } };
  };
}

interface Scenario {
  readonly id: string;
  readonly section: string;
  readonly title: string;
  readonly store: string;
  readonly steps: readonly Step[];
}

const files: readonly (readonly [file: string, store: string, profile: string, home?: string])[] = [
  ['wc-10.5', 'wc-10.5', '10.5'],
  ['wc-11.1', 'wc-11.1', '11.1'],
  ['wc-9.2', 'wc-9.2', '9.2'],
  ['wc-8.2', 'wc-8.2', '8.2'],
  ['wc-7.8', 'wc-7.8', '7.8'],
  ['wc-6.6', 'wc-6.6', '6.6'],
  ['wc-5.8', 'wc-5.8', '5.8'],
  ['home-https', 'wc-10.5', '10.5', 'https://shop.test:8443'],
  ['home-www', 'wc-10.5', '10.5', 'http://www.shop.test:8105'],
  ['home-subdirectory', 'wc-10.5', '10.5', 'http://shop.test:8105/shop'],
  ['application-passwords', 'wc-10.5', '10.5'],
  ['coming-soon', 'wc-10.5', '10.5'],
];

/** Refusals that WooCommerce's authentication gives; any other code is somebody else's. */
const ours = new Set([
  'woocommerce_rest_authentication_error',
  'woocommerce_rest_authentication_missing_parameter',
]);

/**
 * Requests that the recorder had sent before: their nonces were spent in an earlier run, of which this file does not
 * tell. See docs/discoveries/nonces-by-timestamp.md.
 */
const sentBefore = new Set([
  ...['route.012', 'route.014', 'route.034', 'route.043', 'oauth.ok.006', 'oauth.path.013', 'oauth.host.003'],
]);

describe('authentication agrees with the recordings', () => {
  for (const [file, store, profile, home] of files) {
    const lines = readFileSync(new URL(`../../recordings/scenarios/${file}.jsonl`, import.meta.url), 'utf8');
    for (const line of lines.trim().split('\n')) {
      const scenario = JSON.parse(line) as Scenario;
      if (/^(legacy|wc-auth)/.test(scenario.section)) continue;
      const skip =
        file === 'coming-soon' && sentBefore.has(scenario.id) && 'its nonce was spent in an earlier run';
      it(`${file} ${scenario.id} ${scenario.title}`, { skip }, () => {
        const bench = new Bench(fixture(store), profile, home);
        for (const { at, request, response } of scenario.steps) {
          bench.now = at;
          const verdict = bench.ask(message(request.method, request.url, request.headers, request.body));
          const told = response.body?.json;
          if (told?.code !== undefined && ours.has(told.code)) {
            assert.deepEqual(verdict.error, { code: told.code, message: told.message, data: told.data });
            assert.equal(response.status, 401);
          } else if (response.body?.kind === 'empty' && response.status === 401) {
            // HEAD: the answer to GET, without its body.
            assert.ok(verdict.error !== undefined || verdict.userId === 0);
          } else {
            assert.equal(verdict.error, undefined);
          }
          // rest_authorization_required_code(): 401 is told to nobody, 403 to somebody.
          if (told?.code?.startsWith('woocommerce_rest_cannot_')) {
            assert.equal(verdict.userId === 0, response.status === 401, `user ${verdict.userId}`);
          }
          if (
            response.status === 200 &&
            !request.url.includes('_envelope') &&
            /\/wc\/v\d\/(orders|customers)/.test(request.url) &&
            request.method === 'GET'
          ) {
            assert.notEqual(verdict.userId, 0);
          }
        }
      });
    }
  }
});
