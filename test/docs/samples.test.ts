/** The samples of the guides: JSON, YAML and code can be read, and a whole configuration validates. Types are not checked. */
import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { type ParseError, parse } from 'jsonc-parser';
import { parseAllDocuments } from 'yaml';
import { readConfiguration } from '../../src/targets/configuration.ts';

const root = path.join(import.meta.dirname, '../..');

interface Sample {
  /** `docs/guides/api.md:13`. */
  readonly where: string;
  readonly language: string;
  readonly text: string;
}

const samples: readonly Sample[] = globSync(['README.md', 'docs/guides/*.md'], { cwd: root }).flatMap(
  file => {
    const page = readFileSync(path.join(root, file), 'utf8');
    return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(
      ({ 1: language = '', 2: text = '', index }) => ({
        where: `${file}:${page.slice(0, index).split('\n').length}`,
        language,
        text,
      }),
    );
  },
);

const of = (...languages: string[]) => samples.filter(({ language }) => languages.includes(language));

test('samples of JSON can be read, and those of a configuration validate', context => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-'));
  context.after(() => rmSync(folder, { recursive: true }));
  let configurations = 0;
  for (const { where, text } of of('json', 'jsonc')) {
    const errors: ParseError[] = [];
    // Some show members alone, and leave out what goes without saying.
    const whole = (/^\s*(?:\/\/[^\n]*\s*)*[[{]/.test(text) ? text : `{${text}}`).replaceAll('…', '');
    const value = parse(whole, errors, { allowTrailingComma: true });
    assert.deepEqual(errors, [], where);
    if (text.includes('…')) continue;
    if (typeof value?.targets !== 'object' || Array.isArray(value.targets)) continue;
    configurations++;
    writeFileSync(path.join(folder, 'sample.json'), whole);
    assert.ok(readConfiguration('sample.json', folder), where);
  }
  assert.ok(configurations > 0);
});

test('samples of YAML can be read', () => {
  for (const { where, text } of of('yaml'))
    for (const { errors } of parseAllDocuments(text)) assert.deepEqual(errors, [], where);
});

test('samples of code can be read', () => {
  const code = of('js', 'ts');
  assert.ok(code.length > 10, `${code.length} were found`);
  for (const { where, text } of code)
    assert.doesNotThrow(() => stripTypeScriptTypes(`export {};\n${text}`), where);
});
