/** What came out of a comparison, on the terminal and as docs/benchmarks.md. */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { median, pairedRatios } from '../statistics.ts';
import { connections } from '../wrk/load.ts';

const file = path.resolve(import.meta.dirname, '../../docs/benchmarks.md');

export interface Measured {
  readonly name: string;
  readonly version: string;
  readonly checks: string;
  /** Requests a second, of each round. */
  readonly rates: readonly number[];
  /** Microseconds of the server's CPU for each request, of each round. */
  readonly serverCpu: readonly number[];
  /** Milliseconds, medians of the rounds. */
  readonly p50: number;
  readonly p99: number;
  /** To the first answer, in milliseconds; undefined where it was not measured. */
  readonly start: number | undefined;
  /** Resident, under load, in MB; NaN where it was not measured. */
  readonly memory: number;
  readonly isMockServer: boolean;
}

export interface Comparison {
  readonly measured: readonly Measured[];
  readonly absent: readonly { readonly name: string; readonly why: string }[];
  readonly rounds: number;
  readonly seconds: number;
  readonly bytes: number;
  /** Requests a second through MSW's `getResponse`, round by round. */
  readonly inProcess: { readonly store: readonly number[]; readonly fixed: readonly number[] };
}

interface Target {
  readonly what: string;
  readonly met: boolean;
  readonly found: string;
}

/** Says on stdout what came out, and writes the page unless the run was a quick one; 1 when a target is missed. */
export function writeReport(comparison: Comparison, quick: boolean): 0 | 1 {
  const targets = targetsOf(comparison);
  const text = page(comparison, targets);
  if (!quick) writeFileSync(file, text);
  process.stdout.write(text);
  return targets.every(({ met }) => met) ? 0 : 1;
}

function targetsOf({ measured, inProcess }: Comparison): Target[] {
  const of = (name: string) => measured.find(row => row.name === name) as Measured;
  const oauth = of('Latchkey, OAuth over HTTP');
  const peers = measured.filter(({ isMockServer }) => isMockServer);
  const toBare = [
    {
      what: 'OAuth over HTTP to bare node:http, at least 0.70',
      of: oauth,
      to: of('bare node:http'),
    },
    {
      what: 'Basic over HTTPS to bare node:https, at least 0.70',
      of: of('Latchkey, Basic over HTTPS'),
      to: of('bare node:https'),
    },
  ];
  const ahead = (what: string, better: (row: Measured) => boolean): Target => {
    const others = peers.filter(row => !better(row)).map(({ name }) => name);
    return {
      what: `Latchkey with OAuth ahead of every mock server in ${what}`,
      met: others.length === 0,
      found: others.length === 0 ? 'ahead of all' : `behind ${others.join(', ')}`,
    };
  };
  const cost = median(inProcess.fixed) / median(inProcess.store);
  return [
    ...toBare.map(({ what, of, to }) => {
      const ratio = pairedRatio(of, to);
      const cpu = median(pairedRatios(of.serverCpu, to.serverCpu));
      return {
        what,
        met: ratio >= 0.7,
        found: `${ratio.toFixed(2)}, with ${cpu.toFixed(2)} times its CPU for each request`,
      };
    }),
    ahead('requests a second', row => median(oauth.rates) > median(row.rates)),
    ahead('p99', row => oauth.p99 < row.p99),
    ahead('start-up', row => (oauth.start ?? Infinity) < (row.start ?? Infinity)),
    {
      what: 'in-process through MSW to a static HttpResponse.json handler: at most 1.3 times its time',
      met: cost <= 1.3,
      found: cost.toFixed(2),
    },
  ];
}

function pairedRatio(one: Measured, other: Measured): number {
  return median(pairedRatios(one.rates, other.rates));
}

function page(comparison: Comparison, targets: readonly Target[]): string {
  const { measured, absent, rounds, seconds, bytes, inProcess } = comparison;
  const bare = measured[0] as Measured;
  const rows = measured.map(row => [
    row.name,
    row.version,
    row.checks,
    median(row.rates).toFixed(0),
    `${Math.min(...row.rates).toFixed(0)}–${Math.max(...row.rates).toFixed(0)}`,
    pairedRatio(row, bare).toFixed(2),
    median(row.serverCpu).toFixed(1),
    row.p50.toFixed(2),
    row.p99.toFixed(2),
    row.start === undefined || Number.isNaN(row.start) ? '' : row.start.toFixed(0),
    Number.isNaN(row.memory) ? '' : row.memory.toFixed(0),
  ]);
  return `# Benchmarks

This page is written by \`npm run bench -- --peers\`, whatever comes out. Ratios within one run mean something; single
numbers do not: machines differ, and so do their moments.

- Machine: ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB; Node ${process.versions.node}.
- Load of the machine while it ran (1, 5, 15 minutes): ${loadavg()
    .map(load => load.toFixed(1))
    .join(', ')}. The bench itself makes about 2; more means that others were at work.
- Answer: the same ${bytes.toLocaleString('en')} bytes of 10 orders from every server (json-server indents them anew).
- The load is \`wrk\` with ${connections} connections; its requests/s, its latencies. Every signed URL is used once. One
  answer that is not 200, or one broken connection, and the run does not count.
- ${rounds} rounds of ${seconds} seconds each, in turns and every other round backwards; medians, and the least and most of the rounds.
  Server and load share the cores; nothing is pinned.
- A ratio is the median of the rounds' own ratios: what disturbed a round disturbed both servers in it.
- CPU: user and system time of the server's process for each request, which the machine's other work disturbs least.
- Every server has its logging off. All but bare Node and json-server are asked with Basic credentials, and check what
  the table says. Latchkey verifies an OAuth 1.0a signature with a nonce of its own for every request, as WooCommerce
  does, and writes a journal; no other server here can.
- Start-up: from the start of the process to the end of the first answer over HTTP, whatever it answers. Latchkey is
  started as it is published, compiled; its HTTPS and control listeners come a moment after that answer.

| server | version | checks | requests/s | least–most | to bare HTTP | CPU µs/request | p50 ms | p99 ms | start ms | memory MB |
| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.map(row => `| ${row.join(' | ')} |`).join('\n')}
${absent.length === 0 ? '' : `\nNot run: ${absent.map(({ name, why }) => `${name} (${why})`).join('; ')}.\n`}
In-process, through MSW's \`getResponse\`, one request after the other: ${median(inProcess.store).toFixed(0)} requests a second with a store's
handlers (Basic over HTTPS), ${median(inProcess.fixed).toFixed(0)} with a static \`HttpResponse.json\` handler that checks nothing.

| target | | found |
| --- | --- | --- |
${targets.map(({ what, met, found }) => `| ${what} | ${met ? 'met' : '**missed**'} | ${found} |`).join('\n')}
`;
}
