/**
 * `npm run bench -- --proxy`: what `latchkey proxy` adds to a request. The same request, with credentials that it names, goes
 * to a bare server over TLS directly and through the proxy in turn, each over a connection that is kept: what disturbs one
 * disturbs the other.
 */
import { Agent, request } from 'node:http';
import { request as requestSecurely, Agent as SecureAgent } from 'node:https';
import { basicCredentials } from '../src/index.ts';
import { writeAuthority } from '../src/serve/authority-file.ts';
import { credentials, ordersPath } from './asked.ts';
import { startBareServer, startProxy } from './processes.ts';
import { median } from './statistics.ts';

/** Requests through the proxy, and as many directly. */
const requests = 10_000;
/** What may be added at the median, in milliseconds. */
const most = 2;
/** Requests that nobody counts, until Node has compiled what is asked of it. */
const warmUp = 500;

/** @returns the exit code: 1 when more is added. */
export async function measureProxy({ quick }: { readonly quick: boolean }): Promise<0 | 1> {
  const body = JSON.stringify(
    Array.from({ length: 10 }, (_, id) => ({ id, number: String(id), note: 'x'.repeat(1_850) })),
  );
  const server = await startBareServer(body);
  const authority = writeAuthority(server.ca);
  const { consumerKey, consumerSecret } = credentials;
  const proxy = await startProxy(server.https, authority.file, {
    LATCHKEY_CONSUMER_KEY: consumerKey,
    LATCHKEY_CONSUMER_SECRET: consumerSecret,
  });
  const headers = { authorization: basicCredentials(consumerKey, consumerSecret) };
  const agents = [
    new SecureAgent({ keepAlive: true, maxSockets: 1, ca: server.ca }),
    new Agent({ keepAlive: true, maxSockets: 1 }),
  ] as const;
  const directly = () => timed(requestSecurely, server.https, agents[0], headers);
  const through = () => timed(request, proxy.http, agents[1], headers);

  const direct: number[] = [];
  const proxied: number[] = [];
  const count = quick ? requests / 10 : requests;
  for (let at = -warmUp; at < count; at++) {
    const isProxyFirst = at % 2 === 0;
    const first = await (isProxyFirst ? through() : directly());
    const second = await (isProxyFirst ? directly() : through());
    if (at < 0) continue;
    proxied.push(isProxyFirst ? first : second);
    direct.push(isProxyFirst ? second : first);
  }
  for (const agent of agents) agent.destroy();
  await proxy.end();
  authority.remove();
  process.kill(server.pid);

  const added = median(proxied.map((value, at) => value - (direct[at] as number)));
  const ratio = median(proxied.map((value, at) => value / (direct[at] as number)));
  const ms = (value: number) => value.toFixed(2);
  const share = (values: readonly number[], part: number) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] as number;
  console.log(`${count} requests of ${body.length} bytes each way in turn, one at a time`);
  console.log(`directly           p50 ${ms(median(direct))} ms   p99 ${ms(share(direct, 0.99))} ms`);
  console.log(`through the proxy  p50 ${ms(median(proxied))} ms   p99 ${ms(share(proxied, 0.99))} ms`);
  console.log(`added, pair by pair, at the median: ${ms(added)} ms (at most ${most}); ${ms(ratio)} times`);
  return added <= most ? 0 : 1;
}

/** Milliseconds until the answer's last byte. */
function timed(
  send: typeof request | typeof requestSecurely,
  origin: string,
  agent: Agent | SecureAgent,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    send(`${origin}${ordersPath}`, { agent, headers }, answer => {
      if (answer.statusCode !== 200) reject(new Error(`${origin} answered ${answer.statusCode}`));
      answer.resume().once('end', () => resolve(performance.now() - start));
    })
      .once('error', reject)
      .end();
  });
}
