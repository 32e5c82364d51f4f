/** The pages of the dashboard by which users and keys come and go, as those who may and those who may not. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createClient } from '../../../src/client/http/client.ts';
import { createGuest } from '../../../src/client/http/guest.ts';
import { Admin } from '../../../src/personas/admin.ts';
import { type StartedStore, startStore } from '../../../src/serve/start-store.ts';

async function dashboard(t: TestContext) {
  const store = await startStore();
  const client = createClient();
  t.after(async () => {
    await client.close();
    await store.close();
  });
  const guest = createGuest(client, {
    requestsPerSecond: 10_000,
    concurrency: 4,
    longestWait: 1,
    headers: [],
  });
  const as = (login: string) => new Admin(guest, store.url, { login, password: `${login}-password` });
  return { store, as };
}

async function look(admin: Admin, store: StartedStore, path: string) {
  await admin.logIn();
  const { answer, page, url } = await admin.merchant.open(`${store.url}/wp-admin/${path}`);
  return { status: answer?.status, text: page?.text ?? '', url };
}

test('a user comes, logs in, and goes with the keys that were the user’s', async t => {
  const { store, as } = await dashboard(t);
  const admin = as('owner');
  const id = await admin.createUser({
    login: 'new.user',
    email: 'new@example.com',
    password: 'new.user-password',
    role: 'shop_manager',
  });
  assert.equal((await admin.findUser('new.user'))?.id, id);
  const key = await admin.createKey({ userId: id, description: 'of the new user', permissions: 'read' });
  const ask = async () => {
    const field = Buffer.from(`${key.consumerKey}:${key.consumerSecret}`).toString('base64');
    const { status } = await store.store.answer({
      method: 'GET',
      scheme: 'https',
      host: '127.0.0.1',
      target: '/wp-json/wc/v3/orders?per_page=1',
      headers: ['Authorization', `Basic ${field}`],
      body: new Uint8Array(),
    });
    return status;
  };
  assert.equal(await ask(), 200);
  await as('new.user').logIn();
  assert.equal(await admin.deleteUser('new.user'), true);
  assert.equal(await admin.deleteUser('new.user'), false);
  assert.equal(await ask(), 401);
  assert.deepEqual(await admin.keys('of the new user'), []);
  await assert.rejects(as('new.user').logIn(), /the administrator's log-in is not taken/);
});

test('what is wrong with a new user is told', async t => {
  const { as } = await dashboard(t);
  const user = { login: 'fine', email: 'fine@example.com', password: 'p', role: 'customer' };
  for (const [change, message] of [
    [{ login: 'owner' }, /This username is already registered/],
    [{ login: 'a/b' }, /uses illegal characters/],
    [{ email: 'nobody' }, /The email address is not correct/],
    [{ email: 'owner@example.com' }, /This email is already registered/],
    [{ password: '' }, /Please enter a password/],
  ] as const)
    await assert.rejects(as('owner').createUser({ ...user, ...change }), message);
});

test('who may not sees nothing of it', async t => {
  const { store, as } = await dashboard(t);
  const manager = as('manager');
  assert.equal((await look(manager, store, 'user-new.php')).status, 403);
  const list = await look(manager, store, 'users.php');
  assert.equal(list.status, 200);
  assert.doesNotMatch(list.text, /Delete/);
  const author = as('author');
  for (const path of [
    'users.php',
    'user-new.php',
    'admin.php?page=wc-settings&tab=advanced&section=keys',
    'admin.php?page=x',
  ])
    assert.equal((await look(author, store, path)).status, 403, path);
  assert.match((await look(as('customer'), store, 'users.php')).url, /my-account/);
});

test('keys are found by what is said of them, page by page, and revoked', async t => {
  const { as } = await dashboard(t);
  const admin = as('owner');
  for (let i = 0; i < 12; i++)
    await admin.createKey({ userId: 1, description: `batch <b>${i}</b>`, permissions: 'read' });
  const listed = await admin.keys('batch');
  assert.equal(listed.length, 12);
  for (const key of listed) await admin.revoke(key);
  assert.deepEqual(await admin.keys('batch'), []);
});

test('a shop manager makes keys for customers, and touches nobody else’s', async t => {
  const { as } = await dashboard(t);
  const manager = as('manager');
  const key = await manager.createKey({ userId: 3, description: 'for a customer', permissions: 'none' });
  assert.match(key.consumerKey, /^ck_[0-9a-f]{40}$/);
  await assert.rejects(
    manager.createKey({ userId: 1, description: 'x', permissions: 'read' }),
    /You do not have permission to assign API Keys to the selected user/,
  );
  await assert.rejects(
    manager.createKey({ userId: 3, description: '', permissions: 'read' }),
    /Description is missing/,
  );
  await as('owner').createKey({ userId: 1, description: 'the owner has it', permissions: 'read' });
  assert.deepEqual(
    (await manager.keys('the owner has it')).map(({ revoke }) => revoke),
    [],
  );
});

test('a link without its nonce does nothing', async t => {
  const { store, as } = await dashboard(t);
  const admin = as('owner');
  for (const path of [
    'users.php?action=delete&user=3',
    'users.php?action=dodelete&users[]=3&delete_option=delete&_wpnonce=0000000000',
    'admin.php?page=wc-settings&tab=advanced&section=keys&revoke-key=1&_wpnonce=0000000000',
  ])
    assert.equal((await look(admin, store, path)).status, 403, path);
  assert.ok(await admin.findUser('customer'));
  const { status, text } = await look(admin, store, 'admin-ajax.php');
  assert.deepEqual([status, text], [400, '0']);
});
