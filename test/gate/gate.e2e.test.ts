import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { signatureNotes } from '../../src/client/http/signature-notes.ts';
import { judgedBy, latchkeyGate } from './latchkey.ts';

const client = path.join(import.meta.dirname, 'clients/client.mjs');
const reports = mkdtempSync(path.join(tmpdir(), 'gate-'));
after(() => rmSync(reports, { recursive: true, force: true }));

const latchkey = (...args: readonly string[]) => latchkeyGate(reports, ...args);

async function judged(client: readonly string[], ...flags: string[]) {
  const result = await judgedBy(reports, client, ...flags);
  return { ...result, outcome: (id: string) => result.rule(id)?.outcome };
}

const node = (...faults: string[]): string[] => [process.execPath, client, ...faults];

test('a client that does all well passes every rule that its traffic shows', async () => {
  const { code, parsed, outcome } = await judged(node());
  assert.equal(code, 0);
  assert.deepEqual(
    parsed.rules.filter(rule => rule.outcome === 'failed'),
    [],
  );
  for (const id of ['GATE-TLS-1', 'GATE-LEAK-1', 'GATE-NONCE-1', 'GATE-TIME-1', 'GATE-SIGN-1', 'GATE-SIGN-2'])
    assert.equal(outcome(id), 'passed', id);
});

const broken: readonly [fault: string, rule: string][] = [
  ['plain', 'GATE-TLS-1'],
  ['log', 'GATE-LEAK-1'],
  ['referer', 'GATE-LEAK-1'],
  ['nonce', 'GATE-NONCE-1'],
  ['clock', 'GATE-TIME-1'],
  ['no-ampersand', 'GATE-SIGN-1'],
  ['unsorted', 'GATE-SIGN-2'],
  ['retry', 'GATE-RETRY-1'],
  ['authorize', 'GATE-AUTHORIZE-1'],
];

for (const [fault, rule] of broken)
  test(`a client that misbehaves (${fault}) breaks ${rule} and no rule beside it that it keeps`, async () => {
    const { code, outcome, parsed, stdout } = await judged(node(fault));
    assert.equal(code, 1);
    assert.equal(outcome(rule), 'failed', JSON.stringify(parsed.rules));
    const others = parsed.rules.filter(one => one.outcome === 'failed' && one.id !== rule).map(one => one.id);
    // Parameters out of order make the signature wrong too.
    assert.deepEqual(others, fault === 'unsorted' ? ['GATE-SIGN-1'] : []);
    assert.doesNotMatch(stdout, /cs_[0-9a-f]{40}/);
  });

test('each fault is one more run, and coping with it a rule', async () => {
  const good = await judged(node(), '--fault', 'strip-authorization');
  assert.equal(good.code, 0);
  assert.deepEqual(
    good.parsed.runs.map(run => run.fault),
    [null, 'strip-authorization'],
  );
  assert.equal(good.outcome('GATE-FALLBACK-1'), 'passed');
  assert.equal(good.outcome('GATE-FAULT-strip-authorization'), 'passed');
  const bad = await judged(node('no-fallback'), '--fault', 'strip-authorization');
  assert.equal(bad.code, 1);
  assert.equal(bad.outcome('GATE-FAULT-strip-authorization'), 'failed');
});

test("the command's own failure is told apart from a broken rule", async () => {
  const { code, parsed } = await judged(node('fails'));
  assert.equal(code, 3);
  assert.equal(parsed.exitCode, 7);
  assert.equal(parsed.rules.filter(rule => rule.outcome === 'failed').length, 0);
});

test('variables are mapped, and curl trusts the certificate', async () => {
  const script = 'curl -sSf -u "$CK:$CS" "$SHOP/wp-json/wc/v3/orders" >/dev/null';
  const flags = ['--env', 'SHOP=https-url', '--env', 'CK=consumer-key', '--env', 'CS=consumer-secret'];
  const { code, stderr } = await judged(['sh', '-c', script], ...flags);
  assert.equal(code, 0, stderr);
});

const wrong: readonly [args: readonly string[], code: number, told: RegExp][] = [
  [[], 2, /missing required argument/],
  [['--env', 'WC_URL', '--', 'true'], 2, /--env WC_URL: expected NAME=VALUE/],
  [['--env', 'WC_URL=nope', '--', 'true'], 2, /expected NAME=VALUE with one of url/],
  [['--fault', 'stripauthorization', '--', 'true'], 2, /strip-authorization/],
  [['--', 'no-such-command-anywhere'], 2, /cannot be started: no such file/],
  [['--', 'true'], 3, /sent no request/],
  [['--timeout', '1', '--', 'sleep', '30'], 3, /sent no request .*was ended after 1 s/],
  [['--timeout', '0', '--', 'true'], 2, /Expected a whole number from 1/],
  [['--except', 'GATE-NOPE', '--', 'true'], 2, /--except GATE-NOPE: expected the id of a rule/],
  [['--callback-ca', 'nowhere.pem', '--', 'true'], 2, /--callback-ca nowhere\.pem/],
  [['--reports', '/proc/nowhere/reports', '--', 'true'], 3, /reports cannot be written there/],
];

for (const [args, code, told] of wrong)
  test(`wrong input: gate ${args.join(' ')}`, async () => {
    const result = await latchkey(...args);
    assert.equal(result.code, code, result.stderr);
    assert.match(result.stderr, told);
  });

test('the reports are those of a run of the suite, and hold no secret', async () => {
  const { code } = await judged(node('plain', 'unsorted', 'log'));
  assert.equal(code, 1);
  const files = readdirSync(reports);
  for (const name of ['index.html', 'junit.xml', 'summary.json', 'summary.md', 'exchanges.har'])
    assert.ok(files.includes(name), name);
  const summary = JSON.parse(readFileSync(path.join(reports, 'summary.json'), 'utf8'));
  const tls = summary.requirements.find((one: { id: string }) => one.id === 'GATE-TLS-1');
  assert.equal(tls.outcome, 'failed');
  const { entries } = JSON.parse(readFileSync(path.join(reports, 'exchanges.har'), 'utf8')).log;
  const notes = entries.flatMap(({ _notes }: { _notes?: Record<string, string> }) => _notes ?? []);
  assert.ok(
    notes.some((each: Record<string, string>) => each[signatureNotes.client] && each[signatureNotes.store]),
    'both base strings of a wrong signature',
  );
  for (const name of files) {
    const text = readFileSync(path.join(reports, name), 'utf8');
    assert.doesNotMatch(text, /cs_[0-9a-f]{40}|Y3NfYmNj/, name);
  }
});
