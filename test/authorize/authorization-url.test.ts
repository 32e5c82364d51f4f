import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { noBody } from '../../mocks/index.ts';
import { phpRequest } from '../../mocks/rules.ts';
import { authorizationUrl, type QueryWriter, queryWriters } from '../../src/authorize/authorization-url.ts';

const request = {
  appName: 'My App Name',
  scope: 'write',
  userId: '123',
  returnUrl: 'http://app.com/return-page',
  callbackUrl: 'https://app.com/callback-endpoint',
};
const writers = Object.keys(queryWriters) as QueryWriter[];

test('the URL of the documentation, a space as + or as %20', () => {
  const rest =
    'scope=write&user_id=123&return_url=http%3A%2F%2Fapp.com%2Freturn-page&callback_url=https%3A%2F%2Fapp.com%2Fcallback-endpoint';
  for (const writer of ['javascript', 'php', 'python', 'ruby'] as const) {
    assert.equal(
      authorizationUrl('http://example.com', request, writer),
      `http://example.com/wc-auth/v1/authorize?app_name=My+App+Name&${rest}`,
    );
  }
  assert.equal(
    authorizationUrl('http://example.com/', request, 'curl'),
    `http://example.com/wc-auth/v1/authorize?app_name=My%20App%20Name&${rest}`,
  );
});

test('a store in a sub-directory keeps its path', () => {
  const url = authorizationUrl('https://example.com:8443/shop/', request);
  assert.ok(url.startsWith('https://example.com:8443/shop/wc-auth/v1/authorize?'));
});

test('what each language writes, PHP reads', () => {
  const text = fc.string({ unit: 'binary', minLength: 1 });
  fc.assert(
    fc.property(fc.constantFrom(...writers), text, text, (writer, appName, userId) => {
      const url = authorizationUrl('http://example.com', { ...request, appName, userId }, writer);
      const { host, pathname, search } = new URL(url);
      const target = `${pathname}${search}`;
      const { get } = phpRequest({ method: 'GET', scheme: 'http', host, target, headers: [], body: noBody });
      const bytes = (value: string) => Buffer.from(value, 'utf8').toString('latin1');
      assert.deepEqual(
        [...get],
        [
          ['app_name', bytes(appName)],
          ['scope', 'write'],
          ['user_id', bytes(userId)],
          ['return_url', request.returnUrl],
          ['callback_url', request.callbackUrl],
        ],
      );
    }),
  );
});
