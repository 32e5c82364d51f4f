/** A client that does not trust the store's certificate is told so, and how it ended the connection. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { judgedBy, latchkeyGate } from './latchkey.ts';

const reports = mkdtempSync(path.join(tmpdir(), 'gate-handshakes-'));
after(() => rmSync(reports, { recursive: true, force: true }));

const hasPhpCurl = /^curl$/m.test(spawnSync('php', ['-m'], { encoding: 'utf8' }).stdout ?? '');
const untrusting = [
  'env',
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'CURL_CA_BUNDLE', 'PHP_INI_SCAN_DIR'].flatMap(name => [
    '-u',
    name,
  ]),
];
const php = `$c = curl_init(getenv('LATCHKEY_HTTPS_URL') . '/wp-json/'); curl_setopt($c, CURLOPT_RETURNTRANSFER, true); curl_exec($c);`;
const node = `fetch(process.env.LATCHKEY_HTTPS_URL).catch(() => {})`;

const clients: readonly [name: string, command: readonly string[], how: RegExp, skip?: boolean][] = [
  ['curl', ['sh', '-c', 'curl -s "$LATCHKEY_HTTPS_URL"; true'], /alert: unknown ca/],
  ['PHP’s curl', ['php', '-r', php], /alert: unknown ca/, !hasPhpCurl],
  ['Node’s fetch', [process.execPath, '-e', node], /the client hung up/],
];

for (const [name, command, how, skip = false] of clients)
  test(`${name} without the authority`, { skip }, async () => {
    const { code, stderr } = await latchkeyGate(reports, '--', ...untrusting, ...command);
    assert.equal(code, 3);
    assert.match(stderr, /sent no request to the store.*does not trust the store's certificate: 1 handshake/);
    assert.match(stderr, how);
    assert.match(stderr, /CURL_CA_BUNDLE name, and curl\.cainfo for PHP/);
  });

test('a client that goes on over plain HTTP is told why', async () => {
  const script = 'curl -s "$LATCHKEY_HTTPS_URL/wp-json/" || curl -s "$LATCHKEY_URL/wp-json/"';
  const { stderr, parsed } = await judgedBy(reports, [...untrusting, 'sh', '-c', script]);
  assert.match(
    stderr,
    /does not trust the store's certificate: 1 handshake over TLS failed \(alert: unknown ca\)/,
  );
  assert.deepEqual(parsed.runs[0]?.failedHandshakes, ['alert: unknown ca']);
});

test('a client that trusts it is told nothing of it', async () => {
  const { stderr, parsed } = await judgedBy(reports, ['sh', '-c', 'curl -s "$LATCHKEY_HTTPS_URL/wp-json/"']);
  assert.doesNotMatch(stderr, /handshake/);
  assert.deepEqual(parsed.runs[0]?.failedHandshakes, []);
});

test('where the certificate does not hold a refusal is as it should be', async () => {
  const { stderr, rule } = await judgedBy(
    reports,
    ['sh', '-c', 'curl -s "$LATCHKEY_HTTPS_URL/wp-json/"; true'],
    '--fault',
    'tls-expired',
  );
  assert.equal(rule('GATE-FAULT-tls-expired')?.outcome, 'passed');
  assert.doesNotMatch(stderr, /handshake/);
});
