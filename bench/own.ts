/**
 * `npm run bench`: how much of bare Node's speed is left when the store checks who asks, and whether anything grows
 * with the store or with what it was asked before.
 *
 * Machines differ and so do their moments: all that counts is the ratio to a server that ran beside it, in rounds that
 * take turns. `--quick` says nothing about memory.
 */
import { cpus } from 'node:os';
import { explainUnexplainable } from './explain.ts';
import { type Finding, findingTable, isMet } from './findings.ts';
import { anyAnswer, type RunningServer, startBareServer, startStore, tenOrders } from './processes.ts';
import { measureInTurns, type Results } from './rounds.ts';
import { median } from './statistics.ts';
import { loadTable, ratios, ratioTable } from './tables.ts';
import { connections, type LoadOrder, load } from './wrk/load.ts';

type Order = Omit<LoadOrder, 'seconds'>;

const oauth = ({ http, pid }: RunningServer): Order => ({ origin: http, authentication: 'oauth1', pid });
const basic = ({ https, pid }: RunningServer): Order => ({ origin: https, authentication: 'basic', pid });

/** Prints what was found, as tables and as one line of JSON; 1 when a target is missed. */
export async function measureStore({ quick }: { readonly quick: boolean }): Promise<0 | 1> {
  const rounds = quick ? 3 : 7;
  const seconds = quick ? 1 : 3;
  const warmUp = quick ? 1 : 2;
  const million = quick ? 100_000 : 1_000_000;
  const findings: Finding[] = [];

  const starts: number[] = [];
  for (let start = 0; start < (quick ? 3 : 7); start++) starts.push(await startToAnswer());
  findings.push({ what: 'start to first answer', value: median(starts), unit: 'ms', most: 500 });

  const unexplained = explainUnexplainable(quick ? 3 : 7);
  findings.push({
    what: `explain: ${unexplained.pairs.toLocaleString('en')} pairs of mistakes, none of which fits`,
    value: median(unexplained.milliseconds),
    unit: 'ms',
    most: 1000,
  });

  const store = await startStore();
  const large = await startStore({ flags: ['--orders', '100000'] });
  const body = await tenOrders(store);
  const bare = await startBareServer(body);
  const beside: Results = await measureInTurns({
    orders: {
      'bare HTTP': { origin: bare.http, authentication: 'none', pid: bare.pid },
      'OAuth over HTTP': oauth(store),
      'OAuth over HTTP, 100,000 orders': oauth(large),
      'bare HTTPS': { origin: bare.https, authentication: 'none', pid: bare.pid },
      'Basic over HTTPS': basic(store),
      'Basic over HTTPS, 100,000 orders': basic(large),
    },
    rounds,
    seconds,
    warmUp,
  });
  await large.end();

  const memory = await spendNonces(store, million, seconds);
  // Beside a store that has seen none: the machine may have changed since the rounds above.
  const fresh = await startStore();
  const spent = million.toLocaleString('en');
  const later = await measureInTurns({
    orders: {
      'OAuth over HTTP, no nonces': oauth(fresh),
      [`OAuth over HTTP, ${spent} nonces`]: oauth(store),
      'Basic over HTTPS, no nonces': basic(fresh),
      [`Basic over HTTPS, ${spent} nonces`]: basic(store),
    },
    rounds,
    seconds,
    warmUp,
  });
  await fresh.end();
  await store.end();

  const results: Results = { ...beside, ...later };
  const compared = [
    { what: 'OAuth over HTTP to bare HTTP', of: 'OAuth over HTTP', to: 'bare HTTP', least: 0.6 },
    { what: 'Basic over HTTPS to bare HTTPS', of: 'Basic over HTTPS', to: 'bare HTTPS', least: 0.6 },
    ...['OAuth over HTTP', 'Basic over HTTPS'].flatMap(way => [
      { what: `${way}: 100,000 orders to few`, of: `${way}, 100,000 orders`, to: way, least: 0.9 },
      {
        what: `${way}: after ${spent} nonces to none`,
        of: `${way}, ${spent} nonces`,
        to: `${way}, no nonces`,
        least: 0.9,
      },
    ]),
  ];
  for (const { what, of, to, least } of compared)
    findings.push({ what, value: median(ratios(results, of, to, 'perSecond')), unit: '', least });
  if (!quick && !Number.isNaN(memory.end))
    findings.push({
      what: 'memory after a million requests to after 200,000',
      value: memory.end / memory.start,
      unit: '',
      most: 1.1,
    });

  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    answerBytes: Buffer.byteLength(body),
    connections,
    rounds,
    seconds,
    memory,
  };
  const tables = [loadTable(results), ratioTable(results, compared), findingTable(findings)];
  process.stdout.write(`${tables.join('\n\n')}\n\n${JSON.stringify({ machine, findings, results })}\n`);
  return findings.every(isMet) ? 0 : 1;
}

/** Asks a million times, each with a nonce of its own; the memory near the begin and at the end, in MB. */
async function spendNonces(
  store: RunningServer,
  million: number,
  seconds: number,
): Promise<{ readonly start: number; readonly end: number }> {
  const samples: { readonly asked: number; readonly memory: number }[] = [];
  for (let asked = 0; asked < million; ) {
    const { requests, memory } = await load({ ...oauth(store), seconds });
    asked += requests;
    samples.push({ asked, memory });
  }
  const early = samples.filter(({ asked }) => asked >= million / 5);
  // A single sample may catch the collector before or after its work.
  return {
    start: median(early.slice(0, 3).map(({ memory }) => memory)),
    end: median(samples.slice(-3).map(({ memory }) => memory)),
  };
}

/** From the start of the process to the end of its first answer, in milliseconds. */
async function startToAnswer(): Promise<number> {
  const started = performance.now();
  const store = await startStore();
  await anyAnswer(store.http);
  const taken = performance.now() - started;
  await store.end();
  return taken;
}
