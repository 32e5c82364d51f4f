/** `latchkey verify --watch`, as somebody uses it who writes features or mends a configuration. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Folder, requirementsOf } from '../live/folder.ts';
import { serve } from './latchkey.ts';

const feature = (id: string, isRight: boolean) => `Feature: ${id}

  @${id} @MUST
  Rule: The reader's key reads the orders
    Source: the contract with our partners

    Scenario: The orders are read
      Given the reader's key
      When the client asks for the orders with the key
      Then the store ${isRight ? 'lets the client in' : 'refuses with 404 "gone"'}
`;
const configuration = {
  features: ['acceptance/*.feature'],
  targets: { staging: { url: 'https://staging.example.com' } },
};
const waits = 'waits for a change';

test('what failed runs again, and what a changed feature touches; Ctrl-C is quiet', async t => {
  const folder = new Folder(t);
  folder.write('latchkey.config.json', configuration);
  folder.write('acceptance/a.feature', feature('SHOP-01', false));
  folder.write('acceptance/b.feature', feature('SHOP-02', true));
  folder.write('acceptance/c.feature', feature('SHOP-03', true));
  const watching = folder.start(['verify', 'SHOP-01', 'SHOP-02', 'SHOP-03', '--watch']);
  await watching.said(waits);
  assert.deepEqual(
    [...requirementsOf(folder.read('reports/summary.json')).keys()],
    ['SHOP-01', 'SHOP-02', 'SHOP-03'],
  );

  folder.write('acceptance/b.feature', `${feature('SHOP-02', true)}\n`);
  await watching.said(waits, 2);
  assert.deepEqual([...requirementsOf(folder.read('reports/summary.json')).keys()], ['SHOP-01', 'SHOP-02']);

  folder.write('acceptance/a.feature', feature('SHOP-01', true));
  await watching.said(waits, 3);
  assert.deepEqual(
    [...requirementsOf(folder.read('reports/summary.json'))],
    [['SHOP-01', { outcome: 'passed', reasons: [] }]],
  );

  folder.write('acceptance/a.feature', 'Feature\n');
  await watching.said(waits, 4);
  folder.write('acceptance/a.feature', feature('SHOP-01', true));
  await watching.said(waits, 5);

  // The simulated store is run, which the configuration does not speak of.
  folder.write('latchkey.config.json', {
    ...configuration,
    targets: { other: { url: 'https://other.example.com' } },
  });
  await watching.said(waits, 6);
  watching.kill('SIGINT');
  const { code, stdout, stderr } = await watching.ended;
  assert.equal(code, 0);
  assert.match(stdout, /report +reports\/index\.html\n$/);
  assert.deepEqual(
    stderr.split('\n').filter(line => line.startsWith('latchkey: ') && !line.includes(waits)),
    [
      'latchkey: acceptance/b.feature changed: SHOP-02 and what failed (1)',
      'latchkey: acceptance/a.feature changed: SHOP-01 and what failed (1)',
      stderr.split('\n').find(line => line.includes('The features are not as they should be')),
      'latchkey: acceptance/a.feature changed: SHOP-01',
      'latchkey: latchkey.config.json changed: nothing is to be run',
    ],
  );
});

test('a target whose configuration changes is run anew, also one that could not be reached', async t => {
  const serving = await serve(t);
  const folder = new Folder(t);
  folder.configure({ ...serving, http: 'http://127.0.0.1:1', https: 'https://127.0.0.1:1' });
  const watching = folder.start(['verify', 'BASIC-09', '--target', 'staging', '--watch']);
  await watching.said(waits);
  folder.configure(serving);
  await watching.said(waits, 2);
  watching.kill('SIGINT');
  const { code, stderr } = await watching.ended;
  assert.match(stderr, /latchkey\.config\.json changed: everything, for staging and what failed \(1\)/);
  assert.equal(code, 0, stderr);
});

test('what is wrong with the command is told before anything is watched', async t => {
  const folder = new Folder(t);
  for (const [args, message] of [
    [['NOPE-01'], /"NOPE-01" selects nothing/],
    [['--shard', '1/2'], /--watch .* goes with no --shard/],
    [['--target', 'staging'], /latchkey\.config\.json/],
  ] as const) {
    const { code, stderr } = await folder.latchkey(['verify', '--watch', ...args]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /waits/);
  }
});
