/** Whatever a store answers, masking it takes a time that grows with its length and no faster. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRedactor } from '../../src/redact/redact.ts';

const redactor = createRedactor([
  'owner-password',
  'ck_c1d487919d1f97820cb23821e162f9866a79848b',
  'cs_e93acb127f4a0cba254720155be9bf646f7e0293',
]);

/** The processor's time for masking a text, in milliseconds: the best of three, since others share the machine. */
function cost(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const before = process.cpuUsage().user;
    redactor.text(text);
    best = Math.min(best, (process.cpuUsage().user - before) / 1000);
  }
  return best;
}

/** Of a text eight times as long: 64 where the work grows with the square. What is done in a few milliseconds is quick. */
function growth(make: (length: number) => string): { ratio: number; long: number } {
  const [short, long] = [cost(make(25_000)), cost(make(200_000))];
  return { ratio: long / Math.max(short, 0.5), long };
}

function assertLinear(make: (length: number) => string, what: string): void {
  let seen = growth(make);
  // The collector of garbage may fall into one of them.
  for (let again = 0; again < 2 && seen.ratio > 24 && seen.long > 40; again++) seen = growth(make);
  assert.ok(seen.ratio <= 24 || seen.long <= 40, `${what}: ${seen.long} ms, ${seen.ratio} times as long`);
}

const repeated = (piece: string) => (length: number) => piece.repeat(Math.ceil(length / piece.length));

const pieces = [
  ...[
    '\\',
    '\\"',
    '\\\\"',
    '\\\\\\',
    '"',
    "'",
    '\\/',
    '\\u0063',
    '\\\\u00',
    '%25',
    '%2525',
    '25',
    '%5C',
    '&#',
    '&#x63;',
    '&quot;',
    '&#0',
  ],
  ...[
    'authorization:"',
    'authorization: ',
    'authorization,',
    'authorization\\',
    'authorization   ',
    'set-cookie: a',
    'cookie: a=b;',
  ],
  ...[
    'wordpress_a_',
    'wordpress',
    'wp_nonce ',
    'name="password"\r\n',
    'name="password"\r\nx\r\n',
    'name="password"\r\n\r\n',
    '\r\n--',
  ],
  ...[
    'A',
    'QUJD',
    '0123456789abcdef',
    'oauth_signature%3D',
    'oauth_signature=',
    '"password":"',
    '\\"password\\":\\"',
    "'password'=>'",
    'password ',
    'password: ',
    'password[',
    'secret   ',
  ],
  ...[
    'ck_',
    'ck%5f',
    'ck_a.',
    'ck_a%',
    'abcd ',
    'ab1d+',
    'Basic ',
    'basic%20',
    '://',
    '://a',
    'a@',
    '-u ',
    '--user a',
    ' ',
    '\n',
    '[',
    '=',
    '+',
    '/',
    '<',
    'owner-',
    'owner-password',
  ],
];

test('of every piece that a rule begins with, again and again', () => {
  for (const piece of pieces) assertLinear(repeated(piece), JSON.stringify(piece));
});

test('of a beginning and then a run of something', () => {
  for (const before of [
    'authorization,',
    'authorization:',
    '"password":"',
    'password=',
    'name="password"',
    'basic ',
    'ck_',
    'password%3D',
    '"',
    '\\"password\\":',
  ])
    for (const piece of ['\\', ' ', '%25', '25', '"', 'a', '[', '\r\n'])
      assertLinear(
        length => before + repeated(piece)(length - before.length),
        JSON.stringify([before, piece]),
      );
});

test('of any pieces, in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 2, maxLength: 4 }), some => {
      assertLinear(repeated(some.join('')), JSON.stringify(some));
    }),
    { numRuns: 25 },
  );
});
