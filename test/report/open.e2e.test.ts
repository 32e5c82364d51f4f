import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { latchkey } from '../cli/latchkey.ts';

let folder: string;
let page: string;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'latchkey-open-'));
  page = path.join(folder, 'index.html');
  writeFileSync(page, '<!doctype html>');
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('the page is opened by the program that the system has for it', {
  skip: process.platform !== 'linux' && 'the program has another name here',
}, async () => {
  const opened = path.join(folder, 'opened');
  const opener = path.join(folder, 'xdg-open');
  writeFileSync(opener, `#!/bin/sh\nprintf %s "$1" > '${opened}'\n`);
  chmodSync(opener, 0o755);
  const { code, stdout } = await latchkey(['report', 'open', folder], { PATH: `${folder}:/bin` });
  assert.equal(code, 0);
  assert.equal(stdout, `opened ${page}\n`);
  assert.equal(readFileSync(opened, 'utf8'), page);
});

test('where there is none, its address is told', async () => {
  const { code, stdout } = await latchkey(['report', 'open', folder], { PATH: '/nowhere' });
  assert.equal(code, 0);
  assert.equal(stdout, `no browser was found; open ${page}\n`);
});

test('a folder without a report is told so', async () => {
  const { code, stderr } = await latchkey(['report', 'open', '/nowhere']);
  assert.equal(code, 2);
  assert.match(stderr, /^latchkey: \/nowhere: there is no report \(no index\.html\); expected .*\n$/);
});
