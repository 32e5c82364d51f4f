/** Stores that count requests, answer late or now so, now so: what was refused for its number proves nothing else. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Answer, Message } from '../../mocks/index.ts';
import type { HttpClient } from '../../src/client/http/client.ts';
import { timedOut } from '../../src/client/http/limits.ts';
import type { Diagnosis } from '../../src/doctor/diagnosis.ts';
import { isHealthy } from '../../src/doctor/verdict.ts';
import { openDirect } from './direct.ts';
import { named, openStage, proofOf, type Stage, serious } from './stage.ts';

let stage: Stage;
/** Seconds; each request takes a hundredth, and the doctor's pauses what they last. */
let time = 0;

before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const page = (status: number, headers: readonly string[] = []): Answer => ({
  status,
  headers: ['Server', 'nginx', 'Content-Type', 'text/html', ...headers],
  body: Buffer.from(`<html><head><title>${status}</title></head><body>${status}</body></html>`),
});

/** A store behind something that decides before it. */
async function behind(decide: (message: Message, count: number) => Answer | undefined): Promise<Diagnosis> {
  const store = await stage.put();
  let count = 0;
  time = 0;
  await stage.put({
    answer: message => {
      time += 0.01;
      return decide(message, count++) ?? store.answer(message);
    },
  });
  return stage.visit({
    wait: async milliseconds => {
      time += milliseconds / 1000;
    },
  });
}

/** As nginx's limit_req counts: so many a second, and a burst beside it. */
function leaky(perSecond: number, burst: number, refusal: Answer): () => Answer | undefined {
  let excess = 0;
  let last = 0;
  return () => {
    excess = Math.max(0, excess - (time - last) * perSecond);
    last = time;
    if (excess > burst) return refusal;
    excess += 1;
    return undefined;
  };
}

describe('a store that counts requests', () => {
  for (const status of [429, 503, 403])
    for (const [perSecond, burst] of [
      [5, 10],
      [5, 2],
      [2, 20],
    ] as const)
      it(`${perSecond} a second with a burst of ${burst}, ${status} without Retry-After`, async () => {
        const diagnosis = await behind(leaky(perSecond, burst, page(status)));
        assert.deepEqual(serious(diagnosis), ['rate-limit'], named(diagnosis).join(', '));
        assert.match(proofOf(diagnosis, 'rate-limit'), /began anew, more slowly/);
        assert.equal(diagnosis.evidence.said('B5'), 'let in');
      });

  it('429 with Retry-After, in seconds', async () => {
    const diagnosis = await behind(leaky(5, 10, page(429, ['Retry-After', '3'])));
    assert.deepEqual(serious(diagnosis), ['rate-limit']);
    assert.ok(time > 3);
  });

  it('503 with Retry-After, as maintenance that begins in the middle: no limit is proven', async () => {
    for (const seconds of ['2', '600']) {
      const maintenance = page(503, ['Retry-After', seconds]);
      const diagnosis = await behind((_, count) => (count >= 30 ? maintenance : undefined));
      const sure = diagnosis.findings.filter(({ suspicion }) => suspicion.certainty === 'proven');
      assert.deepEqual(
        sure.map(({ fault }) => fault.id),
        [],
      );
      assert.ok(serious(diagnosis).length > 0, `${seconds}: called healthy`);
    }
  });

  it('503 with Retry-After from one of two servers: their answers vary, and nothing is counted', async () => {
    for (const first of [0, 1]) {
      const maintenance = page(503, ['Retry-After', '600']);
      const diagnosis = await behind((_, count) => ((count + first) % 2 === 0 ? maintenance : undefined));
      assert.ok(serious(diagnosis).includes('answers-vary'), serious(diagnosis).join(', '));
      assert.ok(!serious(diagnosis).includes('rate-limit'), serious(diagnosis).join(', '));
    }
  });

  it('403 for ever after so many requests: what was answered before is all that is judged', async () => {
    for (const most of [8, 20, 40]) {
      const diagnosis = await behind((_, count) => (count >= most ? page(403) : undefined));
      assert.deepEqual(serious(diagnosis), ['rate-limit'], `${most}: ${named(diagnosis).join(', ')}`);
      assert.match(proofOf(diagnosis, 'rate-limit'), /had been answered, was refused then as well/);
      assert.ok(
        diagnosis.evidence.notSent.some(({ reason }) => reason === 'the store had stopped answering'),
      );
    }
  });
});

describe('a rule that is no count', () => {
  it('is told as the rule, and asked again', async () => {
    const isUnwanted = ({ headers }: Message) => headers.some(value => /python-requests/.test(value));
    const diagnosis = await behind(message => (isUnwanted(message) ? page(403) : undefined));
    assert.deepEqual(serious(diagnosis), ['user-agent-filter']);
    assert.match(proofOf(diagnosis, 'user-agent-filter'), /Asked again after a pause: the same/);
  });
});

describe('chance', () => {
  it('one page of an error among many answers proves nothing', async () => {
    const diagnosis = await behind((message, count) =>
      count === 30 && /wc\/v3/.test(message.target) ? page(500) : undefined,
    );
    const sure = diagnosis.findings.filter(({ suspicion }) => suspicion.certainty === 'proven');
    assert.deepEqual(
      sure.map(({ fault }) => fault.id).filter(id => id !== 'answers-vary'),
      [],
    );
  });

  it('a store that has no time for several requests at once is healthy, and that is told', async () => {
    await stage.put();
    let underWay = 0;
    const client: HttpClient = {
      async send(request, options) {
        underWay += 1;
        await new Promise(resolve => {
          setImmediate(resolve);
        });
        const isBusy = underWay > 3;
        const exchange = isBusy
          ? { request, startedAt: 0, duration: 10_000, failure: { code: timedOut, message: 'late' } }
          : await stage.client.send(request, options);
        underWay -= 1;
        return exchange;
      },
      close: async () => undefined,
    };
    const diagnosis = await stage.visit({ client });
    assert.deepEqual(serious(diagnosis), []);
    assert.ok(isHealthy(diagnosis));
    assert.match(proofOf(diagnosis, 'slow'), /when they were asked by themselves/);
  });

  it('a client that is dropped without a word is told as that, each time it is asked', async () => {
    await stage.put();
    const client: HttpClient = {
      send: async (request, options) =>
        request.headers.some(([, value]) => value.includes('okhttp'))
          ? { request, startedAt: 0, duration: 10_000, failure: { code: timedOut, message: 'late' } }
          : stage.client.send(request, options),
      close: async () => undefined,
    };
    for (const key of ['owner', null]) {
      const diagnosis = await stage.visit({ client, key });
      assert.deepEqual(serious(diagnosis), ['user-agent-filter'], named(diagnosis).join(', '));
      assert.match(proofOf(diagnosis, 'user-agent-filter'), /okhttp/);
      assert.notEqual(diagnosis.findings[0]?.suspicion.certainty, 'proven');
    }
  });

  it('a preflight whose answer is cut off says nothing of what browsers may', async () => {
    await stage.put();
    const failure = { code: 'UND_ERR_SOCKET', message: 'other side closed', status: 200 };
    const client: HttpClient = {
      send: async (request, options) =>
        request.method === 'OPTIONS'
          ? { request, startedAt: 0, duration: 1, failure }
          : stage.client.send(request, options),
      close: async () => undefined,
    };
    const diagnosis = await stage.visit({ client });
    assert.ok(!named(diagnosis).some(id => id.includes('preflight')), named(diagnosis).join(', '));
    assert.ok(serious(diagnosis).length > 0);
  });

  it('a method that is never answered in time is not proven to be blocked', async () => {
    const store = await stage.put();
    await stage.put({
      answer: async message => {
        if (message.method === 'DELETE')
          await new Promise(resolve => {
            setTimeout(resolve, 3_000);
          });
        return store.answer(message);
      },
    });
    const diagnosis = await stage.visit({ timeout: 2_000 });
    // A server that drops it and one that is late with it look the same: both are said.
    for (const { fault, suspicion } of diagnosis.findings)
      if (fault.id === 'methods-blocked') assert.notEqual(suspicion.certainty, 'proven');
    assert.ok(!named(diagnosis).includes('answers-vary'), named(diagnosis).join(', '));
    assert.equal(diagnosis.evidence.said('B5'), 'let in');
  });
});

describe('the order of requests', () => {
  it('is the anonymous answer, then the key, then the fine questions', async () => {
    await stage.put();
    const { evidence } = await stage.visit();
    const ids = evidence.all.map(({ probe }) => probe.id);
    assert.equal(
      ids.find(id => !id.startsWith('A1') && !id.startsWith('A2')),
      'A4',
    );
    assert.ok(ids.indexOf('B5') < ids.indexOf('A9-browser'));
    assert.ok(ids.indexOf('B11-orders') < ids.indexOf('A8-PATCH'));
  });
});

it('a server that holds four back and refuses the others is told as a limit, and not as chance', async () => {
  // Of six at once one passes, four wait and one is refused.
  const diagnosis = await behind(leaky(3, 4, page(503)));
  assert.deepEqual(serious(diagnosis), ['rate-limit'], named(diagnosis).join(', '));
});

for (const most of [10, 40, 62])
  it(`an address that is kept out for three seconds after ${most} requests is told as a limit`, async () => {
    // As mod_evasive does: each request of those seconds makes it three more.
    let until = 0;
    let asked: number[] = [];
    const diagnosis = await behind(() => {
      asked = [...asked.filter(each => each > time - 2), time];
      if (time >= until && asked.length <= most) return undefined;
      until = time + 3;
      return page(403);
    });
    assert.deepEqual(serious(diagnosis), ['rate-limit'], named(diagnosis).join(', '));
  });

describe('a server that refuses none and holds each back', () => {
  for (const withKey of [true, false])
    it(`lets two through in a second, ${withKey ? 'with' : 'without'} a key`, async () => {
      const diagnosis = await (await openDirect()).visit(() => undefined, withKey, 2);
      assert.deepEqual(serious(diagnosis), ['rate-limit'], named(diagnosis).join(', '));
      assert.match(diagnosis.findings[0]?.suspicion.title ?? '', /about 2 in a second/);
    });

  it('is not seen where answers are late for themselves', async () => {
    assert.deepEqual(serious(await (await openDirect()).visit(() => undefined, true)), []);
  });
});
