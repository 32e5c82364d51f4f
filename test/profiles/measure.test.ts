/** The probes by which a rule's value is seen: each tells the values apart that the profiles have. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createStore, profileDifferences, type Store } from '../../mocks/index.ts';
import { type Profile, profileOf } from '../../mocks/rules.ts';
import { measureRules, valuesOf } from '../../src/profiles/measure.ts';
import { type ProbedStore, probedStore } from '../../src/profiles/probed-store.ts';
import { probes } from '../../src/profiles/probes.ts';
import { storeOf } from '../../src/recordings/stand-in.ts';

const home = 'http://shop.test';
const stores: Store[] = [];
after(async () => {
  for (const store of stores) await store.close();
});

/** A simulated store that is asked as a live one is. */
async function probed({ woocommerce, wordpress }: Profile, rules: object = {}): Promise<ProbedStore> {
  const store = await createStore({
    ...storeOf({ home, woocommerce, wordpress }, undefined),
    profileRules: rules,
  });
  stores.push(store);
  let nonces = 0;
  const urls = { http: home, https: 'https://shop.test' };
  return probedStore(store, {
    urls,
    signed: urls,
    personas: new Map(),
    lacks: () => undefined,
    now: () => 1_800_000_000,
    nonce: () => `nonce-${nonces++}`,
    send: () => assert.fail('only simulated stores are asked'),
  });
}

for (const { rule } of profileDifferences)
  test(`what is asked about ${rule} tells its values apart`, async () => {
    const profile = profileOf('10.5');
    const told = new Map<string, string | boolean>();
    for (const value of valuesOf(rule, profile)) {
      const said = await probes[rule].read(await probed(profile, { [rule]: value }));
      assert.equal(told.get(said), undefined, `${value} and ${told.get(said)} say alike: ${said}`);
      told.set(said, value);
    }
  });

for (const name of ['5.8', '10.5'])
  test(`a store of ${name} is measured to be what its profile says`, async () => {
    const profile = profileOf(name);
    const { woocommerce, wordpress } = profile;
    const readings = await measureRules(await probed(profile), { home, woocommerce, wordpress }, profile);
    const odd = readings.filter(({ outcome }) => outcome !== 'same');
    assert.deepEqual(odd, []);
  });

test('rules that are other ones are named, and no others', async () => {
  const profile = profileOf('10.5');
  const { woocommerce, wordpress } = profile;
  const rules = { apiScope: 'route', missingReviews: 'refused' };
  const readings = await measureRules(
    await probed(profile, rules),
    { home, woocommerce, wordpress },
    profile,
  );
  const other = readings.filter(({ outcome }) => outcome !== 'same');
  assert.deepEqual(Object.fromEntries(other.map(({ rule, value }) => [rule, value])), rules);
});

test('what cannot be asked says why', async () => {
  const profile = profileOf('10.5');
  const { woocommerce, wordpress } = profile;
  const whole = await probed(profile);
  const about = { home, woocommerce, wordpress };
  const plainHttp = { ...whole, urls: { http: home }, signed: { http: home } };
  const readings = await measureRules(plainHttp, about, profile);
  const scope = readings.find(({ rule }) => rule === 'apiScope');
  assert.deepEqual([scope?.outcome, scope?.reason], ['cannot tell', 'the store is not reached over https']);
  const alone = await measureRules({ ...whole, personas: new Map() }, about, profile);
  assert.equal(alone.find(({ rule }) => rule === 'looksTwice')?.reason, 'there is no key of nobody');
});
