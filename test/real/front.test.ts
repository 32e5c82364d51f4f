/** What a real store's PHP is told by the web server in front of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { throughWebServer } from '../../mocks/rules.ts';

function variablesOf(target: string): Readonly<Record<string, string>> {
  const served = throughWebServer({
    method: 'GET',
    scheme: 'http',
    host: 'shop.test',
    target,
    headers: ['Host', 'shop.test'],
    body: new Uint8Array(),
  });
  assert.ok('forScript' in served);
  return served.forScript.variables;
}

test('a rewritten path is told, with the slash at its end that the legacy API signs', () => {
  assert.equal(variablesOf('/wc-api/v3/orders/?a=1').REDIRECT_URL, '/wc-api/v3/orders/');
  assert.equal(variablesOf('/wp-login.php').REDIRECT_URL, undefined);
  assert.equal(variablesOf('/').REDIRECT_URL, undefined);
});
