/** Nothing that a run writes or prints holds a secret that it has used: greps for each, in every encoding. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCertificates } from '../../mocks/index.ts';
import { serve } from '../cli/latchkey.ts';
import { Folder } from './folder.ts';

/** The spellings in which a secret may turn up. The last four characters of a key may be shown. */
function spellings(secret: string): string[] {
  const inBase64 = [0, 1, 2].map(offset => {
    const text = Buffer.from('x'.repeat(offset) + secret)
      .toString('base64')
      .replace(/=+$/, '');
    return text.slice(offset === 0 ? 0 : 4, -2);
  });
  return [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    secret.toUpperCase(),
    ...(/^c[ks]_/.test(secret) ? [secret.slice(3), secret.slice(3).toUpperCase(), secret.slice(3, -5)] : []),
    ...inBase64,
    Buffer.from(secret).toString('hex'),
  ];
}

test('no secret in what is written and printed, with failures, debugging and every kind of report', async t => {
  const certificates = await createCertificates({ hosts: ['localhost', '127.0.0.1'] });
  const folder = new Folder(t);
  folder.write('callback.pem', certificates.cert);
  folder.write('callback.key', certificates.key);
  folder.write('callback-ca.pem', certificates.ca);
  const args = ['--callback-ca', `${folder.path}/callback-ca.pem`];
  const serving = await serve(t, ...args);
  // A store in this process tells no keys; the log-in and the granted keys are found in what was sent.
  const secrets = {
    ADMIN_PASSWORD: 'owner-password',
    STAGING_HEADER: 'staging-header-7Zq/+&=secret',
    CUSTOMER_KEY: `ck_${'1a2b3c4d'.repeat(5)}`,
    CUSTOMER_SECRET: `cs_${'5e6f7a8b'.repeat(5)}`,
  };
  folder.configure(serving, {
    writes: true,
    administrator: { login: 'owner', password: { env: 'ADMIN_PASSWORD' } },
    headers: { 'X-Staging-Token': { env: 'STAGING_HEADER' } },
    // No such key is on the store: every scenario of the customer fails.
    personas: {
      customer: { consumerKey: { env: 'CUSTOMER_KEY' }, consumerSecret: { env: 'CUSTOMER_SECRET' } },
    },
    callback: { cert: 'callback.pem', key: 'callback.key' },
  });
  const env = {
    ...secrets,
    LATCHKEY_DEBUG: '1',
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: `${folder.path}/step.md`,
  };
  const wanted = ['@rights', '@basic', '@authorization', 'OAUTH-01', 'OAUTH-11', 'QUERY-01', 'LEGACY-02'];
  const verified = await folder.latchkey(['verify', ...wanted, '--target', 'staging'], env);
  assert.equal(verified.code, 1, verified.stderr);
  const recorded = await folder.latchkey(
    ['record', 'RIGHTS-01', 'BASIC-02', '--target', 'staging', '-o', 'out.jsonl'],
    env,
  );
  assert.equal(recorded.code, 0, recorded.stderr);
  const drift = await folder.latchkey(['drift', 'RIGHTS-01', '--target', 'staging'], env);
  assert.equal(drift.code, 1, drift.stderr);
  // Unreachable: what is printed quotes the request.
  await serving.end('SIGKILL');
  const dead = await folder.latchkey(['verify', 'QUERY-01', '--target', 'staging'], env);
  assert.equal(dead.code, 3);

  const outputs = new Map<string, string>(
    [verified, recorded, drift, dead].map((run, i) => [`run ${i}`, run.stdout + run.stderr] as const),
  );
  for (const [name, text] of folder.files())
    if (!/^callback|^latchkey\.config/.test(name)) outputs.set(name, text);
  assert.ok(
    [...outputs.keys()].filter(name => name.startsWith('reports/')).length >= 5,
    [...outputs.keys()].join(),
  );
  const granted = /c[ks]_[0-9a-f]{16,}/i;
  const found: string[] = [];
  for (const [name, text] of outputs) {
    for (const secret of Object.values(secrets))
      for (const spelling of spellings(secret))
        if (text.includes(spelling)) found.push(`${name}: ${spelling}`);
    const key = granted.exec(text)?.[0];
    if (key) found.push(`${name}: a whole key, ${key.slice(0, 6)}…`);
    // What Latchkey makes for its users begins so.
    if (/Lk-[\w-]{24}/.test(text)) found.push(`${name}: a password that was made`);
    if (/Authorization: (?:Basic|OAuth) [A-Za-z0-9+/=]{20}/i.test(text))
      found.push(`${name}: an Authorization field`);
    if (/wordpress_logged_in_[0-9a-f]{32}=[^*;]{20}/.test(text)) found.push(`${name}: a session cookie`);
    if (/wc_auth_nonce=[0-9a-f]{10}\b/.test(text)) found.push(`${name}: the nonce of an approve link`);
  }
  assert.deepEqual(found, []);
});
