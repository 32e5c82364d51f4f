/** URLs and tags as PHP reads them, held against PHP itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isValidUrl } from '../../mocks/php/filter_url.ts';
import { parse_url } from '../../mocks/php/parse_url.ts';
import { strip_tags } from '../../mocks/php/strip_tags.ts';
import { base64, php, whyNoPhp } from './real-php.ts';

const runs = 4000;
const of = (pieces: readonly string[], most: number) =>
  fc.sample(fc.string({ unit: fc.constantFrom(...pieces), maxLength: most }), { numRuns: runs, seed: 20 });

const urlPieces = [
  ...[
    'http',
    'https',
    'HTTPS',
    'ftp',
    'myapp',
    'mailto',
    'file',
    'javascript',
    ':',
    '://',
    '//',
    '/',
    '?',
    '#',
    '@',
  ],
  ...[
    '[',
    ']',
    '::1',
    '[::1]',
    'a',
    'app.test',
    '-',
    '.',
    '..',
    '8080',
    '80',
    '0',
    '65536',
    '123456',
    ' ',
    '%',
  ],
  ...[
    '%41',
    '\xc3\xbc',
    '~',
    '!',
    '+',
    'user',
    'a-b',
    '-x',
    '_',
    '\n',
    '\0',
    '=',
    '&',
    '"',
    '<',
    'c:',
    '\\',
    '{',
  ],
  ...['127.0.0.1', '\x01', 'a'.repeat(64)],
];
const tagPieces = [
  ...[
    '<',
    '>',
    '<b',
    '</b>',
    '"',
    "'",
    '!',
    '--',
    '<!--',
    '-->',
    '?',
    '<?php',
    '<?xml',
    '?>',
    '(',
    ')',
    '\\',
    ' ',
  ],
  ...['a', 'text', '\n', '<!doctype', 'l', 'e', '\0', '=', '<a href="', '/', 'xm'],
];

test('parse_url() and FILTER_VALIDATE_URL', { skip: whyNoPhp }, () => {
  const urls = [...of(urlPieces, 7), ...of(urlPieces, 6).map(rest => `https://${rest}`)];
  const outcomes = php<[Record<string, string | number> | false, boolean]>(
    `$parts = parse_url($input);
     if ($parts) $parts = array_map(fn($part) => is_int($part) ? $part : base64_encode($part), $parts);
     return [$parts === [] ? new stdClass : $parts, filter_var($input, FILTER_VALIDATE_URL) !== false];`,
    urls,
  );
  for (const [i, url] of urls.entries()) {
    const [parts, isValid] = outcomes[i] as (typeof outcomes)[number];
    const found = parse_url(url);
    const encoded = Object.entries(found ?? {}).map(([name, part]) => [
      name,
      typeof part === 'number' ? part : base64(part),
    ]);
    assert.deepEqual(found ? Object.fromEntries(encoded) : false, parts, JSON.stringify(url));
    assert.equal(isValidUrl(url), isValid, JSON.stringify(url));
  }
});

test('strip_tags()', { skip: whyNoPhp }, () => {
  const texts = of(tagPieces, 9);
  const outcomes = php<string>('return base64_encode(strip_tags($input));', texts);
  assert.deepEqual(
    texts.map(text => base64(strip_tags(text))),
    outcomes,
  );
});
