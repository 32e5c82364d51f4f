/** What the table of set-ups (test/hosting/set-ups) does not hold: advice that changes nothing, two servers, one line for two. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createStore, type FastcgiListener, listenFastcgi, type Store } from '../../mocks/index.ts';
import { doctor, printed, told } from '../hosting/set-ups/doctor.ts';
import type { Cure } from '../hosting/set-ups/set-up.ts';
import { type RowServers, rowServers } from '../hosting/set-ups/starters.ts';
import type { Running } from '../real-servers/running.ts';
import { frontController, hasHaproxy, hasNginx, hasVarnish, phpLocation } from '../real-servers/servers.ts';

let store: Store;
let fastcgi: FastcgiListener;
let servers: RowServers;

before(async () => {
  store = await createStore({ home: 'http://shop.test:8105', orders: 5 });
  fastcgi = await listenFastcgi(store, { port: 0 });
  servers = rowServers(fastcgi.port);
});
after(async () => {
  await servers?.stopAll();
  await fastcgi?.close();
});

async function cures({ server, port }: Running, faults: Readonly<Record<string, Cure>>) {
  const before = await doctor(store, port);
  assert.deepEqual(told(before).sort(), Object.keys(faults).sort(), server.log());
  for (const [id, cure] of Object.entries(faults)) await server.applyFix(printed(before, id, cure));
  const after = await doctor(store, port);
  assert.deepEqual(told(after), [], server.log());
  assert.ok(after.healthy);
  await servers.stopAll();
}

describe('Nginx', { skip: !hasNginx && 'nginx is not installed' }, () => {
  it('with the header emptied; fastcgi_pass_header changes nothing', async () => {
    const started = await servers.nginx({
      server: `${frontController}\n${phpLocation(fastcgi.port, 'fastcgi_param HTTP_AUTHORIZATION "";')}`,
    });
    await started.server.applyFix({ where: 'php', lines: 'fastcgi_pass_header Authorization;' });
    const report = await doctor(store, started.port);
    assert.match(report.findings[0]?.wrongAdvice ?? '', /fastcgi_pass_header Authorization;/);
    await cures(started, { 'strip-authorization': { server: 'Nginx', picks: 'HTTP_AUTHORIZATION "' } });
  });

  it('that redirects http to https', async () => {
    const secure = await servers.nginx();
    const plain = await servers.nginx({ tls: undefined, server: 'return 301 https://$host$request_uri;' });
    const report = await doctor(store, plain.port, { scheme: 'http', redirectsTo: secure.port });
    assert.deepEqual(told(report), ['redirect-https']);
    assert.match(report.findings[0]?.proof.join(' ') ?? '', /301.*https:\/\/shop\.test\//);
    // The cure is the client's: the URL that it leads to.
    assert.deepEqual(told(await doctor(store, secure.port)), []);
    await servers.stopAll();
  });
});

describe('a proxy in front of the web server', { skip: !hasNginx && 'nginx is not installed' }, () => {
  it('Varnish, that drops the query and keeps everything', {
    skip: !(hasVarnish && hasHaproxy) && 'varnish or haproxy is not installed',
  }, async () => {
    const varnish = await servers.varnish({
      backend: await servers.behind(),
      recv: 'set req.url = regsub(req.url, "\\?.*$", ""); return (hash);',
      vcl: 'sub vcl_backend_response { set beresp.ttl = 10m; unset beresp.http.Vary; return (deliver); }',
    });
    const front = await servers.haproxy({
      backend: varnish.port,
      frontend: 'http-request set-header X-Forwarded-Proto https',
    });
    const before = await doctor(store, front.port);
    assert.equal(told(before)[0], 'cache');
    // OPTIONS is answered from the cache too, without the fields that a browser looks for; and Varnish asks for what it
    // keeps by GET, whatever method was sent.
    assert.deepEqual(told(before).sort(), [
      'cache',
      'method-changed',
      'preflight-refused',
      'query-dropped',
      'store-api-preflight',
    ]);
    // One line cures both: it stands above the one that drops the query.
    await varnish.server.applyFix(
      printed(before, 'cache', { server: 'Varnish', picks: 'return (pass)', at: 'recv' }),
    );
    assert.deepEqual(told(await doctor(store, front.port)), []);
    await servers.stopAll();
  });
});
