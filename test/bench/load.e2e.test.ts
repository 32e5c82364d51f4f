/** The load of the bench, `wrk` with its script, against servers that keep what they were asked. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { credentials } from '../../bench/asked.ts';
import { type LoadOrder, type LoadResult, load } from '../../bench/wrk/load.ts';
import { basicCredentials } from '../../src/index.ts';

/** Puts the load on this server for a second. */
async function loadFor(order: Partial<LoadOrder>, answer: RequestListener): Promise<LoadResult> {
  const server = createServer(answer);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return await load({ origin, authentication: 'none', pid: process.pid, seconds: 1, ...order });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Answers 200, but these statuses to the requests with these numbers. */
function echo(exceptions: Readonly<Record<number, number>> = {}, asked: string[] = []): RequestListener {
  let count = 0;
  return (request, response) => {
    asked.push(request.url ?? '');
    response.statusCode = exceptions[++count] ?? 200;
    response.end(request.url);
  };
}

describe('the load of the bench', { skip: spawnSync('wrk', ['-v']).error && 'no wrk here' }, () => {
  it('uses every signed target once, and signs each with a nonce of its own', async () => {
    const asked: string[] = [];
    const { requests } = await loadFor({ authentication: 'oauth1' }, echo({}, asked));
    // wrk leaves at its end without the answers to what it has just sent.
    assert.ok(requests > 100 && asked.length >= requests && asked.length <= requests + 32);
    assert.equal(new Set(asked).size, asked.length);
    const nonces = asked.map(target => /[?&]oauth_nonce=(\w+)/.exec(target)?.[1]);
    assert.equal(new Set(nonces).size, asked.length);
    assert.ok(asked.every(target => target.includes('&oauth_signature=')));
  });

  it('does not count when the signed targets run out, and sends none of them again', async () => {
    const asked: string[] = [];
    const run = loadFor({ authentication: 'oauth1', signedPerSecond: 50 }, echo({}, asked));
    await assert.rejects(run, /the signed targets ran out/);
    assert.ok(asked.length <= 50);
    assert.equal(new Set(asked).size, asked.length);
  });

  for (const status of [204, 301, 401, 500])
    it(`does not count when one answer of all is ${status}`, async () => {
      const run = loadFor({}, echo({ 40: status }));
      await assert.rejects(run, new RegExp(`1 of \\d+ answers were not 200, the last of these ${status}`));
    });

  it('does not count when a connection breaks', async () => {
    const answers = echo();
    let count = 0;
    const run = loadFor({}, (request, response) => {
      if (++count === 40) request.socket.destroy();
      else answers(request, response);
    });
    await assert.rejects(run, /1 connections failed/);
  });

  it('does not count when nobody listens', async () => {
    const origin = 'http://127.0.0.1:1';
    const run = load({ origin, authentication: 'none', pid: process.pid, seconds: 1 });
    await assert.rejects(run, /wrk ended with 1: unable to connect/);
  });

  it('sends Basic credentials on connections that are kept', async () => {
    const sockets = new Set();
    const fields = new Set();
    const { requests, serverCpu } = await loadFor({ authentication: 'basic' }, (request, response) => {
      sockets.add(request.socket);
      fields.add(request.headers.authorization);
      response.end();
    });
    assert.deepEqual([...fields], [basicCredentials(credentials.consumerKey, credentials.consumerSecret)]);
    assert.equal(sockets.size, 32);
    assert.ok(requests > 32);
    if (process.platform === 'linux') assert.ok(serverCpu > 0);
  });
});
