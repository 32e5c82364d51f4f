import { expect, test } from '@playwright/test';
import { assertLetIn, startStore } from 'latchkey';
import { startApp } from './app.js';

let app;
let store;

test.beforeAll(async () => {
  store = await startStore({
    orders: 3,
    // The store sends keys to https://app.test; here they go to the app's own port.
    outbound: {
      policy: 'any',
      resolve: async () => '127.0.0.1',
      send: async ({ method, body }) => {
        const { status } = await fetch(`${app.url}/callback`, { method, body });
        return { status, headers: [] };
      },
    },
  });
  app = await startApp(store.url);
});

test.afterAll(async () => {
  await app.close();
  await store.close();
});

test('a merchant connects a shop, and sees its orders', async ({ page }) => {
  const merchant = store.store.fixture.users.find(({ role }) => role === 'administrator');
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Connect your shop' }).click();
  await page.getByLabel('Username or email address').fill(merchant.login);
  await page.getByLabel('Password').fill(merchant.password);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.getByRole('link', { name: 'Approve' }).click();
  await expect(page).toHaveURL(/success=1/);
  assertLetIn(store);
  await expect(page.getByRole('listitem')).toHaveCount(3);
});

test('a merchant who denies comes back without a key', async ({ page }) => {
  const merchant = store.store.fixture.users.find(({ role }) => role === 'administrator');
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Connect your shop' }).click();
  await page.getByLabel('Username or email address').fill(merchant.login);
  await page.getByLabel('Password').fill(merchant.password);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.getByRole('link', { name: 'Deny' }).click();
  await expect(page).toHaveURL(/success=0/);
});
