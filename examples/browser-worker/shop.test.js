import { expect, test } from '@playwright/test';
import { context } from 'esbuild';

let files;
let url;

test.beforeAll(async () => {
  files = await context({});
  const { port } = await files.serve({ servedir: 'public', host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${port}`;
});
test.afterAll(() => files.dispose());

test.beforeEach(async ({ page }) => {
  await page.goto(url);
  await expect(page.getByRole('status')).toHaveText('Ready');
});

test('shows the orders', async ({ page }) => {
  await page.getByRole('button', { name: 'Load' }).click();
  await expect(page.getByRole('status')).not.toHaveText('Ready');
  expect(await page.getByRole('status').textContent()).toBe('Loaded');
  await expect(page.getByRole('listitem')).toHaveCount(3);
  expect(await page.evaluate(() => store.journal().length)).toBe(1);
});

test('says why the shop refuses', async ({ page }) => {
  await page.evaluate(() => store.setClock(Date.now() / 1000 + 3600));
  await page.getByRole('button', { name: 'Load' }).click();
  await expect(page.getByRole('status')).toContainText('timestamp');
});
