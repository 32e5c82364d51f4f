/** What is wrong with the key or its user, whatever language the store speaks. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { named, openStage, proofOf, type Stage, serious } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const wanted: Record<string, string[]> = {
  reader: ['read-only-key'],
  writer: ['write-only-key'],
  none: ['key-without-permission'],
  customer: ['user-without-role'],
  subscriber: ['user-without-role'],
  author: ['user-without-role'],
  manager: [],
  revoked: ['unknown-key'],
  deletedUser: ['unknown-key'],
  orphan: ['user-gone'],
  nobody: ['user-gone'],
};

describe('keys and users', () => {
  for (const [key, ids] of Object.entries(wanted)) {
    it(`${key}: ${ids.join(', ') || 'nothing'}`, async () => {
      await stage.put();
      assert.deepEqual(named(await stage.visit({ key })), ids);
    });
    it(`${key}, where the header is stripped too`, async () => {
      await stage.put({ faults: ['strip-authorization'] });
      assert.deepEqual(named(await stage.visit({ key })), ['strip-authorization', ...ids]);
    });
  }

  it('a read-only key is no fault', async () => {
    await stage.put();
    assert.deepEqual(serious(await stage.visit({ key: 'reader' })), []);
  });

  it('without the legacy API a user who is gone and a plugin that resets the user are told together', async () => {
    await stage.put({ faults: ['legacy-disabled'] });
    const diagnosis = await stage.visit({ key: 'orphan' });
    assert.deepEqual(serious(diagnosis), ['user-gone', 'user-reset']);
    // Users that are gone are the commoner of the two.
    assert.deepEqual(
      diagnosis.findings.slice(0, 2).map(({ suspicion }) => suspicion.certainty),
      ['likely', 'possible'],
    );
  });

  it('a wrong secret', async () => {
    await stage.put();
    const { consumerKey } = stage.key('owner');
    const credentials = { consumerKey, consumerSecret: `cs_${'a'.repeat(40)}` };
    assert.deepEqual(named(await stage.visit({ credentials, key: null })), ['wrong-secret']);
    const overHttp = await stage.visit({ credentials, key: null, url: stage.http });
    assert.ok(named(overHttp).includes('wrong-secret'));
  });

  it('an unknown key', async () => {
    await stage.put();
    const credentials = { consumerKey: `ck_${'a'.repeat(40)}`, consumerSecret: `cs_${'a'.repeat(40)}` };
    const diagnosis = await stage.visit({ credentials, key: null });
    assert.deepEqual(named(diagnosis), ['unknown-key']);
    assert.match(proofOf(diagnosis, 'unknown-key'), /A15 was answered 401/);
  });

  it('key and secret swapped', async () => {
    await stage.put();
    const { consumerKey, consumerSecret } = stage.key('owner');
    const credentials = { consumerKey: consumerSecret, consumerSecret: consumerKey };
    assert.deepEqual(named(await stage.visit({ credentials, key: null })), ['key-secret-swapped']);
  });

  it('a secret with a line end, a key cut off, a user name', async () => {
    await stage.put();
    const right = stage.key('owner');
    const first = await stage.visit({
      key: null,
      credentials: { ...right, consumerSecret: `${right.consumerSecret}\n` },
    });
    assert.equal(named(first)[0], 'key-malformed');
    assert.match(proofOf(first, 'key-malformed'), /The secret has white space around it/);
    const second = await stage.visit({
      key: null,
      credentials: { ...right, consumerKey: right.consumerKey.slice(0, -1) },
    });
    assert.equal(named(second)[0], 'key-malformed');
    assert.match(proofOf(second, 'key-malformed'), /42 characters, where 43 are right/);
    const third = await stage.visit({
      key: null,
      credentials: { consumerKey: 'admin', consumerSecret: 'secret' },
    });
    assert.ok(named(third).includes('key-malformed'));
  });

  it('the same in a store that speaks another language', async () => {
    const store = await stage.put();
    const words: Record<string, string> = {
      'Consumer key is invalid.': 'Consumentsleutel is ongeldig.',
      'Consumer secret is invalid.': 'Klant-geheim is ongeldig.',
      'Invalid signature - provided signature does not match.': 'Ongeldige handtekening.',
    };
    await stage.put({
      answer: async message => {
        const answer = await store.answer(message);
        let text = Buffer.from(answer.body).toString('latin1');
        for (const [english, dutch] of Object.entries(words)) text = text.replaceAll(english, dutch);
        return { ...answer, body: Buffer.from(text, 'latin1') };
      },
    });
    for (const [key, ids] of Object.entries({
      revoked: ['unknown-key'],
      owner: [],
      writer: ['write-only-key'],
    }))
      assert.deepEqual(named(await stage.visit({ key })), ids, key);
    const { consumerKey } = stage.key('owner');
    const credentials = { consumerKey, consumerSecret: `cs_${'a'.repeat(40)}` };
    assert.deepEqual(named(await stage.visit({ credentials, key: null })), ['wrong-secret']);
  });

  it('requests that arrive twice', async () => {
    const store = await stage.put();
    // One after the other: a signature of the same second in between would make room for the nonce again.
    let last: Promise<unknown> = Promise.resolve();
    await stage.put({
      answer: message => {
        const both = last.then(async () => {
          await store.answer(message);
          return store.answer(message);
        });
        last = both;
        return both;
      },
    });
    const diagnosis = await stage.visit();
    assert.ok(named(diagnosis).includes('sent-twice'), named(diagnosis).join(', '));
  });
});
