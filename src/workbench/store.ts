import { setImmediate } from 'node:timers/promises';
import type { Store } from '../../mocks/index.ts';
import { createRedactor, type Redactor } from '../redact/redact.ts';
import type { Launched } from '../serve/launched.ts';
import { describeServing } from '../serve/serving.ts';
import { secretFor } from './detail.ts';
import { shownExplanation } from './explained.ts';
import type { ShownKey, WatchedState } from './view.ts';
import type { Watched, WatchedKey } from './watched.ts';

/** A simulated store as a workbench looks at it. */
export function watchedStore(launched: Launched): Watched {
  const { store } = launched;
  const secrets = secretsOf(store);
  let known = 0;
  let redactor: Redactor | undefined;
  const watched: Watched = {
    home: store.home,
    profile: store.profile,
    version: async () => store.profile,
    redactor() {
      // A key that was granted is one secret more.
      for (const { consumerKey, consumerSecret } of store.keptKeys()) {
        secrets.add(consumerKey);
        secrets.add(consumerSecret);
      }
      if (redactor === undefined || secrets.size !== known) redactor = createRedactor(secrets);
      known = secrets.size;
      return redactor;
    },
    keys: () => namedKeys(store),
    exchanges: () => store.journal(),
    clear: () => store.clearJournal(),
    onExchange: listener => store.onExchange(listener),
    state: () => stateOf(launched),
    replay: message => store.answer(message),
    async explain(exchange) {
      // Whoever asks the store at the same time comes between two of them.
      await setImmediate();
      return shownExplanation(exchange, watched, secretFor(exchange, watched), watched.redactor());
    },
  };
  return watched;
}

/** What must never be shown, though the journal sees it. */
function secretsOf(store: Store): Set<string> {
  const { keys, users } = store.fixture;
  return new Set([
    ...keys.flatMap(({ consumer_key, consumer_secret }) => [consumer_key, consumer_secret]),
    ...users.map(({ password }) => password),
  ]);
}

/** Keys of the fixture by their persona, those that were granted by their description; one that was revoked counts too. */
function namedKeys(store: Store): WatchedKey[] {
  const ofFixture = store.fixture.keys.map(key => ({
    name: key.name,
    consumerKey: key.consumer_key,
    consumerSecret: key.consumer_secret,
  }));
  const known = new Set(ofFixture.map(({ consumerKey }) => consumerKey));
  const granted = store
    .keptKeys()
    .filter(({ consumerKey }) => !known.has(consumerKey))
    .map(({ keyId, consumerKey, consumerSecret }) => ({ name: `key${keyId}`, consumerKey, consumerSecret }));
  return [...ofFixture, ...granted];
}

function stateOf(launched: Launched): WatchedState {
  const { store, url, httpsUrl, authorityFile } = launched;
  const serving = describeServing(launched);
  const users = new Map(store.users().map(user => [user.id, user]));
  const open = new Map(serving.keys.map(({ consumerKey, consumerSecret }) => [consumerKey, consumerSecret]));
  const names = new Map(namedKeys(store).map(({ consumerKey, name }) => [consumerKey, name]));
  const path = new URL(store.home).pathname.replace(/\/$/, '');
  const passwords = new Map(serving.users.map(({ id, password }) => [id, password]));
  return {
    title: `${store.fixture.title}, as WooCommerce ${store.profile}`,
    can: ['replay', 'sign', 'keys', 'faults', 'clock', 'reset', 'webhooks', 'site'],
    facts: [
      ['HTTP', url],
      ['HTTPS', httpsUrl],
      ['home URL', store.home],
      ['profile', store.profile],
      ['authority', authorityFile ?? 'your own'],
    ],
    url: httpsUrl + path,
    ca: authorityFile ?? '',
    keys: store.keptKeys().map((key): ShownKey => {
      const consumerSecret = open.get(key.consumerKey);
      return {
        id: key.keyId,
        name: names.get(key.consumerKey) ?? key.description,
        login: users.get(key.userId)?.login ?? '(no user)',
        permissions: key.permissions,
        consumerKey: key.consumerKey,
        isBuiltIn: open.has(key.consumerKey),
        ...(consumerSecret !== undefined && { consumerSecret }),
      };
    }),
    users: [...users.values()].map(user => {
      const password = passwords.get(user.id);
      return { ...user, ...(password !== undefined && { password }) };
    }),
    faults: store.faults,
    site: { ...store.switches },
    webhooks: store.webhooks(),
    now: store.now(),
    nonces: store.nonces,
  };
}
