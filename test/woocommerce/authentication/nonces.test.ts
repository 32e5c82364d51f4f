import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { PhpValue } from '../../../mocks/php/types.ts';
import { Nonces } from '../../../mocks/woocommerce/authentication/nonces.ts';
import { php, whyNoPhp } from '../../php/real-php.ts';

const start = 1_795_224_000;

describe('nonces', () => {
  it('are remembered by timestamp: a second one of the same second takes the place of the first', () => {
    const nonces = new Nonces();
    nonces.remember(1, '1795224000', 'a', start);
    assert.equal(nonces.isUsed(1, 'a'), true);
    assert.equal(nonces.isUsed(2, 'a'), false);
    assert.equal(nonces.isUsed(1, 'A'), false);
    nonces.remember(1, '1795224000', 'b', start);
    assert.equal(nonces.isUsed(1, 'a'), false);
    assert.equal(nonces.isUsed(1, 'b'), true);
  });

  it('count as used after 15 minutes, until another one is added', () => {
    const nonces = new Nonces();
    nonces.remember(1, '1795224000', 'a', start);
    assert.equal(nonces.isUsed(1, 'a'), true);
    nonces.remember(1, '1795225000', 'b', start + 1000);
    assert.equal(nonces.isUsed(1, 'a'), false);
  });

  it('that are no UTF-8 are not remembered, since the database refuses them', () => {
    const nonces = new Nonces();
    nonces.remember(1, '1795224000', '\xff', start);
    assert.equal(nonces.isUsed(1, '\xff'), false);
    nonces.remember(1, '1795224000', '\xc3\xbc', start);
    assert.equal(nonces.isUsed(1, '\xc3\xbc'), true);
  });

  it('can be arrays, which differ from text', () => {
    const nonces = new Nonces();
    nonces.remember(1, '1795224000', new Map<string, PhpValue>([['0', 'x']]), start);
    assert.equal(nonces.isUsed(1, new Map<string, PhpValue>([['0', 'x']])), true);
    assert.equal(nonces.isUsed(1, new Map<string, PhpValue>([['1', 'x']])), false);
    assert.equal(nonces.isUsed(1, 'x'), false);
  });

  it('do not pile up', () => {
    const nonces = new Nonces();
    for (let i = 0; i < 60_000; i++) {
      const now = start + Math.floor(i / 20);
      nonces.remember(1, String(now), `n${i}`, now);
    }
    assert.ok(nonces.size <= 901, `${nonces.size} are kept`);
    nonces.forget(1);
    assert.equal(nonces.size, 0);
  });

  it('are kept as PHP keeps an array', { skip: whyNoPhp }, () => {
    const step = fc.record({
      wait: fc.constantFrom(0, 0, 1, 300, 899, 901, -5),
      at: fc.constantFrom(0, 0, 1, -600, 600),
      form: fc.constantFrom('%', '%', '%', '0%', ' %', '% ', '+%', '%abc', '%.5', '%e0'),
      nonce: fc.constantFrom('a', 'b', 'c', '1', '01', '1.0', 'A'),
    });
    const runs = fc.sample(fc.array(step, { minLength: 1, maxLength: 25 }), 150);
    const told = runs.map(run => {
      let now = start;
      return run.map(({ wait, at, form, nonce }) => {
        now += wait;
        return { now, timestamp: form.replace('%', String(now + at)), nonce };
      });
    });
    const expected = php<boolean[]>(
      `$kept = []; $outcomes = [];
      foreach (json_decode($input, true) as $step) {
        $outcomes[] = $used = in_array($step['nonce'], $kept, true);
        if ($used) continue;
        $kept[$step['timestamp']] = $step['nonce'];
        foreach (array_keys($kept) as $key) if ($key < $step['now'] - 900) unset($kept[$key]);
      }
      return $outcomes;`,
      told.map(run => JSON.stringify(run)),
    );
    told.forEach((run, i) => {
      const nonces = new Nonces();
      const outcomes = run.map(({ now, timestamp, nonce }) => {
        const used = nonces.isUsed(1, nonce);
        if (!used) nonces.remember(1, timestamp, nonce, now);
        return used;
      });
      assert.deepEqual(outcomes, expected[i], JSON.stringify(run));
    });
  });
});
