/** A healthy store is asked little: what some answers show, others need not. Anything that is not well brings the rest. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Message } from '../../mocks/index.ts';
import { isHealthy } from '../../src/doctor/verdict.ts';
import { openStage, type Stage, serious } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** What of these is sent, with the verdict. */
async function asked(
  options: Parameters<Stage['put']>[0],
  visit: Parameters<Stage['visit']>[0] = {},
): Promise<{
  readonly count: number;
  readonly ids: readonly string[];
  readonly isWell: boolean;
  found: string[];
}> {
  const store = await stage.put(options);
  let count = 0;
  await stage.put({
    ...options,
    answer: (message: Message) => {
      count += 1;
      return store.answer(message);
    },
  });
  const diagnosis = await stage.visit(visit);
  return {
    count,
    ids: diagnosis.evidence.all.map(({ probe }) => probe.id),
    isWell: isHealthy(diagnosis),
    found: serious(diagnosis),
  };
}

describe('a healthy store', () => {
  it('is asked 74 times at most with a key, the repeats included', async () => {
    const { count, isWell } = await asked({});
    assert.ok(isWell);
    assert.ok(count <= 74, String(count));
  });

  it('is asked 66 times at most without one', async () => {
    const { count, isWell } = await asked({}, { key: null });
    assert.ok(isWell);
    assert.ok(count <= 66, String(count));
  });

  it('is asked 75 times at most where its home URL has another port', async () => {
    const { count, isWell } = await asked({ home: 'https://127.0.0.1:8105' });
    assert.ok(isWell);
    assert.ok(count <= 75, String(count));
  });

  it('is shown no wrong secret', async () => {
    const { ids } = await asked({});
    assert.deepEqual(
      ids.filter(id => ['A15', 'B1', 'B2', 'B3'].includes(id)),
      [],
    );
  });
});

describe('a store that is not well', () => {
  for (const [fault, probe] of [
    ['firewall-missing-accept', 'A9-accept'],
    ['firewall-empty-parameter', 'A19'],
    ['firewall-url-in-query', 'A14u'],
    ['firewall-override-header', 'A8-_method'],
    ['methods-blocked', 'A8-PUT'],
    ['strip-authorization', 'A21'],
  ] as const)
    for (const key of ['owner', null])
      it(`is asked for ${probe} too: ${fault}, ${key === null ? 'without' : 'with'} a key`, async () => {
        const { ids, found } = await asked({ faults: [fault] }, { key });
        assert.ok(ids.includes(probe), ids.join(', '));
        assert.equal(found[0], fault);
      });

  it('is told that a key is unknown', async () => {
    const { found } = await asked(
      {},
      {
        key: null,
        credentials: { consumerKey: `ck_${'1'.repeat(40)}`, consumerSecret: `cs_${'1'.repeat(40)}` },
      },
    );
    assert.deepEqual(found, ['unknown-key']);
  });
});
