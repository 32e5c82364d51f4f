import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStore } from '../../../mocks/index.ts';
import { Client, client, fixture, sample } from './client.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into any body.
const idsOf = (list: any): number[] => list.map((one: { id: number }) => one.id);

describe('the list of orders', () => {
  it('has pages, the newest order first', async () => {
    const shop = await client();
    const first = await shop.get('v3/orders?per_page=5');
    assert.deepEqual(idsOf(first.json), [41, 40, 39, 38, 36]);
    assert.equal(String(first.header('x-wp-total')), '19');
    assert.equal(String(first.header('x-wp-totalpages')), '4');
    const last = await shop.get('v3/orders?per_page=5&page=4');
    assert.deepEqual(idsOf(last.json), [25, 24, 23, 22]);
    const oldest = await shop.get('v3/orders?per_page=2&order=asc&orderby=id&offset=1');
    assert.deepEqual(idsOf(oldest.json), [23, 24]);
  });

  it('links to the pages beside it as each version does', async () => {
    const shop = await client();
    const link = async (path: string) => (await shop.get(path)).header('link');
    const root = 'https://shop.test:8105/wp-json/wc';
    assert.equal(await link('v1/orders?per_page=1'), `<${root}/v1/orders?per_page=1&page=2>; rel="next"`);
    assert.equal(
      await link('v2/orders?per_page=1'),
      `<${root}/v2/orders?per_page=1&dp=2&context=view&page=2>; rel="next"`,
    );
    const v3 = 'status%5B0%5D=any&dp=2&context=view';
    assert.equal(
      await link('v3/orders?per_page=1&page=2'),
      `<${root}/v3/orders?per_page=1&page=1&${v3}>; rel="prev", <${root}/v3/orders?per_page=1&page=3&${v3}>; rel="next"`,
    );
    assert.equal(await link('v3/orders?page=99'), `<${root}/v3/orders?page=2&status%5B0%5D=any>; rel="prev"`);
    assert.equal(
      await link('v3/orders?status=completed&per_page=01&x=a%26b'),
      `<${root}/v3/orders?per_page=1&x=a&b&status%5B0%5D=completed&dp=2&context=view&page=2>; rel="next"`,
    );
  });

  it('links without what it adds for a GET that calls itself JSON', async () => {
    const shop = await client();
    const json = ['Content-Type', 'application/json'];
    const reply = await shop.call('GET', 'v3/orders?per_page=1&dp=3', undefined, json);
    assert.equal(
      reply.header('link'),
      '<https://shop.test:8105/wp-json/wc/v3/orders?per_page=1&dp=3&page=2>; rel="next"',
    );
  });

  it('filters', async () => {
    const shop = await client();
    const list = async (query: string) => idsOf((await shop.get(`v3/orders?per_page=100&${query}`)).json);
    assert.deepEqual(await list('include=22,23,999'), [23, 22]);
    assert.deepEqual(await list('include=1,2'), []);
    assert.deepEqual(await list('include=23,22,25&orderby=include&order=asc'), [23, 22, 25]);
    assert.deepEqual(await list('status=pending'), [41, 40, 39, 38]);
    assert.deepEqual(await list('status=pending,failed&after=2026-11-21T01:10:00'), [41, 40]);
    assert.deepEqual(await list('search=buyer9@shop.test'), [30]);
    assert.deepEqual(await list('product=21'), [32]);
    assert.deepEqual(await list('customer=3'), []);
    assert.equal((await list('search=0')).length, 19);
    assert.equal((await list('exclude=41,40')).length, 17);
    assert.deepEqual(await list('status=trash'), []);
  });

  it('is refused to those who may not see orders', async () => {
    const shop = await client();
    const refused = (status: number) => ({
      code: 'woocommerce_rest_cannot_view',
      message: 'Sorry, you cannot list resources.',
      data: { status },
    });
    assert.deepEqual((await shop.as(null).get('v3/orders')).json, refused(401));
    assert.deepEqual((await shop.as('customer_rw').get('v3/orders')).json, refused(403));
    assert.equal((await shop.as('manager_rw').get('v3/orders')).status, 200);
  });

  it('costs the same with a hundred thousand orders', async () => {
    const shop = await client({ orders: 100_000 });
    const page = await shop.get('v3/orders?per_page=2');
    assert.equal(String(page.header('x-wp-total')), '100000');
    assert.deepEqual(idsOf(page.json), [100_022, 100_021]);
    const deep = await shop.get('v3/orders?per_page=10&page=10000');
    assert.equal(deep.json.at(-1).id, 22);
    assert.equal((await shop.get('v3/orders/77777')).json.id, 77_777);
  });

  it('shows what was written since', async () => {
    const shop = await client();
    await shop.get('v3/orders');
    await shop.call('PUT', 'v3/orders/41', { customer_note: 'Ring twice' });
    assert.equal((await shop.get('v3/orders')).json[0].customer_note, 'Ring twice');
    await shop.call('POST', 'v3/orders', {});
    assert.equal((await shop.get('v3/orders?per_page=1')).json[0].id, 42);
    await shop.store.reset();
    assert.equal((await shop.get('v3/orders?per_page=1')).json[0].id, 41);
    assert.equal((await shop.get('v3/orders')).json[0].customer_note, '');
  });
});

describe('an order', () => {
  it('is made, read, changed, put into the trash and deleted', async () => {
    const shop = await client();
    const made = await shop.call('POST', 'v3/orders', {
      billing: { first_name: 'Zoë', email: 'zoe@example.com' },
      line_items: [{ product_id: 10, quantity: 3 }],
      shipping_lines: [{ method_id: 'flat_rate', method_title: 'Flat rate', total: '5' }],
      set_paid: true,
    });
    assert.equal(made.status, 201);
    assert.equal(made.header('location'), 'https://shop.test:8105/wp-json/wc/v3/orders/42');
    assert.equal(made.json.total, '23.00');
    assert.equal(made.json.status, 'processing');
    assert.equal(made.json.billing.first_name, 'Zoë');
    assert.equal(made.json.date_paid, '2026-11-21T01:21:18');

    const read = await shop.get('v3/orders/42');
    assert.deepEqual(read.json, made.json);
    const changed = await shop.call('PATCH', 'v3/orders/42', { status: 'completed' });
    assert.equal(changed.status, 200);
    assert.equal(changed.json.date_completed, '2026-11-21T01:21:18');

    // What is put into the trash is shown as it was.
    assert.equal((await shop.call('DELETE', 'v3/orders/42')).json.status, 'completed');
    assert.equal((await shop.get('v3/orders/42')).json.status, 'trash');
    const again = await shop.call('DELETE', 'v3/orders/42');
    assert.equal(again.status, 410);
    assert.equal(again.json.code, 'woocommerce_rest_already_trashed');
    assert.equal(String((await shop.get('v3/orders')).header('x-wp-total')), '19');
    assert.deepEqual(idsOf((await shop.get('v3/orders?status=trash')).json), [42]);
    assert.equal((await shop.call('DELETE', 'v3/orders/42?force=true')).status, 200);
    assert.equal((await shop.get('v3/orders/42')).json.code, 'woocommerce_rest_shop_order_invalid_id');
  });

  it('that is not there is 404 to read or delete, 400 to change, after the right to it', async () => {
    const shop = await client();
    const outcome = async (key: string | null, method: string, version = 'v3') => {
      const reply = await shop
        .as(key)
        .call(method, `${version}/orders/999999`, method === 'GET' ? undefined : {});
      return [reply.status, reply.json.code];
    };
    const missing = 'woocommerce_rest_shop_order_invalid_id';
    assert.deepEqual(await outcome('admin_rw', 'GET'), [404, missing]);
    assert.deepEqual(await outcome('admin_rw', 'DELETE'), [404, missing]);
    assert.deepEqual(await outcome('admin_rw', 'PUT'), [400, missing]);
    assert.deepEqual(await outcome('author_rw', 'GET'), [403, 'woocommerce_rest_cannot_view']);
    assert.deepEqual(await outcome('author_rw', 'PUT'), [403, 'woocommerce_rest_cannot_edit']);
    assert.deepEqual(await outcome(null, 'DELETE'), [401, 'woocommerce_rest_cannot_delete']);
    assert.deepEqual(await outcome(null, 'GET', 'v1'), [401, 'woocommerce_rest_cannot_view']);
    // missing.v1.001 of rights-10.5
    assert.deepEqual(await outcome('admin_rw', 'GET', 'v1'), [404, 'woocommerce_rest_invalid_shop_order_id']);
  });

  it('is refused with what is wrong with it', async () => {
    const shop = await client();
    const status = await shop.call('POST', 'v3/orders', { status: 'lost' });
    assert.equal(status.status, 400);
    assert.equal(
      status.json.data.params.status,
      'status is not one of auto-draft, pending, processing, on-hold, completed, cancelled, refunded, failed, and checkout-draft.',
    );
    const email = await shop.call('POST', 'v3/orders', { billing: { email: 'nobody' } });
    assert.equal(email.json.code, 'rest_invalid_param');
    const customer = await shop.call('POST', 'v3/orders', { customer_id: 77 });
    assert.equal(customer.json.code, 'woocommerce_rest_invalid_customer_id');
    const exists = await shop.call('POST', 'v3/orders', { id: 22 });
    assert.equal(exists.json.message, 'Cannot create existing shop_order.');
    assert.equal(String((await shop.get('v3/orders')).header('x-wp-total')), '19');
  });

  it('shows its money with the decimals that are asked for', async () => {
    const shop = await client();
    assert.equal((await shop.get('v3/orders/30?dp=4')).json.total, '15.0000');
    assert.equal((await shop.get('v3/orders/30?dp=0')).json.line_items[0].total, '15');
    assert.equal((await shop.get('v3/orders/30')).json.total, '15.00');
  });

  it('has notes and refunds', async () => {
    const shop = await client();
    const note = await shop.call('POST', 'v3/orders/30/notes', { note: 'Packed' });
    assert.equal(note.status, 201);
    assert.equal((await shop.get('v3/orders/30/notes')).json[0].note, 'Packed');
    assert.equal((await shop.get('v3/orders/31/notes')).json.length, 0);
    assert.equal((await shop.call('DELETE', `v3/orders/30/notes/${note.json.id}`)).status, 501);
    assert.equal((await shop.get('v3/orders/999/notes')).json.code, 'woocommerce_rest_shop_order_invalid_id');
    assert.equal((await shop.get('v3/orders/999/notes/1')).json.code, 'woocommerce_rest_order_invalid_id');

    const sent = { amount: '5', reason: 'Broken' };
    const automatic = await shop.call('POST', 'v3/orders/30/refunds', sent);
    assert.deepEqual([automatic.status, automatic.json.data], [500, 500]);
    const refund = await shop.call('POST', 'v3/orders/30/refunds', { ...sent, api_refund: false });
    assert.equal(refund.status, 201);
    assert.equal((await shop.get('v3/orders/30')).json.refunds[0].total, '-5.00');
    assert.equal((await shop.call('POST', 'v3/orders/30/refunds', { amount: '50' })).status, 500);
    await shop.call('DELETE', `v3/orders/30/refunds/${refund.json.id}?force=true`);
    assert.deepEqual((await shop.get('v3/orders/30')).json.refunds, []);
  });
});

describe('many orders at once', () => {
  it('are created, changed and deleted, each with its own outcome', async () => {
    const shop = await client();
    const reply = await shop.call('POST', 'v3/orders/batch', {
      create: [{ customer_note: 'one' }, { customer_id: 77 }],
      update: [
        { id: 22, status: 'on-hold' },
        { id: 999, status: 'on-hold' },
      ],
      delete: [23, 999],
    });
    assert.equal(reply.status, 200);
    assert.equal(reply.json.create[0].customer_note, 'one');
    assert.equal(reply.json.create[0].status, 'pending');
    assert.equal(reply.json.create[1].error.code, 'woocommerce_rest_invalid_customer_id');
    assert.equal(reply.json.update[0].status, 'on-hold');
    assert.equal(reply.json.update[1].error.data.status, 400);
    assert.equal(reply.json.delete[0].id, 23);
    assert.equal(reply.json.delete[1].error.data.status, 404);
    assert.equal((await shop.get('v3/orders/23')).status, 404);
  });

  it('are a hundred at most, and nobody else may', async () => {
    const shop = await client();
    const many = await shop.call('POST', 'v3/orders/batch', {
      delete: Array.from({ length: 101 }, (_, i) => i),
    });
    assert.equal(many.status, 413);
    const refused = await shop.as('customer_rw').call('POST', 'v3/orders/batch', {});
    assert.deepEqual([refused.status, refused.json.code], [403, 'woocommerce_rest_cannot_batch']);
    assert.equal((await shop.get('v3/orders/batch')).json.code, 'rest_no_route');
  });
});

describe('orders made through the API', () => {
  it('have the recorded bodies in every version', async () => {
    let now = 1_795_224_078;
    const shop = await client({ now: () => now });
    await shop.call('POST', 'v3/orders', {});
    now = 1_795_224_089;
    await shop.call('POST', 'v3/orders', {});
    const withoutKey = (body: unknown) =>
      JSON.parse(JSON.stringify(body).replace(/wc_order_[A-Za-z0-9]{13}/g, 'wc_order_…'));
    for (const version of ['v1', 'v2', 'v3']) {
      const reply = await shop.get(
        `${version}/orders?per_page=${(sample(`${version}-orders`) as unknown[]).length}`,
      );
      assert.equal(
        JSON.stringify(withoutKey(reply.json)),
        JSON.stringify(withoutKey(sample(`${version}-orders`))),
      );
    }
  });
});

describe('stores side by side', () => {
  it('share nothing', async () => {
    const [one, other] = await Promise.all([
      createStore({ fixture: fixture() }),
      createStore({ fixture: fixture() }),
    ]);
    await new Client(one).call('DELETE', 'v3/orders/41?force=true');
    assert.equal((await new Client(one).get('v3/orders/41')).status, 404);
    assert.equal((await new Client(other).get('v3/orders/41')).status, 200);
  });
});
