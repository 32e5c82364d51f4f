/** With an administrator's log-in the doctor goes to the page that grants keys, and grants none. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { named, openStage, proofOf, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const asUser = (login: string, password = `${login}-password`) => ({ administrator: { login, password } });

describe('the way to granting keys', () => {
  it('ends at the question for those who may', async () => {
    const store = await stage.put();
    const before = store.fixture.keys.length;
    for (const login of ['owner', 'manager']) {
      const diagnosis = await stage.visit(asUser(login));
      assert.deepEqual(named(diagnosis), []);
      assert.ok(diagnosis.healthy.includes('An administrator can log in and is asked to grant keys.'));
      const asked = diagnosis.evidence.all.map(({ exchange }) => exchange.request.url).join(' ');
      assert.doesNotMatch(asked, /access_granted/);
    }
    assert.equal(store.fixture.keys.length, before);
  });

  it('ends at a refusal for those who may not', async () => {
    await stage.put();
    const diagnosis = await stage.visit(asUser('subscriber'));
    assert.deepEqual(named(diagnosis), ['wc-auth-no-capability']);
    assert.match(proofOf(diagnosis, 'wc-auth-no-capability'), /C2 was answered 401/);
  });

  it('ends at the form for a wrong password', async () => {
    await stage.put();
    assert.deepEqual(named(await stage.visit(asUser('owner', 'wrong'))), ['wc-auth-log-in-refused']);
  });

  it('shows no password to the home URL, where that is another host', async () => {
    await stage.put({ home: 'https://127.0.0.1:8105' });
    const diagnosis = await stage.visit(asUser('owner'));
    assert.equal(diagnosis.evidence.grant?.step, 'leads to the home URL');
    assert.deepEqual(named(diagnosis), ['home-url-differs']);
  });

  it('is not gone where the page is not there, nor over plain HTTP', async () => {
    await stage.put({ faults: ['wc-auth-404'] });
    const missing = await stage.visit(asUser('owner'));
    assert.deepEqual(named(missing), ['wc-auth-404']);
    assert.ok(missing.evidence.notSent.some(({ probe }) => probe.id === 'C1'));
    await stage.put({ home: 'http://shop.test' });
    const plain = await stage.visit({ url: 'http://shop.test', ...asUser('owner') });
    assert.ok(
      !JSON.stringify(plain.evidence.all.map(({ exchange }) => exchange.request)).includes('owner-password'),
    );
  });
});
