import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse_str } from '../../mocks/php/parse_str.ts';
import { type Entries, entries, php, whyNoPhp } from './real-php.ts';

interface Vector {
  readonly query: string;
  readonly entries: Entries;
}

describe('parse_str', () => {
  it('makes of every recorded query what PHP made of it', () => {
    const lines = readFileSync(new URL('./parse_str.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    for (const line of lines) {
      const vector = JSON.parse(line) as Vector;
      // The recorded text is UTF-8.
      const query = Buffer.from(vector.query, 'utf8').toString('latin1');
      assert.deepEqual(entries(parse_str(query)), vector.entries, vector.query);
    }
  });

  it('takes __proto__ for an ordinary key', () => {
    const parsed = parse_str('__proto__[a]=1&constructor=2');
    assert.deepEqual([...parsed.keys()], ['__proto__', 'constructor']);
    assert.equal(({} as Record<string, unknown>).a, undefined);
  });

  it('drops what is nested deeper than 64 levels, and all that its name had', () => {
    const kept = parse_str(`a=1&b${'[x]'.repeat(64)}=2`);
    assert.deepEqual([...kept.keys()], ['a', 'b']);
    const dropped = parse_str(`b[y]=1&b${'[x]'.repeat(65)}=2&c=3`);
    assert.deepEqual([...dropped.keys()], ['c']);
  });

  it('reads the first 1,000 variables', () => {
    const query = Array.from({ length: 1200 }, (_, i) => `v${i}=1`).join('&');
    assert.equal(parse_str(query).size, 1000);
  });

  const piece = fc.constantFrom(
    ...[
      'a',
      'b',
      'c',
      '0',
      '1',
      '-5',
      '05',
      '-0',
      '9223372036854775807',
      '-9223372036854775808',
      '99',
      'x y',
    ],
    ...['[', ']', '[]', '[a]', '[0]', '[3]', '[-2]', '[ ]', '[ a]', '[\t]', '[][]', '[a][b]', '[.]', '[a.b]'],
    ...[
      '.',
      ' ',
      '+',
      '=',
      '==',
      '&',
      '&&',
      ';',
      '%',
      '%2',
      '%5B',
      '%5D',
      '%00',
      '%20',
      '%2e',
      '%3D',
      '%26',
      '%zz',
    ],
    ...[
      '__proto__',
      '__Host-',
      '__Secure-',
      '_.Host-',
      'GLOBALS',
      'this',
      'ü',
      '%C3%BC',
      '\0',
      '\xff',
      '"',
      "'",
      '\\',
    ],
  );
  const hostile = fc.oneof(
    fc.array(piece, { maxLength: 24 }).map(parts => Buffer.from(parts.join(''), 'utf8').toString('latin1')),
    fc
      .array(fc.tuple(piece, piece, piece, piece), { maxLength: 8 })
      .map(pairs => pairs.map(([a, b, c, d]) => `${a}${b}${c}=${d}`).join('&')),
    fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes).toString('latin1')),
    fc.integer({ min: 60, max: 70 }).map(depth => `a[b]=1&a${'[]'.repeat(depth)}=x&c=1`),
  );

  it('agrees with PHP on hostile queries', { skip: whyNoPhp }, () => {
    const queries = fc.sample(hostile, 4000).map(query => Buffer.from(query, 'latin1').toString('latin1'));
    const expected = php<Entries>('parse_str($input, $array); return entries($array);', queries);
    queries.forEach((query, i) => {
      assert.deepEqual(entries(parse_str(query)), expected[i], JSON.stringify(query));
    });
  });
});
