/** A site that refuses whatever it is asked is told after few requests; one that answers something is asked for the rest. */

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Answer, Message } from '../../mocks/index.ts';
import type { HttpClient } from '../../src/client/http/client.ts';
import { timedOut } from '../../src/client/http/limits.ts';
import { diagnose } from '../../src/doctor/diagnosis.ts';
import { examine } from '../../src/doctor/examine.ts';
import { type Direct, openDirect } from './direct.ts';
import { serious } from './stage.ts';

let direct: Direct;
before(async () => {
  direct = await openDirect();
});

const page = (status: number): Answer => ({
  status,
  headers: ['Content-Type', 'text/html'],
  body: Buffer.from('<html><head><title>No</title></head><body>No</body></html>'),
});

async function visited(decide: (message: Message) => Answer | undefined, withKey: boolean) {
  let count = 0;
  const diagnosis = await direct.visit(message => {
    count += 1;
    return decide(message);
  }, withKey);
  return { count, diagnosis, ids: diagnosis.evidence.all.map(({ probe }) => probe.id) };
}

describe('a site that refuses everything', () => {
  for (const [status, first] of [
    [402, 'answered-in-front'],
    [404, 'not-wordpress'],
    [502, 'bad-gateway'],
    [504, 'bad-gateway'],
    [520, 'answered-in-front'],
  ] as const)
    for (const withKey of [true, false])
      it(`with ${status} is asked 26 times at most, ${withKey ? 'with' : 'without'} a key`, async () => {
        const { count, diagnosis } = await visited(() => page(status), withKey);
        assert.equal(serious(diagnosis)[0], first);
        assert.ok(count <= 26, String(count));
        assert.match(
          diagnosis.evidence.notSent.find(({ probe }) => probe.id === 'A5')?.reason ?? '',
          new RegExp(`everything before was answered ${status}`),
        );
      });

  it('is asked for everything where a browser is let in', async () => {
    const { ids, diagnosis } = await visited(
      ({ headers }) => (headers.some(field => field.includes('Firefox')) ? undefined : page(403)),
      false,
    );
    assert.ok(ids.includes('A9-python'), ids.join(', '));
    assert.equal(serious(diagnosis)[0], 'user-agent-filter');
  });

  it('is asked for everything where POST reaches WordPress', async () => {
    const { ids } = await visited(({ method }) => (method === 'POST' ? undefined : page(502)), false);
    assert.ok(ids.includes('A8-DELETE'), ids.join(', '));
  });

  it('says that no answer comes where none does, and not that answers are late', async () => {
    const silent: HttpClient = {
      send: async request => ({
        request,
        startedAt: 0,
        duration: 10_000,
        failure: { code: timedOut, message: 'no answer in time' },
      }),
      close: async () => undefined,
    };
    const diagnosis = diagnose(
      await examine({ url: 'https://shop.test', client: silent, wait: async () => undefined }),
    );
    assert.equal(diagnosis.reached, false);
    assert.equal(diagnosis.findings[0]?.suspicion.title, 'The connection opens, and no answer comes in time');
  });
});

describe('a site that leads to no web address', () => {
  for (const location of ['javascript:alert(1)', 'data:text/html,hi', 'ftp://shop.test/'])
    it(`is told as nothing of WordPress, and nobody is sent there: ${location}`, async () => {
      const { diagnosis } = await visited(
        () => ({ status: 302, headers: ['Location', location], body: new Uint8Array() }),
        true,
      );
      assert.deepEqual(serious(diagnosis), ['answered-in-front']);
      assert.doesNotMatch(JSON.stringify(diagnosis.findings), /run it with the URL/);
    });
});
