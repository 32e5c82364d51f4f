/** One name, one thing: no exported type stands for two, and none hides a name that TypeScript or Node brings along. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const files = globSync('{mocks,src,features}/**/*.ts', { cwd: root }).sort();

/** What TypeScript's library declares beside the values that a program can see. */
const libraryTypes = [
  ...['Awaited', 'BodyInit', 'ErrorOptions', 'Exclude', 'Extract', 'HeadersInit', 'InstanceType', 'Iterable'],
  ...[
    'NonNullable',
    'Omit',
    'Parameters',
    'Partial',
    'Pick',
    'PromiseLike',
    'PropertyKey',
    'Readonly',
    'Record',
  ],
  ...['RequestInit', 'Required', 'ResponseInit', 'ReturnType', 'Body', 'Iterator', 'Disposable'],
];

function* declared(pattern: RegExp): Generator<{ name: string; file: string }> {
  for (const file of files) {
    for (const [, name] of readFileSync(path.join(root, file), 'utf8').matchAll(pattern)) {
      yield { name: name as string, file };
    }
  }
}

test('an exported type has a name of its own', () => {
  const places = new Map<string, string[]>();
  for (const { name, file } of declared(/^export (?:abstract )?(?:interface|type|class) (\w+)/gm)) {
    places.set(name, [...(places.get(name) ?? []), file]);
  }
  assert.ok(places.size > 300, 'the types were found');
  assert.deepEqual(
    [...places].filter(([, where]) => where.length > 1),
    [],
  );
});

test('no name hides a built-in one', () => {
  const builtIn = new Set([...Object.getOwnPropertyNames(globalThis), ...libraryTypes]);
  const hiding = [...declared(/^(?:export )?(?:interface|type|class|function|const|let) (\w+)/gm)];
  assert.ok(hiding.length > 1000, 'the names were found');
  assert.deepEqual(
    hiding.filter(({ name }) => builtIn.has(name)),
    [],
  );
});
