import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { printable, printableJson } from '../../src/redact/printable.ts';

/** What no terminal and no log may be sent. */
const unprintable =
  /\r(?!\n)|[^\P{Cc}\n\r\t]|[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u2028\u2029\ufeff]/u;
/** As GitHub's and Azure's runners read a line of a log (the first with white space taken off). */
const isCommand = (text: string) =>
  text.split(/\r\n|\r|\n/).some(line => line.trimStart().startsWith('::') || /##(?:vso)?\[/i.test(line));

describe('printable', () => {
  const cases: readonly [string, string][] = [
    ['a\tb\nc\r\nd', 'a\tb\nc\r\nd'],
    ['\x1b[31mred\x07\x00', '\\u001b[31mred\\u0007\\u0000'],
    ['over\rwritten', 'over\\u000dwritten'],
    ['\u009b31m\x7f', '\\u009b31m\\u007f'],
    ['a\u202eb\u2066c\ufeff', 'a\\u202eb\\u2066c\\ufeff'],
    ['::error file=x::y', '\\::error file=x::y'],
    [' \t::add-mask::x', ' \t\\::add-mask::x'],
    ['text :: text', 'text :: text'],
    ['##[error]x ##vso[task]', '#\\#[error]x #\\#vso[task]'],
    ['Grüße 日本 🎉 ~', 'Grüße 日本 🎉 ~'],
  ];
  for (const [text, wanted] of cases) it(JSON.stringify(text), () => assert.equal(printable(text), wanted));

  it('of any text', () => {
    const pieces = fc.constantFrom(
      '::',
      ':',
      '#',
      '[',
      'vso',
      '\r',
      '\n',
      ' ',
      '\x1b',
      '\u009b',
      '\u202e',
      '\\',
      'x',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces).map(all => all.join('')),
          fc.string({ unit: 'binary' }),
        ),
        text => {
          const shown = printable(text);
          assert.doesNotMatch(shown, unprintable);
          assert.ok(!isCommand(shown), shown);
          assert.equal(printable(shown), shown);
          const json = printableJson(text);
          assert.doesNotMatch(json, unprintable);
          assert.equal(JSON.parse(json), text);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
