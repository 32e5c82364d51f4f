import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { it } from 'node:test';
import { createStore, type OutboundAnswer, type OutboundRequest } from '../../mocks/index.ts';
import type { GateOutcome, JudgedTraffic } from '../../src/gate/rule.ts';
import { verifiesWebhooks } from '../../src/gate/rules/webhooks.ts';
import { type ProbedDelivery, probingOutbound } from '../../src/gate/webhook-probe.ts';

/** What the rule says of a receiver that answers so. */
async function judged(receive: (request: OutboundRequest) => number): Promise<GateOutcome> {
  const webhooks: ProbedDelivery[] = [];
  const receiver = {
    policy: 'any' as const,
    resolve: async () => '127.0.0.1',
    send: async (request: OutboundRequest): Promise<OutboundAnswer> => ({
      status: receive(request),
      headers: [],
    }),
  };
  const store = await createStore({
    home: 'https://shop.test',
    outbound: probingOutbound(receiver, probed => webhooks.push(probed)),
  });
  const owner = store.fixture.keys.find(key => key.name === 'owner');
  const call = async (path: string, body: object) =>
    store.answer({
      method: 'POST',
      scheme: 'https',
      host: 'shop.test',
      target: `/wp-json/wc/v3/${path}`,
      headers: [
        ...['Host', 'shop.test', 'Content-Type', 'application/json', 'Authorization'],
        `Basic ${Buffer.from(`${owner?.consumer_key}:${owner?.consumer_secret}`).toString('base64')}`,
      ],
      body: Buffer.from(JSON.stringify(body)),
    });
  await call('webhooks', { topic: 'order.created', delivery_url: 'http://app.test/hook', secret: 'geheim' });
  await call('orders', {});
  await store.delivered();
  const run = { faults: [], exitCode: 0, timedOut: false, output: '', exchanges: [], webhooks };
  const all: JudgedTraffic = { runs: [run], secretOf: () => undefined, secrets: [], window: 900 };
  return verifiesWebhooks.judge(all);
}

const isRight = ({ headers, body }: OutboundRequest): boolean =>
  headers[headers.indexOf('X-WC-Webhook-Signature') + 1] ===
  createHmac('sha256', 'geheim').update(body).digest('base64');

it('a client that verifies passes, one that does not fails, one that refuses everything is not judged', async () => {
  assert.equal((await judged(request => (isRight(request) ? 200 : 401))).outcome, 'passed');
  const careless = await judged(() => 200);
  assert.equal(careless.outcome, 'failed');
  assert.match(
    careless.outcome === 'failed' ? careless.detail : '',
    /order\.created: a delivery with a wrong/,
  );
  assert.equal((await judged(() => 401)).outcome, 'skipped');
});
