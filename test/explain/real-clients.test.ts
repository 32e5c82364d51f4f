/**
 * Signatures that a real store (WooCommerce 10.5.0) has refused, as real clients in nine languages made them of
 * everyday mistakes: the mistake was written down before the explanation was read. Several stand where each is true.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAccepted } from '../../src/explain/verdict.ts';
import { explainText } from '../../src/index.ts';
import recorded from './real-clients.json' with { type: 'json' };
import { secret } from './sent.ts';

const home = 'http://shop.test:18954';

for (const { client, what, method, target, headers, body = '', date, says, mistake } of recorded)
  test(`${client}: ${what}`, () => {
    const text = [
      `${method} ${target} HTTP/1.1`,
      ...headers.map(field => field.join(': ')),
      '',
      body,
      'HTTP/1.1 401 Unauthorized',
      `Date: ${date}`,
      '',
      JSON.stringify({ code: 'woocommerce_rest_authentication_error', message: says, data: { status: 401 } }),
    ].join('\n');
    const told = explainText(text, { consumerSecret: secret, home, profile: '10.5' });
    const named = told?.explained[0]?.mistakes.map(({ id }) => id).join('+') || told?.cause?.id;
    // A secret that nobody knows is no known mistake: another one is the likeliest cause.
    if (mistake === 'U') assert.match(told?.likeliest ?? '', /another consumer secret/, named);
    else assert.ok(mistake.split(' ').includes(named ?? ''), `${named}: ${told?.says}`);
    assert.ok(told && !isAccepted(told));
    // Only a nonce that was sent before cannot be seen in the request.
    if (mistake !== 'nonce-used') assert.doesNotMatch(told.says, /would be let in/);
  });
