/** A fixture's users and keys as the rows of WordPress's and WooCommerce's tables. */
import type { Fixture } from './contract.ts';
import { ApiKeys } from './woocommerce/keys.ts';
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
