import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { UsageError } from '../../mocks/errors.ts';
import { JsonDocument, type JsonKind, readJsonFile, readJsonLines } from '../../src/files/json-document.ts';
import { checked } from '../../src/files/schema.ts';

const plain: JsonKind = {
  expected: 'a list of fruit',
  error: (parts, options) => new UsageError(parts, options),
};
const commented: JsonKind = { ...plain, isCommented: true };

function refused(task: () => unknown): string {
  try {
    task();
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    assert.equal(
      error.message,
      `${error.where}: ${[error.what, error.expected && `expected ${error.expected}`].filter(Boolean).join('; ')}`,
    );
    return error.message;
  }
  throw new Error('it was taken');
}

const broken: readonly (readonly [what: string, text: string, message: string, kind?: JsonKind])[] = [
  ['an empty file', ' \n', 'x.json:1:1: is no JSON: it is empty'],
  ['a comma that is missing', '{\n  "a": 1\n\n  "b": 2\n}', 'x.json:2:9: is no JSON: a comma is missing'],
  ['a comma too many', '{\n  "a": 1,\n}', 'x.json:2:9: is no JSON: there is a comma too many'],
  ['a colon that is missing', '{"a" 1}', 'x.json:1:5: is no JSON: a colon is missing'],
  ['a bracket that is missing', '{"a": [1, 2}', 'x.json:1:12: is no JSON: a closing ] is missing'],
  ['a file that is cut off', '{"a": {"b": 1}\n', 'x.json:1:15: is no JSON: a closing } is missing'],
  [
    'single quotes',
    "{'a': 1}",
    'x.json:1:2: is no JSON: this is no value of JSON; a text stands in double quotes',
  ],
  ['a text that is not closed', '{"a": "b\n}', 'x.json:1:7: is no JSON: the text is not closed on its line'],
  ['a comment', '{\n  // why\n  "a": 1}', 'x.json:2:3: is no JSON: there is a comment, which JSON has not'],
  ['two values', '{}\n{}', 'x.json:2:1: is no JSON: there is more behind the end of the value'],
  [
    'a comment that is not closed',
    '{} /* why',
    'x.json:1:4: is no JSON: the comment is not closed',
    commented,
  ],
  [
    'a Windows path',
    '["C:\\windows"]',
    'x.json:1:2: is no JSON: a backslash stands before what JSON does not escape',
  ],
];

for (const [what, text, message, kind = plain] of broken)
  test(`says in words where a text with ${what} is no JSON`, () => {
    assert.equal(
      refused(() => new JsonDocument(text, 'x.json', kind)),
      `${message}; expected a list of fruit`,
    );
  });

test('takes comments and a comma too many where a person writes the file, and no name twice', () => {
  const { value } = new JsonDocument('// why\n{"a": [1, 2,], /* b */ "b": null,}', 'x.json', commented);
  assert.deepEqual(value, { a: [1, 2], b: null });
  assert.equal(
    refused(() => new JsonDocument('{"a/b": 1,\n "a/b": 2}', 'x.json', commented)),
    'x.json:2:2: /a~1b: is given twice; expected it once',
  );
});

test('tells the line of the file where each line is a document', () => {
  const read = () => [...readJsonLines('{"a": 1}\n\n{"a" 2}\n', 'x.jsonl', plain)];
  assert.match(refused(read), /^x\.jsonl:3:5: is no JSON: a colon is missing/);
});

function folder(t: TestContext): string {
  const made = mkdtempSync(path.join(tmpdir(), 'latchkey-files-'));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('reads past a byte order mark, and says why a file cannot be read', t => {
  const file = path.join(folder(t), 'x.json');
  const read = () => readJsonFile(file, 'x.json', plain);
  assert.equal(refused(read), 'x.json: no such file; expected a list of fruit');
  writeFileSync(file, '\ufeff{"a": 1}');
  assert.deepEqual(read().value, { a: 1 });
  writeFileSync(file, Buffer.from('\ufeff{}', 'utf16le'));
  assert.equal(refused(read), 'x.json: it is in UTF-16; expected a list of fruit in UTF-8');
  writeFileSync(file, Buffer.from([0x22, 0xe9, 0x22]));
  assert.equal(refused(read), 'x.json: it is no text in UTF-8; expected a list of fruit');
  assert.equal(
    refused(() => readJsonFile(path.dirname(file), 'x.json', plain)),
    'x.json: it is a directory; expected a list of fruit',
  );
});

test('a file that never ends is not read for ever', { skip: process.platform === 'win32' }, () => {
  assert.match(
    refused(() => readJsonFile('/dev/zero', 'x.json', plain)),
    /^x\.json: it is larger than 256 MiB/,
  );
});

const fruit = {
  type: 'array',
  items: {
    type: 'object',
    required: ['name'],
    additionalProperties: false,
    properties: {
      name: { enum: ['apple', 'pear'] },
      weight: { anyOf: [{ type: 'number', minimum: 1 }, { type: 'null' }] },
      picked: { type: 'string', format: 'date' },
      url: { type: 'string', pattern: '^https:' },
    },
  },
};

const invalid: readonly (readonly [text: string, message: string])[] = [
  ['{}', 'x.json:1:1: it is an object; expected an array'],
  ['[{}]', 'x.json:1:2: /0: expected a property "name"'],
  ['[\n {"name": "aple"}]', 'x.json:2:3: /0/name: expected one of apple, pear (did you mean "apple"?)'],
  [
    '[{"name": "pear", "wieght": 2}]',
    'x.json:1:19: /0/wieght: unknown property "wieght" (did you mean "weight"?); expected one of name, weight, picked, url',
  ],
  ['[{"name": "pear", "weight": "2"}]', 'x.json:1:19: /0/weight: it is a string; expected a number or null'],
  ['[{"name": "pear", "weight": 0}]', 'x.json:1:19: /0/weight: expected a number of at least 1'],
  ['[{"name": "pear", "picked": "May"}]', 'x.json:1:19: /0/picked: expected a day such as 2026-12-31'],
  ['[{"name": "pear", "url": "http:"}]', 'x.json:1:19: /0/url: expected an https URL'],
];

for (const [text, message] of invalid)
  test(`says where ${text} is not as the schema has it`, () => {
    const document = new JsonDocument(text, 'x.json', plain);
    assert.equal(
      refused(() => checked(document, fruit, { 'properties/url': 'an https URL' })),
      message,
    );
  });
