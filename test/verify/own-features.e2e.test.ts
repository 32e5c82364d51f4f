/** Features of somebody's own, as the guide shows them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Folder } from '../live/folder.ts';

const guide = readFileSync(new URL('../../docs/guides/own-requirements.md', import.meta.url), 'utf8');
const feature = /```gherkin\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
const configuration = {
  features: ['acceptance/**/*.feature'],
  targets: { staging: { url: 'https://staging.example.com' } },
};

test('the feature of the guide is listed and judged beside the shipped ones', async t => {
  const folder = new Folder(t);
  folder.write('latchkey.config.json', configuration);
  folder.write('acceptance/deep/partners.feature', feature);
  const listed = await folder.latchkey(['list', 'SHOP-01', 'BASIC-01']);
  assert.match(listed.stdout, /^ {2}SHOP-01 .*A partner's key reads/m);
  const run = await folder.latchkey(['verify', 'SHOP-01', 'QUERY-01']);
  assert.equal(run.code, 0, run.stdout + run.stderr);
  assert.match(run.stdout, /✓ SHOP-01 .*\n[\s\S]*requirements {2}2 \(2 passed\)/);
});

test('a pattern that fits no file, and an id that is given twice, are told', async t => {
  const folder = new Folder(t);
  folder.write('latchkey.config.json', configuration);
  const none = await folder.latchkey(['verify', 'BASIC-01']);
  assert.equal(none.code, 2);
  assert.match(none.stderr, /features: acceptance\/\*\*\/\*\.feature: there is no such file/);
  folder.write('acceptance/a.feature', feature.replace('SHOP-01', 'BASIC-01'));
  const twice = await folder.latchkey(['verify', 'BASIC-01']);
  assert.match(twice.stderr, /the id BASIC-01 is given at features\/authentication\/basic\.feature/);
});
