/** Application passwords, used as a real 9.2.5 on WordPress 7.0 was seen to take them. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createStore, type Store } from '../../../mocks/index.ts';
import { fieldsOf, host, identities } from '../../woocommerce/measured/identities.ts';
import { fixture } from '../../woocommerce/resources/client.ts';

const password = 'abcd EFGH ijkl MNOP qrst 1234';
const basic = (login: string, secret: string) => `Basic ${btoa(`${login}:${secret}`)}`;
const me = '/wp-json/wp/v2/users/me';
const orders = '/wp-json/wc/v3/orders?_fields=id';

describe('application passwords', () => {
  let store: Store;
  const ask = async (
    method: string,
    target: string,
    authorization: string,
    { body = '', scheme = 'https' }: { body?: string; scheme?: 'http' | 'https' } = {},
  ) => {
    const type = body === '' ? [] : ['Content-Type', 'application/x-www-form-urlencoded'];
    const headers = ['Host', host, 'Authorization', authorization, ...type];
    const answer = await store.answer({ method, scheme, host, target, headers, body: Buffer.from(body) });
    const json = JSON.parse(Buffer.from(answer.body).toString() || 'null');
    return { status: answer.status, json, said: `${answer.status} ${json?.code ?? ''}`.trim() };
  };

  beforeEach(async () => {
    store = await createStore({
      fixture: {
        ...fixture(),
        application_passwords: [
          { user_id: 1, name: 'Owner', password },
          { user_id: 3, name: 'Customer', password: 'c'.repeat(24) },
        ],
      },
    });
  });

  it('are Basic credentials with the login, spaces or not, on every route', async () => {
    for (const secret of [password, password.replaceAll(' ', '')]) {
      assert.equal((await ask('GET', me, basic('admin', secret))).json.id, 1);
      assert.equal((await ask('GET', orders, basic('admin', secret))).status, 200);
    }
    assert.equal(
      (await ask('GET', orders, basic('customer', 'c'.repeat(24)))).said,
      '403 woocommerce_rest_cannot_view',
    );
    const missing = await ask('POST', '/wp-json/wc/v3/orders/999999', basic('admin', password));
    assert.equal(missing.said, '400 woocommerce_rest_shop_order_invalid_id');
  });

  it('count over TLS alone, and are no log-in password', async () => {
    const plain = await ask('GET', me, basic('admin', password), { scheme: 'http' });
    assert.equal(plain.said, '401 rest_not_logged_in');
    assert.equal((await ask('GET', me, basic('admin', 'adminpass'))).said, '401 incorrect_password');
    assert.equal((await ask('GET', orders, basic('admin', 'nope'))).said, '401 woocommerce_rest_cannot_view');
  });

  it('are told to be wrong on WooCommerce’s own routes too until 7.8, where no key was found (5.8, 6.6, 7.8, 8.2)', async () => {
    const wrong = async (version: string, login: string) => {
      store = await createStore({
        fixture: {
          ...fixture(`wc-${version}`),
          application_passwords: [{ user_id: 1, name: 'Owner', password }],
        },
        profile: version,
      });
      return (await ask('GET', '/wp-json/wc/v3/coupons', basic(login, 'nope'))).said;
    };
    for (const version of ['5.8', '6.6', '7.8']) {
      assert.equal(await wrong(version, 'admin'), '401 incorrect_password', version);
      assert.equal(await wrong(version, `ck_${'0'.repeat(40)}`), '401 invalid_username', version);
    }
    assert.equal(await wrong('8.2', 'admin'), '401 woocommerce_rest_cannot_view');
  });

  it('come behind a key', async () => {
    const key = store.grant();
    const query = `&consumer_key=${key.consumerKey}&consumer_secret=`;
    const customer = basic('customer', 'c'.repeat(24));
    assert.equal((await ask('GET', `${orders}${query}${key.consumerSecret}`, customer)).status, 200);
    const wrong = await ask('GET', `${orders}${query}cs_x`, basic('admin', password));
    assert.equal(wrong.said, '401 woocommerce_rest_authentication_error');
    const unknown = await ask(
      'GET',
      `${orders}&consumer_key=ck_1&consumer_secret=cs_x`,
      basic('admin', password),
    );
    assert.equal(unknown.status, 200);
  });

  it('are made, read, renamed and revoked by the REST API', async () => {
    const list = `${me}/application-passwords`;
    const owner = basic('admin', password);
    const made = await ask('POST', list, owner, { body: 'name=New' });
    assert.equal(made.status, 201);
    assert.match(made.json.password, /^(\w{4} ){5}\w{4}$/);
    const one = `/wp-json/wp/v2/users/1/application-passwords/${made.json.uuid}`;
    const second = basic('admin', made.json.password);
    assert.equal((await ask('GET', `${list}/introspect`, second)).json.uuid, made.json.uuid);
    assert.equal((await ask('PUT', one, owner, { body: 'name=Renamed' })).json.name, 'Renamed');
    assert.equal((await ask('GET', list, owner)).json.length, 2);
    assert.equal((await ask('DELETE', one, owner)).json.deleted, true);
    assert.equal((await ask('GET', one, owner)).said, '404 rest_application_password_not_found');
    assert.equal((await ask('GET', me, second)).said, '401 incorrect_password');
    assert.equal((await ask('POST', list, owner, { body: 'name=' })).said, '400 rest_invalid_param');
    const others = await ask(
      'GET',
      '/wp-json/wp/v2/users/1/application-passwords',
      basic('customer', 'c'.repeat(24)),
    );
    assert.equal(others.said, '403 rest_cannot_list_application_passwords');
    assert.deepEqual((await ask('DELETE', list, owner)).json, { deleted: true, count: 1 });
    await store.reset();
    assert.equal((await ask('GET', me, owner)).json.id, 1);
  });

  it('are given to an app by the page that asks the user', async () => {
    const administrator = identities.find(({ name }) => name === 'administrator');
    assert.ok(administrator);
    const cookie = await fieldsOf(store, administrator, 'dashboard');
    const page = '/wp-admin/authorize-application.php';
    const send = async (method: string, target: string, body = '') => {
      const type = ['Content-Type', 'application/x-www-form-urlencoded'];
      const headers = ['Host', host, ...type, ...cookie];
      const answer = await store.answer({
        method,
        scheme: 'https',
        host,
        target,
        headers,
        body: Buffer.from(body),
      });
      const at = answer.headers.indexOf('Location');
      return {
        text: Buffer.from(answer.body).toString(),
        location: answer.headers[at + 1] ?? '',
        status: answer.status,
      };
    };
    const success = 'https://app.test/cb?x=1';
    const form = await send('GET', `${page}?app_name=My+App&success_url=${encodeURIComponent(success)}`);
    const nonce = /name="_wpnonce" value="(\w+)"/.exec(form.text)?.[1] ?? '';
    assert.match(form.text, /name="reject_url" value="https:\/\/app\.test\/cb\?x=1&amp;success=false"/);
    const fields = {
      action: 'authorize_application_password',
      _wpnonce: nonce,
      app_name: 'My App',
      success_url: success,
    };
    const rejected = await send(
      'POST',
      page,
      `${new URLSearchParams({ ...fields, reject: 'No', reject_url: 'https://app.test/no' })}`,
    );
    assert.deepEqual([rejected.status, rejected.location], [302, 'https://app.test/no']);
    const approved = await send('POST', page, `${new URLSearchParams({ ...fields, approve: 'Yes' })}`);
    const query = new URL(approved.location).searchParams;
    assert.deepEqual(
      [query.get('x'), query.get('user_login'), query.get('site_url')],
      ['1', 'admin', 'https://shop.test:8105'],
    );
    assert.equal((await ask('GET', me, basic('admin', query.get('password') ?? ''))).json.id, 1);
    assert.equal(
      (await send('POST', page, `${new URLSearchParams({ ...fields, _wpnonce: 'bad', approve: 'Yes' })}`))
        .status,
      403,
    );
  });
});
