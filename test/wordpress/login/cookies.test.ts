/** Cookies over TLS, as real 8.2.2 (WordPress 6.4.1) and 10.5.0 (6.9.1) set and take them away. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStore, noBody, type Store } from '../../../mocks/index.ts';
import { host } from '../../woocommerce/measured/identities.ts';
import { fixture } from '../../woocommerce/resources/client.ts';

async function ask(store: Store, target: string, cookie = '', form?: string) {
  const answer = await store.answer({
    method: form === undefined ? 'GET' : 'POST',
    scheme: 'https',
    host,
    target,
    headers: [
      ...['Host', host],
      ...(cookie === '' ? [] : ['Cookie', cookie]),
      ...(form === undefined ? [] : ['Content-Type', 'application/x-www-form-urlencoded']),
    ],
    body: form === undefined ? noBody : Buffer.from(form),
  });
  const set = answer.headers.filter((_, i) => i % 2 === 1 && answer.headers[i - 1] === 'Set-Cookie');
  return { status: answer.status, set, text: Buffer.from(answer.body).toString() };
}

const cookiesOf = (set: readonly string[]) => set.map(field => field.split(';', 1)[0] as string).join('; ');
/** `wordpress_logged_in_*; path=/; HttpOnly` */
const shape = (field: string) =>
  field
    .replace(/^([\w-]+?_)[0-9a-f]{32}=/, '$1*=')
    .replace(/=[^;]*/, '')
    .replace(/; expires=[^;]*; Max-Age=0/, '');

async function logIn(store: Store) {
  const form = 'log=customer&pwd=customerpass&testcookie=1';
  return (await ask(store, '/wp-login.php', 'wordpress_test_cookie=1', form)).set;
}

describe('cookies of a log-in over TLS', () => {
  for (const [profile, test] of [
    ['10.5', 'wordpress_test_cookie; path=/; secure; HttpOnly'],
    ['8.2', 'wordpress_test_cookie; path=/; secure'],
  ] as const) {
    it(`are those of ${profile}`, async () => {
      const store = await createStore({ fixture: fixture(`wc-${profile}`), profile });
      assert.deepEqual((await logIn(store)).map(shape), [
        test,
        'wordpress_sec_*; path=/wp-content/plugins; secure; HttpOnly',
        'wordpress_sec_*; path=/wp-admin; secure; HttpOnly',
        'wordpress_logged_in_*; path=/; HttpOnly',
      ]);
    });
  }

  it('are all taken away when somebody logs out, those of old versions and of WooCommerce too', async () => {
    const store = await createStore({ fixture: fixture() });
    const cookie = cookiesOf(await logIn(store));
    const page = await ask(store, '/wp-login.php?action=logout', cookie);
    const link = /href="[^"]*(\/wp-login\.php[^"]*action=logout[^"]*)"/.exec(page.text)?.[1] ?? '';
    const { set } = await ask(store, link.replaceAll('&#038;', '&').replaceAll('&amp;', '&'), cookie);
    assert.deepEqual(set.slice(1).map(shape), [
      ...['wordpress_*; path=/wp-admin', 'wordpress_sec_*; path=/wp-admin'],
      ...['wordpress_*; path=/wp-content/plugins', 'wordpress_sec_*; path=/wp-content/plugins'],
      ...['wordpress_logged_in_*; path=/', 'wordpress_logged_in_*; path=/'],
      ...['wp-settings-3; path=/', 'wp-settings-time-3; path=/'],
      ...['wordpress_*; path=/', 'wordpress_*; path=/', 'wordpress_sec_*; path=/', 'wordpress_sec_*; path=/'],
      ...['wordpressuser_*; path=/', 'wordpresspass_*; path=/'],
      ...['wordpressuser_*; path=/', 'wordpresspass_*; path=/'],
      ...['wp-postpass_*; path=/', 'wp_woocommerce_session_*; path=/; HttpOnly'],
    ]);
  });

  it('are taken from the browser by reauth, which leaves the session', async () => {
    const store = await createStore({ fixture: fixture() });
    const cookie = cookiesOf(await logIn(store));
    const nonce = (await ask(store, '/wp-admin/admin-ajax.php?action=rest-nonce', cookie)).text;
    assert.ok((await ask(store, '/wp-login.php?reauth=1', cookie)).set.length > 10);
    assert.equal((await ask(store, `/wp-json/wp/v2/users/me?_wpnonce=${nonce}`, cookie)).status, 200);
  });

  it('remember the language that was chosen', async () => {
    const { set } = await ask(await createStore({ fixture: fixture() }), '/wp-login.php?wp_lang=de_DE');
    assert.deepEqual(set.slice(1), ['wp_lang=de_DE; path=/; secure; HttpOnly']);
  });

  it('lead nobody from admin-post.php to the log-in', async () => {
    const { status, text } = await ask(await createStore({ fixture: fixture() }), '/wp-admin/admin-post.php');
    assert.deepEqual([status, text], [200, '']);
  });
});
