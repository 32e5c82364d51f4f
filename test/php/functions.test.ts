import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { base64_decode } from '../../mocks/php/base64.ts';
import { compareToInteger } from '../../mocks/php/compare.ts';
import { intval } from '../../mocks/php/intval.ts';
import { integerKey } from '../../mocks/php/numeric-key.ts';
import { addslashes } from '../../mocks/php/slashes.ts';
import { strip_tags } from '../../mocks/php/strip_tags.ts';
import { trim } from '../../mocks/php/trim.ts';
import { rawurldecode, rawurlencode, urldecode, urlencode } from '../../mocks/php/urlencode.ts';
import { version_compare } from '../../mocks/php/version_compare.ts';
import { base64, php, whyNoPhp } from './real-php.ts';

const everyByte = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('');
const bytes = fc.uint8Array({ maxLength: 40 }).map(array => Buffer.from(array).toString('latin1'));
const escapes = fc
  .array(fc.constantFrom('%', '%4', '%41', '%e4', '%E4', '%zz', '+', ' ', 'a', '~', 'ü', '\0', '%00'), {
    maxLength: 12,
  })
  .map(parts => Buffer.from(parts.join(''), 'utf8').toString('latin1'));

/** Compares a function with PHP's of the same name, on all of these inputs with one run of PHP. */
function agrees(code: string, ours: (input: string) => string, inputs: readonly string[]): void {
  const expected = php<string>(`return base64_encode(${code});`, inputs);
  inputs.forEach((input, i) => {
    assert.equal(base64(ours(input)), expected[i], `${code} of ${JSON.stringify(input)}`);
  });
}

describe('PHP’s functions, held against PHP', { skip: whyNoPhp }, () => {
  const texts = [everyByte, ...fc.sample(bytes, 500), ...fc.sample(escapes, 500)];

  it('rawurlencode', () => agrees('rawurlencode($input)', rawurlencode, texts));
  it('urlencode', () => agrees('urlencode($input)', urlencode, texts));
  it('rawurldecode', () => agrees('rawurldecode($input)', rawurldecode, texts));
  it('urldecode', () => agrees('urldecode($input)', urldecode, texts));
  it('addslashes', () => agrees('addslashes($input)', addslashes, texts));
  it('trim', () => agrees('trim($input)', trim, [...texts, ' \t\n\r\0\v a \f ', '\f a']));

  it('(int), as far as a number is held exactly', () => {
    const numbers = fc
      .array(
        fc.constantFrom('1', '20', '.', '-', '+', 'e', 'E', ' ', '\t', '\v', '\f', '\0', '0x', '_', 'x'),
        {
          maxLength: 7,
        },
      )
      .map(parts => parts.join(''));
    const known = [
      '1e3',
      '1.9',
      '-3',
      ' 12',
      '12abc',
      '0x1A',
      '.5',
      '1e',
      '',
      'INF',
      'NAN',
      '-1e-3',
      '1e2020',
      '-1e2020',
      '1e120',
    ];
    const inputs = [...known, ...fc.sample(numbers, 1000), ...texts];
    const expected = php<number>('return abs((int) $input) < 2 ** 53 ? (int) $input : null;', inputs);
    inputs.forEach((input, i) => {
      const wanted = expected[i];
      const got = intval(input);
      if (wanted === null) assert.equal(Math.abs(got), Number.MAX_SAFE_INTEGER);
      else assert.equal(got, wanted, JSON.stringify(input));
    });
  });

  it('base64_decode, not strict', () => {
    const odd = fc
      .array(
        fc.constantFrom(
          'Q',
          'U',
          'J',
          'D',
          '=',
          '==',
          '-',
          '_',
          '+',
          '/',
          ' ',
          '\n',
          '\0',
          'é',
          'YQ==',
          'YWI=',
        ),
      )
      .map(parts => Buffer.from(parts.join(''), 'utf8').toString('latin1'));
    const valid = fc.uint8Array().map(array => Buffer.from(array).toString('base64'));
    const inputs = [
      '',
      everyByte,
      ...fc.sample(odd, 800),
      ...fc.sample(valid, 200),
      ...fc.sample(bytes, 200),
    ];
    agrees('base64_decode($input)', base64_decode, inputs);
  });

  it('version_compare', () => {
    const part = fc.constantFrom(
      ...[
        '0',
        '1',
        '2',
        '10',
        '11',
        '08',
        'dev',
        'alpha',
        'a',
        'beta',
        'b',
        'RC',
        'rc',
        'Rc',
        'r',
        'pl',
        'p',
        'x',
      ],
    );
    const version = fc
      .array(fc.tuple(part, fc.constantFrom('.', '-', '_', '+', '')), { minLength: 1, maxLength: 4 })
      .map(parts =>
        parts
          .flat()
          .join('')
          .replace(/[._+-]$/, ''),
      );
    const pairs = [
      ['11.1-rc', '11.1'],
      ['11.1', '11.1-rc'],
      ['11.1-rc.2', '11.1-beta.1'],
      ['10.5', '10.5.0'],
      ['9.0.0-dev', '9.0'],
      ...fc.sample(fc.tuple(version, version), 2000),
    ].map(pair => pair.join(' '));
    agrees(
      '(string) version_compare(...explode(" ", $input))',
      pair => {
        const [first = '', second = ''] = pair.split(' ');
        return String(Math.sign(version_compare(first, second)));
      },
      pairs,
    );
  });

  it('strip_tags', () => {
    const piece = fc.constantFrom(
      ...[
        '<',
        '>',
        '<b>',
        '</b>',
        '<!--',
        '-->',
        '<?php',
        '?>',
        '<!',
        '"',
        "'",
        '\\',
        ' ',
        '\n',
        '\0',
        'a',
        'b',
        '=',
        '(',
      ],
      ...[
        '<<',
        '< b',
        '<a href="',
        "<a href='>'",
        '<br/>',
        '<?xml',
        '<!DOCTYPE',
        ')',
        '-',
        '/',
        'ü',
        '<script>',
        '<3',
      ],
    );
    const html = fc
      .array(piece, { maxLength: 14 })
      .map(parts => Buffer.from(parts.join(''), 'utf8').toString('latin1'));
    const xmlAroundDoctype = "<!DOCTYPE'<?xml<!DOCTYPE'<a href='>'-->>-";
    const xmlAroundComment = '<?xml--><?xml<!--><script>-->a<a href="';
    const texts = ['', everyByte, xmlAroundDoctype, xmlAroundComment, ...fc.sample(html, 4000)];
    agrees('strip_tags($input)', strip_tags, texts);
  });

  it('which keys of an array are integers', () => {
    const key = fc.oneof(
      fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
      fc.constantFrom(
        '-0',
        '00',
        '01',
        '-',
        '',
        '0',
        '-1',
        '+1',
        ' 1',
        '1 ',
        '1.0',
        '1e3',
        '9223372036854775807',
      ),
      fc.constantFrom(
        '9223372036854775808',
        '-9223372036854775808',
        '-9223372036854775809',
        '99999999999999999999',
      ),
      fc.integer().map(String),
    );
    const keys = fc.sample(key, 500);
    const expected = php<boolean>('return is_int(array_key_first([$input => 1]));', keys);
    keys.forEach((text, i) => {
      assert.equal(integerKey(text) !== undefined, expected[i], JSON.stringify(text));
    });
  });

  it('how a string compares with an integer', () => {
    const now = 1_795_224_000;
    const text = fc
      .array(
        fc.constantFrom(
          '1795224000',
          '1795223999',
          '1',
          ' ',
          '+',
          '-',
          '.',
          'e9',
          'E',
          'abc',
          '0',
          '\t',
          '\v',
          '\0',
          '0x',
        ),
      )
      .map(parts => parts.join(''));
    const inputs = [
      ...fc.sample(text, 1500),
      '1795224000abc',
      ' 1795224000',
      '1795224000 ',
      '1.795224e9',
      '.5',
      '5.',
    ];
    const expected = php<number>(`return $input <=> ${now};`, inputs);
    inputs.forEach((input, i) => {
      assert.equal(Math.sign(compareToInteger(input, now)), expected[i], JSON.stringify(input));
    });
  });
});
