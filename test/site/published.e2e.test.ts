/** The site as people meet it: its links, its search, axe, both living pages in Chromium, and that nothing leaves them. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { parse } from 'node-html-parser';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { faults } from '../../src/doctor/faults/catalogue.ts';
import { namedCauses } from '../../src/explain/cause-page.ts';
import { mistakes } from '../../src/explain/mistakes/index.ts';
import { readRequirements } from '../../src/verify/requirements.ts';
import { launchChromium } from '../browser.ts';
import { base, fileOf, type Published, publish } from './published.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where the screenshots go, for those who want to look at them. */
const screenshots = process.env.LATCHKEY_SCREENSHOTS;
const key = 'ck_00112233445566778899aabbccddeeff00112233';
const secret = 'cs_ffeeddccbbaa99887766554433221100ffeeddcc';

let site: Published;
let browser: Browser;
let page: Page;
/** What the page asked of anybody, and what it complained of. */
let asked: string[] = [];
let complaints: string[] = [];

before(async () => {
  site = await publish();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

async function open(address: string, options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  page = await context.newPage();
  page.on('request', request => asked.push(request.url()));
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.message));
  await page.goto(site.url + address);
}

beforeEach(() => {
  asked = [];
  complaints = [];
});
afterEach(async () => {
  await page?.context().close();
});

const nothingLeft = () =>
  assert.deepEqual(
    asked.filter(url => !url.startsWith(site.url)),
    [],
  );
const noComplaints = () => assert.deepEqual(complaints, []);

describe('the files', () => {
  const pages = () => globSync('**/*.html', { cwd: site.folder });

  it('link to pages and headings that are there', () => {
    const ids = new Map<string, ReadonlySet<string>>();
    const idsOf = (file: string) => {
      const known = ids.get(file);
      if (known) return known;
      const found = new Set(
        [...readFileSync(file, 'utf8').matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id),
      );
      ids.set(file, found);
      return found;
    };
    const dead: string[] = [];
    let links = 0;
    for (const file of pages()) {
      const address = new URL(file.replace(/index\.html$/, ''), `http://site${base}`);
      for (const [, found = ''] of readFileSync(path.join(site.folder, file), 'utf8').matchAll(
        /<(?:a|img|link|script)\s[^>]*?(?:href|src)="([^"]*)"/g,
      )) {
        const link = new URL(found.replaceAll('&amp;', '&'), address);
        if (link.host !== 'site') continue;
        links++;
        const target = fileOf(site.folder, decodeURIComponent(link.pathname));
        const anchor = decodeURIComponent(link.hash.slice(1));
        if (target === undefined) dead.push(`${file}: ${found}`);
        // A setting of the playground is no heading.
        else if (anchor !== '' && !anchor.includes('=') && !idsOf(target).has(anchor))
          dead.push(`${file}: ${found}, no such heading`);
      }
    }
    assert.ok(links > 5000, `${links} links were found`);
    assert.deepEqual(dead, []);
  });

  it('have a page for each finding and requirement, with its words', async () => {
    const textOf = (address: string) => {
      const file = fileOf(site.folder, base + address);
      assert.ok(file, address);
      return parse(readFileSync(file, 'utf8')).querySelector('main')?.text ?? '';
    };
    for (const { id, title, workaround } of faults) {
      const text = textOf(`findings/${id}/`);
      assert.ok(text.includes(title), id);
      assert.ok(text.includes(workaround.slice(0, 20).split('`')[0] as string), id);
    }
    for (const { id, title } of mistakes) assert.ok(textOf(`findings/${id}/`).includes(title), id);
    for (const { id, fix } of namedCauses())
      assert.ok(textOf(`findings/${id}/`).includes(fix.slice(0, 12).split('`')[0] as string), id);
    for (const { id, scenarios } of await readRequirements())
      assert.match(textOf(`requirements/${id}/`), scenarios > 0 ? /Scenario/ : /Rule/, id);
    const code = textOf('errors/woocommerce_rest_cannot_view/');
    assert.match(code, /no key and secret reached it/);
    assert.match(code, /Sorry, you cannot list resources\./);
    assert.match(code, /BASIC-03/);
  });

  it('let nothing be sent', () => {
    const files = pages();
    assert.ok(files.length > 500, `${files.length} pages were found`);
    for (const file of files) {
      const head = parse(readFileSync(path.join(site.folder, file), 'utf8')).querySelector('head');
      const policy = head
        ?.querySelector('meta[http-equiv="Content-Security-Policy"]')
        ?.getAttribute('content');
      assert.match(policy ?? '', /default-src 'none'.*connect-src 'none'.*form-action 'none'/, file);
      assert.doesNotMatch(policy ?? '', /script-src[^;]*(?:unsafe|https?:|\*)/, file);
    }
  });
});

describe('the pages', () => {
  const looks: readonly { readonly name: string; readonly options: BrowserContextOptions }[] = [
    { name: 'light', options: { colorScheme: 'light' } },
    { name: 'dark at 360', options: { colorScheme: 'dark', viewport: { width: 360, height: 740 } } },
  ];
  const addresses = [
    '',
    'guides/doctor/',
    'findings/',
    'findings/strip-authorization/',
    'errors/woocommerce_rest_cannot_view/',
    'requirements/BASIC-02/',
    'explain/',
    'playground/',
  ];
  for (const { name, options } of looks)
    it(`are without a violation, ${name}`, async () => {
      for (const address of addresses) {
        await open(address, options);
        if (address === 'explain/')
          await explain(`curl -u ${key}:${secret} http://shop.test/wp-json/wc/v3/orders`);
        if (address === 'playground/') await status('200');
        if (screenshots)
          await page.screenshot({
            path: path.join(screenshots, `site ${name} ${address.replaceAll('/', ' ')}.png`),
            fullPage: true,
          });
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() =>
          (
            globalThis as unknown as {
              axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
            }
          ).axe.run(),
        );
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${address} ${id} ${nodes[0]?.target}`),
          [],
        );
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        assert.equal(overflow, 0, `${address} is wider than the window`);
        nothingLeft();
        noComplaints();
        await page.context().close();
      }
    });

  it('are found by what an answer says', async () => {
    await open('');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill('woocommerce_rest_cannot_view');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/errors\/woocommerce_rest_cannot_view\//);
    nothingLeft();
    noComplaints();
  });
});

async function explain(text: string, consumerSecret = ''): Promise<string> {
  await page.getByLabel('Request, answer, or both').fill(text);
  if (consumerSecret !== '') await page.getByLabel('Consumer secret').fill(consumerSecret);
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  const verdict = page.locator('.verdict');
  await verdict.waitFor();
  return verdict.innerText();
}

async function status(expected: string): Promise<void> {
  await page.locator('.status strong').filter({ hasText: expected }).waitFor();
}

describe('Explain', () => {
  it('tells why, offline, and leads to the page of what it names', async () => {
    await open('explain/');
    await page.getByRole('button', { name: 'Explain', exact: true }).waitFor();
    // What the page still loads of other pages would fail from here on.
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    const before = asked.length;
    assert.match(
      await explain(`curl -u ${key}:${secret} http://shop.test/wp-json/wc/v3/orders`),
      /plain HTTP/,
    );
    assert.match(
      await explain(
        '{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}',
      ),
      /stranger/,
    );
    assert.equal(
      await page.getByRole('link', { name: 'strip-authorization' }).getAttribute('href'),
      `${base}findings/strip-authorization/`,
    );
    assert.equal(asked.length, before, 'a request was sent');
    noComplaints();
  });

  it('keeps the secret out of the page, the address, and every request', async () => {
    await open('explain/');
    const address = page.url();
    const signed = `http://shop.test/wp-json/wc/v3/orders?oauth_consumer_key=${key}&oauth_nonce=n&oauth_signature_method=HMAC-SHA1&oauth_timestamp=1795224020&oauth_signature=AAAA`;
    await explain(signed, secret);
    assert.equal(page.url(), address);
    const shown = await page.locator('main').innerText();
    assert.ok(!shown.includes(secret), 'the secret is shown');
    assert.ok(!JSON.stringify(asked).includes(secret));
    assert.equal(
      await page
        .evaluate('JSON.stringify([localStorage, sessionStorage, history.state])')
        .then(kept => String(kept).includes(secret)),
      false,
    );
    nothingLeft();
    // What the policy is for: even a script that runs in the page can send nothing.
    const sent = await page.evaluate(async () => {
      try {
        await fetch(`/latchkey/?secret=1`);
        return 'sent';
      } catch {
        return 'refused';
      }
    });
    assert.equal(sent, 'refused');
  });

  it('shows what is pasted as text', async () => {
    await open('explain/');
    await explain(
      `{"code":"<img src=x onerror=alert(1)>","message":"<img src=x onerror=alert(1)>","data":{"status":401}}`,
    );
    assert.equal(await page.locator('main img').count(), 0);
    assert.match(await explain('hello'), /not understood/);
    noComplaints();
  });
});

describe('Playground', () => {
  it('answers otherwise with a fault, by keyboard alone', async () => {
    await open('playground/');
    await status('200');
    await page.getByLabel('What the hosting does').focus();
    await page.keyboard.type('The Authorization header does not reach PHP');
    await status('401');
    assert.match(
      await page.locator('pre').filter({ hasText: 'woocommerce_rest_cannot_view' }).innerText(),
      /401/,
    );
    await page.getByLabel('The key is sent').focus();
    await page.keyboard.type('in the query');
    await status('200');
    nothingLeft();
    noComplaints();
  });

  it('takes what is asked for as a path, whatever it looks like, and says which fault it cannot show', async () => {
    await open('playground/#fault=tls-expired');
    await status('200');
    await page.getByText('The fault tls-expired cannot be shown here').waitFor();
    for (const [endpoint, url] of [
      ['http://evil.test/x', '/wp-json/wc/v3/http://evil.test/x'],
      ['javascript:alert(1)', '/wp-json/wc/v3/javascript:alert(1)'],
      ['//evil.test/', '/wp-json/wc/v3/evil.test/'],
      ['orders#part', '/wp-json/wc/v3/orders'],
    ] as const) {
      await page.getByLabel('Path below').fill(endpoint);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText(`GET https://127.0.0.1:8080${url}`).first().waitFor();
    }
    await page.evaluate("location.hash = '#fault=strip-authorization'");
    await status('401');
    nothingLeft();
    noComplaints();
  });

  it('is opened with a fault by the page of the fault, keeps what is made, and begins anew', async () => {
    await open('findings/strip-authorization/');
    await page.getByRole('link', { name: 'playground', exact: true }).click();
    await status('401');
    await page.getByLabel('What the hosting does').selectOption('');
    await status('200');
    await page.getByLabel('Method').selectOption('POST');
    await page.getByLabel('Path below').fill('orders');
    await page.getByLabel('Body').fill('{"status":"completed"}');
    await page.getByRole('button', { name: 'Send' }).click();
    await status('201');
    await page.getByRole('button', { name: 'Begin anew' }).click();
    await status('200');
    nothingLeft();
    noComplaints();
  });
});
