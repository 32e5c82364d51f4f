import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageFacts } from '../../../src/recordings/page-facts.ts';
import { flow, Harness, type Options } from './harness.ts';

/** The facts of the form after a log-in that failed. */
async function failed(options: Options, username: string, password: string) {
  const site = new Harness(options);
  const login = `http://shop.test:8105/wc-auth/v1/login?${new URLSearchParams(flow)}`;
  const nonce = /name="woocommerce-login-nonce" value="(\w+)"/.exec((await site.get(login)).body)?.[1] ?? '';
  const form = { username, password, login: 'Login', 'woocommerce-login-nonce': nonce };
  return pageFacts((await site.send('POST', login, form)).body);
}

test('a log-in that failed is told above the form: in a list, and in a theme of blocks in a banner since WooCommerce 10', async () => {
  const message = /Error: The password field is empty\. To connect/;
  const banner = await failed({ profile: '10.5', theme: 'block' }, 'administrator', '');
  assert.match(banner.text, message);
  assert.deepEqual(banner.items, []);
  for (const options of [
    { profile: '10.5' },
    { profile: '6.6' },
    { profile: '6.6', theme: 'block' as const },
  ]) {
    const list = await failed(options, 'administrator', '');
    assert.match(list.text, message);
    assert.deepEqual(list.items, ['Error:The password field is empty.']);
  }
  assert.match((await failed({}, '', 'x')).text, /Error: Username is required\./);
});
