/** A rule is held only where its matter was seen: a client that has sent nothing has shown nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signRequest } from '../../src/client/oauth1/request.ts';
import type { GateOutcome } from '../../src/gate/rule.ts';
import { gateRules } from '../../src/gate/rules/index.ts';
import { type GateRun, seenExchange } from '../../src/gate/traffic.ts';

const noon = 1_767_268_800;
const key = { consumerKey: `ck_${'a'.repeat(40)}`, consumerSecret: `cs_${'b'.repeat(40)}` };
const home = 'https://shop.test';
const nothing = new Uint8Array(0);

/** A run of requests for these URLs, each with these header fields. */
function run(
  urls: readonly string[],
  headers: readonly string[] = [],
  faults: readonly string[] = [],
): GateRun {
  const exchanges = urls.map((url, index) => {
    const { protocol, host, pathname, search } = new URL(url);
    const message = {
      ...({ method: 'GET', scheme: protocol === 'https:' ? 'https' : 'http', host } as const),
      target: pathname + search,
      headers: ['Host', host, ...headers],
      body: nothing,
    };
    return seenExchange(
      { at: noon, message, answer: { status: 200, headers: [], body: nothing } },
      index + 1,
    );
  });
  return { faults, exitCode: 0, timedOut: false, output: '', exchanges };
}

/** What each rule says, by its id. */
function judged(
  runs: readonly GateRun[],
  secrets: readonly string[] = [key.consumerSecret],
): Map<string, GateOutcome> {
  const traffic = { runs, secrets, window: 900, secretOf: () => secrets[0] };
  const rules = gateRules(scheme => ({ scheme, authority: 'shop.test', path: '' }));
  return new Map(rules.map(rule => [rule.id, rule.judge(traffic)]));
}

const orders = `${home}/wp-json/wc/v3/orders`;
const basic = ['Authorization', `Basic ${btoa(`${key.consumerKey}:${key.consumerSecret}`)}`];
const signed = signRequest(
  { method: 'GET', url: orders },
  { credentials: key, signatureMethod: 'HMAC-SHA256', placement: 'query', timestamp: noon, nonce: 'n' },
).url;

const reasonOf = (outcome: GateOutcome | undefined) =>
  outcome?.outcome === 'skipped' ? outcome.reason : outcome?.outcome;

test('without traffic no rule is held', () => {
  for (const runs of [[], [run([])], [run([`${home}/`, `${home}/wp-json/`])]])
    for (const [id, { outcome }] of judged(runs)) assert.equal(outcome, 'skipped', id);
});

test('credentials that were seen are what makes two rules hold; a secret that is not known is not looked for', () => {
  const seen = judged([run([orders], basic)]);
  assert.equal(seen.get('GATE-TLS-1')?.outcome, 'passed');
  assert.equal(seen.get('GATE-LEAK-1')?.outcome, 'passed');
  const unknown = judged([run([orders], basic)], []);
  assert.equal(unknown.get('GATE-TLS-1')?.outcome, 'passed');
  assert.match(reasonOf(unknown.get('GATE-LEAK-1')) ?? '', /^not shown: the secret is not known/);
});

test('what is wrong is found, though no credentials were sent as such', () => {
  const leaking = run([`http://shop.test/?x=${key.consumerSecret}`]);
  assert.equal(judged([leaking]).get('GATE-LEAK-1')?.outcome, 'failed');
  assert.equal(judged([leaking]).get('GATE-TLS-1')?.outcome, 'failed');
  const printing = { ...run([]), output: key.consumerSecret };
  assert.equal(judged([printing]).get('GATE-LEAK-1')?.outcome, 'failed');
});

test('signatures that could not be judged are told as that', () => {
  assert.equal(judged([run([signed])]).get('GATE-SIGN-1')?.outcome, 'passed');
  const rows: readonly [GateOutcome | undefined, RegExp][] = [
    [
      judged([run([signed])], []).get('GATE-SIGN-1'),
      /^not shown: 1 request signed by a key whose secret is not known/,
    ],
    [
      judged([run([signed], [], ['cache'])]).get('GATE-SIGN-2'),
      /^not shown: requests were signed under a fault alone/,
    ],
    [judged([run([orders])]).get('GATE-SIGN-1'), /^the client signed no request/],
    [
      judged([run([signed], [], ['clock-skew:seconds=3600'])]).get('GATE-TIME-1'),
      /^not shown: requests were signed under a fault of the clock alone/,
    ],
  ];
  for (const [outcome, expected] of rows) assert.match(reasonOf(outcome) ?? '', expected);
});

test('several faults at a time are each seen', () => {
  const faults = ['strip-authorization', 'cache:seconds=60'];
  const fallback = judged([run([orders], basic, faults)]).get('GATE-FALLBACK-1');
  assert.equal(fallback?.outcome, 'failed');
  assert.match(JSON.stringify(fallback), /\(faults strip-authorization and cache:seconds=60\)/);
  const { consumerKey, consumerSecret } = key;
  const fell = run(
    [orders, `${orders}?consumer_key=${consumerKey}&consumer_secret=${consumerSecret}`],
    [],
    faults,
  );
  assert.equal(judged([fell]).get('GATE-FALLBACK-1')?.outcome, 'passed');
});
