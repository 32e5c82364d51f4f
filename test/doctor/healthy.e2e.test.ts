/** A healthy store gets nothing above information, however it is set up. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { builtInFixture, type Fixture, type Message, type StoreOptions } from '../../mocks/index.ts';
import { isHealthy } from '../../src/doctor/verdict.ts';
import { named, openStage, type Stage, serious } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const withoutLegacy = (): Fixture => ({ ...builtInFixture(), legacy_api: 'absent' });

async function healthy(options: StoreOptions = {}, url?: string, known: string[] = []): Promise<void> {
  await stage.put(options);
  for (const key of ['owner', null]) {
    const diagnosis = await stage.visit({ key, ...(url !== undefined && { url }) });
    assert.deepEqual(serious(diagnosis), [], `${key ?? 'no key'}: ${named(diagnosis).join(', ')}`);
    assert.ok(isHealthy(diagnosis));
    assert.deepEqual(diagnosis.broken, []);
    assert.deepEqual(diagnosis.evidence.crashes, []);
    if (key !== null) assert.deepEqual(named(diagnosis), known);
  }
}

describe('a healthy store', () => {
  for (const profile of ['5.8', '6.6', '7.8', '8.2', '9.2', '10.5', '11.1']) {
    it(`profile ${profile}`, () => healthy({ profile }));
    it(`profile ${profile} over HTTP only`, () =>
      healthy({ profile, home: stage.http }, stage.http, ['plain-http']));
    it(`profile ${profile} in a sub-directory`, () =>
      healthy({ profile, home: `${stage.https}/shop` }, `${stage.https}/shop`));
    it(`profile ${profile} without the legacy API`, () =>
      healthy({ profile, fixture: withoutLegacy() }, undefined, ['legacy-disabled']));
    it(`profile ${profile} with a home URL that has another port`, () =>
      healthy({ profile, home: 'https://127.0.0.1:8105' }, undefined, ['home-url-differs']));
  }
  it('with a home URL that says http, asked over TLS', () =>
    healthy({ home: 'http://127.0.0.1:8105' }, undefined, ['home-url-differs']));
  it('with plain permalinks on 11.1', () =>
    healthy({ profile: '11.1', switches: { permalinks: 'plain' } }, undefined, ['plain-permalinks']));
  it('coming soon', () => healthy({ switches: { comingSoon: true } }));
  it('with application passwords in use', () =>
    healthy({ switches: { applicationPasswords: true } }, undefined, ['application-passwords']));
  it('asked with a path of the API at the end', () =>
    healthy({}, `${stage.https}/wp-json/wc/v3/`, ['url-with-api-path']));
  it('at a host with a name', () => healthy({ home: 'https://shop.test' }, 'https://shop.test'));

  it('behind a proxy that ends TLS and says so', async () => {
    const store = await stage.put();
    // What WordPress makes of X-Forwarded-Proto once wp-config.php believes it.
    const behind = (message: Message) => {
      const answer = store.answer({
        ...message,
        headers: [...message.headers, 'X-Forwarded-Proto', 'https'],
      });
      return answer;
    };
    await stage.put({ answer: behind });
    assert.deepEqual(named(await stage.visit()), []);
  });

  for (const version of ['5.8', '6.6', '7.8', '8.2', '9.2', '10.5', '11.1']) {
    it(`the recorded store of ${version}`, async () => {
      const file = new URL(`../recordings/stores/wc-${version}.json`, import.meta.url);
      const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture;
      const key = fixture.keys.find(
        ({ state, permissions, user_id }) =>
          state === 'active' && permissions === 'read_write' && user_id === 1,
      );
      assert.ok(key);
      await stage.put({ fixture, home: stage.https });
      const credentials = { consumerKey: key.consumer_key, consumerSecret: key.consumer_secret };
      assert.deepEqual(serious(await stage.visit({ key: null, credentials })), []);
    });
  }
});
