/** `gate --wrong-keys`: a client that is given keys which the store refuses has to say so. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { judgedBy } from './latchkey.ts';

const reports = mkdtempSync(path.join(tmpdir(), 'gate-keys-'));
after(() => rmSync(reports, { recursive: true, force: true }));

const client = path.join(import.meta.dirname, 'clients/client.mjs');
const judged = (client: readonly string[], ...flags: string[]) =>
  judgedBy(reports, client, '--wrong-keys', ...flags);
const node = (...faults: string[]): string[] => [process.execPath, client, ...faults];

test('a client that says so passes, in a run with each kind of wrong keys', async () => {
  const { code, parsed, rule, failed } = await judged(node());
  assert.deepEqual(failed, []);
  assert.equal(code, 0);
  assert.deepEqual(
    parsed.runs.map(run => run.wrongKeys),
    [null, 'wrong secret', 'unknown key'],
  );
  assert.match(rule('GATE-KEYS-1')?.detail ?? '', /wrong secret: ".*refused the keys.*; unknown key: "/);
});

for (const [fault, what] of [
  ['silent', /ended with 1, and says nothing of refused keys/],
  ['swallows', /succeeded, and says nothing of refused keys/],
  ['crashes', /ended with 1, and says nothing of refused keys/],
] as const)
  test(`a client that ${fault} is told so`, async () => {
    const { code, rule, failed } = await judged(node(fault));
    assert.deepEqual(failed, ['GATE-KEYS-1']);
    assert.equal(code, 1);
    assert.match(rule('GATE-KEYS-1')?.detail ?? '', what);
  });

test('a client has words of its own', async () => {
  assert.deepEqual((await judged(node('german'))).failed, ['GATE-KEYS-1']);
  assert.deepEqual((await judged(node('german'), '--wrong-keys-told', 'Zugangsdaten')).failed, []);
  assert.deepEqual((await judged(node('german'), '--wrong-keys-told', 'contraseña')).failed, ['GATE-KEYS-1']);
});

test('what is asked more often with wrong keys than with right ones is a retry', async () => {
  assert.deepEqual((await judged(node('hammers'))).failed, ['GATE-RETRY-1']);
});

/** A suite of tests that know of their run, and of some that ask the same. */
const suite = `
for (let i = 0; i < 6; i++) {
  const { LATCHKEY_HTTPS_URL: url, LATCHKEY_CONSUMER_KEY: key, LATCHKEY_CONSUMER_SECRET: secret } = process.env;
  const authorization = 'Basic ' + btoa(key + ':' + secret);
  const { status } = await fetch(url + '/wp-json/wc/v3/orders', { headers: { authorization } });
  console.log('test', i, status === (process.env.LATCHKEY_WRONG_KEYS ? 401 : 200) ? 'passed' : 'failed');
}
console.log(process.env.LATCHKEY_WRONG_KEYS ? 'ok 7 - a refusal is told as wrong keys' : 'ok 7 - a refusal # SKIP');`;

test('a suite whose tests know of their run, and ask the same, retries nothing', async () => {
  const { code, failed } = await judged([process.execPath, '--input-type=module', '-e', suite]);
  assert.deepEqual(failed, []);
  assert.equal(code, 0);
});

test('a client that sends its keys nowhere has shown nothing', async () => {
  const open =
    'curl -s -o /dev/null "$LATCHKEY_HTTPS_URL/wp-json/"; echo 401 unauthorized $LATCHKEY_WRONG_KEYS';
  const { rule } = await judged(['sh', '-c', open]);
  assert.match(rule('GATE-KEYS-1')?.reason ?? '', /not shown: no request with the wrong keys was refused/);
});

test('what is printed whichever keys are used tells nothing', async () => {
  const script =
    'echo "wrong keys are refused with 401"; curl -s -o /dev/null -u "$LATCHKEY_CONSUMER_KEY:$LATCHKEY_CONSUMER_SECRET" "$LATCHKEY_HTTPS_URL/wp-json/wc/v3/orders"';
  assert.deepEqual((await judged(['sh', '-c', script])).failed, ['GATE-KEYS-1']);
});

test('a wrong secret that is printed is a leak, and stands in no report', async () => {
  const { failed, stdout } = await judged(node('log'));
  assert.deepEqual(failed, ['GATE-LEAK-1']);
  assert.doesNotMatch(stdout, /cs_[0-9a-f]{40}/);
  assert.doesNotMatch(readFileSync(path.join(reports, 'index.html'), 'utf8'), /cs_[0-9a-f]{40}/);
});

test('without --wrong-keys nothing is known, and said to be', async () => {
  const { rule } = await judgedBy(reports, node());
  assert.equal(
    rule('GATE-KEYS-1')?.reason,
    'the client was given no wrong keys on purpose (latchkey gate --wrong-keys)',
  );
});
