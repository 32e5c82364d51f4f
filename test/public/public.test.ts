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
const namesForMsw = publicNames('src/msw.ts');

test('index.ts and store.ts hold re-exports only', () => {
  for (const file of ['src/index.ts', 'src/store.ts']) {
    const rest = readFileSync(path.join(root, file), 'utf8')
      .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
      .replace(/export (?:(?:type )?\{[^}]*\}|\*) from '[^']+';/g, '');
    assert.equal(rest.trim(), '', file);
  }
  for (const name of Object.keys(api))
    assert.ok(
      names.some(known => known.name === name),
      name,
    );
});

test('every public name has a comment where it is declared', () => {
  const bare = [...names, ...namesForMsw].filter(name => commentOn(name) === undefined);
  assert.deepEqual(bare, []);
});

test('the guide names every public name', () => {
  const unnamed = [...names, ...namesForMsw]
    .map(({ name }) => name)
    .filter(name => !new RegExp(`\`${name}\\b`).test(guide));
  assert.deepEqual(unnamed, []);
});

test('the guide names nothing that there is not', () => {
  const tables = [...guide.matchAll(/^\| `([A-Za-z]+)/gm)].map(match => match[1] as string);
  assert.deepEqual(
    tables.filter(told => ![...names, ...namesForMsw].some(({ name }) => name === told)),
    [],
  );
});

test('what latchkey/msw and latchkey both have is the same', () => {
  // A Response of MSW's, and the request handlers, need MSW.
  const own = ['handlers', 'respond'];
  for (const [name, value] of Object.entries(msw).filter(([name]) => !own.includes(name)))
    assert.equal(value, (api as Record<string, unknown>)[name], name);
});
