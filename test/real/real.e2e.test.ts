/**
 * The suite, drift and the doctor against real stores: those of the configuration that LATCHKEY_REAL_STORES names. Their
 * secrets are found as always, in the environment or in the env file of that configuration.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { Summary } from '../../schemas/types/summary.ts';
import { readConfiguration } from '../../src/targets/configuration.ts';

const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts');
const file = process.env.LATCHKEY_REAL_STORES;
const skip = file ? false : 'LATCHKEY_REAL_STORES names no configuration of real stores';
const targets = file ? Object.entries(readConfiguration(file, process.cwd()).configuration.targets) : [];

/** Ids and tags, where not the whole suite is wanted: it takes minutes on each store. */
const selection = process.env.LATCHKEY_REAL_SELECTION?.split(/[\s,]+/).filter(Boolean) ?? [];

interface Run {
  readonly code: number | null;
  readonly said: string;
}

function latchkey(args: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      said += chunk;
    });
  return new Promise(resolve => {
    child.on('close', code => resolve({ code, said }));
  });
}

if (targets.length === 0) test('real stores', { skip: skip || 'the configuration has no targets' }, () => {});

for (const [name] of targets) {
  const from = ['--config', path.resolve(file as string), '--target', name];

  test(`${name}: nothing is red, something was judged, and nothing is left`, async t => {
    const reports = mkdtempSync(path.join(tmpdir(), 'latchkey-real-'));
    t.after(() => rmSync(reports, { recursive: true, force: true }));
    const { code, said } = await latchkey(['verify', ...from, '--reports', reports, ...selection]);
    const summary = JSON.parse(readFileSync(path.join(reports, 'summary.json'), 'utf8')) as Summary;
    const red = summary.requirements
      .filter(({ outcome }) => outcome === 'failed' || outcome === 'cannot tell')
      .map(({ id, targets: [cell] }) => `${id}: ${cell?.reasons.join('; ')}`);
    assert.deepEqual(red, []);
    assert.equal(code, 0, said);
    assert.ok(summary.counts.scenarios.passed > 0, said);
    const left = summary.targets.flatMap(({ created = [] }) => created.filter(({ removed }) => !removed));
    assert.deepEqual(left, []);
  });

  for (const level of ['verdict', 'full'])
    test(`${name}: the simulated store of its version answers alike, at the level ${level}`, async () => {
      const { code, said } = await latchkey(['drift', ...from, '--level', level, ...selection]);
      assert.equal(code, 0, said);
    });

  test(`${name}: the doctor finds WooCommerce, and ends by itself`, async () => {
    const { code, said } = await latchkey(['doctor', ...from]);
    assert.ok(code === 0 || code === 1, said);
    assert.match(said, /WooCommerce/);
  });
}
