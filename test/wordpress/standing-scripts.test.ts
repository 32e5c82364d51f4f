import assert from 'node:assert/strict';
import { it } from 'node:test';
import { firstHeader, noBody } from '../../mocks/index.ts';
import { testStore } from './site.ts';

it('xmlrpc.php and wp-cron.php answer with the statuses of a real store', async () => {
  const store = await testStore({ home: 'http://shop.test' });
  const ask = (method: string, target: string) =>
    store.answer({
      method,
      scheme: 'http',
      host: 'shop.test',
      target,
      headers: ['Host', 'shop.test'],
      body: noBody,
    });
  const refused = await ask('GET', '/xmlrpc.php');
  assert.equal(refused.status, 405);
  assert.equal(firstHeader(refused.headers, 'Allow'), 'POST');
  assert.equal((await ask('HEAD', '/xmlrpc.php')).body.length, 0);
  assert.equal((await ask('POST', '/xmlrpc.php')).status, 501);
  const cron = await ask('GET', '/wp-cron.php?doing_wp_cron=1');
  assert.deepEqual([cron.status, cron.body.length], [200, 0]);
});
