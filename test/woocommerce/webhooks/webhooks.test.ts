import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import {
  CurlError,
  createStore,
  type OutboundAnswer,
  type OutboundRequest,
  type StoreOptions,
} from '../../../mocks/index.ts';
import { Client, fixture } from '../resources/client.ts';

/** A store whose webhooks are received here. */
async function shop(options: StoreOptions = {}) {
  const received: OutboundRequest[] = [];
  const receiver = { answer: async (): Promise<OutboundAnswer> => ({ status: 200, headers: [] }) };
  const store = await createStore({
    fixture: fixture(),
    now: () => 1_795_902_359,
    randomBytes: count => new Uint8Array(count).fill(7),
    outbound: {
      policy: 'any',
      resolve: async () => '127.0.0.1',
      send: request => {
        received.push(request);
        return receiver.answer();
      },
    },
    ...options,
  });
  const client = new Client(store);
  return {
    store,
    client,
    receiver,
    received,
    /** Makes a webhook; its ping is over. */
    async webhook(topic: string, more: object = {}, version = 3) {
      const made = await client.call('POST', `v${version}/webhooks`, {
        topic,
        delivery_url: 'http://app.test:9139/hook',
        secret: 'geheim',
        ...more,
      });
      await store.delivered();
      received.length = 0;
      return made.json.id as number;
    },
    /** The topics that were delivered, with the id of what was told. */
    async topics(): Promise<string[]> {
      await store.delivered();
      const told = received.map(request => {
        const body = Buffer.from(request.body).toString('utf8');
        return body.startsWith('{')
          ? `${field(request, 'X-WC-Webhook-Topic')} ${JSON.parse(body).id}`
          : `ping ${body}`;
      });
      received.length = 0;
      return told;
    },
  };
}

function field({ headers }: OutboundRequest, name: string): string | undefined {
  const place = headers.indexOf(name);
  return place < 0 ? undefined : headers[place + 1];
}

const resourceTopics = ['order', 'product', 'coupon', 'customer'].flatMap(resource =>
  ['created', 'updated', 'deleted', 'restored'].map(event => `${resource}.${event}`),
);

describe('a delivery', () => {
  it('has the header fields of a real store in their order, and a signature over its bytes', async () => {
    const { client, received, store, webhook } = await shop();
    const id = await webhook('order.updated');
    await client.call('PUT', 'v3/orders/22', { customer_note: 'Für "Ü"/' });
    await store.delivered();
    const [sent] = received as [OutboundRequest];
    assert.deepEqual(
      sent.headers.filter((_, i) => i % 2 === 0),
      [
        ...['Host', 'User-Agent', 'Accept', 'Accept-Encoding', 'Content-Type', 'X-WC-Webhook-Source'],
        ...['X-WC-Webhook-Topic', 'X-WC-Webhook-Resource', 'X-WC-Webhook-Event', 'X-WC-Webhook-Signature'],
        ...['X-WC-Webhook-ID', 'X-WC-Webhook-Delivery-ID', 'Connection', 'Content-Length'],
      ],
    );
    assert.equal(field(sent, 'User-Agent'), 'WooCommerce/10.5.0 Hookshot (WordPress/6.9.1)');
    assert.equal(field(sent, 'X-WC-Webhook-ID'), String(id));
    assert.match(field(sent, 'X-WC-Webhook-Delivery-ID') ?? '', /^[0-9a-f]{32}$/);
    assert.equal(
      field(sent, 'X-WC-Webhook-Signature'),
      createHmac('sha256', 'geheim').update(sent.body).digest('base64'),
    );
    const shown = await client.get('v3/orders/22');
    const { _links: delivered, payment_url: _, ...payload } = JSON.parse(Buffer.from(sent.body).toString());
    const { _links: read, payment_url: __, ...order } = shown.json;
    assert.deepEqual(payload, order);
    assert.deepEqual(Object.keys(delivered), Object.keys(read));
  });

  it('is signed as wp_specialchars_decode() reads the secret', async () => {
    for (const [secret, signing] of [
      ['a&amp;b', 'a&b'],
      ['a\'b"c<d>', 'a\'b"c<d>'],
      ['ümläut', 'ümläut'],
    ] as const) {
      const { client, received, store, webhook } = await shop();
      await webhook('order.updated', { secret });
      await client.call('PUT', 'v3/orders/22', {});
      await store.delivered();
      const [sent] = received as [OutboundRequest];
      const expected = createHmac('sha256', signing).update(sent.body).digest('base64');
      assert.equal(field(sent, 'X-WC-Webhook-Signature'), expected);
    }
  });

  it('is made by the version of the API that made the webhook', async () => {
    const { client, received, store, webhook } = await shop();
    await webhook('order.updated', {}, 1);
    await client.call('PUT', 'v3/orders/22', {});
    await store.delivered();
    const payload = JSON.parse(Buffer.from((received[0] as OutboundRequest).body).toString());
    assert.equal(Object.keys(payload)[3], 'order_key');
  });

  it('comes behind the answer of the request, and is awaited by delivered()', async () => {
    const { client, received, webhook } = await shop();
    await webhook('order.created');
    const made = await client.call('POST', 'v3/orders', {});
    assert.equal(made.status, 201);
    assert.equal(received.length, 0);
  });

  it('is the same in a second store', async () => {
    const sent = await Promise.all(
      [1, 2].map(async () => {
        const { client, received, store, webhook } = await shop();
        await webhook('order.updated');
        await client.call('PUT', 'v3/orders/22', {});
        await store.delivered();
        return received;
      }),
    );
    assert.equal(sent[0]?.length, 1);
    assert.deepEqual(sent[0], sent[1]);
  });
});

describe('what is delivered', () => {
  it('follows the life of an order', async () => {
    const { client, topics, webhook } = await shop();
    for (const topic of resourceTopics) await webhook(topic);
    const { id } = (await client.call('POST', 'v3/orders', {})).json;
    assert.deepEqual(await topics(), [`order.created ${id}`, `order.updated ${id}`]);
    await client.call('PUT', `v3/orders/${id}`, { status: 'completed' });
    assert.deepEqual(await topics(), [`order.updated ${id}`]);
    await client.call('POST', `v3/orders/${id}/notes`, { note: 'hello' });
    assert.deepEqual(await topics(), []);
    await client.call('DELETE', `v3/orders/${id}`);
    const trashed = [`coupon.deleted ${id}`, `product.deleted ${id}`, `order.deleted ${id}`];
    assert.deepEqual(await topics(), trashed);
    await client.call('PUT', `v3/orders/${id}`, { status: 'processing' });
    assert.deepEqual(await topics(), [`order.updated ${id}`]);
    await client.call('DELETE', `v3/orders/${id}?force=true`);
    assert.deepEqual(await topics(), []);
    const batch = await client.call('POST', 'v3/orders/batch', { create: [{}, {}] });
    const [one, two] = batch.json.create.map((order: { id: number }) => order.id);
    assert.deepEqual(await topics(), [
      `order.created ${one}`,
      `order.updated ${one}`,
      `order.created ${two}`,
      `order.updated ${two}`,
    ]);
  });

  it('follows products, coupons and customers', async () => {
    const { client, topics, webhook } = await shop();
    for (const topic of resourceTopics) await webhook(topic);
    const product = (await client.call('POST', 'v3/products', { name: 'New' })).json.id;
    assert.deepEqual(await topics(), [`product.created ${product}`]);
    await client.call('DELETE', `v3/products/${product}`);
    assert.deepEqual(await topics(), [`coupon.deleted ${product}`, `product.deleted ${product}`]);
    const coupon = (await client.call('POST', 'v3/coupons', { code: 'zehn' })).json.id;
    await client.call('PUT', `v3/coupons/${coupon}`, { amount: '11' });
    assert.deepEqual(await topics(), [`coupon.created ${coupon}`, `coupon.updated ${coupon}`]);
    const customer = (await client.call('POST', 'v3/customers', { email: 'neu@example.com' })).json.id;
    assert.deepEqual(await topics(), [`customer.created ${customer}`, `customer.updated ${customer}`]);
    await client.call('PUT', 'v3/customers/3', { first_name: 'A' });
    assert.deepEqual(await topics(), ['customer.updated 3']);
    await client.call('DELETE', `v3/customers/${customer}?force=true`);
    assert.deepEqual(await topics(), [`customer.deleted ${customer}`]);
  });

  it('tells of a product that is reviewed, and not of one that is sold', async () => {
    const { client, topics, webhook } = await shop();
    await webhook('product.updated');
    const made = await client.call('POST', 'v3/products/reviews', {
      ...{ product_id: 10, review: 'Good', rating: 5, reviewer: 'A', reviewer_email: 'a@example.com' },
    });
    const review = `v3/products/reviews/${made.json.id}`;
    await client.call('PUT', review, { status: 'hold' });
    assert.deepEqual(await topics(), ['product.updated 10', 'product.updated 10']);
    await client.call('DELETE', `${review}?force=true`);
    assert.deepEqual(await topics(), []);
    const lines = [{ product_id: 11, quantity: 1 }];
    const sales = (await client.get('v3/products/11')).json.total_sales;
    await client.call('POST', 'v3/orders', { set_paid: true, line_items: lines });
    assert.equal((await client.get('v3/products/11')).json.total_sales, sales + 1);
    assert.deepEqual(await topics(), []);
  });

  it('is nothing of a webhook that sleeps, and nothing after a reset', async () => {
    const { client, store, topics, webhook } = await shop();
    const id = await webhook('order.created');
    await client.call('PUT', `v3/webhooks/${id}`, { status: 'paused' });
    await client.call('POST', 'v3/orders', {});
    assert.deepEqual(await topics(), []);
    await client.call('PUT', `v3/webhooks/${id}`, { status: 'active' });
    await client.call('POST', 'v3/orders', {});
    await store.reset();
    assert.deepEqual(await topics(), []);
    assert.deepEqual(store.deliveries(), []);
    const customer = (await client.call('POST', 'v3/customers', { email: 'neu@example.com' })).json.id;
    await webhook('customer.updated');
    await client.call('PUT', `v3/customers/${customer}`, { first_name: 'A' });
    assert.deepEqual(await topics(), [`customer.updated ${customer}`]);
  });

  it('tells of the trash again after a reset, which has emptied it', async () => {
    const { client, store, topics, webhook } = await shop();
    for (const round of [1, 2]) {
      await webhook('order.deleted');
      await client.call('DELETE', 'v3/orders/22');
      assert.deepEqual(await topics(), ['order.deleted 22'], `round ${round}`);
      await store.reset();
    }
  });
});

describe('a ping', () => {
  it('goes to a new webhook, as an unsigned form, and to a new URL', async () => {
    const { client, received, store, topics } = await shop();
    const hook = { topic: 'order.created', delivery_url: 'http://app.test/a', secret: 's', status: 'paused' };
    const { json } = await client.call('POST', 'v3/webhooks', hook);
    assert.equal(json.status, 'active', 'whatever was sent');
    await store.delivered();
    const [ping] = received as [OutboundRequest];
    assert.equal(field(ping, 'X-WC-Webhook-Signature'), undefined);
    assert.equal(field(ping, 'Content-Type'), 'application/x-www-form-urlencoded');
    assert.deepEqual(await topics(), [`ping webhook_id=${json.id}`]);
    await client.call('PUT', `v3/webhooks/${json.id}`, { delivery_url: 'http://app.test/a' });
    assert.deepEqual(await topics(), []);
    await client.call('PUT', `v3/webhooks/${json.id}`, { delivery_url: 'http://app.test/b' });
    assert.deepEqual(await topics(), [`ping webhook_id=${json.id}`]);
  });
});

describe('failures', () => {
  it('are six in a row before the seventh disables the webhook; a success begins anew', async () => {
    const { client, receiver, store, webhook } = await shop();
    const id = await webhook('order.updated');
    const statuses: string[] = [];
    const change = async () => {
      await client.call('PUT', 'v3/orders/22', {});
      await store.delivered();
      statuses.push((await client.get(`v3/webhooks/${id}`)).json.status);
    };
    receiver.answer = async () => ({ status: 500, headers: [] });
    for (let i = 0; i < 6; i++) await change();
    receiver.answer = async () => ({ status: 302, headers: [] });
    await change();
    receiver.answer = async () => {
      throw new CurlError(7, 'Failed to connect to app.test port 9139');
    };
    for (let i = 0; i < 7; i++) await change();
    assert.deepEqual(statuses, [...Array(13).fill('active'), 'disabled']);
    assert.match(store.deliveries().at(-1)?.error ?? '', /^cURL error 7/);
  });
});

describe('deliver()', () => {
  it('sends one now, signed wrongly on request, and tells what came of it', async () => {
    const { received, store, webhook } = await shop();
    const id = await webhook('order.restored');
    const [right] = await store.deliver({ topic: 'order.restored', id: 22 });
    assert.equal(right?.status, 200);
    await store.deliver({ webhook: id, topic: 'order.created', id: 22, signature: 'wrong' });
    const signatures = received.map(request => [
      field(request, 'X-WC-Webhook-Topic'),
      field(request, 'X-WC-Webhook-Signature') ===
        createHmac('sha256', 'geheim').update(request.body).digest('base64'),
    ]);
    assert.deepEqual(signatures, [
      ['order.restored', true],
      ['order.created', false],
    ]);
    await assert.rejects(store.deliver({ topic: 'order.created', id: 22 }), { code: 'LATCHKEY_WEBHOOK' });
    await assert.rejects(store.deliver({ webhook: id, id: 999 }), { code: 'LATCHKEY_WEBHOOK' });
    await assert.rejects(store.deliver({ topic: 'moon.risen', id: 22 }), { code: 'LATCHKEY_WEBHOOK' });
  });

  it('tells a webhook that the legacy API made what that shows', async () => {
    const { client, received, store } = await shop();
    const webhook = { topic: 'coupon.updated', delivery_url: 'http://app.test:9139/hook', secret: 'geheim' };
    const made = await client.send('POST', '/wc-api/v3/webhooks', { webhook });
    assert.equal(made.status, 201);
    await store.delivered();
    received.length = 0;
    const [coupon] = (await client.get('v3/coupons')).json;
    await client.call('PUT', `v3/coupons/${coupon.id}`, { description: 'Now' });
    await store.delivered();
    const [{ body }] = received as [OutboundRequest];
    const told = JSON.parse(Buffer.from(body).toString('utf8'));
    assert.deepEqual([Object.keys(told), told.coupon.description], [['coupon'], 'Now']);
  });
});
