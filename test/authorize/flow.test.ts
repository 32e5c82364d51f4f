/** The whole flow over sockets: a merchant's browser, the store and the app, each with TLS of its own. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { authorizationUrl } from '../../src/authorize/authorization-url.ts';
import { readCallback, readReturn } from '../../src/authorize/callback.ts';
import { FlowError, Merchant } from '../../src/authorize/merchant.ts';
import { basicCredentials } from '../../src/client/basic/credentials.ts';
import { createClient, type HttpClient } from '../../src/client/http/client.ts';
import { type App, type RunningStore, startApp, startStore } from '../browser.ts';

let app: App;
let running: RunningStore;
let client: HttpClient;

before(async () => {
  app = await startApp();
  running = await startStore(app.ca);
  client = createClient({ ca: running.ca });
});
after(async () => {
  await client.close();
  await running.close();
  await app.close();
});
beforeEach(() => {
  app.received.length = 0;
  app.status = 200;
});

const url = (scope = 'read_write') =>
  authorizationUrl(running.url, {
    appName: 'My App',
    scope,
    userId: 'customer 7',
    returnUrl: `${app.url}/return`,
    callbackUrl: `${app.url}/callback`,
  });
const administrator = () => {
  const user = running.store.fixture.users.find(({ role }) => role === 'administrator');
  assert.ok(user);
  return { login: user.login, password: user.password };
};
const orders = async (key: string, secret: string) => {
  const { answer } = await client.send({
    method: 'GET',
    url: `${running.url}/wp-json/wc/v3/orders`,
    headers: [['Authorization', basicCredentials(key, secret)]],
  });
  return answer?.status;
};

test('approving sends the app a key that works at once', async () => {
  const merchant = new Merchant(client, running.url);
  const login = await merchant.open(url());
  assert.equal(login.page?.heading, 'My App would like to connect to your store');
  const asked = await merchant.submitLogin(login, administrator());
  assert.deepEqual(asked.page?.rights.length, 5);
  const back = await merchant.approve(asked);
  assert.equal(back.answer, undefined);
  assert.deepEqual(readReturn(back.url), { granted: true, userId: 'customer 7' });

  assert.equal(app.received.length, 1);
  const reading = readCallback(app.received[0] ?? '', { userId: 'customer 7', scope: 'read_write' });
  assert.ok('key' in reading);
  assert.equal(await orders(reading.key.consumer_key, reading.key.consumer_secret), 200);
});

test('a key that the app did not take does not work', async () => {
  app.status = 202;
  const merchant = new Merchant(client, running.url);
  await merchant.logIn(administrator());
  const refused = await merchant.approve(await merchant.open(url()));
  assert.equal(refused.answer?.status, 401);
  assert.match(refused.page?.text ?? '', /unable to send the consumer data\.$/);
  const reading = readCallback(app.received[0] ?? '', { userId: 'customer 7' });
  assert.ok('key' in reading);
  assert.equal(await orders(reading.key.consumer_key, reading.key.consumer_secret), 401);
});

test('denying sends nothing', async () => {
  const merchant = new Merchant(client, running.url);
  await merchant.logIn(administrator());
  const back = await merchant.deny(await merchant.open(url('read')));
  assert.deepEqual(readReturn(back.url), { granted: false, userId: 'customer 7' });
  assert.deepEqual(app.received, []);
});

test('who logs out has to log in again, and an old approve link is worth nothing', async () => {
  const merchant = new Merchant(client, running.url);
  await merchant.logIn(administrator());
  const asked = await merchant.open(url());
  const out = await merchant.logOut(asked);
  assert.ok(out.page?.form?.fields.has('username'));
  await merchant.logIn(administrator());
  const refused = await merchant.approve(asked);
  assert.equal(refused.page?.text, 'Error: Invalid nonce verification.');
});

test('a callback that cannot be trusted or reached is told in words of cURL', async () => {
  const merchant = new Merchant(client, running.url);
  await merchant.logIn(administrator());
  const tryCallback = async (callbackUrl: string) => {
    const asked = await merchant.open(
      authorizationUrl(running.url, {
        appName: 'My App',
        scope: 'read',
        userId: '1',
        returnUrl: `${app.url}/return`,
        callbackUrl,
      }),
    );
    return (await merchant.approve(asked)).page?.text;
  };
  // The store's own certificate is of an authority that the store itself does not trust.
  assert.equal(
    await tryCallback(`${running.url}/callback`),
    'Error: cURL error 60: SSL certificate problem: unable to get local issuer certificate.',
  );
  assert.match(
    (await tryCallback(app.url.replace('localhost', '127.0.0.2'))) ?? '',
    /^Error: cURL error 7: Failed to connect to 127\.0\.0\.2 port \d+ after \d+ ms: Couldn't connect to server\.$/,
  );
  assert.equal(await tryCallback('https://no-such-host.invalid/'), 'Error: A valid URL was not provided..');
});

test('a page without the link says what it is instead', async () => {
  const merchant = new Merchant(client, running.url);
  const login = await merchant.open(url());
  assert.throws(() => merchant.approve(login), FlowError);
});
