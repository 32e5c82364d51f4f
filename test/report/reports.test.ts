import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Har } from 'har-format';
import type { Summary } from '../../schemas/types/summary.ts';
import { githubAnnotations } from '../../src/report/annotations.ts';
import { archiveKey, readArchive } from '../../src/report/archive.ts';
import { harText } from '../../src/report/har.ts';
import { junitXml } from '../../src/report/junit.ts';
import { markdownSummary } from '../../src/report/markdown.ts';
import { reportPage } from '../../src/report/page/page.ts';
import { summarize, withExpectations } from '../../src/report/summary.ts';
import { prepareReports, writeReports } from '../../src/report/write.ts';
import { model, requirement, scenario, target } from './model.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-'));
after(() => rmSync(folder, { recursive: true }));

const mixed = model({
  'BASIC-01': { 'staging-eu': 'passed', 'staging-us': 'failed' },
  'BASIC-02': { 'staging-eu': 'skipped', 'staging-us': 'passed' },
  'OAUTH-01': { 'staging-eu': 'cannot tell' },
});

function schemaProblems(summary: Summary): unknown[] {
  const file = path.resolve(import.meta.dirname, '../../schemas/summary.schema.json');
  const ajv = new Ajv({ strict: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
  validate(summary);
  return validate.errors ?? [];
}

describe('summary.json', () => {
  it('tells each requirement on each target, and only what was asked of it', () => {
    const summary = summarize(mixed);
    assert.equal(summary.exitCode, 1);
    assert.deepEqual(
      summary.requirements.map(({ id, outcome, targets }) => [id, outcome, targets.map(each => each.target)]),
      [
        ['BASIC-01', 'failed', ['staging-eu', 'staging-us']],
        ['BASIC-02', 'passed', ['staging-eu', 'staging-us']],
        ['OAUTH-01', 'cannot tell', ['staging-eu']],
      ],
    );
    assert.deepEqual(summary.counts.scenarios, {
      total: 5,
      passed: 2,
      failed: 1,
      skipped: 1,
      'cannot tell': 1,
    });
  });

  it('fits its schema with everything that a target can tell', () => {
    const facts = {
      url: 'https://staging.example.com',
      versions: { WooCommerce: '10.5.0', PHP: '8.2' },
      fingerprints: { 'REST index': 'a1b2' },
      capabilities: [{ name: 'plain-http', has: false, from: 'probe', told: 'redirects' }],
      clockDifference: -3,
      requests: 12,
      refusals: 3,
      notes: ['plain HTTP: redirects to HTTPS'],
      created: [{ what: 'key 12', removed: false, why: 'HTTP 503' }],
      stopped: 'it answered a parking page',
    } as const;
    const summary = summarize({
      ...mixed,
      targets: [target('staging-eu', { facts, version: '10.5' }), target('staging-us', { kind: 'client' })],
      requirements: [requirement('BASIC-01', { fix: 'Compare the secret.' })],
      scenarios: [
        scenario(['BASIC-01', 'staging-eu'], 'failed', { findings: [{ where: 'request 1', what: 'no' }] }),
      ],
      shard: { index: 1, count: 2 },
      strict: true,
      expectedFailures: [
        {
          requirement: 'BASIC-01',
          target: 'staging-eu',
          reason: 'x',
          expires: '2026-12-31',
          state: 'expired',
        },
      ],
    });
    assert.deepEqual(schemaProblems(summary), []);
    assert.deepEqual(summary.targets[0]?.created, [...facts.created]);
  });

  it('ends a part of a run well when all of it was skipped, the whole not', () => {
    const skipped = model({ 'BASIC-01': { staging: 'skipped' } });
    assert.equal(summarize(skipped).exitCode, 3);
    assert.equal(summarize({ ...skipped, shard: { index: 1, count: 2 } }).exitCode, 0);
  });
});

describe('a requirement of which a part was judged', () => {
  const of = (...scenarios: Parameters<typeof scenario>[2][]) => ({
    ...model({ 'OAUTH-01': { staging: 'passed' } }),
    scenarios: scenarios.map((changes, line) =>
      scenario(['OAUTH-01', 'staging'], changes?.outcome ?? 'passed', { line, ...changes }),
    ),
  });
  const inPart = of({ positive: true }, { outcome: 'skipped', reason: 'no persona', positive: true });

  it('has a verdict of its own, and says how much was judged', () => {
    const summary = summarize(inPart);
    assert.deepEqual(schemaProblems(summary), []);
    const [cell] = summary.requirements[0]?.targets ?? [];
    assert.deepEqual([cell?.outcome, cell?.judged, cell?.asked], ['partly judged', 1, 2]);
    assert.equal(summary.counts.requirements['partly judged'], 1);
    const told = markdownSummary(summary);
    assert.match(told, /^## ✅ 0 of 1 requirement met, 1 judged in part, none failed$/m);
    assert.match(told, /^- OAUTH-01: 1 of 2 judged: no persona$/m);
    assert.match(reportPage(inPart, summary), /partly judged<\/span> <span class="number">1 of 2 judged/);
  });

  it('is met where the rest is about another kind of store', () => {
    const summary = summarize(of({ positive: true }, { outcome: 'skipped', applies: false }));
    const [cell] = summary.requirements[0]?.targets ?? [];
    assert.deepEqual([cell?.outcome, cell?.judged, cell?.asked], ['passed', 1, 1]);
  });

  it('is not green where nothing was judged that a store has to let in', () => {
    const refusals = of({ positive: false }, { outcome: 'skipped', positive: true });
    const summary = summarize(refusals);
    assert.deepEqual([summary.exitCode, summary.targets[0]?.judged], [3, false]);
    assert.match(markdownSummary(summary), /⚠️ Nothing was judged that a store has to let in$/m);
  });
});

describe('a target that was missed', () => {
  const missed = {
    ...mixed,
    requirements: mixed.requirements.slice(0, 1),
    scenarios: [scenario(['BASIC-01', 'staging-eu'], 'passed')],
    targets: [
      target('staging-eu'),
      target('dead', { facts: { stopped: 'no answer: ECONNREFUSED' }, asked: new Set<string>() }),
    ],
  };
  const summary = summarize(missed);

  it('keeps the run from being green, and is told everywhere', () => {
    assert.equal(summary.exitCode, 3);
    assert.deepEqual(schemaProblems(summary), []);
    assert.match(
      markdownSummary(summary),
      /1 of 2 stores judged; nothing failed there[\s\S]*stopped early: no answer/,
    );
    assert.match(githubAnnotations(summary), /^::error title=dead was stopped early::no answer/m);
    const xml = [...junitXml(missed, summary)].join('');
    assert.match(xml, /<testsuite name="dead" tests="1" failures="0" errors="1"/);
    assert.match(xml, /<testsuites name="latchkey" tests="2" failures="0" errors="1"/);
  });

  it('takes no row of the others down with it', () => {
    assert.equal(summary.requirements[0]?.outcome, 'passed');
  });
});

describe('expected failures in a report', () => {
  const expected = (requirement: string, expires: string) => ({
    requirement,
    target: 'staging',
    reason: 'SHOP-1',
    expires,
  });
  const of = (outcome: 'failed' | 'passed' | 'skipped', expires: string, strict = false) =>
    summarize({
      ...withExpectations(
        model({ 'BASIC-01': { staging: outcome }, 'BASIC-02': { staging: 'passed' } }),
        [expected('BASIC-01', expires), { ...expected('BASIC-02', expires), target: 'elsewhere' }],
        '2026-11-21',
      ),
      strict,
    });

  it('a failure that was announced does not fail the run, not even a strict one', () => {
    for (const strict of [false, true]) {
      const summary = of('failed', '2026-11-21', strict);
      assert.equal(summary.exitCode, 0);
      assert.equal(summary.counts.scenarios.expected, 1);
      assert.deepEqual(
        summary.expectedFailures?.map(({ requirement, state }) => [requirement, state]),
        [['BASIC-01', 'failed as expected']],
      );
      assert.deepEqual(schemaProblems(summary), []);
    }
  });

  it('one that passes is told, and fails a strict run', () => {
    assert.equal(of('passed', '2026-12-31').exitCode, 0);
    assert.equal(of('passed', '2026-12-31').expectedFailures?.[0]?.state, 'passed');
    assert.equal(of('passed', '2026-12-31', true).exitCode, 1);
  });

  it('one that has expired is told, and fails a strict run, whatever came of it', () => {
    for (const outcome of ['failed', 'passed'] as const) {
      assert.equal(of(outcome, '2026-11-20').exitCode, 0);
      assert.equal(of(outcome, '2026-11-20').expectedFailures?.[0]?.state, 'expired');
      assert.equal(of(outcome, '2026-11-20', true).exitCode, 1);
    }
  });

  it('one that was skipped is not held against anybody', () => {
    assert.equal(of('skipped', '2026-12-31', true).exitCode, 0);
    assert.equal(of('skipped', '2026-12-31').expectedFailures?.[0]?.state, 'not judged');
  });

  it('excuses no other target', () => {
    const two = model({ 'BASIC-01': { staging: 'failed', other: 'failed' } });
    const summary = summarize(withExpectations(two, [expected('BASIC-01', '2026-12-31')], '2026-11-21'));
    assert.equal(summary.exitCode, 1);
    assert.deepEqual(
      [summary.counts.requirements.expected, summary.counts.scenarios.expected],
      [undefined, 1],
    );
  });
});

describe('junit.xml', () => {
  it('has a suite for each target, and what was expected to fail is skipped', () => {
    const known = withExpectations(
      mixed,
      [{ requirement: 'BASIC-01', target: 'staging-us', reason: 'SHOP-1', expires: '2026-12-31' }],
      '2026-11-21',
    );
    const xml = [...junitXml(known, summarize(known))].join('');
    assert.match(xml, /<testsuite name="staging-us" tests="2" failures="0" errors="0" skipped="1"/);
    assert.match(xml, /<skipped message="expected to fail until 2026-12-31: SHOP-1"\/>/);
    assert.match([...junitXml(mixed, summarize(mixed))].join(''), /<failure message="why it is failed">/);
    assert.match([...junitXml(mixed, summarize(mixed))].join(''), /<error message="why it is cannot tell">/);
  });

  it('keeps its XML whole whatever is in it', () => {
    const odd = model({ 'BASIC-01': { 'a"<b>&': 'failed' } });
    const xml = [...junitXml(odd, summarize(odd))].join('');
    assert.match(xml, /name="a&quot;&lt;b&gt;&amp;"/);
  });
});

describe('exchanges.har', () => {
  const har = JSON.parse([...harText(mixed)].join('')) as Har;

  it('is an HTTP Archive 1.2 with a page for each scenario', () => {
    assert.equal(har.log.version, '1.2');
    assert.deepEqual(har.log.creator, { name: 'latchkey', version: '1.2.3' });
    assert.equal(har.log.pages?.length, mixed.scenarios.length);
    assert.equal(har.log.entries.length, 4);
    for (const entry of har.log.entries) {
      assert.ok(har.log.pages?.some(({ id }) => id === entry.pageref));
      assert.ok(Number.isFinite(Date.parse(entry.startedDateTime)));
      for (const name of ['time', 'request', 'response', 'cache', 'timings'] as const)
        assert.ok(name in entry);
      for (const name of ['method', 'url', 'httpVersion', 'cookies', 'headers', 'queryString'] as const)
        assert.ok(name in entry.request);
      for (const name of ['status', 'statusText', 'cookies', 'headers', 'content', 'redirectURL'] as const)
        assert.ok(name in entry.response);
      assert.deepEqual(entry.request.queryString, [{ name: 'per_page', value: '1' }]);
    }
  });

  it('gives back what was put in', () => {
    const failed = scenario(['BASIC-09', 'x'], 'failed');
    const [sent] = failed.exchanges;
    assert.ok(sent);
    const unanswered = {
      ...sent,
      answer: undefined,
      failure: { code: 'ECONNREFUSED', message: 'refused' },
      request: { ...sent.request, method: 'POST', body: 'a=1' },
    };
    const one = { ...mixed, scenarios: [{ ...failed, exchanges: [sent, unanswered] }] };
    const file = path.join(folder, 'one.har');
    writeFileSync(file, [...harText(one)].join(''));
    const read = readArchive(file, () => true).get(archiveKey(failed));
    assert.deepEqual(JSON.parse(JSON.stringify(read)), {
      steps: JSON.parse(JSON.stringify(failed.steps)),
      exchanges: JSON.parse(JSON.stringify([sent, unanswered])),
    });
  });
});

describe('summary.md', () => {
  it('tells the verdict, the targets, what failed and what was not judged', () => {
    const text = markdownSummary(summarize(mixed));
    assert.match(text, /^## ❌ 1 requirement of 3 failed$/m);
    assert.match(text, /^\| staging-us \| {2}\| 1 \| 0 \| 1 \| 0 \| 0 \|/m);
    assert.match(text, /<b>BASIC-01<\/b> What BASIC-01 asks for · staging-us · failed · MUST/);
    assert.match(text, /^- 1 scenario skipped: why it is skipped \(BASIC-02\)$/m);
  });

  it('lets no text out of its place', () => {
    const odd = model({ 'BASIC-01': { 'a|b @team <img>': 'failed' } });
    const [only] = odd.scenarios;
    assert.ok(only);
    const text = markdownSummary(
      summarize({ ...odd, scenarios: [{ ...only, reason: 'one\n```\n</details>@team' }] }),
    );
    assert.match(text, /^\| a\\\|b @\u200bteam \\<img\\> \|/m);
    assert.match(text, /^````text$/m);
  });

  it('fits into a comment however much has failed', () => {
    const names = Array.from({ length: 60 }, (_, i) => `BASIC-${i}`);
    const big = model(Object.fromEntries(names.map(id => [id, { staging: 'failed' as const }])));
    const long = big.scenarios.map(each => ({ ...each, reason: 'long '.repeat(2_000) }));
    assert.ok(markdownSummary(summarize({ ...big, scenarios: long })).length < 65_536);
  });
});

describe('GitHub annotations', () => {
  it('are an error where a requirement failed, a warning where it cannot be told', () => {
    const lines = githubAnnotations(summarize(mixed)).trimEnd().split('\n');
    assert.deepEqual(lines, [
      '::error file=features/basic.feature,line=10,title=BASIC-01 on staging-us%3A What BASIC-01 asks for::A scenario of BASIC-01: why it is failed',
      '::warning file=features/oauth.feature,line=10,title=OAUTH-01 on staging-eu%3A What OAUTH-01 asks for::A scenario of OAUTH-01: why it is cannot tell',
    ]);
  });

  it('stay on one line', () => {
    const odd = model({ 'BASIC-01': { staging: 'failed' } });
    const scenarios = odd.scenarios.map(each => ({ ...each, reason: '100%\r\n::error::x' }));
    const text = githubAnnotations(summarize({ ...odd, scenarios }));
    assert.equal(text.split('\n').length, 2);
    assert.match(text, /100%25%0D%0A::error::x\n$/);
  });
});

describe('the folder of reports', () => {
  it('loses an old summary before a run, so that nobody takes it for a new one', () => {
    prepareReports(folder);
    writeReports(folder, mixed);
    assert.equal(JSON.parse(readFileSync(path.join(folder, 'summary.json'), 'utf8')).exitCode, 1);
    prepareReports(folder);
    assert.throws(() => readFileSync(path.join(folder, 'summary.json')), { code: 'ENOENT' });
  });
});
