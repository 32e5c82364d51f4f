import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { documentOf, readForm } from '../../src/personas/form.ts';
import { CreationJournal } from '../../src/personas/journal.ts';

test('what was planned is open until it is removed, over any number of processes', t => {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-journal-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const journal = new CreationJournal(path.join(folder, '.latchkey'), 'a/b');
  assert.deepEqual(journal.open(), []);
  const user = journal.plan({ kind: 'user', login: 'latchkey-1-manager', role: 'shop_manager' });
  const key = journal.plan({ kind: 'key', marker: 'latchkey-1' });
  assert.notEqual(user, key);
  journal.removed(user);
  const later = new CreationJournal(path.join(folder, '.latchkey'), 'a/b');
  assert.deepEqual(later.open(), [{ id: key, made: { kind: 'key', marker: 'latchkey-1' } }]);
  // A process that was killed while it wrote.
  appendFileSync(later.file, '{"at":"2026-');
  assert.equal(later.open().length, 1);
  assert.equal(statSync(later.file).mode & 0o077, 0, 'nobody else reads it');
  later.close();
  assert.ok(existsSync(later.file));
  rmSync(later.file);
  const third = later.plan({ kind: 'key', marker: 'latchkey-2' });
  later.removed(third);
  later.close();
  assert.equal(existsSync(later.file), false);
});

test('a line that was cut off does not swallow the next one', t => {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-journal-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const journal = new CreationJournal(folder, 'x');
  journal.plan({ kind: 'key', marker: 'latchkey-1' });
  appendFileSync(journal.file, '{"at":"2026-');
  const next = new CreationJournal(folder, 'x');
  next.plan({ kind: 'key', marker: 'latchkey-2' });
  assert.deepEqual(
    next.open().map(({ made }) => (made.kind === 'key' ? made.marker : '')),
    ['latchkey-1', 'latchkey-2'],
    readFileSync(journal.file, 'utf8'),
  );
});

test('a form is read as a browser sends it', () => {
  const root = documentOf(
    Buffer.from(`<!DOCTYPE html><form method="post" action="users.php?x=1">
      <input name="a" value="1 &amp; 2"><input type="checkbox" name="b" value="2"><input type="checkbox" name="c" checked>
      <input type="submit" name="d" value="no"><input name="e" value="5" disabled><input type="hidden" name="users[]" value="7">
      <select name="role"><option value="customer">C</option><option value="author" selected>A</option></select>
      <textarea name="t">text</textarea></form>`),
  );
  const form = root.querySelector('form');
  assert.ok(form);
  const { action, fields } = readForm(form, 'https://a.test/wp-admin/user-new.php?y=2');
  assert.equal(action, 'https://a.test/wp-admin/users.php?x=1');
  assert.equal(String(fields), 'a=1+%26+2&c=on&users%5B%5D=7&role=author&t=text');
});
