import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { archiveKey, readArchive } from '../../src/report/archive.ts';
import { changeLines } from '../../src/report/changes.ts';
import { pageFiles } from '../../src/report/fleet.ts';
import { mergeReports } from '../../src/report/merge.ts';
import type { ReportModel } from '../../src/report/model.ts';
import { summarize } from '../../src/report/summary.ts';
import { readEarlierReport } from '../../src/report/summary-file.ts';
import { prepareReports, writeReports } from '../../src/report/write.ts';
import type { Outcome } from '../../src/verify/outcomes.ts';
import { model, scenario, target } from './model.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-'));
after(() => rmSync(folder, { recursive: true }));

const names = Array.from({ length: 25 }, (_, index) => `shop-${index + 1}`);

/** Two requirements on 25 stores; BASIC-01 fails where it is said. */
function fleet(failing: readonly string[], changes: Partial<ReportModel> = {}): ReportModel {
  const outcome = (name: string): Outcome => (failing.includes(name) ? 'failed' : 'passed');
  return model(
    {
      'BASIC-01': Object.fromEntries(names.map(name => [name, outcome(name)])),
      'OAUTH-01': Object.fromEntries(names.map(name => [name, 'passed'])),
    },
    changes,
  );
}

function leave(name: string, report: ReportModel): string {
  const to = path.join(folder, name);
  prepareReports(to);
  writeReports(to, report);
  return to;
}

const textOf = (...parts: string[]) => readFileSync(path.join(folder, ...parts), 'utf8');

describe('a report of many stores', () => {
  it('has a page of all and a page for each, with what failed at its head', () => {
    leave('fleet', fleet(['shop-7']));
    assert.equal(readdirSync(path.join(folder, 'fleet/stores')).length, names.length);
    const index = textOf('fleet/index.html');
    assert.match(index, /1 requirement failed on 1 of 25 stores/);
    for (const name of names) assert.ok(index.includes(`href="stores/${name}.html"`), name);
    assert.match(index, /href="stores\/shop-7\.html#BASIC-01@shop-7"/);
    const first = /<tr data-row="0"[^>]*>.*?<\/tr>/s.exec(index)?.[0] ?? '';
    assert.match(first, /shop-7/);
    const own = textOf('fleet/stores/shop-7.html');
    assert.match(own, /<a href="\.\.\/index\.html">All stores<\/a>/);
    assert.match(own, /<a href="\.\.\/summary\.json">/);
    assert.match(own, /The store answered 401/);
    assert.doesNotMatch(textOf('fleet/stores/shop-8.html'), /The store answered 401/);
  });

  it('is small however many exchanges there were: they are on the pages of the stores', () => {
    const long = 'x'.repeat(50_000);
    const report = fleet([]);
    const scenarios = report.scenarios.map(each => ({
      ...each,
      exchanges: each.exchanges.map(exchange => ({
        ...exchange,
        answer: { status: 200, headers: [], body: long },
      })),
    }));
    leave('long', { ...report, scenarios });
    assert.ok(textOf('long/index.html').length < 120_000);
  });

  it('has a summary that is JSON, with a requirement a line', () => {
    const report = fleet(['shop-7']);
    leave('lines', report);
    const text = textOf('lines/summary.json');
    assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(summarize(report))));
    assert.equal(text.trimEnd().split('\n').length, 4);
  });

  it('takes away the pages of stores that are gone, and nothing else', () => {
    const to = leave('again', fleet([]));
    writeFileSync(path.join(to, 'stores/notes.txt'), 'mine');
    leave('again', model({ 'BASIC-01': { staging: 'passed' } }));
    assert.deepEqual(readdirSync(path.join(to, 'stores')), ['notes.txt']);
  });

  it('names files by what a file system takes, each its own', () => {
    const odd = ['a/b', 'a b', 'A-B', '..', '', '<script>', 'ä'.repeat(200), 'x'.repeat(200)];
    const files = [...pageFiles(odd.map(name => ({ name }))).values()];
    assert.equal(new Set(files.map(file => file.toLowerCase())).size, odd.length);
    for (const file of files) assert.match(file, /^[A-Za-z0-9_-]{1,84}\.html$/);
  });

  it('shows the name of a store as text', () => {
    const name = '"><script>alert(1)</script>';
    const targets = [...names, name].map(each => target(each));
    const more = scenario(['BASIC-01', name], 'failed');
    const report = fleet([], { targets });
    leave('hostile', { ...report, scenarios: [...report.scenarios, more] });
    assert.doesNotMatch(textOf('hostile/index.html'), /<script>alert/);
  });
});

describe('a merge of many stores', () => {
  it('says the same of each store as its own report, and keeps the exchanges of what failed', () => {
    for (const name of names)
      leave(
        `parts/${name}`,
        model({
          'BASIC-01': { [name]: name === 'shop-3' ? 'failed' : 'passed' },
          'OAUTH-01': { [name]: 'skipped' },
        }),
      );
    const { model: merged, warnings } = mergeReports(['parts'], folder);
    assert.deepEqual(warnings, []);
    leave('merged', merged);
    const { requirements, counts } = JSON.parse(textOf('merged/summary.json'));
    for (const name of names) {
      const own = JSON.parse(textOf(`parts/${name}/summary.json`));
      for (const [index, row] of own.requirements.entries())
        assert.deepEqual(
          requirements[index].targets.find((cell: { target: string }) => cell.target === name),
          row.targets[0],
        );
    }
    assert.deepEqual(
      [counts.scenarios.failed, counts.scenarios.passed, counts.scenarios.skipped],
      [1, 24, 25],
    );
    const { log } = JSON.parse(textOf('merged/exchanges.har'));
    assert.equal(log.entries.length, 1);
    assert.match(textOf('merged/junit.xml'), /<system-out>/);
    assert.match(textOf('merged/stores/shop-3.html'), /woocommerce_rest_cannot_view/);
  });

  it('joins what it has joined before', () => {
    const { model: again } = mergeReports(['merged'], folder);
    leave('twice', again);
    assert.deepEqual(
      JSON.parse(textOf('twice/summary.json')).requirements,
      JSON.parse(textOf('merged/summary.json')).requirements,
    );
  });
});

describe('readArchive', () => {
  const failed = scenario(['BASIC-01', 'x'], 'failed');
  const passed = scenario(['BASIC-02', 'x'], 'passed');
  const file = path.join(folder, 'one', 'exchanges.har');

  it('looks into what is asked for alone', () => {
    leave('one', model({}, { targets: [target('x')], scenarios: [failed, passed] }));
    const found = readArchive(file, ({ outcome }) => outcome === 'failed');
    assert.deepEqual([...found.keys()], [archiveKey(failed)]);
    assert.equal(found.get(archiveKey(failed))?.exchanges.length, 1);
  });

  it('takes no archive that ends too early', () => {
    writeFileSync(file, textOf('one/exchanges.har').slice(0, -5));
    assert.throws(() => readArchive(file, () => true), /ends too early/);
  });
});

describe('what has changed since an earlier report', () => {
  const versions = (version: string) => names.map(name => target(name, { version }));

  it('is newly failed, newly met, another version, gone and new', () => {
    leave('before', fleet(['shop-1', 'shop-2'], { targets: versions('10.5.0') }));
    const now = fleet(['shop-2', 'shop-3'], {
      targets: [
        ...versions('10.5.0').slice(0, 23),
        target('shop-24', { version: '10.6.0' }),
        target('shop-new'),
      ],
    });
    const { changes } = summarize({ ...now, earlier: readEarlierReport('before', folder) });
    assert.ok(changes);
    assert.deepEqual(changes.newlyFailed, [{ requirement: 'BASIC-01', target: 'shop-3' }]);
    assert.deepEqual(changes.newlyMet, [{ requirement: 'BASIC-01', target: 'shop-1' }]);
    assert.deepEqual(changes.versions, [{ target: 'shop-24', before: '10.5.0', now: '10.6.0' }]);
    assert.deepEqual([changes.gone, changes.added], [['shop-25'], ['shop-new']]);
    assert.deepEqual(
      changeLines(changes).map(({ what }) => what),
      [
        'Newly failed: 1 requirement on 1 store',
        'Newly met: 1 requirement on 1 store',
        'Another WooCommerce: 1 store',
        'No longer visited: 1 store',
        'Visited for the first time: 1 store',
      ],
    );
  });

  it('is read alike from a report of few and of many stores', () => {
    leave('few', model({ 'BASIC-01': { 'shop-1': 'failed', 'shop-2': 'passed' } }));
    const few = readEarlierReport('few', folder).outcomes.get('BASIC-01');
    const many = readEarlierReport('before', folder).outcomes.get('BASIC-01');
    for (const name of ['shop-1']) assert.equal(few?.get(name), many?.get(name));
    assert.equal(many?.size, names.length);
  });

  it('is not what fails as expected', () => {
    const expected = {
      requirement: 'BASIC-01',
      target: 'shop-9',
      reason: 'known',
      expires: '2026-12-31',
      state: 'failed as expected',
    } as const;
    const now = fleet(['shop-9'], { targets: versions('10.5.0'), expectedFailures: [expected] });
    const { changes } = summarize({ ...now, earlier: readEarlierReport('before', folder) });
    assert.deepEqual(changes?.newlyFailed, []);
  });

  it('is told on the page and in the Markdown', () => {
    leave('told', { ...fleet(['shop-3']), earlier: readEarlierReport('before', folder) });
    assert.match(textOf('told/index.html'), /Newly failed: 1 requirement on 1 store/);
    assert.match(textOf('told/summary.md'), /Newly failed: 1 requirement on 1 store.*BASIC-01 on shop-3/);
  });

  it('says what is wrong with an earlier report, and where', () => {
    assert.throws(() => readEarlierReport('nowhere', folder), /nowhere\/summary\.json: .*expected a summary/);
    const lines = textOf('before/summary.json').split('\n');
    writeFileSync(
      path.join(folder, 'before/summary.json'),
      [lines[0], '{"id":', ...lines.slice(2)].join('\n'),
    );
    assert.throws(() => readEarlierReport('before', folder), /before\/summary\.json:2:\d+: is no JSON/);
    writeFileSync(
      path.join(folder, 'before/summary.json'),
      [lines[0], '{"id":1},', ...lines.slice(2)].join('\n'),
    );
    assert.throws(() => readEarlierReport('before', folder), /before\/summary\.json:2:/);
  });
});
