/** A person at a real browser grants and refuses keys; every page they see is held against axe. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { authorizationUrl } from '../../src/authorize/authorization-url.ts';
import { readCallback, readReturn } from '../../src/authorize/callback.ts';
import { type App, launchChromium, type RunningStore, startApp, startStore } from '../browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where the screenshots go, for those who want to look at them. */
const screenshots = process.env.LATCHKEY_SCREENSHOTS;

let app: App;
let running: RunningStore;
let browser: Browser;
let context: BrowserContext;
let page: Page;

before(async () => {
  app = await startApp();
  running = await startStore(app.ca);
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await running?.close();
  await app?.close();
});
beforeEach(async () => {
  await context?.close();
  app.received.length = 0;
  app.status = 200;
  // Both certificates are of private authorities; that they are checked is tested with other clients.
  context = await browser.newContext({ ignoreHTTPSErrors: true });
  page = await context.newPage();
});

const url = (appName = 'My App', scope = 'read_write') =>
  authorizationUrl(running.url, {
    appName,
    scope,
    userId: '123',
    returnUrl: `${app.url}/return?step=2`,
    callbackUrl: `${app.url}/callback`,
  });

function credentials(role: string): { login: string; password: string } {
  const user = running.store.fixture.users.find(each => each.role === role);
  assert.ok(user, `no ${role} in the built-in fixture`);
  return user;
}

/** No violation of any rule of axe, in light and in dark, narrow and wide, and nothing wider than the screen. */
async function check(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1280]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const found = await axe.run();
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
      assert.deepEqual(violations, [], `${name}, ${colorScheme}, ${width} pixels`);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      assert.equal(overflow, 0, `${name} is wider than ${width} pixels`);
      if (screenshots) {
        mkdirSync(screenshots, { recursive: true });
        await page.screenshot({ path: path.join(screenshots, `${name}-${colorScheme}-${width}.png`) });
      }
    }
  }
}

async function logIn(role: string): Promise<void> {
  const { login, password } = credentials(role);
  await page.getByLabel('Username or email address').fill(login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Login' }).click();
}

test('logs in on the page of the flow, approves, and the app has its key', async () => {
  await page.goto(url());
  assert.equal(await page.title(), 'Application authentication request');
  await check('login');
  await logIn('administrator');
  assert.equal(
    await page.locator('.card').getByRole('heading', { level: 1 }).textContent(),
    'My App would like to connect to your store',
  );
  assert.equal(await page.getByRole('listitem').count(), 5);
  await check('grant');
  await page.locator('.wc-auth-approve').click();
  await page.waitForURL(`${app.url}/**`);
  assert.deepEqual(readReturn(page.url()), { granted: true, userId: '123' });
  assert.equal(new URL(page.url()).searchParams.get('step'), '2');
  const reading = readCallback(app.received.join(), { userId: '123', scope: 'read_write' });
  assert.ok('key' in reading);
});

test('denies, and the app gets nothing', async () => {
  await page.goto(url('My App', 'read'));
  await logIn('shop_manager');
  assert.equal(await page.getByRole('listitem').count(), 4);
  await page.getByRole('link', { name: 'Deny' }).click();
  await page.waitForURL(`${app.url}/**`);
  assert.deepEqual(readReturn(page.url()), { granted: false, userId: '123' });
  assert.deepEqual(app.received, []);
});

test('a wrong password is told, and the name need not be typed again', async () => {
  await page.goto(url());
  await page.getByLabel('Username or email address').fill(credentials('administrator').login);
  await page.getByLabel('Password').fill('guess');
  await page.getByRole('button', { name: 'Login' }).click();
  assert.match(
    (await page.getByRole('alert').textContent()) ?? '',
    /^Error: The password you entered for the username/,
  );
  assert.equal(
    await page.getByLabel('Username or email address').inputValue(),
    credentials('administrator').login,
  );
  await check('wrong-password');
});

test('a customer is refused', async () => {
  await page.goto(url());
  await logIn('customer');
  const main = (await page.getByRole('main').textContent()) ?? '';
  assert.equal(main.trim(), 'Error: You do not have permission to access this page.');
  await check('refused');
});

test('a callback that fails is told', async () => {
  app.status = 500;
  await page.goto(url());
  await logIn('administrator');
  await page.locator('.wc-auth-approve').click();
  await page.getByText('were unable to send the consumer data.').waitFor();
  await check('callback-failed');
});

test('the log-in form of WordPress: logs in, shows the dashboard, logs out after a question', async () => {
  await page.goto(`${running.url}/wp-login.php`);
  await check('wp-login');
  const { login, password } = credentials('administrator');
  await page.locator('#user_login').fill(login);
  await page.locator('#user_pass').fill('guess');
  await page.locator('#wp-submit').click();
  await check('wp-login-wrong-password');
  await page.locator('#user_pass').fill(password);
  await page.locator('#wp-submit').click();
  await page.waitForURL(`${running.url}/wp-admin/`);
  await check('dashboard');
  await page.goto(`${running.url}/wp-login.php?action=logout`);
  await check('log-out');
  await page.getByRole('link', { name: 'log out' }).click();
  await page.getByText('You are now logged out.').waitFor();
  await check('logged-out');
  await page.goto(`${running.url}/wp-admin/`);
  assert.match(page.url(), /\/wp-login\.php\?redirect_to=/);
});

test('what is typed stays text', async () => {
  const name = `<img src=x onerror=alert(1)> "Ärger" & 'Söhne' ${'x'.repeat(120)}`;
  let dialogs = 0;
  page.on('dialog', dialog => {
    dialogs += 1;
    void dialog.dismiss();
  });
  await page.goto(url(name));
  await page.getByLabel('Username or email address').fill('"><script>alert(2)</script>');
  await page.getByLabel('Password').fill('x');
  await page.getByRole('button', { name: 'Login' }).click();
  await check('typed');
  // WooCommerce leaves the name unencoded in its own URLs: an ampersand cuts it on the way through the log-in.
  await logIn('administrator');
  assert.equal(
    await page.locator('.card').getByRole('heading').textContent(),
    'Ärger would like to connect to your store',
  );
  await page.goto(url(name));
  const heading = (await page.locator('.card').getByRole('heading').textContent()) ?? '';
  assert.match(heading, /^"Ärger" & 'Söhne' x+ would like/);
  await check('long-name');
  assert.equal(dialogs, 0);
  assert.equal(await page.locator('.card img').count(), 0);
});
