import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { builtInFixture } from '../../mocks/index.ts';
import { parseFixture, readFixture } from '../../src/files/fixture.ts';

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
    assert.deepEqual(await parseFixture(JSON.stringify(fixture), 'built-in'), fixture);
    assert.deepEqual(builtInFixture(), fixture);
  });

  it('may leave out what has a default', async () => {
    const fixture = await parseFixture(JSON.stringify(least), 'x.json');
    assert.equal(fixture.keys[0]?.key_id, 1);
    assert.equal(fixture.keys[0]?.state, 'active');
    assert.equal(fixture.users[0]?.email, 'admin@example.com');
  });

  const wrong: readonly (readonly [string, unknown, RegExp])[] = [
    [
      'no home',
      { ...least, home: undefined },
      /^x\.json:1:1: expected a fixture in JSON with a property "home"$/,
    ],
    [
      'a home that is none',
      { ...least, home: 'shop.test' },
      /^x\.json:1:2: \/home: expected an absolute URL/,
    ],
    [
      'users that are none',
      { ...least, users: {} },
      /^x\.json:1:\d+: \/users: it is an object; expected an array$/,
    ],
    [
      'a user without a role',
      { ...least, users: [{ id: 1, login: 'a' }] },
      /\/users\/0: expected a property "role"$/,
    ],
    [
      'a word for an id',
      { ...least, users: [{ id: 'x', login: 'a', role: 'b' }] },
      /\/users\/0\/id: it is a string; expected an integer$/,
    ],
    [
      'an unknown property',
      { ...least, colour: 'red' },
      /\/colour: unknown property "colour"; expected one of \$schema, schemaVersion, store, home/,
    ],
    [
      'an unknown switch',
      { ...least, switches: { permalinks: 'odd' } },
      /\/switches\/permalinks: expected one of pretty, plain$/,
    ],
    [
      'two users with one id',
      { ...least, users: [...least.users, { ...least.users[0], login: 'b' }] },
      /:1:\d+: \/users\/1\/id: it is that of \/users\/0; expected a number of its own$/,
    ],
    [
      'two keys that are the same',
      { ...least, keys: [...least.keys, ...least.keys] },
      /\/keys\/1\/consumer_key: it is that of \/keys\/0; expected a consumer key of its own$/,
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
    await assert.rejects(
      parseFixture('{', 'x.json'),
      /^FixtureError: x\.json:1:2: is no JSON: a closing } is missing; expected a fixture/,
    );
    await assert.rejects(
      readFixture('/nowhere/x.json'),
      /\/nowhere\/x\.json: no such file; expected a fixture/,
    );
  });
});
