import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { startStore } from '../../src/index.ts';

/** A receiver on loopback; gives back its URL. */
async function receiver(
  context: TestContext,
  receive: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    receive(request, response, body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

test('a webhook is delivered over sockets, behind the answer', async context => {
  const topics: (string | undefined)[] = [];
  const url = await receiver(context, (request, response) => {
    topics.push(request.headers['x-wc-webhook-topic']?.toString());
    setTimeout(() => response.end(), 300);
  });
  const store = await startStore();
  context.after(() => store.close());
  const call = caller(store);
  await call('webhooks', { topic: 'order.created', delivery_url: url });
  await store.delivered();
  const started = performance.now();
  assert.equal(await call('orders', {}), 201);
  assert.ok(performance.now() - started < 300, 'the request waited for the receiver');
  await store.delivered();
  assert.deepEqual(topics, [undefined, 'order.created']);
  assert.deepEqual(
    store.deliveries().map(({ status }) => status),
    [200, 200],
  );
});

test('close() waits two seconds for a receiver that never answers, and not longer', async context => {
  const url = await receiver(context, () => {});
  const store = await startStore();
  await caller(store)('webhooks', { topic: 'order.created', delivery_url: url });
  const started = performance.now();
  await store.close();
  const took = performance.now() - started;
  assert.ok(took > 1500 && took < 6000, `${took} ms`);
});

function caller({ httpsUrl, ca, keys }: Awaited<ReturnType<typeof startStore>>) {
  const { consumerKey, consumerSecret } = keys.owner as { consumerKey: string; consumerSecret: string };
  return async (path: string, body: object): Promise<number | undefined> => {
    const { request } = await import('node:https');
    return new Promise((resolve, reject) => {
      const sent = request(
        `${httpsUrl}/wp-json/wc/v3/${path}`,
        {
          ca,
          method: 'POST',
          auth: `${consumerKey}:${consumerSecret}`,
          headers: { 'Content-Type': 'application/json' },
          agent: false,
        },
        answer => {
          answer.resume();
          answer.on('end', () => resolve(answer.statusCode));
        },
      );
      sent.on('error', reject);
      sent.end(JSON.stringify(body));
    });
  };
}
