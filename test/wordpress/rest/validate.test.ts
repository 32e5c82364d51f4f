import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RestArg } from '../../../mocks/wordpress/rest/route.ts';
import { sanitizeValue } from '../../../mocks/wordpress/rest/schema/sanitize.ts';
import { validateValue } from '../../../mocks/wordpress/rest/schema/validate.ts';

const message = (value: unknown, schema: RestArg) => validateValue(value, schema, 'p')?.message;

describe('rest_validate_value_from_schema()', () => {
  const wrong: readonly (readonly [string, unknown, RestArg, string])[] = [
    ['a word for a number', 'x', { type: 'integer' }, 'p is not of type integer.'],
    ['a fraction for an integer', '1.5', { type: 'integer' }, 'p is not of type integer.'],
    [
      'a fraction that is out of bounds, for the bounds',
      '.5',
      { type: 'integer', minimum: 1 },
      'p must be greater than or equal to 1',
    ],
    ['an empty string for null', '', { type: ['integer', 'null'] }, 'p is not of type integer,null.'],
    [
      'below both bounds',
      '0',
      { type: 'integer', minimum: 1, maximum: 100 },
      'p must be between 1 (inclusive) and 100 (inclusive)',
    ],
    [
      'above both bounds',
      101,
      { type: 'integer', minimum: 1, maximum: 100 },
      'p must be between 1 (inclusive) and 100 (inclusive)',
    ],
    ['below the only bound', '0', { type: 'integer', minimum: 1 }, 'p must be greater than or equal to 1'],
    [
      'above the only bound',
      '9',
      { type: 'number', maximum: 8, exclusiveMaximum: true },
      'p must be less than 8',
    ],
    ['none of three', 'd', { type: 'string', enum: ['a', 'b', 'c'] }, 'p is not one of a, b, and c.'],
    ['none of two', 'd', { type: 'string', enum: ['a', 'b'] }, 'p is not one of a and b.'],
    ['not the only one', 'd', { type: 'string', enum: ['a'] }, 'p is not a.'],
    ['a list item', 'a,d', { type: 'array', items: { type: 'string', enum: ['a'] } }, 'p[1] is not a.'],
    ['an object for a list', { a: 'b' }, { type: 'array' }, 'p is not of type array.'],
    ['a list for a string', ['a'], { type: 'string' }, 'p is not of type string.'],
    ['a string for an object', 'a', { type: 'object' }, 'p is not of type object.'],
    [
      'a property',
      { n: 'x' },
      { type: 'object', properties: { n: { type: 'integer' } } },
      'p[n] is not of type integer.',
    ],
    ['neither of two types', 'x', { type: ['integer', 'null'] }, 'p is not of type integer,null.'],
    ['no boolean', 'yes', { type: 'boolean' }, 'p is not of type boolean.'],
    ['no date', '2020-01-01', { type: 'string', format: 'date-time' }, 'Invalid date.'],
    ['no address', 'a@b', { type: 'string', format: 'email' }, 'Invalid email address.'],
    ['too long', 'abc', { type: 'string', maxLength: 2 }, 'p must be at most 2 characters long.'],
    ['too short', '', { type: 'string', minLength: 1 }, 'p must be at least 1 character long.'],
    ['no such pattern', 'abc', { type: 'string', pattern: '^\\d+$' }, 'p does not match pattern ^\\d+$.'],
  ];
  for (const [what, value, schema, expected] of wrong) {
    it(`refuses ${what}`, () => assert.equal(message(value, schema), expected));
  }

  const right: readonly (readonly [string, unknown, RestArg, unknown])[] = [
    ['digits', '12', { type: 'integer' }, 12],
    ['an integral number', '1.0', { type: 'integer' }, 1],
    ['white space around digits', ' 12 ', { type: 'integer' }, 12],
    ['a boolean in letters', 'FALSE', { type: 'boolean' }, false],
    ['a list with commas', 'a, b', { type: 'array', items: { type: 'string' } }, ['a', 'b']],
    ['an empty list', '', { type: 'array', items: { type: 'string' } }, []],
    ['a date', '2020-01-01T00:00:00', { type: 'string', format: 'date-time' }, '2020-01-01T00:00:00'],
    ['the first type that fits', '7', { type: ['integer', 'string'] }, 7],
    [
      'a property',
      { n: '3', o: 'x' },
      { type: 'object', properties: { n: { type: 'integer' } } },
      { n: 3, o: 'x' },
    ],
    ['a type that is none of JSON Schema', 'x', { type: 'date' }, 'x'],
  ];
  for (const [what, value, schema, expected] of right) {
    it(`takes ${what}`, () => {
      assert.equal(message(value, schema), undefined);
      assert.deepEqual(sanitizeValue(value, schema), expected);
    });
  }
});
