/** PHP's curl, which takes its authorities from PHP's settings alone, trusts the gate's store. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { latchkey } from '../cli/latchkey.ts';

const hasCurl = /^curl$/m.test(spawnSync('php', ['-m'], { encoding: 'utf8' }).stdout ?? '');

const client = `
  $c = curl_init(getenv('LATCHKEY_HTTPS_URL') . '/wp-json/wc/v3/products');
  curl_setopt($c, CURLOPT_RETURNTRANSFER, true);
  curl_setopt($c, CURLOPT_USERPWD, getenv('LATCHKEY_CONSUMER_KEY') . ':' . getenv('LATCHKEY_CONSUMER_SECRET'));
  curl_exec($c);
  exit(curl_getinfo($c, CURLINFO_HTTP_CODE) === 200 ? 0 : 1);`;

test('PHP’s curl is let in over TLS', { skip: hasCurl ? false : 'no PHP with curl' }, async context => {
  const reports = mkdtempSync(path.join(tmpdir(), 'latchkey-php-'));
  context.after(() => rmSync(reports, { recursive: true }));
  const { code, stdout, stderr } = await latchkey(['gate', '--reports', reports, '--', 'php', '-r', client]);
  assert.equal(code, 0, stdout + stderr);
});
