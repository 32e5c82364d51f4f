import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FaultError, FixtureError, LatchkeyError, TargetError, UsageError } from '../../mocks/errors.ts';
import { basicCredentials, createStore, readFixture, signRequest, startStore } from '../../src/index.ts';

describe('an error', () => {
  it('makes its line of where, what and what was expected', () => {
    const line = (parts: ConstructorParameters<typeof UsageError>[0]) => new UsageError(parts).message;
    assert.equal(
      line({ where: 'x.json:1:2', what: 'it is null', expected: 'a URL' }),
      'x.json:1:2: it is null; expected a URL',
    );
    assert.equal(line({ where: '--shard 3/2', expected: 'I/N' }), '--shard 3/2: expected I/N');
    assert.equal(line({ what: 'it is null', expected: 'a URL' }), 'it is null; expected a URL');
    assert.equal(line('a whole sentence'), 'a whole sentence');
  });

  it('is of one family whatever was wrong, and has a code', async () => {
    const store = await createStore();
    const cases: readonly (readonly [() => unknown, string, string?])[] = [
      [() => createStore({ profile: 'new' }), 'LATCHKEY_PROFILE', 'profile "new"'],
      [() => createStore({ home: 'shop' }), 'LATCHKEY_HOME', 'home URL "shop"'],
      [() => createStore({ faults: ['slov'] }), 'LATCHKEY_FAULT'],
      [() => startStore({ faults: ['slow:share=2'] }), 'LATCHKEY_FAULT', 'fault slow'],
      [() => store.grant({ user: 'nobody' }), 'LATCHKEY_USER', 'user "nobody"'],
      [() => Object.assign(store, { faults: ['slov'] }), 'LATCHKEY_FAULT'],
      [() => readFixture('nowhere.json'), 'LATCHKEY_FIXTURE', 'nowhere.json'],
      [() => basicCredentials('a:b', 'c'), 'LATCHKEY_CREDENTIALS'],
      [
        () =>
          signRequest(
            { method: 'GET', url: '/wp-json/' },
            {
              credentials: { consumerKey: 'ck_1', consumerSecret: 'cs_1' },
              nonce: 'a',
              timestamp: 1,
              signatureMethod: 'HMAC-SHA256',
              placement: 'query',
            },
          ),
        'LATCHKEY_URL',
        'URL /wp-json/',
      ],
    ];
    for (const [task, code, where] of cases)
      await assert.rejects(
        async () => task(),
        (error: unknown) => {
          assert.ok(error instanceof LatchkeyError, String(error));
          assert.deepEqual([error.code, error.where], [code, where]);
          return true;
        },
      );
  });

  it('keeps its class: a fixture, a fault, a mistake in usage and a target that broke can be told apart', () => {
    const classes = [FixtureError, UsageError, TargetError];
    for (const each of classes) assert.equal(new each('x').name, each.name);
    assert.equal(new FaultError('unknown', 'x').mistake, 'unknown');
  });
});
