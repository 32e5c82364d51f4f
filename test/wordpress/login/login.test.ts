import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flow, Harness } from '../../woocommerce/authorize/harness.ts';

const login = 'http://shop.test:8105/wp-login.php';
const notice = (body: string) =>
  /<div id="login[^>]*>(.*?)<\/div>/s
    .exec(body)?.[1]
    ?.replace(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&');

test('logs in by name or e-mail address, whatever its case, and leads to the dashboard', async () => {
  for (const name of ['administrator', 'Administrator', 'ADMINISTRATOR@shop.test']) {
    const harness = new Harness();
    const answer = await harness.send('POST', login, { log: name, pwd: 'administrator-password' });
    assert.equal(answer.location, 'http://shop.test:8105/wp-admin/');
    assert.match((await harness.get('http://shop.test:8105/wp-admin/')).body, /Howdy, <strong>administrator/);
  }
});

test('what is wrong is told: nothing typed, an unknown user, an unknown address, a wrong password', async () => {
  const told = async (log: string, pwd: string) =>
    notice((await new Harness().send('POST', login, { log, pwd })).body);
  assert.equal(await told('', ''), 'Error: The username field is empty.Error: The password field is empty.');
  assert.equal(await told('administrator', ''), 'Error: The password field is empty.');
  assert.equal(
    await told('nobody', 'x'),
    'Error: The username nobody is not registered on this site. If you are unsure of your username, try your email address instead.',
  );
  assert.equal(await told('no@body.test', 'x'), 'Unknown email address. Check again or try your username.');
  assert.equal(
    await told('administrator', 'x'),
    'Error: The password you entered for the username administrator is incorrect. Lost your password?',
  );
  assert.equal(
    await told('customer@shop.test', 'x'),
    'Error: The password you entered for the email address customer@shop.test is incorrect. Lost your password?',
  );
});

test('the form alone tells of nothing', async () => {
  assert.equal(notice((await new Harness().get(login)).body), undefined);
});

test('redirect_to is followed inside the site only', async () => {
  const to = async (redirect_to: string) => {
    const form = { log: 'administrator', pwd: 'administrator-password', redirect_to };
    return (await new Harness().send('POST', login, form)).location;
  };
  assert.equal(
    await to('http://shop.test:8105/wc-auth/v1/authorize/?x=1'),
    'http://shop.test:8105/wc-auth/v1/authorize/?x=1',
  );
  assert.equal(await to('/somewhere'), '/somewhere');
  for (const elsewhere of [
    'https://evil.test/',
    '//evil.test/',
    'https:evil.test',
    'javascript:alert(1)',
    'http://shop.test@evil.test/',
  ]) {
    assert.equal(await to(elsewhere), 'http://shop.test:8105/wp-admin/', elsewhere);
  }
});

test('a browser that takes no cookies is told so', async () => {
  const harness = new Harness();
  const form = { log: 'administrator', pwd: 'administrator-password', testcookie: '1' };
  const refused = await harness.send('POST', login, form);
  assert.match(notice(refused.body) ?? '', /^Error: Cookies are blocked/);
  // The answer has set the cookie.
  assert.equal((await harness.send('POST', login, form)).status, 302);
});

test("cookies are the site's, signed, and end", async () => {
  const harness = new Harness();
  const answer = await harness.logIn('administrator');
  const fields = answer.answer.headers.filter(value => value.startsWith('wordpress_'));
  for (const field of fields) assert.match(field, /; HttpOnly$/);
  const name = [...harness.cookies.keys()].find(each => each.startsWith('wordpress_logged_in_')) as string;
  const value = harness.cookies.get(name) as string;
  const isIn = async () => (await harness.visit('authorize')).status === 200;
  assert.ok(await isIn());
  harness.cookies.set(name, value.replace('administrator', 'shop_manager'));
  assert.ok(!(await isIn()));
  harness.cookies.set(
    name,
    value.replace(/.$/, last => (last === '0' ? '1' : '0')),
  );
  assert.ok(!(await isIn()));
  harness.cookies.set(name, value);
  harness.now += 2 * 86_400 + 1;
  assert.ok(!(await isIn()));
});

test('remembered, a session lasts fourteen days, and the cookie says so', async () => {
  const harness = new Harness();
  const form = { log: 'administrator', pwd: 'administrator-password', rememberme: 'forever' };
  const answer = await harness.send('POST', login, form);
  assert.ok(
    answer.answer.headers.some(value =>
      /wordpress_logged_in_.*; expires=.* GMT; Max-Age=1252800;/.test(value),
    ),
  );
  harness.now += 14 * 86_400 - 1;
  assert.equal((await harness.visit('authorize')).status, 200);
});

test('over TLS the cookie for the dashboard is a secure one', async () => {
  const harness = new Harness();
  const answer = await harness.send('POST', 'https://shop.test:8105/wp-login.php', {
    log: 'administrator',
    pwd: 'administrator-password',
  });
  const admin = answer.answer.headers.filter(value => value.startsWith('wordpress_sec_'));
  assert.equal(admin.length, 2);
  for (const field of admin) assert.match(field, /; secure; HttpOnly$/);
});

test('logging out needs the nonce, ends the session on the server, and leads where it was told', async () => {
  const harness = new Harness();
  await harness.logIn('administrator');
  const asked = await harness.get(`${login}?action=logout`);
  assert.equal(asked.status, 403);
  assert.equal(asked.title, 'You are attempting to log out of Shop &amp; Sons');
  assert.match(asked.body, /Do you really want to <a href="[^"]*_wpnonce=[0-9a-f]{10}">log out<\/a>\?/);
  const before = new Map(harness.cookies);
  const out = await harness.get((await harness.visit('authorize')).link('wc-auth-logout'));
  assert.match(out.location ?? '', /^http:\/\/shop\.test:8105\/wc-auth\/v1\/login\/\?app_name=My%20App&/);
  assert.ok(![...harness.cookies.keys()].some(name => name.startsWith('wordpress_logged_in_')));
  for (const [name, value] of before) harness.cookies.set(name, value);
  assert.equal((await harness.visit('authorize', flow)).status, 302);
});

test('a site whose URL is https takes no password without TLS', async () => {
  const harness = new Harness({ home: { scheme: 'https', authority: 'shop.test', path: '/shop' } });
  const answer = await harness.get('http://shop.test/shop/wp-login.php?x=1');
  assert.equal(answer.location, 'https://shop.test/shop/wp-login.php?x=1');
});

test('customers do not get into the dashboard', async () => {
  const harness = new Harness();
  const answer = await harness.logIn('customer');
  assert.equal(answer.location, 'http://shop.test:8105/wp-admin/profile.php');
  const next = await harness.get(answer.location as string);
  assert.equal(next.location, 'http://shop.test:8105/my-account/');
  assert.match((await harness.get(next.location as string)).body, /Hello <strong>customer/);
});
