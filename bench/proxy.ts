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

  const count = quick ? requests / 10 : requests;
  await inTurn(directly, through, warmUp);
  console.log(
    `${count} requests of ${body.length} bytes each way in turn, one at a time; at most ${most} ms may be added`,
  );
  const alone = printRound(await inTurn(directly, through, count));
  // Each is refused for a signature that nothing explains, which is searched for as long as it can be.
  const refused = Array.from(
    { length: mostRefused },
    (_, at) => `/wp-json/wc/v3/orders/${at}?${signedQuery(consumerKey)}`,
  );
  await Promise.all(refused.map(target => timed(request, proxy.http, agents[1], headers, target)));
  console.log(`the same while ${mostRefused} refused requests are explained, in a thread of the proxy`);
  const explaining = printRound(await inTurn(directly, through, count / 10));
  for (const agent of agents) agent.destroy();
  await proxy.end();
  authority.remove();
  process.kill(server.pid);
  // A second thread takes its share of two cores: what that costs is told, and held against nothing.
  console.log(`while explaining: ${explaining.toFixed(2)} ms are added, in the place of ${alone.toFixed(2)}`);
  return alone <= most ? 0 : 1;
}

/** So many refusals wait to be explained at most; each takes tenths of a second. */
const mostRefused = 150;

function signedQuery(consumerKey: string): string {
  const fields = {
    consumer_key: consumerKey,
    nonce: 'n',
    timestamp: '1',
    signature_method: 'HMAC-SHA256',
    signature: 'x',
  };
  return Object.entries(fields)
    .map(([name, value]) => `oauth_${name}=${value}`)
    .join('&');
}

interface Round {
  readonly direct: readonly number[];
  readonly proxied: readonly number[];
}

/** The one and the other in turn: what disturbs one disturbs the other. */
async function inTurn(
  directly: () => Promise<number>,
  through: () => Promise<number>,
  count: number,
): Promise<Round> {
  const direct: number[] = [];
  const proxied: number[] = [];
  for (let at = 0; at < count; at++) {
    const isProxyFirst = at % 2 === 0;
    const first = await (isProxyFirst ? through() : directly());
    const second = await (isProxyFirst ? directly() : through());
    proxied.push(isProxyFirst ? first : second);
    direct.push(isProxyFirst ? second : first);
  }
  return { direct, proxied };
}

/** Prints what a round has measured. @returns what was added at the median, in milliseconds. */
function printRound({ direct, proxied }: Round): number {
  const added = median(proxied.map((value, at) => value - (direct[at] as number)));
  const ratio = median(proxied.map((value, at) => value / (direct[at] as number)));
  const ms = (value: number) => value.toFixed(2);
  const share = (values: readonly number[], part: number) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] as number;
  console.log(`directly           p50 ${ms(median(direct))} ms   p99 ${ms(share(direct, 0.99))} ms`);
  console.log(`through the proxy  p50 ${ms(median(proxied))} ms   p99 ${ms(share(proxied, 0.99))} ms`);
  console.log(`added, pair by pair, at the median: ${ms(added)} ms; ${ms(ratio)} times`);
  return added;
}

/** Milliseconds until the answer's last byte. */
function timed(
  send: typeof request | typeof requestSecurely,
  origin: string,
  agent: Agent | SecureAgent,
  headers: Readonly<Record<string, string>>,
  target = ordersPath,
): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    send(`${origin}${target}`, { agent, headers }, answer => {
      if (answer.statusCode !== 200 && target === ordersPath)
        reject(new Error(`${origin} answered ${answer.statusCode}`));
      answer.resume().once('end', () => resolve(performance.now() - start));
    })
      .once('error', reject)
      .end();
  });
}
