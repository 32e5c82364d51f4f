/** The authorization flow under the gate: what the app answers to the key decides. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type App, startApp } from '../browser.ts';
import { judgedBy } from './latchkey.ts';

const reports = mkdtempSync(path.join(tmpdir(), 'gate-authorize-'));
const ca = path.join(reports, 'app.pem');
const command = [process.execPath, path.join(import.meta.dirname, 'clients/merchant.ts')];
let app: App;

before(async () => {
  app = await startApp();
  writeFileSync(ca, app.ca);
  process.env.APP = app.url;
});
after(async () => {
  await app.close();
  rmSync(reports, { recursive: true, force: true });
});

test('an app that takes the key has followed the flow', async () => {
  app.status = 200;
  const { code, failed, rule, stderr } = await judgedBy(reports, command, '--callback-ca', ca);
  assert.deepEqual(failed, [], stderr);
  assert.equal(code, 0, stderr);
  assert.equal(rule('GATE-AUTHORIZE-1')?.outcome, 'passed');
  assert.equal(app.received.length, 1);
});

test('an app that answers 201 has lost its key', async () => {
  app.status = 201;
  const { code, failed, rule } = await judgedBy(reports, command, '--callback-ca', ca);
  assert.equal(code, 1);
  assert.deepEqual(failed, ['GATE-AUTHORIZE-1']);
  assert.match(rule('GATE-AUTHORIZE-1')?.detail ?? '', /the callback has to answer 200/);
});

test('without its authority the callback is not reached', async () => {
  app.status = 200;
  const { failed, rule } = await judgedBy(reports, command);
  assert.deepEqual(failed, ['GATE-AUTHORIZE-1']);
  assert.match(rule('GATE-AUTHORIZE-1')?.detail ?? '', /certificate/);
});
