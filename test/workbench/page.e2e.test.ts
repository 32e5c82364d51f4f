/** The workbench in a real browser: by mouse, by keyboard, at a phone's width, against hostile texts, and held against axe. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { firstOrderId } from '../../mocks/index.ts';
import { launchChromium } from '../browser.ts';
import { opened, type Workbench } from './opened.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where the screenshots go, for those who want to look at them. */
const screenshots = process.env.LATCHKEY_SCREENSHOTS;
const orders = '/wp-json/wc/v3/orders';
let browser: Browser;

before(async () => {
  browser = await launchChromium();
});
after(() => browser?.close());

interface Shown {
  readonly page: Page;
  /** What the page said on its console, its errors, and what it asked of others. */
  readonly complaints: string[];
}

async function shown(
  context: TestContext,
  { control }: Workbench,
  options: BrowserContextOptions = {},
): Promise<Shown> {
  const own = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.after(() => own.close());
  const page = await own.newPage();
  const complaints: string[] = [];
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  page.on('dialog', dialog => complaints.push(`dialog: ${dialog.message()}`));
  page.on('request', request => {
    if (!/^(?:data|blob):/.test(request.url()) && new URL(request.url()).origin !== control)
      complaints.push(`asked ${request.url()}`);
  });
  await page.goto(`${control}/workbench`);
  await page.getByRole('tablist').waitFor();
  return { page, complaints };
}

/** What axe finds. It is put into the page as a tool does, which its policy does not keep out. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const found = await (
      globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

async function photograph(page: Page, name: string): Promise<void> {
  if (screenshots) await page.screenshot({ path: path.join(screenshots, `workbench-${name}.png`) });
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name });

test('a request is watched as it comes, opened, and sent once more with a right signature', async context => {
  const bench = await opened(context);
  const { page, complaints } = await shown(context, bench);
  await page.getByText('Nothing was asked yet').waitFor();
  await bench.get(bench.signed(`${orders}/`).replace(`${orders}/`, orders), undefined, 'http');
  await page.getByRole('option').click();
  await page.getByText('The base strings part at character').waitFor();
  assert.equal(await page.locator('mark').first().textContent(), '&');
  assert.equal(await page.locator('mark').nth(1).textContent(), '%');
  await photograph(page, 'signature');
  await page.getByRole('button', { name: 'Replay with a right signature' }).click();
  await page.getByRole('option').nth(1).waitFor();
  assert.match((await page.getByRole('option').first().textContent()) ?? '', /^200/);
  await page.getByRole('button', { name: 'refused' }).click();
  assert.equal(await page.getByRole('option').count(), 1);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByText('Nothing was asked yet').waitFor();
  assert.deepEqual(complaints, []);
});

test('on a narrow page an exchange takes the focus of the list, whose place it takes, and gives it back', async context => {
  const bench = await opened(context);
  await bench.get(`${orders}/1`, bench.basic);
  await bench.get(`${orders}/2`);
  const { page } = await shown(context, bench, { viewport: { width: 360, height: 740 } });
  await page.getByRole('listbox').focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('#exchange:focus').waitFor();
  assert.ok(await page.getByRole('listbox').isHidden());
  await page.keyboard.press('Escape');
  await page.locator('.list:focus').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('article', { name: 'Request 1' }).waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.locator('.list:focus').waitFor();
});

test('it is used with a keyboard alone', async context => {
  const bench = await opened(context);
  await bench.get(`${orders}/1`, bench.basic);
  await bench.get(`${orders}/2`);
  const { page } = await shown(context, bench);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('orders');
  assert.equal(await page.locator('#search').inputValue(), 'orders');
  await page.getByRole('listbox').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('article', { name: 'Request 1' }).waitFor();
  assert.equal(await page.getByRole('listbox').getAttribute('aria-activedescendant'), 'row-1');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('article').count(), 0);
  await tab(page, 'Traffic').focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: 'Make a key' }).waitFor();
  assert.equal(await tab(page, 'Keys').getAttribute('aria-selected'), 'true');
});

test('keys, faults and the clock are changed', async context => {
  const bench = await opened(context);
  const { page, complaints } = await shown(context, bench);
  await tab(page, 'Keys').click();
  await page.getByLabel('May').selectOption('read');
  await page.getByRole('button', { name: 'Make' }).click();
  await page.getByText(/^Made: ck_/).waitFor();
  assert.equal(bench.store.keptKeys().at(-1)?.permissions, 'read');
  const card = page.locator('details.card', { hasText: 'owner read_write' });
  await card.locator('summary').click();
  await card.getByLabel('As').selectOption({ label: 'Python (woocommerce)' });
  assert.match((await card.locator('pre').textContent()) ?? '', /from woocommerce import API/);
  await card.getByRole('button', { name: 'Revoke' }).click();
  await card.waitFor({ state: 'detached' });
  assert.equal(bench.store.findKey(bench.key.consumerKey), undefined);

  await tab(page, 'Store').click();
  await page.getByLabel('Search').fill('authorization');
  await page.getByRole('checkbox', { name: /^strip-authorization/ }).click();
  await page.getByText('Switched on: strip-authorization').waitFor();
  assert.deepEqual(bench.store.faults, ['strip-authorization']);
  await page.getByRole('button', { name: 'All off' }).click();
  await page.getByText('None is switched on').waitFor();
  await page.getByLabel('Search').fill('tls-expired');
  await page.getByRole('checkbox', { name: /^tls-expired/ }).click();
  assert.match((await page.getByRole('alert').textContent()) ?? '', /certificate of a listener is one/);
  assert.equal(await page.getByRole('checkbox', { name: /^tls-expired/ }).isChecked(), false);
  await page.getByLabel('Unix seconds').fill('1790000000');
  await page.getByRole('button', { name: 'Stop it there' }).click();
  await page.getByText('2026-09-21 14:13:20 UTC').waitFor();
  await page.getByRole('button', { name: 'Put everything back' }).click();
  await page.getByText('2026-09-21 14:13:20 UTC').waitFor({ state: 'detached' });
  assert.ok(bench.store.findKey(bench.key.consumerKey));
  assert.deepEqual(
    complaints.filter(text => !/400 \(Bad Request\)/.test(text)),
    [],
  );
});

test('the site is switched, and what it answers changes', async context => {
  const bench = await opened(context);
  const { page, complaints } = await shown(context, bench);
  await tab(page, 'Store').click();
  const checkbox = (name: RegExp, checked: boolean) => page.getByRole('checkbox', { name, checked });
  await checkbox(/^Maintenance mode/, false).click();
  await checkbox(/^Maintenance mode/, true).waitFor();
  assert.equal(await bench.get(orders, bench.basic), 503);
  await checkbox(/^Maintenance mode/, true).click();
  await checkbox(/^Maintenance mode/, false).waitFor();
  await checkbox(/^Plain permalinks/, false).click();
  await checkbox(/^Plain permalinks/, true).waitFor();
  assert.equal(await bench.get(orders, bench.basic), 404);
  assert.equal(bench.store.switches.permalinks, 'plain');
  assert.deepEqual(complaints, []);
});

test('a webhook delivers what it is told to, signed right and wrong', async context => {
  const bench = await opened(context);
  const delivered: string[] = [];
  const receiver = createServer((request, response) => {
    delivered.push(String(request.headers['x-wc-webhook-signature'] ?? ''));
    request.resume().once('end', () => response.writeHead(delivered.length > 2 ? 401 : 200).end());
  });
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    receiver.close();
    receiver.closeAllConnections();
  });
  const body = {
    topic: 'order.updated',
    delivery_url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
    name: 'To the app',
  };
  const { status } = await bench.store.answer({
    method: 'POST',
    scheme: 'https',
    host: 'x',
    target: '/wp-json/wc/v3/webhooks',
    headers: ['Host', 'x', 'Authorization', bench.basic, 'Content-Type', 'application/json'],
    body: Buffer.from(JSON.stringify(body)),
  });
  assert.equal(status, 201);
  await bench.store.delivered();
  const before = delivered.length;
  const { page } = await shown(context, bench);
  await tab(page, 'Store').click();
  const form = page.locator('form.card', { hasText: 'To the app' });
  await form.getByLabel('Of the id').fill(String(firstOrderId));
  for (const signature of ['right', 'wrong']) {
    await form.getByLabel('Signature').selectOption(signature);
    await form.getByRole('button', { name: 'Send now' }).click();
    await page.getByText(/^Answered \d{3}\.$/).waitFor();
  }
  assert.equal(delivered.length, before + 2);
  assert.notEqual(delivered.at(-1), delivered.at(-2));
  await form.getByLabel('Of the id').fill('999999');
  await form.getByRole('button', { name: 'Send now' }).click();
  assert.match((await page.getByRole('alert').textContent()) ?? '', /999999/);
});

test('what others send is text, and nothing of it runs', async context => {
  const bench = await opened(context);
  const markup = '<img/src=x/onerror=alert(1)><script>alert(2)</script>';
  await bench.store.answer({
    method: `G"><script>alert(3)</script>`,
    scheme: 'http',
    host: markup,
    target: `${orders}/${markup}?a=${markup}&oauth_consumer_key=${markup}&oauth_signature=${markup}`,
    headers: ['Host', 'x', 'X-Note', markup, 'Authorization', `OAuth oauth_consumer_key="${markup}"`],
    body: Buffer.from(`{"a":"${markup}"}`),
  });
  const { page, complaints } = await shown(context, bench);
  await page.getByRole('option').click();
  await page.getByRole('article').waitFor();
  assert.equal(await page.locator('img, script[src], iframe').count(), 0);
  assert.match((await page.getByRole('article').textContent()) ?? '', /onerror=alert\(1\)/);
  assert.deepEqual(complaints, []);
});

test('a session is saved, and another workbench opens it; what is none is told', async context => {
  const bench = await opened(context);
  await bench.get(orders, bench.basic);
  await bench.get(orders);
  const saved = (await bench.ask('GET', '/workbench/session.json')).text;
  const other = await opened(context);
  const { page } = await shown(context, other);
  await tab(page, 'Share').click();
  const input = page.getByLabel(/A session that a workbench has saved/);
  const file = (text: string) => ({
    name: 's.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  for (const wrong of ['{', '{"kind":"other"}', '[]', saved.replaceAll('"judgements"', '"judged"')]) {
    await input.setInputFiles(file(wrong));
    assert.match((await page.getByRole('alert').textContent()) ?? '', /^This (?:file|session) is no/);
  }
  await input.setInputFiles(file(saved));
  await page.getByText('A session of a file').waitFor();
  assert.equal(await page.getByRole('option').count(), 2);
  await page.getByRole('option').first().click();
  await page.getByRole('article').waitFor();
  assert.equal(await page.getByRole('button', { name: /Replay/ }).count(), 0);
});

for (const [name, options] of [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 360, height: 740 } }],
] as const)
  test(`axe finds nothing wrong, and nothing is wider than the page: ${name}`, async context => {
    const bench = await opened(context);
    await bench.get(orders, bench.basic);
    await bench.get(bench.signed(`${orders}/`).replace(`${orders}/`, orders), undefined, 'http');
    bench.store.faults = ['strip-authorization'];
    const { page } = await shown(context, bench, options);
    const look = async (what: string) => {
      assert.deepEqual(await violations(page), [], what);
      const width = await page.locator('html').evaluate(root => root.scrollWidth);
      assert.ok(width <= (page.viewportSize()?.width ?? 0), `${what} is ${width} wide`);
      await photograph(page, `${name}-${what.replaceAll(' ', '-')}`);
    };
    await page.getByRole('option').first().waitFor();
    await look('traffic');
    await page.getByRole('option').first().click();
    await page.getByText('The base strings part at character').waitFor();
    await look('exchange');
    await tab(page, 'Keys').click();
    await page.locator('details.card summary').first().click();
    await look('keys');
    await tab(page, 'Store').click();
    await page.locator('.fault summary').first().click();
    await look('store');
    await tab(page, 'Share').click();
    await look('share');
  });

test('of ten thousand requests the page holds what is seen, and finds one', async context => {
  const bench = await opened(context);
  const { page } = await shown(context, bench);
  for (let at = 0; at < 10_100; at += 100)
    await Promise.all(Array.from({ length: 100 }, (_, i) => bench.get(`${orders}/${at + i}`)));
  await page.getByText('10000 requests', { exact: true }).waitFor();
  await page.locator('#row-10100').waitFor();
  assert.ok((await page.getByRole('option').count()) < 100);
  await page.locator('#search').fill('orders/9876');
  await page.getByText('1 of 10000').waitFor();
  await page.getByRole('option').click();
  await page.getByRole('article', { name: 'Request 9877' }).waitFor();
});

test('a page of another site reads nothing, changes nothing, and shows it in no frame', async context => {
  const bench = await opened(context);
  const { control } = bench;
  const html = `<!DOCTYPE html><title>evil</title><iframe src="${control}/workbench"></iframe>
    <form method="post" action="${control}/reset"><button>go</button></form>`;
  const evil = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(html);
  });
  await new Promise<void>(resolve => evil.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    evil.close();
    evil.closeAllConnections();
  });
  bench.store.faults = ['strip-authorization'];
  const page = await browser.newPage();
  context.after(() => page.close());
  await page.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`);
  const tried = await page.evaluate(async url => {
    const outcomes: string[] = [];
    for (const [method, path] of [
      ['GET', '/workbench/state'],
      ['POST', '/reset'],
      ['DELETE', '/workbench/users?login=owner'],
    ])
      for (const mode of ['cors', 'no-cors'] as const)
        try {
          const response = await fetch(url + path, { method, mode });
          outcomes.push(`${response.type} ${await response.text()}`);
        } catch {
          outcomes.push('refused');
        }
    return outcomes;
  }, control);
  assert.ok(
    tried.every(outcome => outcome === 'refused' || outcome === 'opaque '),
    tried.join(),
  );
  const frame = page.frames()[1];
  assert.equal(await frame?.locator('[role=tablist]').count(), 0);
  await page.getByRole('button').click();
  await page.waitForLoadState();
  assert.deepEqual(bench.store.faults, ['strip-authorization']);
  assert.ok(bench.store.users().some(({ login }) => login === 'owner'));
});
