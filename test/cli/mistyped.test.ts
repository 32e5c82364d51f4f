/** A name that is mistyped is refused in a line that says which one was likely meant. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { latchkey } from '../report/cli.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-mistyped-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const known = { requirement: 'BASIC-01', target: 'staging', reason: 'SHOP-1', expires: '2036-12-31' };
const files = {
  'latchkey.config.json': { targets: { staging: { url: 'http://127.0.0.1:9' } } },
  'requirement.json': { expectedFailures: [{ ...known, requirement: 'BASIC-011' }] },
  'target.json': { expectedFailures: [{ ...known, target: 'stagign' }] },
};
for (const [name, content] of Object.entries(files))
  writeFileSync(path.join(folder, name), JSON.stringify(content));

for (const [command, meant] of [
  ['verfy', 'verify'],
  ['help verfy', 'verify'],
  ['list --jsn', '--json'],
  ['report mrge a', 'merge'],
  ['verify --target stagign', 'staging'],
  ['verify --target Staging', 'staging'],
  ['verify --target simulatd', 'simulated'],
  ['doctor --target stagign', 'staging'],
  ['clean --target stagign', 'staging'],
  ['record --target stagign -o told.jsonl', 'staging'],
  ['drift --target stagign', 'staging'],
  ['verify BASC-01', 'BASIC-01'],
  ['list @noncess', 'nonces'],
  ['verify --fault strip-authorisation', 'strip-authorization'],
  ['faults strip-authorisation', 'strip-authorization'],
  ['serve --fault strip-authorisation', 'strip-authorization'],
  ['doctor --explain strip-authorisation', 'strip-authorization'],
  ['doctor http://127.0.0.1:9 --only strip-authorisation', 'strip-authorization'],
  ['gate --except GATE-NONC-1 -- true', 'GATE-NONCE-1'],
  ['verify --target staging --expected-failures requirement.json', 'BASIC-01'],
  ['verify --target staging --expected-failures target.json', 'staging'],
] as const)
  test(`latchkey ${command}: perhaps ${meant} was meant`, async () => {
    const { code, out, err } = await latchkey(command.split(' '), { cwd: folder });
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^latchkey: [^\n]+\n$/);
    assert.match(err, new RegExp(`did you mean "?${meant}\\b`, 'i'));
  });

test('a configuration that cannot be read keeps nobody from lists and help', async () => {
  const broken = mkdtempSync(path.join(tmpdir(), 'latchkey-broken-'));
  after(() => rmSync(broken, { recursive: true, force: true }));
  writeFileSync(path.join(broken, 'latchkey.config.json'), '{"targets": {');
  for (const args of [['faults'], ['profiles'], ['--help'], ['verify', '--help'], ['list', 'BASIC-01']]) {
    const { code, out, err } = await latchkey(args, { cwd: broken });
    assert.deepEqual([args, code, out === ''], [args, 0, false], err);
    if (args[0] === 'list')
      assert.match(
        err,
        /^latchkey: latchkey\.config\.json:1:14: .+\nlatchkey: .+ own features are left out\n$/,
      );
  }
});
