/** `latchkey/explain` in a browser says what it says in Node: bundled with the stand-ins that the package's imports name. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { browserImports } from '../../scripts/browser-imports.ts';
import { type explain, explainText, type readRequest } from '../../src/index.ts';
import { launchChromium } from '../browser.ts';
import { key, raw, secret, sentAt, signedUrl } from './sent.ts';

const root = path.resolve(import.meta.dirname, '../..');
const https = 'https://shop.test:8443/wp-json/wc/v3/orders';
const http = 'http://shop.test:8105/wp-json/wc/v3/orders';

const inputs: readonly string[] = [
  signedUrl(http),
  signedUrl(`${http}?search=a%2Fb`, { encodeValue: text => encodeURIComponent(text).replaceAll('%2F', '/') }),
  signedUrl(`${http}?search=é%20ü`, { isSorted: false }),
  signedUrl(http, { signUrl: 'http://www.müller.test/shop/wp-json/wc/v3/orders' }),
  signedUrl(http.replace('/wp-json/wc', '/wc-api')),
  `curl -u ${key}:${secret} ${https}`,
  `curl -u ${key}:${secret} ${http}`,
  `curl ${https.replace('orders', 'products')}?consumer_key=${key}`,
  raw('GET', https, [`Authorization: Basic ${Buffer.from(`${key}:${secret}\n`).toString('base64')}`]),
  '{"code":"woocommerce_rest_cannot_view","message":"متاسفانه شما نمی توانید","data":{"status":401}}',
  `curl ${https.replace('wc/v3/orders', 'wp/v2/users/me')}`,
  raw('POST', '/hook', ['Host: app.test', 'X-WC-Webhook-Signature: AAAA'], '{"id":1}'),
  `${http}?oauth_consumer_key=${key}&oauth_nonce=1&oauth_timestamp=${sentAt}&oauth_signature_method=HMAC-MD5&oauth_signature=x`,
  'hello world',
];

/** What a bundler for browsers does with the package's `imports`. */
const standIn = (name: string): string =>
  path.join(root, (browserImports[`#node/${name}`] as { browser: string }).browser.replace(/\.js$/, ''));

async function bundle(): Promise<string> {
  const built = await rolldown({
    input: path.join(root, 'src/explain.ts'),
    platform: 'browser',
    resolve: {
      alias: {
        'node:buffer': `${standIn('buffer')}.js`,
        'node:crypto': `${standIn('crypto')}.js`,
        'node:net': `${standIn('net')}.ts`,
      },
    },
    onLog(level, log) {
      // Where one of Node's modules is left, nobody brings it in a browser.
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(`${level}: ${log.message}`);
    },
  });
  const { output } = await built.generate({ format: 'iife', name: 'latchkey' });
  await built.close();
  return output[0].code;
}

let browser: Browser;
let page: Page;
before(async () => {
  const code = await bundle();
  browser = await launchChromium();
  page = await browser.newPage();
  await page.addScriptTag({ content: code });
});
after(async () => {
  await browser.close();
});

type InPage = {
  latchkey: { explainText: typeof explainText; explain: typeof explain; readRequest: typeof readRequest };
};

test('the same inputs are explained alike', async () => {
  const options = {
    consumerSecret: secret,
    now: sentAt,
    home: 'http://shop.test:8105',
    depth: 'singles',
  } as const;
  const said = await page.evaluate(
    ([texts, given]) =>
      texts.map(
        text => JSON.stringify((globalThis as unknown as InPage).latchkey.explainText(text, given)) ?? '',
      ),
    [inputs, options] as const,
  );
  inputs.forEach((text, index) => {
    assert.equal(said[index], JSON.stringify(explainText(text, options)) ?? '', text.slice(0, 120));
  });
});

test('a wrong type is the same error', async () => {
  const name = await page.evaluate(() => {
    try {
      (globalThis as unknown as InPage).latchkey.explainText(1 as never);
    } catch (error) {
      return (error as Error & { code?: string }).code;
    }
    return undefined;
  });
  assert.throws(() => explainText(1 as never), { code: name });
});
