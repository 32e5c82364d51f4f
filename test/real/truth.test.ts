/** The workflow that compares with real stores each night: what may be written, and that its commands and flags are there. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { everyCommand } from '../cli/every-command.ts';

const root = path.resolve(import.meta.dirname, '../..');
const text = readFileSync(path.join(root, '.github/workflows/truth.yml'), 'utf8');
const workflow = parse(text, { strict: true, uniqueKeys: true });

interface Step {
  readonly run?: string;
  readonly uses?: string;
}
const jobs = Object.entries<{ needs?: string; steps: Step[]; 'runs-on': string }>(workflow.jobs);
const steps = jobs.flatMap(([, job]) => job.steps);

test('each job has a runner, needs jobs that are there, and each step does one thing', () => {
  for (const [name, job] of jobs) {
    assert.ok(job['runs-on'], name);
    if (job.needs !== undefined) assert.ok(job.needs in workflow.jobs, `${name} needs ${job.needs}`);
  }
  for (const step of steps)
    assert.equal(Number('run' in step) + Number('uses' in step), 1, JSON.stringify(step));
});

test('no expression stands in a script, where its text would be run', () => {
  for (const { run = '' } of steps) assert.doesNotMatch(run, /\$\{\{/);
});

test('only the job that writes the issue may write anything', () => {
  assert.deepEqual(workflow.permissions, { contents: 'read' });
  for (const [name, job] of Object.entries<{ permissions?: object }>(workflow.jobs))
    assert.deepEqual(
      job.permissions,
      name === 'tell' ? { contents: 'read', issues: 'write' } : undefined,
      name,
    );
});

test('what it runs is there', async () => {
  const program = await everyCommand(root);
  const scripts = steps.flatMap(({ run = '' }) => [...run.matchAll(/node (\S+\.ts)((?: [^|>)\n]*)?)/g)]);
  assert.equal(scripts.length, 3);
  for (const [, file = '', line = ''] of scripts) {
    assert.ok(existsSync(path.join(root, file)), file);
    if (!file.endsWith('main.ts')) continue;
    const [name, ...args] = line.trim().split(' ');
    const command = program.commands.find(each => each.name() === name);
    assert.ok(command, name);
    for (const flag of args.filter(arg => arg.startsWith('--')))
      assert.ok(
        command.options.some(({ long }) => long === flag),
        `${name} ${flag}`,
      );
  }
});
