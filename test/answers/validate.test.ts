import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { answerKinds, answerProblems, isAnswer } from '../../src/answers/validate.ts';

const recordings = path.resolve(import.meta.dirname, '../recordings');
const sample = (name: string) => JSON.parse(readFileSync(path.join(recordings, 'samples', name), 'utf8'));

describe('the schemas of answers', () => {
  it('are strict and compile', () => {
    for (const kind of answerKinds) assert.doesNotThrow(() => answerProblems(kind, {}));
  });

  for (const resource of ['orders', 'products', 'customers', 'coupons']) {
    for (const version of ['v1', 'v2', 'v3']) {
      it(`accept the recorded ${resource} of ${version}`, () => {
        assert.deepEqual(answerProblems(`${resource}-${version}`, sample(`${version}-${resource}.json`)), []);
      });
    }
    it(`accept the recorded ${resource} of the legacy API`, () => {
      assert.deepEqual(answerProblems(`legacy-${resource}`, sample(`legacy-v3-${resource}.json`)), []);
    });
    it(`accept the recorded OPTIONS of ${resource}`, () => {
      assert.deepEqual(answerProblems('options', sample(`options-v3-${resource}.json`)), []);
    });
  }

  it('accept the recorded indexes', () => {
    assert.deepEqual(answerProblems('site-index', sample('index.json')), []);
    assert.deepEqual(answerProblems('legacy-index', sample('legacy-index.json')), []);
  });

  it('accept every error of the recordings', () => {
    let seen = 0;
    const folder = path.join(recordings, 'scenarios');
    for (const file of readdirSync(folder)) {
      for (const line of readFileSync(path.join(folder, file), 'utf8').trim().split('\n')) {
        for (const { request, response } of JSON.parse(line).steps) {
          const json = response?.body?.json;
          if (!json?.code || !json.message || response.status < 400) continue;
          // Some errors of WordPress carry no status (no plugin's answer, and none that the suite asks for).
          if (typeof json.data?.status !== 'number') continue;
          seen++;
          assert.deepEqual(answerProblems('rest-error', json), [], request.url);
        }
      }
    }
    assert.ok(seen > 500);
  });

  it('refuse what is something else', () => {
    assert.notDeepEqual(answerProblems('rest-error', { code: 'a', message: 'b' }), []);
    assert.notDeepEqual(answerProblems('rest-error', { code: 'a', message: 'b', data: { status: 200 } }), []);
    assert.notDeepEqual(answerProblems('orders-v3', [{ id: '1' }]), []);
    assert.notDeepEqual(answerProblems('orders-v3', {}), []);
  });

  it('refuse what lacks a member that several kinds share', () => {
    const [order] = sample('v3-orders.json') as readonly object[];
    assert.ok(isAnswer('order-v3', order));
    const { city: _, ...billing } = order.billing;
    assert.ok(!isAnswer('order-v3', { ...order, billing }));
    assert.ok(!isAnswer('order-v2', { ...order, date_paid_gmt: 1 }));
    assert.ok(!isAnswer('order-v1', { ...order, currency: undefined }));
  });

  it('tell of a kind that is not there', () => {
    assert.throws(() => answerProblems('nothing', {}), { code: 'LATCHKEY_USAGE' });
  });
});
