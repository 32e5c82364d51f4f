/**
 * One method refused at one resource, in every way that servers and plugins have: it is told, and named. What is right was
 * set by WooCommerce 10.5 behind Apache and behind plugins of its own.
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Answer, Message } from '../../mocks/index.ts';
import { isNoSuchRecord } from '../../src/doctor/pairs.ts';
import { pairProbesOf } from '../../src/doctor/probes/pairs.ts';
import { isHealthy, verdictOf } from '../../src/doctor/verdict.ts';
import { type Decision, type Direct, openDirect } from './direct.ts';
import { serious } from './stage.ts';

let direct: Direct;
before(async () => {
  direct = await openDirect();
});

const page = (status: number, title: string): Answer => ({
  status,
  headers: ['Server', 'Apache', 'Content-Type', 'text/html'],
  body: Buffer.from(`<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`),
});
const json = (status: number, code: string): Answer => ({
  status,
  headers: ['Content-Type', 'application/json; charset=UTF-8', 'Access-Control-Expose-Headers', 'Link'],
  body: Buffer.from(JSON.stringify({ code, message: 'Not here.', data: { status } })),
});

/** What is told with the key, and without one; undefined where nothing can be seen without one. */
interface Way {
  readonly answer: Decision;
  readonly withKey: string;
  readonly without: string | undefined;
}

const ways: Readonly<Record<string, Way>> = {
  'a page of a firewall': { answer: page(403, '403 Forbidden'), withKey: 'firewall', without: 'firewall' },
  'a closed connection': { answer: 'cut', withKey: 'firewall', without: 'firewall' },
  'a page that is not there': {
    answer: page(404, '404 Not Found'),
    withKey: 'partly-refused',
    without: 'part-not-woocommerce',
  },
  'a page with 200': {
    answer: page(200, 'Welcome'),
    withKey: 'partly-refused',
    without: 'part-not-woocommerce',
  },
  'an error of a plugin': {
    answer: json(403, 'api_is_read_only'),
    withKey: 'writes-refused',
    without: 'writes-refused',
  },
  'a route that is gone': {
    answer: json(404, 'rest_no_route'),
    withKey: 'writes-refused',
    without: 'writes-refused',
  },
  'the words for a key that may not write': {
    answer: json(401, 'woocommerce_rest_authentication_error'),
    withKey: 'writes-refused',
    without: undefined,
  },
  'a user without the right': {
    answer: json(403, 'woocommerce_rest_cannot_edit'),
    withKey: 'user-may-not-write',
    without: undefined,
  },
  'what nobody is told': {
    answer: json(401, 'woocommerce_rest_cannot_edit'),
    withKey: 'header-lost-on-writes',
    without: undefined,
  },
};

/** The record that is asked for, or the list that records are made in. */
function isOf(method: string, resource: string): (message: Message) => boolean {
  const path = new RegExp(`^/wp-json/wc/v3/${resource}(/\\d+)?\\?`);
  return message => message.method === method && path.test(message.target);
}

/** These in each way; the others by a firewall, whose page says least. */
const inEachWay = ['POST products', 'PUT customers', 'DELETE webhooks'];

for (const { method, resource } of pairProbesOf)
  describe(`${method} of ${resource} alone`, () => {
    const is = isOf(method, resource);
    const all = inEachWay.includes(`${method} ${resource}`);
    for (const [name, { answer, withKey, without }] of Object.entries(ways).slice(0, all ? undefined : 1))
      for (const [key, right] of [
        [true, withKey],
        [false, without],
      ] as const)
        if (right !== undefined)
          it(`is answered by ${name}, ${key ? 'with' : 'without'} a key`, async () => {
            const diagnosis = await direct.visit(message => (is(message) ? answer : undefined), key);
            assert.ok(!isHealthy(diagnosis));
            assert.equal(serious(diagnosis)[0], right);
            const title = diagnosis.findings[0]?.suspicion.title ?? '';
            assert.ok(title.includes(`${method} of ${resource}`), title);
            assert.equal(diagnosis.findings[0]?.suspicion.certainty === 'possible', false);
          });
  });

describe('something beside the pairs', () => {
  it('batches that a firewall refuses are told as its doing', async () => {
    const diagnosis = await direct.visit(
      ({ target }) => (target.includes('/batch?') ? page(403, '403 Forbidden') : undefined),
      true,
    );
    assert.equal(serious(diagnosis)[0], 'firewall');
    assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /refuses batches/);
  });

  it('a plugin that ends every request with Basic credentials is named for that', async () => {
    const own: Answer = {
      status: 401,
      headers: ['Content-Type', 'application/json'],
      body: Buffer.from('{"status":"error","error":"INVALID_TOKEN","code":"401"}'),
    };
    const isBasic = ({ headers }: Message): boolean => headers.some(value => /^Basic /.test(value));
    const diagnosis = await direct.visit(message => (isBasic(message) ? own : undefined), true);
    assert.equal(serious(diagnosis)[0], 'api-authentication-plugin');
    const without = await direct.visit(message => (isBasic(message) ? own : undefined), false);
    assert.ok(without.findings.some(({ fault }) => fault.id === 'api-authentication-plugin'));
  });

  it('a redirect that loses the query and no more is named for that', async () => {
    const diagnosis = await direct.visit(({ target }) => {
      const [path, query = ''] = target.split('?');
      if (query === '' || !path?.startsWith('/wp-json/')) return undefined;
      return {
        status: 302,
        headers: ['Location', `https://shop.test${path}`, 'Content-Type', 'text/html'],
        body: Buffer.from('<html><title>302 Found</title></html>'),
      };
    }, true);
    assert.equal(serious(diagnosis)[0], 'redirect-path');
    assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /without its query/);
  });
});

describe('a healthy store', () => {
  it('answers every pair, and the verdict tells how far the proof goes', async () => {
    const diagnosis = await direct.visit(() => undefined, true);
    assert.ok(isHealthy(diagnosis));
    for (const { withKey } of pairProbesOf)
      assert.ok(isNoSuchRecord(diagnosis.evidence.reading(withKey)), withKey);
    assert.match(
      verdictOf(diagnosis).proof.join(' '),
      /GET, POST, PUT, DELETE of products, orders, customers, coupons, webhooks/,
    );
  });

  it('is asked for nothing that can be made while its query is not seen to arrive', async () => {
    const made: string[] = [];
    await direct.visit(message => {
      const [path, query = ''] = message.target.split('?');
      if (/[?&](oauth_|consumer_)/.test(`?${query}`)) return page(403, 'Forbidden');
      if (message.method === 'POST' && /\/wc\/v3\/[a-z]+$/.test(path ?? '') && isWithKey(message))
        made.push(message.target);
      return undefined;
    }, true);
    assert.deepEqual(made, []);
  });
});

function isWithKey(message: Message): boolean {
  return message.headers.some(value => /^Basic Y2tf/.test(value));
}
