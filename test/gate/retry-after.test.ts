import assert from 'node:assert/strict';
import { test } from 'node:test';
import { honoursRetryAfter } from '../../src/gate/rules/behaviour.ts';
import { type SeenExchange, seenExchange } from '../../src/gate/traffic.ts';

/** 1 January 2026, 12:00:00 GMT. */
const noon = 1_767_268_800;
const nothing = new Uint8Array();

function asked(number: number, at: number, status: number, headers: readonly string[] = []): SeenExchange {
  const message = {
    method: 'GET',
    scheme: 'https',
    host: 'shop.test',
    target: '/wp-json/wc/v3/orders',
    headers: [],
    body: nothing,
  } as const;
  return seenExchange({ at, message, answer: { status, headers, body: nothing } }, number);
}

/** What the rule says of a client that comes again so many seconds after an answer with these fields. */
function judged(headers: readonly string[], pause: number) {
  const exchanges = [asked(1, noon, 429, headers), asked(2, noon + pause, 200)];
  const run = { faults: [], exitCode: 0, timedOut: false, output: '', exchanges };
  return honoursRetryAfter.judge({ runs: [run], window: 900, secrets: [], secretOf: () => undefined });
}

test('Retry-After in seconds and as a date is held against the client', () => {
  for (const headers of [
    ['Retry-After', '30'],
    ['Retry-After', 'Thu, 01 Jan 2026 12:00:30 GMT'],
    // The server's clock is an hour ahead: its own Date counts.
    ['Date', 'Thu, 01 Jan 2026 13:00:00 GMT', 'Retry-After', 'Thu, 01 Jan 2026 13:00:30 GMT'],
  ]) {
    assert.equal(judged(headers, 5).outcome, 'failed', headers.join(' '));
    assert.equal(judged(headers, 30).outcome, 'passed', headers.join(' '));
  }
});

test('a Retry-After that is neither says nothing', () => {
  assert.equal(judged(['Retry-After', 'soon'], 0).outcome, 'skipped');
});
