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
  const cron = await ask('GET', '/wp-cron.php?doing_wp_cron=1');
  assert.deepEqual([cron.status, cron.body.length], [200, 0]);
  const kept = 'no-cache, must-revalidate, max-age=0';
  assert.equal(firstHeader(cron.headers, 'Cache-Control'), kept);
  for (const script of ['wp-signup.php', 'wp-mail.php', 'wp-trackback.php'])
    assert.ok(
      firstHeader((await ask('GET', `/${script}`)).headers, 'Cache-Control')?.startsWith(kept),
      script,
    );
});

it('a folder of WordPress is led to what is in it, by the web server and not by WordPress', async () => {
  const store = await testStore({ home: 'http://shop.test' });
  for (const folder of ['/wp-admin', '/wp-content', '/wp-includes']) {
    const { status, headers } = await store.answer({
      method: 'GET',
      scheme: 'http',
      host: 'shop.test',
      target: `${folder}?a=1`,
      headers: ['Host', 'shop.test'],
      body: noBody,
    });
    assert.deepEqual([status, firstHeader(headers, 'Location')], [301, `http://shop.test${folder}/?a=1`]);
  }
});
