import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { checkFixture, parseFixture } from '../../mocks/data/fixture.ts';
import { builtInFixture, readFixture } from '../../mocks/index.ts';

const stores = path.join(import.meta.dirname, '../recordings/stores');

const least = {
  home: 'http://shop.test',
  wordpress: '6.9.1',
  woocommerce: '10.5.0',
  users: [{ id: 1, login: 'admin', role: 'administrator' }],
  keys: [{ user_id: 1, permissions: 'read', consumer_key: 'ck_1', consumer_secret: 'cs_1' }],
};

describe('a fixture', () => {
  for (const file of readdirSync(stores)) {
    it(`${file} is one`, async () => {
      assert.ok((await readFixture(path.join(stores, file))).keys.length > 0);
    });
  }

  it('built in is one', async () => {
    const fixture = builtInFixture();
    assert.deepEqual(await checkFixture(structuredClone(fixture), 'built-in'), fixture);
    assert.deepEqual(builtInFixture(), fixture);
  });

  it('may leave out what has a default', async () => {
    const fixture = await checkFixture(least, 'x.json');
    assert.equal(fixture.keys[0]?.key_id, 1);
    assert.equal(fixture.keys[0]?.state, 'active');
    assert.equal(fixture.users[0]?.email, 'admin@example.com');
  });

  const wrong: readonly (readonly [string, unknown, RegExp])[] = [
    ['no home', { ...least, home: undefined }, /^x\.json: the fixture: expected a property "home"$/],
    ['a home that is none', { ...least, home: 'shop.test' }, /^x\.json: \/home: expected an absolute URL/],
    ['users that are none', { ...least, users: {} }, /^x\.json: \/users: expected an array$/],
    [
      'a user without a role',
      { ...least, users: [{ id: 1, login: 'a' }] },
      /\/users\/0: expected a property "role"$/,
    ],
    [
      'a word for an id',
      { ...least, users: [{ id: 'x', login: 'a', role: 'b' }] },
      /\/users\/0\/id: expected an integer$/,
    ],
    ['an unknown property', { ...least, colour: 'red' }, /expected no property "colour"$/],
    [
      'an unknown switch',
      { ...least, switches: { permalinks: 'odd' } },
      /\/switches\/permalinks: expected one of pretty, plain$/,
    ],
    [
      'two users with one id',
      { ...least, users: [...least.users, { ...least.users[0], login: 'b' }] },
      /\/users\/1\/id: expected a number of its own/,
    ],
    [
      'two keys that are the same',
      { ...least, keys: [...least.keys, ...least.keys] },
      /\/keys\/1\/consumer_key: expected a consumer key of its own/,
    ],
  ];
  for (const [what, data, expected] of wrong) {
    it(`with ${what} is refused in one line`, async () => {
      await assert.rejects(parseFixture(JSON.stringify(data), 'x.json'), (error: Error) => {
        assert.match(error.message, expected);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      });
    });
  }

  it('that is no JSON, or not there, is refused', async () => {
    await assert.rejects(parseFixture('{', 'x.json'), /^FixtureError: x\.json: is no JSON/);
    await assert.rejects(
      readFixture('/nowhere/x.json'),
      /\/nowhere\/x\.json: cannot be read \(no such file\)/,
    );
  });
});
