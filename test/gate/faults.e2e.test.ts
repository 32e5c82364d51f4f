/** What `--fault` asks of a client: a run of the command for each, and that it comes to the right conclusion. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { judgedBy } from './latchkey.ts';

const reports = mkdtempSync(path.join(tmpdir(), 'gate-faults-'));
after(() => rmSync(reports, { recursive: true, force: true }));

const judged = (script: string, ...flags: string[]) => judgedBy(reports, ['sh', '-c', script], ...flags);
const get = (curl = '', more = '') =>
  `curl -s ${curl} -o /dev/null -u "$LATCHKEY_CONSUMER_KEY:$LATCHKEY_CONSUMER_SECRET" "$LATCHKEY_HTTPS_URL/wp-json/wc/v3/orders${more}"`;

const certificates = [
  'tls-expired',
  'tls-wrong-host',
  'tls-self-signed',
  'tls-missing-intermediate',
  'tls-old-protocol',
];
const withFaults = (faults: readonly string[]): string[] => faults.flatMap(fault => ['--fault', fault]);

test('a client that verifies certificates sends nothing where one does not hold, however its command ends', async () => {
  const { code, parsed, rule } = await judged(get(), ...withFaults(certificates));
  assert.equal(code, 0, JSON.stringify(parsed.rules));
  for (const fault of certificates) assert.equal(rule(`GATE-FAULT-${fault}`)?.outcome, 'passed', fault);
  assert.deepEqual(
    parsed.runs.map(run => run.requests),
    [1, 0, 0, 0, 0, 0],
  );
});

test('a client that verifies none is told so for each certificate', async () => {
  const faults = certificates.filter(fault => fault !== 'tls-old-protocol');
  const { code, failed } = await judged(get('-k'), ...withFaults(faults));
  assert.equal(code, 1);
  assert.deepEqual(
    failed,
    faults.map(fault => `GATE-FAULT-${fault}`),
  );
});

test('a client that turns to plain HTTP where the certificate does not hold sends its secret there', async () => {
  const plain = get().replace('LATCHKEY_HTTPS_URL', 'LATCHKEY_URL');
  const { failed } = await judged(`${get()} || ${plain}`, '--fault', 'tls-expired');
  assert.deepEqual(failed, ['GATE-TLS-1']);
});

test('the command knows the fault of its run, and may expect what the fault does', async () => {
  const script = `code=$(${get('-w "%{http_code}"')}); test "$code" = "\${LATCHKEY_FAULT:+502}" || test "$code-$LATCHKEY_FAULT" = 200-`;
  const good = await judged(script, '--fault', 'bad-gateway');
  assert.equal(good.code, 0, good.stderr);
  const wrong = await judged(get('-f'), '--fault', 'bad-gateway');
  assert.deepEqual(wrong.failed, ['GATE-FAULT-bad-gateway']);
});

test('a command that sends nothing in the run of a fault has not coped with it', async () => {
  const { code, failed, rule } = await judged(
    `test "$LATCHKEY_FAULT" || ${get()}`,
    '--fault',
    'slow:seconds=0',
  );
  assert.equal(code, 1);
  assert.deepEqual(failed, ['GATE-FAULT-slow']);
  assert.match(rule('GATE-FAULT-slow')?.detail ?? '', /sent no request/);
});

test('a request whose answer nobody waits for counts', async () => {
  const { code, parsed } = await judged(`${get('-m 1')}; exit 0`, '--fault', 'slow:seconds=5');
  assert.equal(code, 0);
  assert.equal(parsed.runs[1]?.requests, 1);
});

test('a fault that no request met is no pass: it was not shown', async () => {
  const { code, rule } = await judged(
    get(),
    ...withFaults(['rate-limit:requests=10', 'clock-skew', 'slow:seconds=1.2', 'cache']),
  );
  assert.equal(code, 0);
  for (const fault of ['rate-limit', 'clock-skew']) {
    assert.equal(rule(`GATE-FAULT-${fault}`)?.outcome, 'skipped', fault);
    assert.match(
      JSON.stringify(rule(`GATE-FAULT-${fault}`)),
      /not shown: no request of the client met the fault/,
    );
  }
  for (const fault of ['slow', 'cache']) assert.equal(rule(`GATE-FAULT-${fault}`)?.outcome, 'passed', fault);
});

for (const [requests, limit] of [
  [1, 0],
  [5, 2],
] as const)
  test(`a limit of the rate begins in the middle of a suite of ${requests}`, async () => {
    const all = Array.from({ length: requests }, () => get('-w "%{http_code} "'));
    const { code, rule, stderr } = await judged(all.join('; '), '--fault', 'rate-limit:seconds=30');
    assert.equal(code, requests > limit + 1 ? 1 : 0, stderr);
    assert.equal(rule('GATE-FAULT-rate-limit')?.outcome, 'passed');
    assert.equal(stderr.match(/\b429\b/g)?.length, requests - limit);
  });

test('a client that opens no connection over TLS has not shown what it makes of a certificate', async () => {
  const { code, rule } = await judged(`test "$LATCHKEY_FAULT" || ${get()}`, '--fault', 'tls-expired');
  assert.equal(code, 0);
  assert.match(rule('GATE-FAULT-tls-expired')?.reason ?? '', /not shown: the client opened no connection/);
});

test('a command that fails against the healthy store too says nothing of the fault', async () => {
  const { code, failed, rule } = await judged(`${get()}; exit 4`, '--fault', 'bad-gateway');
  assert.equal(code, 3);
  assert.deepEqual(failed, []);
  assert.match(rule('GATE-FAULT-bad-gateway')?.reason ?? '', /failed against the healthy store too/);
});

test('each run has its time: a command that hangs under a fault has not coped with it', async () => {
  const { code, failed, stderr } = await judged(
    `${get()}; test -z "$LATCHKEY_FAULT" || sleep 60`,
    ...['--fault', 'slow:seconds=0', '--timeout', '4'],
  );
  assert.equal(code, 1);
  assert.deepEqual(failed, ['GATE-FAULT-slow']);
  assert.match(stderr, /ended after 4 s \(fault slow:seconds=0\)/);
});

test('a fault with several parameters is a rule for each', async () => {
  const faults = ['cache:seconds=1', 'cache:seconds=5', 'cache:seconds=5'];
  const { code, parsed } = await judged(get(), ...withFaults(faults));
  assert.equal(code, 0);
  assert.deepEqual(
    parsed.rules.map(({ id }) => id).filter(id => id.startsWith('GATE-FAULT')),
    ['GATE-FAULT-cache:seconds=1', 'GATE-FAULT-cache:seconds=5'],
  );
});

test('credentials in the query of a request that is answered to everybody are no fallback', async () => {
  const query = '?consumer_key=$LATCHKEY_CONSUMER_KEY&consumer_secret=$LATCHKEY_CONSUMER_SECRET';
  const index = `curl -s -o /dev/null "$LATCHKEY_HTTPS_URL/wp-json/${query}"`;
  const { failed } = await judged(`${get()}; ${index}`, '--fault', 'strip-authorization');
  assert.deepEqual(failed, ['GATE-FALLBACK-1']);
});

/** A signed request with a nonce of the script's choice. */
const signed = (nonce: string) => [
  process.execPath,
  '--input-type=module',
  '-e',
  `import { signRequest } from ${JSON.stringify(path.resolve(import.meta.dirname, '../../src/index.ts'))};
const { LATCHKEY_URL: url, LATCHKEY_CONSUMER_KEY: consumerKey, LATCHKEY_CONSUMER_SECRET: consumerSecret } = process.env;
const signed = signRequest({ method: 'GET', url: url + '/wp-json/wc/v3/orders' }, {
  credentials: { consumerKey, consumerSecret }, signatureMethod: 'HMAC-SHA256', placement: 'query',
  timestamp: Math.floor(Date.now() / 1000), nonce: ${nonce},
});
await fetch(signed.url);`,
];

test('a nonce that a command makes anew each time it starts is used twice', async () => {
  const counter = await judgedBy(reports, signed("'1'"), '--fault', 'connection-close');
  assert.deepEqual(counter.failed, ['GATE-NONCE-1']);
  assert.match(counter.rule('GATE-NONCE-1')?.detail ?? '', /in request 1 of the run without a fault/);
});

test("a right clock is right where the store's is wrong", async () => {
  const { code, failed } = await judgedBy(reports, signed('crypto.randomUUID()'), '--fault', 'clock-skew');
  assert.deepEqual(failed, []);
  assert.equal(code, 0);
});

test('who follows a redirect to https finds the store there, and has used no nonce twice', async () => {
  const script = signed('crypto.randomUUID()')
    .at(-1)
    ?.replace(
      'await fetch(signed.url)',
      'const answer = await fetch(signed.url); if (process.env.LATCHKEY_FAULT && !answer.redirected) process.exit(1)',
    ) as string;
  const command = [process.execPath, '--input-type=module', '-e', script];
  for (const fault of ['redirect-https', 'redirect-https:status=308']) {
    const { code, failed, parsed, stderr } = await judgedBy(reports, command, '--fault', fault);
    assert.deepEqual(failed, [], stderr);
    assert.equal(code, 0);
    assert.deepEqual(
      parsed.runs.map(run => run.requests),
      [1, 2],
    );
  }
});
