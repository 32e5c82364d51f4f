/** `latchkey fleet plan`, and what engines of CI read in it. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Ajv } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import type { FleetPlan } from '../../schemas/types/fleet-plan.ts';
import { latchkey } from '../cli/latchkey.ts';

let folder: string;
let config: string;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'latchkey-fleet-'));
  config = path.join(folder, 'latchkey.config.json');
  const targets = {
    'shop-at': { url: 'https://at.test' },
    'shop-at-b2b': { url: 'https://at.test/b2b' },
    'shop-de': { url: 'https://de.test' },
    'shop-it': { url: 'https://it.test', httpUrl: 'http://it.test' },
    mirror: { url: 'http://it.test' },
  };
  writeFileSync(config, JSON.stringify({ targets }));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const plan = (...flags: string[]) => latchkey(['fleet', 'plan', '--config', config, ...flags]);

test('for people: a line for each shard; never more shards than hosts, and that is told', async () => {
  const { code, stdout, stderr } = await plan('--shards', '9');
  assert.equal(code, 0, stderr);
  assert.equal(stdout.trimEnd().split('\n').length, 3);
  assert.match(stdout, /^shard 1 +2 min 00 s {2}shop-at shop-at-b2b$/m);
  assert.match(stdout, /shop-it mirror$/m);
  assert.match(stderr, /^latchkey: 3 shards of 9: there are no more hosts than that\n$/);
});

test('for programs: JSON as its schema says', async () => {
  const { stdout } = await plan('--shards', '2', '--format', 'json', '--target', 'shop-*');
  const document = JSON.parse(stdout) as FleetPlan;
  const schema = JSON.parse(
    readFileSync(new URL('../../schemas/fleet-plan.schema.json', import.meta.url), 'utf8'),
  );
  assert.ok(new Ajv({ strict: true }).validate(schema, document));
  assert.deepEqual(document.shards.flatMap(({ targets }) => targets).sort(), [
    'shop-at',
    'shop-at-b2b',
    'shop-de',
    'shop-it',
  ]);
});

test('for GitHub: one line of output, a matrix', async () => {
  const { stdout } = await plan('--shards', '2', '--format', 'github');
  assert.match(stdout, /^matrix=.*\n$/);
  const matrix = JSON.parse(stdout.slice('matrix='.length)) as {
    include: { shard: number; targets: string }[];
  };
  assert.deepEqual(
    matrix.include.map(({ shard }) => shard),
    [1, 2],
  );
  assert.ok(matrix.include.some(({ targets }) => targets.includes('--target shop-at --target shop-at-b2b')));
});

test('for GitLab and Kubernetes: YAML with a job for each shard', async () => {
  const pipeline = parse((await plan('--shards', '3', '--format', 'gitlab')).stdout) as Record<
    string,
    { variables?: { TARGETS: string } }
  >;
  const jobs = Object.entries(pipeline).filter(([name]) => name.startsWith('shard-'));
  assert.equal(jobs.length, 3);
  assert.ok(jobs.every(([, { variables }]) => variables?.TARGETS.startsWith('--target ')));
  const manifests = parseAllDocuments((await plan('--shards', '3', '--format', 'kubernetes')).stdout).map(
    document =>
      document.toJS() as { kind: string; data?: Record<string, string>; spec?: { completions: number } },
  );
  assert.deepEqual(
    manifests.map(({ kind }) => kind),
    ['ConfigMap', 'Job'],
  );
  assert.deepEqual(Object.keys(manifests[0]?.data ?? {}), ['shard-0', 'shard-1', 'shard-2']);
  assert.equal(manifests[1]?.spec?.completions, 3);
});

test('the times of earlier runs count', async () => {
  const reports = path.join(folder, 'reports');
  await latchkey(['verify', 'BASIC-01', '--reports', reports]);
  const file = path.join(reports, 'summary.json');
  const summary = JSON.parse(readFileSync(file, 'utf8')) as { targets: { name: string; duration: number }[] };
  const [only] = summary.targets;
  assert.ok(only);
  for (const [name, duration] of [
    ['shop-de', 600_000],
    ['shop-it', 10_000],
  ] as const) {
    const own = path.join(folder, 'runs', name);
    cpSync(reports, own, { recursive: true });
    const renamed = JSON.stringify({ ...summary, targets: [{ ...only, name, duration }] });
    writeFileSync(path.join(own, 'summary.json'), renamed);
  }
  const { stdout, stderr } = await plan('--shards', '2', '--times', path.join(folder, 'runs'));
  assert.match(stdout, /^shard 1 +20 min 00 s {2}shop-at shop-at-b2b$/m, stderr);
});

test('wrong input: one line, exit 2', async () => {
  for (const [flags, expected] of [
    [['--shards', '0'], /--shards.*Expected a whole number from 1 to 1000/],
    [[], /--shards/],
    [['--shards', '2', '--target', 'shop-att'], /shop-att/],
    [['--shards', '2', '--format', 'jenkins'], /github, gitlab, kubernetes/],
    [['--shards', '2', '--times', 'nowhere'], /nowhere.*there is no report/],
  ] as const) {
    const { code, stdout, stderr } = await plan(...flags);
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, expected);
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
  }
});
