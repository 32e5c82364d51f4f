import { createHash } from 'node:crypto';
import type { Fixture } from '../contract.ts';

/**
 * The store that is there without a fixture: one persona for each right. Its keys and passwords are the same
 * everywhere and no secrets; they are made from the persona's name so that each tells itself apart.
 *
 * @example
 * ```ts
 * import { builtInFixture, createStore } from 'latchkey';
 *
 * const fixture = builtInFixture('https://shop.test');
 * const store = await createStore({ fixture: { ...fixture, orders: 3 } });
 * ```
 */
export function builtInFixture(home = 'http://localhost'): Fixture {
  return {
    store: 'built-in',
    home,
    wordpress: '6.9.1',
    woocommerce: '10.5.0',
    title: 'Latchkey Shop',
    users: [
      user(1, 'owner', 'administrator'),
      user(2, 'manager', 'shop_manager'),
      user(3, 'customer', 'customer'),
      user(4, 'author', 'author'),
      user(5, 'subscriber', 'subscriber'),
    ],
    deleted_users: [{ id: 6, login: 'deleted', role: 'administrator' }],
    keys: [
      key(1, 'owner', 1, 'read_write'),
      key(2, 'reader', 1, 'read'),
      key(3, 'writer', 1, 'write'),
      key(4, 'manager', 2, 'read_write'),
      key(5, 'customer', 3, 'read_write'),
      key(6, 'author', 4, 'read_write'),
      key(7, 'subscriber', 5, 'read_write'),
      key(8, 'deletedUser', 6, 'read_write', 'row deleted with its user'),
      key(9, 'revoked', 1, 'read_write', 'row deleted (revoked)'),
      key(10, 'none', 1, 'none'),
      key(11, 'nobody', 0, 'read_write', 'row present, user id 0'),
      key(12, 'orphan', 999, 'read_write', 'row present, user row missing'),
    ],
    legacy_api: 'plugin woocommerce-legacy-rest-api',
  };
}

function user(id: number, login: string, role: string): Fixture['users'][number] {
  return { id, login, email: `${login}@example.com`, password: `${login}-password`, role };
}

function key(
  key_id: number,
  name: string,
  user_id: number,
  permissions: string,
  state = 'active',
): Fixture['keys'][number] {
  return {
    name,
    key_id,
    user_id,
    permissions,
    consumer_key: `ck_${digits(`${name} consumer key`)}`,
    consumer_secret: `cs_${digits(`${name} consumer secret`)}`,
    state,
  };
}

/** 40 hexadecimal digits, the length of WooCommerce's own. */
function digits(text: string): string {
  return createHash('sha1').update(`latchkey ${text}`).digest('hex');
}
