/** Archives of WordPress and its plugins: what is in them, and what is wrong with those that cannot be used. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { unzip } from '../../src/real/zip.ts';
import { zipArchive } from './zip-archive.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-zip-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function unpack(archive: Uint8Array): string {
  const file = path.join(folder, 'archive.zip');
  const into = mkdtempSync(path.join(folder, 'into-'));
  writeFileSync(file, archive);
  unzip(file, into);
  return into;
}

const files = { 'woocommerce/woocommerce.php': `<?php // ${'x'.repeat(5000)}`, 'woocommerce/a/b.txt': 'ä' };

test('every file is where the archive has it', () => {
  const into = unpack(zipArchive(files));
  for (const [name, content] of Object.entries(files))
    assert.equal(readFileSync(path.join(into, name), 'utf8'), content);
});

test('an archive that is cut off, changed or none is refused', () => {
  const whole = zipArchive(files);
  assert.throws(() => unpack(whole.subarray(0, whole.length - 40)), /cut off|no ZIP archive/);
  assert.throws(() => unpack(Buffer.from('<!DOCTYPE html>')), { name: 'ZipError' });
  assert.throws(() => unpack(new Uint8Array()), { name: 'ZipError' });
  const changed = Buffer.from(whole);
  // A byte within the first file's data.
  changed[70] = (changed[70] as number) ^ 0xff;
  assert.throws(() => unpack(changed), /woocommerce\.php is damaged/);
});

test('nothing is written outside of the folder', () => {
  assert.throws(() => unpack(zipArchive({ '../outside.txt': 'x' })), /outside of its folder/);
  assert.equal(existsSync(path.join(folder, 'outside.txt')), false);
});
