/** Who is asking when a client sends cookies and a key: docs/discoveries/cookies-and-keys.md. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createStore, type Store } from '../../../mocks/index.ts';
import { fixture } from '../../woocommerce/resources/client.ts';

const host = 'shop.test:8443';
const orders = '/wp-json/wc/v3/orders?_fields=id';

describe('cookies and keys', () => {
  let store: Store;
  let cookies: ReadonlyMap<string, string>;
  let nonce: string;

  before(async () => {
    store = await createStore({ fixture: fixture() });
    cookies = await logIn(store, 'admin', 'adminpass');
    const answer = await send(store, 'GET', '/wp-admin/admin-ajax.php?action=rest-nonce', [
      'Cookie',
      field(cookies, 'both'),
    ]);
    nonce = answer.text;
  });

  it('a nonce for the REST API is ten hexadecimal digits, for those who are logged in', async () => {
    assert.match(nonce, /^[0-9a-f]{10}$/);
    const nobody = await send(store, 'GET', '/wp-admin/admin-ajax.php?action=rest-nonce', []);
    assert.deepEqual([nobody.status, nobody.text], [400, '0']);
  });

  it("the dashboard's pages print it", async () => {
    for (const page of ['', 'profile.php', 'users.php']) {
      const { text } = await send(store, 'GET', `/wp-admin/${page}`, ['Cookie', field(cookies, 'both')]);
      const settings = /var wpApiSettings = (\{.*?\});/.exec(text)?.[1] ?? '{}';
      assert.deepEqual(JSON.parse(settings), {
        root: 'https://shop.test:8105/wp-json/',
        nonce,
        versionString: 'wp/v2/',
      });
    }
  });

  // Which cookies, which key, which nonce: what 10.5.0 answered.
  const listed = '200';
  const nobody = '401 woocommerce_rest_cannot_view';
  const notAllowed = '403 woocommerce_rest_cannot_view';
  const wrongSecret = '401 woocommerce_rest_authentication_error';
  const wrongNonce = '403 rest_cookie_invalid_nonce';
  const measured: readonly (readonly [
    'site' | 'dashboard' | 'both',
    string | null,
    string,
    string,
    string,
  ])[] = [
    ['site', null, nobody, listed, wrongNonce],
    ['site', 'admin_rw', listed, listed, listed],
    ['site', 'customer_rw', notAllowed, notAllowed, notAllowed],
    ['site', 'wrong secret', wrongSecret, wrongSecret, wrongSecret],
    ['dashboard', null, nobody, wrongNonce, wrongNonce],
    ['dashboard', 'admin_rw', nobody, wrongNonce, wrongNonce],
    ['dashboard', 'customer_rw', nobody, wrongNonce, wrongNonce],
    ['dashboard', 'wrong secret', nobody, wrongNonce, wrongNonce],
    ['both', null, nobody, listed, wrongNonce],
    ['both', 'admin_rw', nobody, listed, wrongNonce],
    ['both', 'customer_rw', nobody, listed, wrongNonce],
    ['both', 'wrong secret', nobody, listed, wrongNonce],
  ];
  for (const [sent, key, without, right, wrong] of measured) {
    it(`the cookies of ${sent} with ${key ?? 'no key'}`, async () => {
      for (const [value, expected] of [
        [undefined, without],
        [nonce, right],
        ['bad', wrong],
      ] as const) {
        const headers = ['Cookie', field(cookies, sent)];
        if (key !== null) headers.push('Authorization', basic(key));
        if (value !== undefined) headers.push('X-WP-Nonce', value);
        const answer = await send(store, 'GET', orders, headers);
        const code = answer.status === 200 ? '' : ` ${JSON.parse(answer.text).code}`;
        assert.equal(`${answer.status}${code}`, expected, `nonce ${value}`);
      }
    });
  }

  it('the nonce may come in the query, and says who is asking in wp/v2 as well', async () => {
    const cookie = ['Cookie', field(cookies, 'site')];
    assert.equal((await send(store, 'GET', `${orders}&_wpnonce=${nonce}`, cookie)).status, 200);
    const me = await send(store, 'GET', '/wp-json/wp/v2/users/me', [...cookie, 'X-WP-Nonce', nonce]);
    assert.equal(JSON.parse(me.text).id, 1);
  });
});

function basic(name: string): string {
  const { keys } = fixture();
  const key = keys.find(one => one.name === (name === 'wrong secret' ? 'admin_rw' : name));
  const secret = name === 'wrong secret' ? `cs_${'0'.repeat(40)}` : key?.consumer_secret;
  return `Basic ${Buffer.from(`${key?.consumer_key}:${secret}`).toString('base64')}`;
}

/** The Cookie field with the cookies of one path, or of all. */
function field(cookies: ReadonlyMap<string, string>, which: 'site' | 'dashboard' | 'both'): string {
  const isOf = (name: string) =>
    which === 'both' || (which === 'site') === name.startsWith('wordpress_logged_in_');
  return [...cookies]
    .filter(([name]) => name !== 'wordpress_test_cookie' && isOf(name))
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}

async function logIn(store: Store, log: string, pwd: string): Promise<ReadonlyMap<string, string>> {
  const form = new URLSearchParams({ log, pwd }).toString();
  const headers = ['Content-Type', 'application/x-www-form-urlencoded'];
  const { answer } = await send(store, 'POST', '/wp-login.php', headers, form);
  const cookies = new Map<string, string>();
  for (let i = 0; i < answer.headers.length; i += 2) {
    if (answer.headers[i] !== 'Set-Cookie') continue;
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(answer.headers[i + 1] as string) ?? [];
    cookies.set(name as string, value as string);
  }
  return cookies;
}

async function send(store: Store, method: string, target: string, headers: readonly string[], body = '') {
  const answer = await store.answer({
    method,
    scheme: 'https',
    host,
    target,
    headers: ['Host', host, ...headers],
    body: Buffer.from(body),
  });
  return { answer, status: answer.status, text: Buffer.from(answer.body).toString('utf8') };
}
