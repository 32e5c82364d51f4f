import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { readExpectedFailures } from '../../src/verify/expected-failures.ts';
import { latchkey } from '../report/cli.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-'));
after(() => rmSync(folder, { recursive: true }));
const known = new Set(['BASIC-01', 'BASIC-02']);

function written(text: string): string {
  const file = path.join(folder, 'known.jsonc');
  writeFileSync(file, text);
  return file;
}

const entry = { requirement: 'BASIC-01', target: 'simulated', reason: 'SHOP-1', expires: '2999-12-31' };
const file = (...entries: object[]) => written(JSON.stringify({ expectedFailures: entries }));

describe('a file of expected failures', () => {
  it('may have comments and a comma too many', () => {
    const text = `// what we know\n{"expectedFailures": [${JSON.stringify(entry)},]}`;
    assert.deepEqual(readExpectedFailures(written(text), known), [entry]);
  });

  for (const [what, text, message] of [
    ['no JSON', '{"expectedFailures": [\n}', /known\.jsonc:2:1: is no JSON: a value is missing/],
    ['nothing in it', '', /known\.jsonc:1:1: is no JSON: it is empty/],
    ['a list', '[]', /it is an array; expected an object/],
    [
      'an entry without a reason',
      { ...entry, reason: undefined },
      /\/expectedFailures\/0: expected a property "reason"/,
    ],
    [
      'a day that is none',
      { ...entry, expires: '2026-02-30' },
      /\/expires: expected a day such as 2026-12-31/,
    ],
    ['a date with a time', { ...entry, expires: '2026-12-31T00:00:00Z' }, /\/expires: expected a day/],
    [
      'a property too many',
      { ...entry, until: 'x' },
      /\/until: unknown property "until"; expected one of requirement, target, reason, expires/,
    ],
    ['an unknown requirement', { ...entry, requirement: 'BASIC-99' }, /no requirement "BASIC-99"/],
  ] as const)
    it(`is refused in one line with ${what}`, () => {
      const given = typeof text === 'string' ? written(text) : file(text);
      assert.throws(
        () => readExpectedFailures(given, known),
        (error: Error & { code: string }) =>
          error.code === 'LATCHKEY_CONFIGURATION' &&
          message.test(error.message) &&
          !error.message.includes('\n'),
      );
    });

  it('is refused when a pair is given twice, or there is no file', () => {
    assert.throws(
      () => readExpectedFailures(file(entry, entry), known),
      /BASIC-01 on simulated is given twice/,
    );
    assert.throws(() => readExpectedFailures(path.join(folder, 'none'), known), /none: .*no such file/);
  });
});

describe('latchkey verify --expected-failures', () => {
  const run = (...args: string[]) => latchkey(['verify', 'BASIC-01', ...args], { cwd: folder });

  it('tells one that passes, and fails under --strict', async () => {
    file(entry);
    const flags = ['--expected-failures', 'known.jsonc', '--reports', 'out'];
    const { code, out } = await run(...flags);
    assert.equal(code, 0);
    assert.match(out, /! BASIC-01 on simulated was expected to fail and passed \(2999-12-31\): SHOP-1/);
    const strict = await run(...flags, '--strict', '--quiet');
    assert.equal(strict.code, 1);
    assert.match(strict.out, /! BASIC-01 on simulated/);
    assert.doesNotMatch(strict.out, /✓/);
    assert.equal(JSON.parse(readFileSync(path.join(folder, 'out/summary.json'), 'utf8')).strict, true);
  });

  it('ends with 2 for a file that is not as it should be, before anything is run', async () => {
    file({ ...entry, requirement: 'BASIC-99' });
    const { code, out, err } = await run('--expected-failures', 'known.jsonc');
    assert.deepEqual([code, out], [2, '']);
    assert.match(
      err,
      /^latchkey: known\.jsonc:1:\d+: \/expectedFailures\/0\/requirement: there is no requirement "BASIC-99"[^\n]*\n$/,
    );
  });
});

describe('latchkey verify --expected-failures with a target that there is not', () => {
  it('ends with 2, unless the configuration has it', async () => {
    file({ ...entry, target: 'stagging' });
    const args = ['verify', 'BASIC-01', '--expected-failures', 'known.jsonc', '--reports', 'out'];
    const { code, out, err } = await latchkey(args, { cwd: folder });
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /known\.jsonc: BASIC-01: there is no target "stagging"; expected one of simulated/);
    writeFileSync(
      path.join(folder, 'latchkey.config.json'),
      '{"targets": {"stagging": {"url": "http://127.0.0.1:1"}}}',
    );
    assert.equal((await latchkey(args, { cwd: folder })).code, 0);
    rmSync(path.join(folder, 'latchkey.config.json'));
  });
});

describe('what latchkey verify tells while it runs', () => {
  const flags = ['verify', 'BASIC-01', 'BASIC-05', '--reports', 'out'];

  it('is a plain line for each requirement where there is no terminal', async () => {
    const { out } = await latchkey(flags, { cwd: folder });
    assert.match(out, /^\[1\/2\] ✓ BASIC-01 {3}A consumer key with its secret is let in$/m);
    assert.match(out, /^\[2\/2\] ✓ BASIC-05/m);
    assert.ok(!out.includes('\x1b'));
  });

  it('has colours on a terminal, and none with NO_COLOR', async () => {
    const { out } = await latchkey(flags, { cwd: folder, isTerminal: true });
    assert.ok(out.includes('\x1b[32m✓\x1b[39m BASIC-01'));
    const plain = await latchkey(flags, { cwd: folder, isTerminal: true, env: { NO_COLOR: '1' } });
    assert.ok(!plain.out.includes('\x1b'));
  });

  it('is nothing with --quiet when all is well', async () => {
    const { code, out, err } = await latchkey([...flags, '--quiet'], { cwd: folder });
    assert.deepEqual([code, out, err], [0, '', '']);
  });

  it('goes to the page of a GitHub job too', async () => {
    const page = path.join(folder, 'step-summary.md');
    writeFileSync(page, 'before\n');
    await latchkey(flags, { cwd: folder, env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page } });
    assert.match(readFileSync(page, 'utf8'), /^before\n## ✅ All 2 requirements met$/m);
  });
});
