import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fixtureOf } from '../../src/recordings/fixtures.ts';
import { readRecording } from '../../src/recordings/recording.ts';
import { type Replayed, Replayer } from '../../src/recordings/replay.ts';

const folder = path.join(import.meta.dirname, './scenarios');

/** What both levels look at; the rest is for `full` alone. */
const ofVerdict = new Set([
  'status',
  'code',
  'message',
  'www-authenticate',
  'location',
  'kind of body',
  'headers.location',
  'page.title',
  'page.h1',
  'callbacks',
]);

/**
 * Scenarios that cannot match in full: their stores held a product, an order and a coupon by turns (ids 11, 14, …, 44 are
 * orders) and 12 coupons, where the simulated ones have one coupon behind products and orders. They show ids, and totals
 * of coupons.
 */
const ofOtherData: ReadonlySet<string> = new Set([
  ...['basic.ok.018', 'basic.ok.032', 'legacy.route.057', 'legacy.route.093', 'legacy.route.096'],
  ...['route.118', 'route.120', 'route.123'],
  ...['oauth.order.001', 'oauth.order.002', 'oauth.order.003', 'oauth.order.004', 'oauth.order.005'],
]);

function cannotMatch(file: string): ReadonlySet<string> {
  return /^wc-(?:5\.8|7\.8|9\.2)\.jsonl$/.test(file) ? ofOtherData : new Set();
}

/** Recordings of the same stores, of which only who is let in, and what is said, is compared. */
const isOfVerdict = (file: string) => file.startsWith('rights-');

/**
 * Scenarios whose nonce the recorder had spent in an earlier run that is not in the recording; a replay spends it too
 * (docs/discoveries/recorded-data.md). Any other scenario must match from a store that remembers no nonce.
 */
const spentBefore: Readonly<Record<string, number>> = { 'coming-soon.jsonl': 10 };

describe('the recordings of real stores', () => {
  for (const file of readdirSync(folder)) {
    it(`${file} replays ${isOfVerdict(file) ? 'by status, code and message' : 'at both levels'}`, async t => {
      const recording = path.join(folder, file);
      const scenarios = await readRecording(recording);
      const level = isOfVerdict(file) ? 'verdict' : 'full';
      const replayer = new Replayer({ level, fixtureFor: name => fixtureOf(recording, name) });
      const results: Replayed[] = [];
      for (const scenario of scenarios) results.push(await replayer.replay(scenario));

      const differing = results.filter(({ differences }) => differences.length > 0);
      const wrongVerdict = differing.filter(({ differences }) =>
        differences.some(({ difference }) => ofVerdict.has(difference.what)),
      );
      const count = (unmatched: number) => `${results.length - unmatched}/${results.length}`;
      t.diagnostic(`${file}: verdict ${count(wrongVerdict.length)}, full ${count(differing.length)}`);
      assert.deepEqual(describeAll(wrongVerdict), []);
      const spent = results.filter(({ given }) => given.some(one => one.includes('nonce')));
      assert.equal(spent.length, spentBefore[file] ?? 0);
      const known = cannotMatch(file);
      assert.deepEqual(describeAll(differing.filter(({ scenario }) => !known.has(scenario.id))), []);
      // One that has come to match is no exception any more.
      const matching = results.filter(one => !differing.includes(one) && known.has(one.scenario.id));
      assert.deepEqual(
        matching.map(({ scenario }) => scenario.id),
        [],
      );
    });
  }
});

function describeAll(results: readonly Replayed[]): string[] {
  return results.flatMap(({ scenario, differences }) =>
    differences.map(({ step, difference: { what, wanted, got } }) =>
      [
        `${scenario.id} step ${step}`,
        what,
        `wanted ${JSON.stringify(wanted)}`,
        `got ${JSON.stringify(got)}`,
      ].join(', '),
    ),
  );
}
