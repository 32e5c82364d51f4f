/** The report's page in a real browser: by eye, by keyboard, on paper, without JavaScript, and held against axe. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { signatureNotes } from '../../src/client/http/signature-notes.ts';
import { curlCommand } from '../../src/report/curl.ts';
import type { ReportModel } from '../../src/report/model.ts';
import { withExpectations } from '../../src/report/summary.ts';
import { prepareReports, writeReports } from '../../src/report/write.ts';
import type { Outcome } from '../../src/verify/outcomes.ts';
import { launchChromium } from '../browser.ts';
import { exchange, model, scenario } from './model.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where the screenshots go, for those who want to look at them. */
const screenshots = process.env.LATCHKEY_SCREENSHOTS;
const folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-'));
let browser: Browser;
let page: Page;

/** A fleet of three with everything that a report can tell. */
const fleet: ReportModel = (() => {
  const plain = model({
    'BASIC-01': { 'staging-eu': 'passed', 'staging-us': 'passed', simulated: 'passed' },
    'BASIC-02': { 'staging-eu': 'passed', 'staging-us': 'failed', simulated: 'passed' },
    'BASIC-03': { 'staging-eu': 'skipped', 'staging-us': 'cannot tell', simulated: 'passed' },
    'OAUTH-01': { 'staging-eu': 'failed', 'staging-us': 'passed', simulated: 'passed' },
    'OAUTH-02': { 'staging-eu': 'passed', simulated: 'passed' },
  });
  const { scenarios } = plain;
  const facts = {
    url: 'https://staging-eu.example.com/shop',
    versions: { WooCommerce: '11.1.0', WordPress: '6.8.1' },
    fingerprints: { 'REST index': 'a1b2c3d4e5f6' },
    capabilities: [
      { name: 'tls', has: true, from: 'probe' },
      { name: 'plain-http', has: false, from: 'configuration', told: 'redirects to HTTPS' },
    ],
    clockDifference: 3_599,
    requests: 712,
    refusals: 4,
    notes: ['plain HTTP: redirects to HTTPS, 9 scenarios skipped'],
    created: [
      { what: 'key 12 (read) of owner', removed: true },
      { what: 'user latchkey-3f9a', removed: false, why: 'HTTP 503' },
    ],
  } as const;
  return withExpectations(
    {
      ...plain,
      targets: plain.targets.map((each, i) => (i === 0 ? { ...each, version: '11.1', facts } : each)),
      requirements: plain.requirements.map(each =>
        each.id === 'OAUTH-01' ? { ...each, title: 'Signed <b>& "sealed"</b>', fix: 'Sign it.' } : each,
      ),
      scenarios: [
        ...scenarios,
        scenario(['BASIC-01', 'simulated'], 'passed', {
          name: 'Markup </script><img src=x onerror=alert(1)>',
          line: 99,
          exchanges: [exchange(), exchange({ url: 'https://shop.test/?</script><script>alert(1)</script>' })],
        }),
      ],
    },
    [
      { requirement: 'OAUTH-01', target: 'staging-eu', reason: 'SHOP-1', expires: '2026-12-31' },
      { requirement: 'BASIC-01', target: 'simulated', reason: 'SHOP-2', expires: '2026-12-31' },
    ],
    '2026-11-21',
  );
})();

before(async () => {
  browser = await launchChromium();
  prepareReports(folder);
  writeReports(folder, fleet);
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => page?.context().close());

const complaints: string[] = [];

async function open(hash = '', options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  page = await context.newPage();
  complaints.length = 0;
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  page.on('request', request => {
    if (!request.url().startsWith('file:')) complaints.push(`asks for ${request.url()}`);
  });
  await page.goto(`${pathToFileURL(path.join(folder, 'index.html')).href}${hash}`);
}

const focused = () =>
  page.evaluate(
    () =>
      (globalThis as never as { document: { activeElement: { textContent: string } } }).document.activeElement
        .textContent,
  );
const cell = (row: string, column: number) => page.locator(`#row-${row} > td:nth-of-type(${column}) button`);

/** No violation of any rule of axe in light and dark, narrow and wide, and nothing wider than the screen. */
async function check(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [360, 1280]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      // The page's own policy forbids scripts that are not its own; those of a debugger are let in.
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      assert.deepEqual(violations, [], `${name} ${colorScheme} ${width}`);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      assert.ok((overflow as number) <= 0, `${name} at ${width}: ${overflow} pixels too wide`);
      if (screenshots) {
        mkdirSync(screenshots, { recursive: true });
        await page.screenshot({
          path: path.join(screenshots, `${name}-${colorScheme}-${width}.png`),
          fullPage: name === 'report',
        });
      }
    }
  await page.setViewportSize({ width: 1280, height: 900 });
}

describe('the page of a report', () => {
  it('has no fault that axe knows, in light and dark, narrow and wide', async () => {
    await open();
    await check('report');
    assert.deepEqual(complaints, []);
  });

  it('nor when a cell is open', async () => {
    await open('#BASIC-02@staging-us');
    await check('cell');
    assert.deepEqual(complaints, []);
  });

  it('tells the verdict, each outcome, and where it came from', async () => {
    await open();
    assert.match(await page.title(), /^1 requirement of 5 failed/);
    assert.equal(await cell('BASIC-02', 2).innerText(), '✗\nfailed\n1');
    assert.match(await page.locator('#row-BASIC-02').innerText(), /RFC 5849 section 3\.4/);
    assert.equal(await page.locator('#row-OAUTH-02 .cell.none').count(), 1);
    assert.match(
      await page.locator('.card').first().innerText(),
      /user latchkey-3f9a: still there \(HTTP 503\)/,
    );
    assert.match(await page.locator('.card').first().innerText(), /3,599 seconds ahead of ours/);
    assert.match(await page.locator('.unjudged').innerText(), /skipped: why it is skipped/);
  });

  it('shows text as text, whatever is in it', async () => {
    await open('#BASIC-01@simulated');
    assert.match(await page.locator('#row-OAUTH-01').innerText(), /Signed <b>& "sealed"<\/b>/);
    const odd = page.locator('.scenario', { hasText: 'Markup' });
    await odd.locator('> summary').click();
    assert.match(await odd.innerText(), /Markup <\/script><img src=x onerror=alert\(1\)>/);
    assert.equal(await page.locator('img').count(), 0);
    assert.deepEqual(complaints, []);
  });

  it('is used with the keyboard: a cell opens with Enter, arrows move, Escape leads back', async () => {
    await open();
    await cell('BASIC-01', 2).focus();
    await page.keyboard.press('ArrowDown');
    assert.match((await focused()) ?? '', /failed/);
    await page.keyboard.press('Enter');
    const sheet = page.locator('#sheet');
    assert.ok(await sheet.isVisible());
    assert.match((await focused()) ?? '', /^BASIC-02/);
    assert.match(
      await sheet.innerText(),
      /staging-us[\s\S]*Then the store answers[\s\S]*The store answered 401/,
    );
    assert.match(await sheet.innerText(), /GET&https%3A%2F%2Fshop\.test/);
    assert.match(page.url(), /#BASIC-02@staging-us$/);
    await page.locator('#next').press('Enter');
    assert.match(await sheet.innerText(), /^staging-us[\s\S]*BASIC-03/);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    // The browser gives the focus to the cell that opened the sheet first, and tells of the close in a task of its own.
    await page.locator('#row-BASIC-03 button:focus').waitFor();
  });

  it('filters by outcome and by text', async () => {
    await open();
    const shown = () =>
      page.locator('.matrix tr[data-row]:visible').evaluateAll(rows => rows.map(row => row.id));
    await page
      .locator('.filters')
      .getByRole('button', { name: /^failed \d/ })
      .click();
    assert.deepEqual(await shown(), ['row-BASIC-02']);
    assert.match(await page.locator('.shown').innerText(), /1 of 5 shown/);
    await page.getByRole('button', { name: /^all/ }).click();
    await page.getByRole('searchbox').fill('oauth asks');
    assert.deepEqual(await shown(), ['row-OAUTH-02']);
    await page.getByRole('searchbox').fill('nothing like it');
    assert.deepEqual(await shown(), []);
    assert.ok(await page.getByText('No requirement fits the filter.').isVisible());
    // A link to a row that the filter hides shows it again.
    await page.locator('.unjudged a').first().click();
    assert.equal((await shown()).length, 5);
  });

  it('copies an exchange as curl, with the very text that the function gives', async () => {
    await open('#BASIC-02@staging-us', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate('navigator.clipboard.readText()');
    assert.equal(copied, curlCommand(exchange().request));
  });

  it('marks where the base strings of store and client part, and says why a rule is broken and how it is mended', async () => {
    const gate = model({ 'GATE-SIGN-1': { client: 'failed' } });
    const notes = {
      [signatureNotes.store]: 'GET&https%3A%2F%2Fshop.test%2F&a%3D1',
      [signatureNotes.client]: 'GET&http%3A%2F%2Fshop.test%2F&a%3D1',
    };
    const other = path.join(folder, 'gate');
    prepareReports(other);
    writeReports(other, {
      ...gate,
      requirements: gate.requirements.map(each => ({ ...each, fix: 'Sign the URL that is sent.' })),
      scenarios: gate.scenarios.map(each => ({
        ...each,
        steps: [],
        reason: 'request 1: another scheme was signed',
        exchanges: [{ ...exchange(), notes }],
      })),
    });
    await open();
    await page.goto(`${pathToFileURL(path.join(other, 'index.html')).href}#GATE-SIGN-1@client`);
    const sheet = page.locator('#sheet');
    assert.match(
      await sheet.innerText(),
      /request 1: another scheme was signed\s+Fix: Sign the URL that is sent\./,
    );
    assert.match(await sheet.innerText(), /The base strings part at character 9\./);
    assert.deepEqual(await sheet.locator('mark').allInnerTexts(), ['s', '%']);
    await check('gate');
    assert.deepEqual(complaints, []);
  });

  it('can be read without JavaScript as far as matrix and failures go', async () => {
    await open('', { javaScriptEnabled: false });
    const text = await page.locator('body').innerText();
    assert.match(text, /BASIC-02[\s\S]*failed/);
    assert.match(text, /A scenario of BASIC-02: why it is failed/);
    assert.equal(await page.locator('button:visible, input:visible').count(), 0);
  });

  it('is printed without its tools, in dark ink, with nothing cut off', async () => {
    await open();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await page.locator('.filters:visible, #search:visible, .copy:visible').count(), 0);
    const ink = await page.evaluate('getComputedStyle(document.body).color');
    assert.equal(ink, 'rgb(0, 0, 0)');
    assert.equal(
      await page.evaluate('getComputedStyle(document.querySelector(".scroll")).overflowX'),
      'visible',
    );
    const pdf = await page.pdf({ format: 'A4' });
    assert.ok(pdf.length > 10_000);
  });

  it('stays below 3 MB for 110 requirements, 5 targets and 450 scenarios each', async () => {
    const names = ['eu', 'us', 'uk', 'de', 'fr'];
    const ids = Array.from({ length: 110 }, (_, i) => `BIG-${String(i + 1).padStart(2, '0')}`);
    const outcomeOf = (i: number): Outcome => (i % 9 === 0 ? 'failed' : i % 17 === 0 ? 'skipped' : 'passed');
    const big = model(
      Object.fromEntries(
        ids.map((id, i) => [id, Object.fromEntries(names.map(name => [name, outcomeOf(i)]))]),
      ),
    );
    let serial = 0;
    const nonce = () => (serial++).toString(16).padStart(32, '0');
    const scenarios = big.scenarios.flatMap(each =>
      Array.from({ length: 4 }, (_, line) => ({
        ...each,
        line,
        exchanges: [1, 2].map(() => {
          const url = `https://shop.test/wp-json/wc/v3/orders?oauth_nonce=${nonce()}&oauth_signature=***`;
          const one = exchange({ url });
          const answer = one.answer && {
            ...one.answer,
            body: nonce().repeat(each.outcome === 'failed' ? 250 : 60),
          };
          return { ...one, answer, notes: { 'signature base string': `GET&${url}` } };
        }),
      })),
    );
    const other = path.join(folder, 'big');
    prepareReports(other);
    writeReports(other, { ...big, scenarios });
    const { size } = statSync(path.join(other, 'index.html'));
    assert.ok(size < 3_000_000, `${size} bytes`);
    await open();
    await page.goto(pathToFileURL(path.join(other, 'index.html')).href);
    await cell('BIG-01', 5).click();
    assert.match(await page.locator('#sheet').innerText(), /fr[\s\S]*BIG-01[\s\S]*oauth_nonce/);
  });
});
