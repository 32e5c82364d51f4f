/** The pages of a site and of a WordPress network, by what neither translates: names of fields, ids, targets of links. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentOf } from '../../src/personas/form.ts';
import { deletionForm, listedUser, networkAdmin } from '../../src/personas/users-page.ts';

const page = (html: string) => documentOf(Buffer.from(`<!DOCTYPE html><html><body>${html}</body></html>`));

const ofSite = page(`<a href="https://a.test/shop/wp-admin/network/users.php">x</a><table><tr id="user-7">
  <td class="username column-username"><strong><a href="user-edit.php?user_id=7">latchkey1</a></strong>
  <a href="users.php?action=remove&amp;user=7&amp;_wpnonce=1">x</a></td></tr></table>`);
const ofOneSite = page(`<table><tr id="user-8"><td class="username column-username"><a href="e">latchkey1</a>
  <a href="users.php?action=delete&amp;user=8&amp;_wpnonce=1">x</a></td></tr></table>`);
const ofNetwork =
  page(`<table><tr><th><input type="checkbox" name="allusers[]" value="6"></th><td class="username">
  <a href="e">latchkey12</a></td></tr><tr><th><input type="checkbox" name="allusers[]" value="7"></th>
  <td class="username column-username"><strong><a href="e">latchkey1</a></strong>
  <a href="https://a.test/shop/wp-admin/network/users.php?_wpnonce=1&#038;action=deleteuser&#038;id=7">x</a></td></tr></table>`);

test('a network is managed where its link leads, and a site alone has none', () => {
  const url = 'https://a.test/shop/second/wp-admin/users.php?s=latchkey1';
  assert.equal(networkAdmin(url, ofSite), 'https://a.test/shop/wp-admin/network/');
  assert.equal(networkAdmin(url, ofOneSite), undefined);
});

test('a user is found by the whole log-in name, with the link that deletes and not the one that removes from a site', () => {
  const url = 'https://a.test/shop/wp-admin/users.php';
  assert.deepEqual(listedUser(url, ofSite, 'latchkey1'), { id: 7, remove: undefined });
  assert.deepEqual(listedUser(url, ofOneSite, 'latchkey1'), {
    id: 8,
    remove: 'https://a.test/shop/wp-admin/users.php?action=delete&user=8&_wpnonce=1',
  });
  assert.deepEqual(listedUser(url, ofNetwork, 'latchkey1'), {
    id: 7,
    remove: 'https://a.test/shop/wp-admin/network/users.php?_wpnonce=1&action=deleteuser&id=7',
  });
  assert.equal(listedUser(url, ofNetwork, 'latchkey'), undefined);
});

test('the question whether to delete is found on both', () => {
  for (const html of [
    '<form id="search"></form><form id="updateusers"><input name="users[]" value="7"></form>',
    '<form id="search"></form><form action="users.php?action=dodelete"><input type="hidden" name="dodelete"><input name="user[]" value="7"></form>',
  ])
    assert.match(deletionForm(page(html))?.toString() ?? '', /value="7"/);
  assert.equal(deletionForm(page('<form id="search"></form>')), undefined);
});
