/**
 * `npm run bench`: how much of bare Node's speed is left when the store checks who asks.
 *
 * Machines differ and so do their moments: all that counts is the ratio to a bare server, measured in the same run,
 * in rounds that take turns: the median of the rounds' own ratios, since what disturbed a round disturbed both. Exit code 1 when a target is missed. `--quick` takes a tenth of the time
 * and says nothing about memory. `--peers` compares with other mock servers instead, see `peers.ts`.
 */

import { get } from 'node:http';
import { cpus } from 'node:os';
import { builtInFixture, createCertificates } from '../mocks/index.ts';
import { explainUnexplainable } from './explain.ts';
import type { LoadOrder, LoadResult } from './load.ts';
import { type StoreProcess, startBareServer, startLoad, startStore } from './processes.ts';

const quick = process.argv.includes('--quick');
if (process.argv.includes('--peers')) {
  const { comparePeers } = await import('./peers.ts');
  process.exit(await comparePeers({ quick }));
}
const rounds = quick ? 3 : 7;
const seconds = quick ? 1 : 3;
const million = quick ? 100_000 : 1_000_000;

interface Finding {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it has to be at least, or at most. */
  readonly least?: number;
  readonly most?: number;
}

const key = builtInFixture().keys[0] as { consumer_key: string; consumer_secret: string };
const credentials = { consumerKey: key.consumer_key, consumerSecret: key.consumer_secret };
const load = startLoad();

const findings: Finding[] = [];
const results: Record<string, LoadResult[]> = {};

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
const large = await startStore('--orders', '100000');
const {
  body,
  cert,
  key: privateKey,
  ca,
} = { body: await tenOrders(store), ...(await createCertificates({ hosts: ['127.0.0.1'] })) };
const bare = await startBareServer({ body, cert, key: privateKey });

const orders: Record<string, LoadOrder> = {
  'bare HTTP': { port: bare.http, authentication: 'none', home: '', ...credentials },
  'OAuth over HTTP': { port: store.http, authentication: 'oauth1', home: store.home, ...credentials },
  'OAuth over HTTP, 100,000 orders': {
    port: large.http,
    authentication: 'oauth1',
    home: large.home,
    ...credentials,
  },
  'bare HTTPS': { port: bare.https, ca, authentication: 'none', home: '', ...credentials },
  'Basic over HTTPS': { port: store.https, ca: store.ca, authentication: 'basic', home: '', ...credentials },
  'Basic over HTTPS, 100,000 orders': {
    port: large.https,
    ca: large.ca,
    authentication: 'basic',
    home: '',
    ...credentials,
  },
};
for (const order of Object.values(orders)) await load({ ...order, seconds: quick ? 1 : 2 });
await measure(orders);
findings.push(
  {
    what: 'OAuth over HTTP to bare HTTP',
    value: ratio('OAuth over HTTP', 'bare HTTP'),
    unit: '',
    least: 0.6,
  },
  {
    what: 'Basic over HTTPS to bare HTTPS',
    value: ratio('Basic over HTTPS', 'bare HTTPS'),
    unit: '',
    least: 0.6,
  },
  {
    what: 'OAuth over HTTP: 100,000 orders to few',
    value: ratio('OAuth over HTTP, 100,000 orders', 'OAuth over HTTP'),
    unit: '',
    least: 0.9,
  },
  {
    what: 'Basic over HTTPS: 100,000 orders to few',
    value: ratio('Basic over HTTPS, 100,000 orders', 'Basic over HTTPS'),
    unit: '',
    least: 0.9,
  },
);
await large.end();

const memory = await spendNonces(store);
// Beside a store that has seen none: the machine may have changed since the rounds above.
const fresh = await startStore();
const spent = million.toLocaleString('en');
const later: Record<string, LoadOrder> = {
  'OAuth over HTTP, no nonces': {
    ...(orders['OAuth over HTTP'] as LoadOrder),
    port: fresh.http,
    home: fresh.home,
  },
  [`OAuth over HTTP, ${spent} nonces`]: orders['OAuth over HTTP'] as LoadOrder,
  'Basic over HTTPS, no nonces': {
    ...(orders['Basic over HTTPS'] as LoadOrder),
    port: fresh.https,
    ca: fresh.ca,
  },
  [`Basic over HTTPS, ${spent} nonces`]: orders['Basic over HTTPS'] as LoadOrder,
};
for (const order of Object.values(later)) await load({ ...order, seconds: quick ? 1 : 2 });
await measure(later);
for (const name of ['OAuth over HTTP', 'Basic over HTTPS'])
  findings.push({
    what: `${name}: after ${spent} nonces to none`,
    value: ratio(`${name}, ${spent} nonces`, `${name}, no nonces`),
    unit: '',
    least: 0.9,
  });
await fresh.end();
if (memory && !quick)
  findings.push({
    what: 'memory after a million requests to after 200,000',
    value: memory.end / memory.start,
    unit: '',
    most: 1.1,
  });
await store.end();

tell();
process.exit(findings.every(isMet) ? 0 : 1);

/** All of these in turn, as many rounds as there are. */
async function measure(asked: Readonly<Record<string, LoadOrder>>): Promise<void> {
  const names = Object.keys(asked);
  for (let round = 0; round < rounds; round++) {
    // Every other round runs backwards, so that nobody always comes after the same one.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      results[name] ??= [];
      results[name].push(await load({ ...(asked[name] as LoadOrder), seconds }));
    }
  }
}

/** Sends a million requests, each with a nonce of its own; tells the memory near the begin and at the end, in MB. */
async function spendNonces(target: StoreProcess): Promise<{ start: number; end: number } | undefined> {
  const samples: number[] = [];
  const step = million / 20;
  for (let sent = 0; sent < million; sent += step) {
    await load({
      port: target.http,
      authentication: 'oauth1',
      home: target.home,
      ...credentials,
      requests: step,
    });
    const now = target.memory();
    if (now === undefined) return undefined;
    samples.push(now);
  }
  // A single sample may catch the collector before or after its work.
  return { start: median(samples.slice(3, 6)), end: median(samples.slice(-3)) };
}

/** From the start of the process to the end of its first answer, in milliseconds. */
async function startToAnswer(): Promise<number> {
  const started = performance.now();
  const target = await startStore();
  await new Promise<void>((resolve, reject) => {
    get(`${target.home}/wp-json/wc/v3/orders`, answer => answer.resume().on('end', resolve)).on(
      'error',
      reject,
    );
  });
  const taken = performance.now() - started;
  await target.end();
  return taken;
}

function tenOrders(target: StoreProcess): Promise<string> {
  const query = new URLSearchParams({ consumer_key: key.consumer_key, consumer_secret: key.consumer_secret });
  return new Promise((resolve, reject) => {
    import('node:https').then(({ get: getSecurely }) => {
      getSecurely(
        `https://127.0.0.1:${target.https}/wp-json/wc/v3/orders?${query}`,
        { ca: target.ca },
        answer => {
          const chunks: Buffer[] = [];
          answer.on('data', chunk => chunks.push(chunk));
          answer.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
        },
      ).on('error', reject);
    });
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

function medianOf(name: string, member: keyof LoadResult): number {
  return median((results[name] ?? []).map(result => result[member]));
}

function ratio(name: string, to: string): number {
  const [those, others] = [results[name] ?? [], results[to] ?? []];
  return median(those.map(({ perSecond }, round) => perSecond / (others[round]?.perSecond ?? Number.NaN)));
}

function isMet({
  value,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
}: Finding): boolean {
  return value >= least && value <= most;
}

function tell(): void {
  const lines: string[][] = [['', 'requests/s', 'least', 'most', 'p50 ms', 'p99 ms', 'client CPU']];
  for (const [name, list] of Object.entries(results)) {
    const rates = list.map(result => result.perSecond);
    lines.push([
      name,
      ...[median(rates), Math.min(...rates), Math.max(...rates)].map(rate => rate.toFixed(0)),
      medianOf(name, 'p50').toFixed(2),
      medianOf(name, 'p99').toFixed(2),
      medianOf(name, 'clientCpu').toFixed(2),
    ]);
  }
  const verdicts = findings.map(finding => [
    isMet(finding) ? 'met' : 'MISSED',
    finding.what,
    `${finding.unit === 'ms' ? finding.value.toFixed(0) : finding.value.toFixed(3)} ${finding.unit}`.trim(),
    finding.least === undefined ? `at most ${finding.most}` : `at least ${finding.least}`,
  ]);
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    answerBytes: Buffer.byteLength(body),
    connections: 32,
    rounds,
    seconds,
    memory,
  };
  process.stdout.write(
    `${table(lines)}\n\n${table(verdicts)}\n\n${JSON.stringify({ machine, findings, results })}\n`,
  );
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)));
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
