/** The workbench of a proxy, in a real browser, before a store that is hostile. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { proxyRoutes } from '../../src/proxy/routes.ts';
import { watchedProxy } from '../../src/proxy/watched.ts';
import { listenForTools } from '../../src/serve/control.ts';
import { workbenchRoutes } from '../../src/workbench/routes.ts';
import { launchChromium } from '../browser.ts';
import { ask, opened } from './opened.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const markup = '<img/src=x/onerror=alert(1)><script>alert(2)</script>';
const screenshots = process.env.LATCHKEY_SCREENSHOTS;

test('what a store answers is text there; faults are switched; requests are sent once more', async context => {
  const { proxy, port, storeUrl, asked } = await opened(context, (_, response) => {
    response.writeHead(401, { 'Content-Type': 'application/json', 'X-Note': markup });
    response.end(JSON.stringify({ code: markup, message: `\u001b[2J${markup}`, data: { status: 401 } }));
  });
  const key = { name: 'owner', consumerKey: `ck_${'a'.repeat(40)}`, consumerSecret: `cs_${'b'.repeat(40)}` };
  const watched = watchedProxy(proxy, {
    home: storeUrl,
    keys: [key],
    secrets: [],
    version: async () => undefined,
  });
  const control = await listenForTools(proxyRoutes(proxy), {
    workbench: async () => workbenchRoutes(watched),
  });
  context.after(() => control.close());
  const browser = await launchChromium();
  context.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  const complaints: string[] = [];
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  page.on('dialog', dialog => complaints.push(dialog.message()));
  await page.goto(`http://127.0.0.1:${control.port}/workbench`);
  await page.getByText('Nothing was asked yet').waitFor();
  await ask(port, `/wp-json/wc/v3/${encodeURIComponent(markup)}`, {
    headers: { Authorization: `Basic ${btoa(`${key.consumerKey}:${key.consumerSecret}`)}`, 'X-Own': markup },
  });
  await page.getByText('1 request', { exact: true }).waitFor();
  await page.getByRole('option').click();
  const article = page.getByRole('article');
  await article.waitFor();
  assert.match((await article.textContent()) ?? '', /onerror=alert\(1\)/);
  assert.ok(!((await article.textContent()) ?? '').includes(key.consumerSecret));
  assert.equal(await page.locator('img, script[src], iframe').count(), 0);
  await article.getByRole('button', { name: 'Replay as sent' }).click();
  await page.getByText('2 requests', { exact: true }).waitFor({ state: 'attached' });
  assert.equal(asked.length, 2);
  await article.getByRole('button', { name: 'Close' }).click();

  assert.equal(await page.getByRole('tab', { name: 'Keys' }).count(), 0);
  await page.getByRole('tab', { name: 'Store' }).click();
  assert.equal(
    await page.getByRole('checkbox', { name: /^maintenance/ }).count(),
    0,
    'it cannot be put there',
  );
  await page.getByRole('checkbox', { name: /^strip-authorization/ }).click();
  await page.getByText('Switched on: strip-authorization').waitFor();
  assert.deepEqual(proxy.faults, ['strip-authorization']);
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string }[] }> };
    };
    return (await tool.run()).violations.map(({ id }) => id);
  });
  assert.deepEqual(violations, []);
  const width = await page.locator('html').evaluate(root => root.scrollWidth);
  assert.ok(width <= 360, `it is ${width} wide`);
  if (screenshots) await page.screenshot({ path: path.join(screenshots, 'proxy-store.png') });
  assert.deepEqual(complaints, []);

  const recording = await fetch(`http://127.0.0.1:${control.port}/workbench/traffic.jsonl`, {
    headers: { connection: 'close' },
  });
  assert.equal(recording.status, 409, 'nobody tells the version that a recording names');
});

test('a rebound name is refused by the workbench’s port and by the proxy’s', async context => {
  const { proxy, port, storeUrl } = await opened(context);
  const watched = watchedProxy(proxy, {
    home: storeUrl,
    keys: [],
    secrets: [],
    version: async () => undefined,
  });
  const control = await listenForTools(proxyRoutes(proxy), {
    workbench: async () => workbenchRoutes(watched),
  });
  context.after(() => control.close());
  const statusAt = (at: number, headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      request({ host: '127.0.0.1', port: at, path: '/workbench', headers, agent: false }, answer => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .once('error', reject)
        .end();
    });
  assert.equal(await statusAt(control.port, { Host: `evil.test:${control.port}` }), 403);
  assert.equal(await statusAt(control.port, { Origin: 'http://evil.test' }), 403);
  assert.equal(await statusAt(control.port, {}), 200);
  assert.equal(await statusAt(port, { Host: `evil.test:${port}` }), 421);
});
