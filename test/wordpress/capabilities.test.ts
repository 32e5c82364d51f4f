import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { roleCan } from '../../mocks/wordpress/capabilities.ts';

describe('roles', () => {
  const may: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'read',
      'everybody',
      ['administrator', 'shop_manager', 'customer', 'subscriber', 'author', 'editor', 'contributor'],
    ],
    ['edit_posts', 'who writes', ['administrator', 'shop_manager', 'author', 'editor', 'contributor']],
    ['edit_others_posts', 'who edits', ['administrator', 'shop_manager', 'editor']],
    ['manage_woocommerce', 'who runs the shop', ['administrator', 'shop_manager']],
    ['edit_shop_orders', 'who runs the shop', ['administrator', 'shop_manager']],
    ['list_users', 'who runs the shop', ['administrator', 'shop_manager']],
    ['manage_options', 'who runs the site', ['administrator']],
    ['delete_users', 'who runs the site', ['administrator']],
  ];
  const roles = [
    'administrator',
    'shop_manager',
    'customer',
    'subscriber',
    'author',
    'editor',
    'contributor',
    'nope',
  ];
  for (const [capability, who, expected] of may) {
    it(`${capability}: ${who}`, () => {
      assert.deepEqual(roles.filter(role => roleCan(role, capability)).sort(), [...expected].sort());
    });
  }
});
