import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { createStore, noBody, type Store } from '../../../mocks/index.ts';
import { fixture } from '../../woocommerce/resources/client.ts';
import { asOwner, get, testStore } from '../site.ts';

const orders = '/wp-json/wc/v3/orders';
const products = '/wp-json/wc/v3/products';

/** The query of the link to the next page. */
function next(link: string | undefined): string {
  return decodeURIComponent(/\?(.*)>; rel="next"/.exec(link ?? '')?.[1] ?? '');
}

describe('the parameters of the REST API', () => {
  let store: Store;
  before(async () => {
    store = await testStore();
  });
  beforeEach(() => store.reset());

  it('takes whatever is sent for a list of ids', async () => {
    for (const list of ['customers', 'coupons', 'products', 'products/categories', 'webhooks']) {
      const got = await asOwner(store, `/wp-json/wc/v3/${list}?include=abc&exclude[x]=y`);
      assert.deepEqual([got.status, got.json, got.header('X-WP-Total')], [200, [], '0'], list);
    }
    // Orders of no parent have the parent 0.
    assert.equal((await asOwner(store, `${orders}?parent=abc`)).header('X-WP-Total'), '19');
    const [{ id }] = (await asOwner(store, `${orders}?per_page=1`)).json;
    assert.equal((await asOwner(store, `${orders}?include=-${id}x`)).json[0].id, id);
    assert.equal((await asOwner(store, '/wp-json/wc/v3/products/reviews?include=abc')).status, 400);
  });

  it('repeats a list of ids with the keys that are left of it', async () => {
    const got = await asOwner(store, `${orders}?exclude=7,7,8&per_page=1`);
    assert.match(next(got.header('Link')), /^exclude\[0\]=7&exclude\[2\]=8&per_page=1&/);
    const keyed = await asOwner(store, `${orders}?exclude[5]=7&exclude[2]=8&per_page=1`);
    assert.match(next(keyed.header('Link')), /^exclude\[5\]=7&exclude\[2\]=8&/);
  });

  it('takes an array for a list whatever numbers its keys are', async () => {
    const got = await asOwner(store, `${orders}?status[7]=pending&status[3]=any&per_page=1`);
    assert.equal(got.status, 200);
    assert.match(next(got.header('Link')), /status\[0\]=pending&status\[1\]=any/);
    assert.equal((await asOwner(store, `${orders}?status[a]=pending`)).status, 400);
  });

  it('leaves the sign of an offset off', async () => {
    const ids = async (offset: string) =>
      (await asOwner(store, `${orders}?offset=${offset}&per_page=1`)).json[0].id;
    assert.equal(await ids('-3'), await ids('3'));
  });

  it('takes a parameter from body and query before the path', async () => {
    const [newest, other] = (await asOwner(store, `${products}?per_page=2`)).json;
    assert.equal((await asOwner(store, `${products}/${newest.id}?id=${other.id}`)).json.id, other.id);
    const sent = {
      method: 'PUT',
      headers: ['Content-Type', 'application/json'],
      body: JSON.stringify({ id: other.id, name: 'Renamed' }),
    };
    assert.equal((await asOwner(store, `${products}/${newest.id}`, sent)).json.id, other.id);
    const wrong = await asOwner(store, `${products}/${newest.id}?id=12x`);
    assert.equal(wrong.json.data.params.id, 'id is not of type integer.');
  });

  it('reads a body of no type as a form, unless it is a POST’s', async () => {
    const [{ id }] = (await asOwner(store, `${products}?per_page=1`)).json;
    const body = 'name=Untyped';
    assert.equal((await asOwner(store, `${products}/${id}`, { method: 'PUT', body })).json.name, 'Untyped');
    const post = await asOwner(store, `${products}/${id}`, { method: 'POST', body: 'name=Again' });
    assert.equal(post.json.name, 'Untyped');
  });
});

describe('_fields', () => {
  let store: Store;
  before(async () => {
    store = await testStore();
  });
  const fields = async (asked: string) =>
    (await asOwner(store, `${orders}?per_page=1&_fields=${asked}`)).json[0];

  it('keeps a value that what is asked for cannot be below of, and an empty array otherwise', async () => {
    const order = await fields('billing.nope,status.x,id');
    assert.deepEqual(Object.keys(order), ['id', 'status', 'billing']);
    assert.deepEqual(order.billing, []);
    assert.deepEqual(await fields('nope'), []);
  });

  it('ends at a name below one that is wanted whole', async () => {
    assert.deepEqual(Object.keys(await fields('status,status.x,id')), ['status']);
  });

  it("leaves links of WordPress's own records out unless they are asked for, from 6.2 on", async () => {
    const keys = async (version: string, fields: string) => {
      const other = await createStore({ fixture: fixture(`wc-${version}`), profile: version });
      const target = `/wp-json/wp/v2/posts/1?_fields=${fields}`;
      const { body } = await other.answer({
        ...{
          method: 'GET',
          scheme: 'https',
          host: 'shop.test',
          target,
          headers: ['Host', 'shop.test'],
          body: noBody,
        },
      });
      return Object.keys(JSON.parse(Buffer.from(body).toString()));
    };
    assert.deepEqual(await keys('10.5', 'id'), ['id']);
    assert.deepEqual(await keys('10.5', 'id,_links'), ['id', '_links']);
    assert.deepEqual(await keys('6.6', 'id'), ['id', '_links']);
  });

  it('filters what OPTIONS says, and counts in a body', async () => {
    const described = await get(store, `${orders}?_fields=namespace`, { method: 'OPTIONS' });
    assert.deepEqual(described.json, { namespace: 'wc/v3' });
    const headers = ['Content-Type', 'application/x-www-form-urlencoded'];
    const made = await asOwner(store, products, { method: 'POST', headers, body: '_fields=name' });
    assert.deepEqual(Object.keys(made.json), ['name', '_links']);
  });
});
