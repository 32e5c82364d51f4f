/** Each document in JSON that a command prints or writes begins with the version of its format, and fits its schema. */
import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { builtInFixture } from '../../mocks/index.ts';
import { createAjv } from '../../src/files/schema.ts';
import { schemaVersions } from '../../src/files/versioned-json.ts';
import { latchkey } from '../report/cli.ts';
import { serve } from './latchkey.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-json-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const request = 'GET /wp-json/wc/v3/orders HTTP/1.1\nHost: shop.test\n\n';
const owner = builtInFixture().keys.find(({ name }) => name === 'owner');
/** A client that asks once. */
const client = `const { LATCHKEY_URL, LATCHKEY_CONSUMER_KEY: key, LATCHKEY_CONSUMER_SECRET: secret } = process.env;
await fetch(LATCHKEY_URL + '/wp-json/wc/v3/orders', { headers: { Authorization: 'Basic ' + btoa(key + ':' + secret) } });`;
const nowhere = 'http://127.0.0.1:9';

/** What prints each format. `serve` runs on and is asked below. */
const commands = {
  list: ['list', '--json'],
  faults: ['faults', '--json'],
  profiles: ['profiles', '--json'],
  routes: ['profiles', '--routes', '--json'],
  'profile-changes': ['profiles', '8.2', '10.5', '--json'],
  'doctor-list': ['doctor', '--list', '--json'],
  'doctor-all': ['doctor', '--target', 'all', '--config', 'two.json', '--timeout', '2', '--json'],
  diagnosis: ['doctor', nowhere, '--timeout', '2', '--json'],
  explain: ['explain', request, '--json'],
  gate: ['gate', '--json', '--reports', 'reports', '--', process.execPath, '-e', client],
} as const;

function schemaOf(format: string): object {
  const file = ['summary', 'recording', 'diagnosis'].includes(format) ? format : `outputs/${format}`;
  return JSON.parse(readFileSync(path.join(root, `schemas/${file}.schema.json`), 'utf8'));
}

function assertFits(format: keyof typeof schemaVersions, text: string): void {
  const value = JSON.parse(text);
  assert.deepEqual(Object.entries(value)[0], ['schemaVersion', schemaVersions[format]]);
  const validate = createAjv().compile(schemaOf(format));
  assert.ok(validate(value), JSON.stringify(validate.errors?.slice(0, 3)));
}

writeFileSync(
  path.join(folder, 'two.json'),
  JSON.stringify({ targets: { one: { url: nowhere }, two: { url: nowhere } } }),
);

for (const [format, args] of Object.entries(commands))
  test(`the JSON of latchkey ${args.slice(0, 3).join(' ')} fits its schema`, async () => {
    const { out, err } = await latchkey(args, { cwd: folder });
    assert.notEqual(out, '', err);
    assertFits(format as keyof typeof commands, out);
  });

test('what is written has the version too: a summary, a recording, the line of serve', async context => {
  assertFits('summary', readFileSync(path.join(folder, 'reports/summary.json'), 'utf8'));
  const store = await serve(context);
  assertFits('serve', store.stdout());
  const keys = {
    LATCHKEY_CONSUMER_KEY: owner?.consumer_key ?? '',
    LATCHKEY_CONSUMER_SECRET: owner?.consumer_secret ?? '',
  };
  const args = ['record', '--url', store.http, '--output', 'told.jsonl', 'OAUTH-01'];
  const { code, err } = await latchkey(args, { cwd: folder, env: keys });
  assert.equal(code, 0, err);
  const lines = readFileSync(path.join(folder, 'told.jsonl'), 'utf8').trim().split('\n');
  assert.ok(lines.length > 0);
  for (const line of lines) assertFits('recording', line);
});

test('no command prints JSON beside these', () => {
  const printing = globSync('src/cli/*.ts', { cwd: root }).filter(file =>
    readFileSync(path.join(root, file), 'utf8').includes(".option('--json'"),
  );
  // That of a real store is held to its schema in test/real.
  const tried = new Set<string>([...Object.values(commands).map(([name]) => name), 'serve', 'real']);
  assert.deepEqual(printing.map(file => path.basename(file, '.ts')).sort(), [...tried].sort());
});
