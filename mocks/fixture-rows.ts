/** A fixture's users and keys as the rows of WordPress's and WooCommerce's tables. */
import type { Fixture } from './contract.ts';
import { ApiKeys } from './woocommerce/keys.ts';
import { ApplicationPasswords } from './wordpress/application-password-rows.ts';
import { Users } from './wordpress/users.ts';

export function usersOf(fixture: Pick<Fixture, 'users'>): Users {
  const users = new Users();
  for (const user of fixture.users) users.add(user);
  return users;
}

/** The keys that have a row: one that was revoked, or whose user was deleted in WordPress, has none. */
export function keysOf(fixture: Pick<Fixture, 'keys'>): ApiKeys {
  const keys = new ApiKeys();
  for (const key of fixture.keys) {
    if (key.state.startsWith('row deleted')) continue;
    keys.add({
      keyId: key.key_id,
      userId: key.user_id,
      permissions: key.permissions,
      consumerKey: key.consumer_key,
      consumerSecret: key.consumer_secret,
      description: key.name,
    });
  }
  return keys;
}

/** The application passwords of a fixture, made when the store was. */
export function applicationPasswordsOf(
  fixture: Pick<Fixture, 'application_passwords'>,
  randomBytes: (count: number) => Uint8Array,
  now: () => number,
): ApplicationPasswords {
  const rows = new ApplicationPasswords(randomBytes);
  for (const { user_id, name, password } of fixture.application_passwords ?? [])
    rows.add({ userId: user_id, name, password: password.replace(/[^a-z\d]/gi, ''), created: now() });
  return rows;
}
