import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { json_decode } from '../../mocks/php/json_decode.ts';
import { php, whyNoPhp } from './real-php.ts';

function lastError(text: string): number {
  const decoded = json_decode(Buffer.from(text, 'latin1'));
  return 'error' in decoded ? decoded.error.code : 0;
}

describe('json_decode()', () => {
  for (const [text, code] of [
    ['{"a":[1,"\\ud83d\\ude00"]}', 0],
    ['[1,]', 4],
    ['TRUE', 4],
    ['[1}', 2],
    ['"a\nb"', 3],
    ['"\xff"', 5],
    ['"\\ud800"', 10],
    [`${'['.repeat(511)}${']'.repeat(511)}`, 0],
    [`${'['.repeat(512)}${']'.repeat(512)}`, 1],
  ] as const) {
    it(`ends with ${code} for ${JSON.stringify(text).slice(0, 40)}`, () =>
      assert.equal(lastError(text), code));
  }

  it('agrees with PHP', { skip: whyNoPhp }, () => {
    const pieces = [
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '"a"',
        '"b":',
        '1',
        '0',
        '-',
        '.5',
        'e3',
        'true',
        'null',
        'nul',
        'X',
      ],
      ...[' ', '\n', '\x01', '\0', '\x7f', '\\', '\\n', '\\u', '\\u0041', '\\ud83d', '\\ude00', '\\u00z'],
      ...['\xc3\xa9', '\xff', '\xed\xa0\x80', '\xf0\x9f\x98\x80', '\xef\xbb\xbf', '/'],
    ];
    const broken = fc.tuple(fc.json(), fc.nat(), fc.constantFrom(...pieces)).map(([json, at, piece]) => {
      const text = Buffer.from(json).toString('latin1');
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + piece + text.slice(cut + (at % 2));
    });
    const scrap = fc.string({ unit: fc.constantFrom(...pieces), minLength: 1, maxLength: 8 });
    const texts = fc.sample(fc.oneof(scrap, broken), { numRuns: 4000, seed: 7 });
    const wanted = php<number>('json_decode($input, true); return json_last_error();', texts);
    assert.deepEqual(texts.map(lastError), wanted);
  });
});
