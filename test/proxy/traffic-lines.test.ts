/** What the terminal is told of requests, whatever clients and stores have sent. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explanationLines, sumLines, trafficLine } from '../../src/cli/proxy/traffic-lines.ts';
import { plain } from '../../src/paint.ts';
import { ProxySums } from '../../src/proxy/sums.ts';
import { createRedactor } from '../../src/redact/redact.ts';
import { shownExplanation } from '../../src/workbench/explained.ts';
import { trafficRow } from '../../src/workbench/row.ts';
import type { WatchedExchange } from '../../src/workbench/watched.ts';

const hostile = '\u001b[2J\u001b]0;x\u0007\r\n::error::x\n##vso[task.complete]\u202e';

function exchange(status: number, message = ''): WatchedExchange {
  return {
    at: 1_790_000_000,
    message: {
      method: 'GET',
      scheme: 'https',
      host: 'shop.test',
      target: `/wp-json/wc/v3/orders?a=${hostile}`,
      headers: ['Host', 'shop.test', 'Authorization', `Basic ${btoa('ck_x:cs_x')}`],
      body: new Uint8Array(0),
    },
    answer: {
      status,
      headers: ['Content-Type', 'application/json', 'X-Note', hostile],
      body: Buffer.from(JSON.stringify({ code: hostile, message, data: { status } })),
    },
    judgements: [],
    duration: 12.3,
  };
}

const redactor = createRedactor();

test('what others have sent is one line each, and does nothing to a terminal or a CI job', () => {
  const refused = exchange(401, hostile);
  const line = trafficLine(trafficRow(7, refused, [], redactor), plain);
  const explanation = shownExplanation(refused, { home: 'https://shop.test' }, undefined, redactor);
  assert.ok(explanation);
  const told = line + explanationLines({ number: 7, explanation }, plain);
  assert.match(line, /^#7 401 GET [^\n]*\n$/);
  assert.doesNotMatch(told, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  assert.doesNotMatch(told, /^\s*::|##(?:vso)?\[/m);
});

test('a request that nobody answered is told as that', () => {
  const lost: WatchedExchange = {
    ...exchange(0),
    answer: { status: 0, headers: [], body: new Uint8Array(0) },
    failure: 'https://shop.test gave no answer: ECONNREFUSED',
  };
  assert.match(trafficLine(trafficRow(1, lost, [], redactor), plain), /^#1 --- GET .*ECONNREFUSED\n$/);
});

test('the sums name what was refused for what, the commonest first', () => {
  const sums = new ProxySums();
  for (const status of [200, 301, 401, 403, 404, 0]) sums.add(exchange(status));
  sums.causes.set('no-credentials', 1).set('wrong-secret', 2);
  assert.deepEqual(sumLines(sums, 3, 0), [
    'requests  6: 2 answered, 2 refused (401, 403), 1 other error, 1 without a whole answer',
    'refused   2 × wrong-secret',
    '          1 × no-credentials',
    'tunnels   3 to other hosts, not looked into',
  ]);
});
