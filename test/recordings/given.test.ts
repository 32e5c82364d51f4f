import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { givenOrders } from '../../src/recordings/given.ts';
import type { RecordedAnswer, RecordedScenario } from '../../src/recordings/recording.ts';

function scenario(
  ...steps: readonly { method?: string; url: string; response: RecordedAnswer }[]
): RecordedScenario {
  return {
    id: 'x.001',
    section: 'x',
    title: '',
    store: 'wc-10.5',
    steps: steps.map(({ method = 'GET', url, response }) => ({
      at: 1,
      request: { method, url: `http://shop.test${url}`, headers: [] },
      response,
    })),
  };
}

const total = (count: string): RecordedAnswer => ({ status: 200, headers: { 'x-wp-total': count } });

describe('what a recording tells of the number of orders', () => {
  it('is the total of a list that leaves none out', () => {
    assert.equal(
      givenOrders(scenario({ url: '/wp-json/wc/v3/orders?per_page=1', response: total('21') })),
      21,
    );
    assert.equal(
      givenOrders(scenario({ url: '/wp-json/wc/v3/orders?status=failed', response: total('2') })),
      undefined,
    );
    assert.equal(givenOrders(scenario({ url: '/wp-json/wc/v3/products', response: total('12') })), undefined);
  });

  it('is the total in an envelope', () => {
    const body = { kind: 'json', json: { headers: { 'X-WP-Total': 20 } } } as const;
    const response = { status: 200, headers: {}, body };
    assert.equal(givenOrders(scenario({ url: '/wp-json/wc/v3/orders?_envelope=1', response })), 20);
  });

  it('is the count of the legacy API', () => {
    const response: RecordedAnswer = {
      status: 200,
      headers: {},
      body: { kind: 'json', json: { count: 17 } },
    };
    assert.equal(givenOrders(scenario({ url: '/wc-api/v3/orders/count', response })), 17);
  });

  it('follows from the id of an order that was created', () => {
    const response = { status: 201, headers: { location: 'http://shop.test/wp-json/wc/v3/orders/43' } };
    assert.equal(givenOrders(scenario({ method: 'POST', url: '/wp-json/wc/v3/orders', response })), 20);
  });
});
