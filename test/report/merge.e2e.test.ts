import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { mergeReports } from '../../src/report/merge.ts';
import type { ReportModel } from '../../src/report/model.ts';
import { summarize } from '../../src/report/summary.ts';
import { prepareReports, writeReports } from '../../src/report/write.ts';
import { latchkey } from './cli.ts';
import { model } from './model.ts';

let folder = '';
const made: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-'));
  made.push(folder);
});
after(() => {
  for (const each of made) rmSync(each, { recursive: true });
});

function leave(name: string, report: ReportModel): void {
  prepareReports(path.join(folder, name));
  writeReports(path.join(folder, name), report);
}

const merge = (...args: string[]) => latchkey(['report', 'merge', ...args], { cwd: folder });
const summaryIn = (name: string) => JSON.parse(readFileSync(path.join(folder, name, 'summary.json'), 'utf8'));

describe('latchkey report merge', () => {
  it('joins the shards of a real run: together they are the whole', async () => {
    const flags = ['verify', '@basic', 'GONE-01'];
    await latchkey([...flags, '--reports', 'whole'], { cwd: folder });
    for (const index of [1, 2, 3])
      await latchkey([...flags, '--shard', `${index}/3`, '--reports', `parts/${index}`], { cwd: folder });
    const { code, out, err } = await merge('parts', '--reports', 'joined');
    assert.equal(err, '');
    assert.equal(code, 0);
    assert.match(out, /^requirements {2}\d+ \(\d+ passed\)$/m);
    const told = (name: string) => {
      const { counts, requirements } = summaryIn(name);
      return {
        counts,
        requirements: requirements.map(
          ({
            id,
            outcome,
            targets,
          }: {
            id: string;
            outcome: string;
            targets: { scenarios: { name: string; line: number; exchanges: number }[] }[];
          }) => ({
            id,
            outcome,
            scenarios: targets.map(({ scenarios }) =>
              scenarios.map(({ name, line, exchanges }) => [name, line, exchanges]),
            ),
          }),
        ),
      };
    };
    assert.deepEqual(told('joined'), told('whole'));
    assert.equal(summaryIn('joined').shard, undefined);
    const har = JSON.parse(readFileSync(path.join(folder, 'joined/exchanges.har'), 'utf8'));
    const wholeHar = JSON.parse(readFileSync(path.join(folder, 'whole/exchanges.har'), 'utf8'));
    assert.equal(har.log.entries.length, wholeHar.log.entries.length);
    const messages = readFileSync(path.join(folder, 'joined/messages.ndjson'), 'utf8').trimEnd().split('\n');
    assert.equal(messages.map(line => JSON.parse(line)).filter(each => each.testRunFinished).length, 3);
    assert.match(readFileSync(path.join(folder, 'joined/index.html'), 'utf8'), /wp-json\/wc\/v3\/orders/);
  });

  it('joins targets into columns of one matrix', async () => {
    leave('one', model({ 'BASIC-01': { 'staging-eu': 'passed' }, 'OAUTH-01': { 'staging-eu': 'failed' } }));
    leave('two', model({ 'BASIC-01': { 'staging-us': 'skipped' }, 'OAUTH-01': { 'staging-us': 'passed' } }));
    const { code, out } = await merge('one', 'two');
    assert.equal(code, 1);
    assert.match(out, /✗ OAUTH-01 on staging-eu A scenario of OAUTH-01/);
    const { requirements, targets } = summaryIn('reports');
    assert.deepEqual(
      targets.map(({ name }: { name: string }) => name),
      ['staging-eu', 'staging-us'],
    );
    assert.deepEqual(
      requirements.map(({ id, outcome }: { id: string; outcome: string }) => [id, outcome]),
      [
        ['BASIC-01', 'passed'],
        ['OAUTH-01', 'failed'],
      ],
    );
  });

  it('ends with 3 when a shard is missing, and writes nothing', async () => {
    const part = model({ 'BASIC-01': { staging: 'passed' } });
    leave('a/1', { ...part, shard: { index: 1, count: 3 } });
    leave('a/3', { ...part, shard: { index: 3, count: 3 } });
    const { code, out, err } = await merge('a', '--reports', 'joined');
    assert.deepEqual([code, out], [3, '']);
    assert.match(
      err,
      /^latchkey: the reports are not whole: there is no shard 2 of 3 of target staging\b[^\n]*\n$/,
    );
    assert.throws(() => summaryIn('joined'));
  });

  it('tells what is there twice, and of two that do not agree takes the worse', async () => {
    leave('one', model({ 'BASIC-01': { staging: 'passed' }, 'BASIC-02': { staging: 'passed' } }));
    leave('two', model({ 'BASIC-01': { staging: 'failed' }, 'BASIC-02': { staging: 'passed' } }));
    const { code, err } = await merge('one', 'two');
    assert.equal(code, 1);
    assert.match(err, /BASIC-01 on staging is passed in one and failed in two: the worse one counts/);
    assert.match(err, /both one and two have the same 1 outcome: those of the first count/);
    assert.equal(summaryIn('reports').counts.scenarios.total, 2);
  });

  it('keeps what was expected', async () => {
    const known = {
      requirement: 'BASIC-01',
      target: 'staging',
      reason: 'SHOP-1',
      expires: '2026-12-31',
      state: 'passed',
    } as const;
    leave('one', { ...model({ 'BASIC-01': { staging: 'passed' } }), expectedFailures: [known] });
    assert.equal((await merge('one')).code, 0);
    assert.deepEqual(summaryIn('reports').expectedFailures, [known]);
    assert.equal((await merge('one', '--strict')).code, 1);
  });

  for (const [what, prepare, message] of [
    ['there is no report', () => mkdirSync(path.join(folder, 'in')), /in: there is no report/],
    ['the folder is not there', () => {}, /in: there is no report/],
    [
      'the summary is broken',
      () => {
        mkdirSync(path.join(folder, 'in'));
        writeFileSync(path.join(folder, 'in/summary.json'), '{"a"');
      },
      /in\/summary\.json:1:5: is no JSON: a colon is missing; expected a summary of Latchkey's/,
    ],
    [
      'the summary is of an older format',
      () => {
        leave('in', model({ 'BASIC-01': { staging: 'passed' } }));
        const file = path.join(folder, 'in/summary.json');
        const { schemaVersion: _, ...older } = JSON.parse(readFileSync(file, 'utf8'));
        writeFileSync(file, JSON.stringify({ ...older, latchkey: '0.0.9' }));
      },
      /in\/summary\.json:1:1: it is of format 1, by Latchkey 0\.0\.9; expected format 2, which this Latchkey reads\. Run that part again/,
    ],
    [
      'the summary is of a newer format',
      () => {
        leave('in', model({ 'BASIC-01': { staging: 'passed' } }));
        const file = path.join(folder, 'in/summary.json');
        writeFileSync(file, readFileSync(file, 'utf8').replace('"schemaVersion": 2', '"schemaVersion": 7'));
      },
      /in\/summary\.json:2:3: \/schemaVersion: it is of format 7, by Latchkey/,
    ],
    [
      'it is no summary',
      () => {
        mkdirSync(path.join(folder, 'in'));
        writeFileSync(path.join(folder, 'in/summary.json'), '{}');
      },
      /in\/summary\.json:1:1: expected a summary of Latchkey's with a property "\w+"/,
    ],
    [
      'shards are of different runs',
      () => {
        const part = model({ 'BASIC-01': { staging: 'passed' } });
        leave('in/a', { ...part, shard: { index: 1, count: 2 } });
        leave('in/b', { ...part, shard: { index: 2, count: 3 } });
      },
      /shards of different runs/,
    ],
    [
      'they judge different things',
      () => {
        leave('in/a', model({ 'BASIC-01': { staging: 'passed' } }));
        leave('in/b', { ...model({ 'GATE-01': { client: 'passed' } }), command: 'gate' });
      },
      /reports of verify and of gate cannot be joined/,
    ],
  ] as const)
    it(`ends with 2 and one line when ${what}`, async () => {
      prepare();
      const { code, out, err } = await merge('in');
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
      assert.match(err, /^latchkey: [^\n]+\n$/);
    });

  it('does not write over what it reads', async () => {
    leave('one', model({ 'BASIC-01': { staging: 'passed' } }));
    assert.equal((await merge('one', '--reports', 'one')).code, 2);
    assert.equal(summaryIn('one').exitCode, 0);
  });
});

describe('mergeReports', () => {
  it('adds up what shards have told of a target', () => {
    const part = (index: number, id: string, created: string): ReportModel => {
      const base = model({ [id]: { staging: 'passed' } });
      return {
        ...base,
        shard: { index, count: 2 },
        targets: base.targets.map(each => ({
          ...each,
          facts: {
            url: 'https://staging.example.com',
            requests: 10,
            created: [{ what: created, removed: true }],
            notes: ['plain HTTP: redirects'],
          },
        })),
      };
    };
    leave('1', part(1, 'BASIC-01', 'key 1'));
    leave('2', part(2, 'BASIC-02', 'key 2'));
    const [only] = summarize(mergeReports(['1', '2'], folder).model).targets;
    assert.equal(only?.requests, 20);
    assert.equal(only?.duration, 2_000);
    assert.deepEqual(only?.notes, ['plain HTTP: redirects']);
    assert.deepEqual(
      only?.created?.map(({ what }) => what),
      ['key 1', 'key 2'],
    );
  });
});
