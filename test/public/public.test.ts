/** The public API: every name has a comment where it is declared, and is told of in the guide. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import * as api from '../../src/index.ts';
import * as msw from '../../src/msw.ts';
import { commentOn, publicNames, root } from './names.ts';

const guide = readFileSync(path.join(root, 'docs/guides/api.md'), 'utf8');

const names = publicNames('src/index.ts');

test('index.ts holds re-exports only', () => {
  const rest = readFileSync(path.join(root, 'src/index.ts'), 'utf8')
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    .replace(/export (?:type )?\{[^}]*\} from '[^']+';/g, '');
  assert.equal(rest.trim(), '');
  for (const name of Object.keys(api))
    assert.ok(
      names.some(known => known.name === name),
      name,
    );
});

test('every public name has a comment where it is declared', () => {
  const bare = [...names, ...publicNames('src/msw.ts')].filter(name => commentOn(name) === undefined);
  assert.deepEqual(bare, []);
});

test('the guide names every public name', () => {
  const unnamed = names.map(({ name }) => name).filter(name => !new RegExp(`\`${name}\\b`).test(guide));
  assert.deepEqual(unnamed, []);
});

test('the guide names nothing that there is not', () => {
  const tables = [...guide.matchAll(/^\| `([A-Za-z]+)/gm)].map(match => match[1] as string);
  assert.deepEqual(
    tables.filter(told => !names.some(({ name }) => name === told)),
    [],
  );
});

test('latchkey/msw is a part of latchkey', () => {
  for (const [name, value] of Object.entries(msw))
    assert.equal(value, (api as Record<string, unknown>)[name], name);
});
