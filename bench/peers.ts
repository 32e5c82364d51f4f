/**
 * `npm run bench -- --peers`: the simulated store beside bare Node and other mock servers, on the same answer, in one
 * run, in rounds that take turns. Writes docs/benchmarks.md with whatever came out; `--quick` only prints it. Exit code 1 when a target is missed.
 */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { get as getSecurely } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { builtInFixture, createCertificates } from '../mocks/index.ts';
import type { LoadOrder, LoadResult } from './load.ts';
import { type Measured, median, writeReport } from './peers/report.ts';
import { type Given, installPeers, type Peer, peers } from './peers/servers.ts';
import { startBareServer, startLoad, startStore } from './processes.ts';

const here = import.meta.dirname;
const { consumer_key, consumer_secret } = builtInFixture().keys[0] as {
  consumer_key: string;
  consumer_secret: string;
};
const credentials = { consumerKey: consumer_key, consumerSecret: consumer_secret };

/** The package as it is published: the other servers are compiled too. */
const built = path.join(here, '../.latchkey/bench');

/** The simulated store as one of the servers, started as its users start it. */
const ownServer: Peer = {
  name: 'Latchkey',
  version: () => JSON.parse(readFileSync(path.join(here, '../package.json'), 'utf8')).version,
  checks: 'OAuth signature, timestamp, nonce, rights',
  missing: () => undefined,
  command: port => [process.execPath, path.join(built, 'src/cli/main.js'), 'serve', '--http', String(port)],
};

export async function comparePeers({ quick }: { readonly quick: boolean }): Promise<0 | 1> {
  const rounds = quick ? 3 : 7;
  const seconds = quick ? 1 : 2;
  installPeers();
  execFileSync(process.execPath, [path.join(here, '../scripts/build.ts'), built], { stdio: 'inherit' });
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-peers-'));
  mkdirSync(path.join(folder, 'wiremock/mappings'), { recursive: true });
  const running: RunningPeer[] = [];
  try {
    const load = startLoad();
    const store = await startStore();
    const body = await tenOrders(store.https, store.ca);
    const given: Given = { body, ...credentials, folder };
    const { cert, key, ca } = await createCertificates({ hosts: ['127.0.0.1'] });
    const bare = await startBareServer({ body, cert, key });
    const none = { authentication: 'none', home: '', ...credentials } as const;
    const bareOrder: LoadOrder = { ...none, port: bare.http };
    const rows: Row[] = [
      { name: 'bare node:http', order: bareOrder },
      {
        name: 'Latchkey, OAuth over HTTP',
        order: { ...credentials, port: store.http, authentication: 'oauth1', home: store.home },
        memory: store.memory,
      },
      { name: 'bare node:https', order: { ...none, port: bare.https, ca } },
      {
        name: 'Latchkey, Basic over HTTPS',
        order: { ...credentials, port: store.https, ca: store.ca, authentication: 'basic', home: '' },
      },
    ];
    const absent: { name: string; why: string }[] = [];
    for (const peer of peers) {
      const why = peer.missing();
      if (why !== undefined) {
        absent.push({ name: peer.name, why });
        continue;
      }
      try {
        const started = await startPeer(peer, given);
        running.push(started);
        const order: LoadOrder = { ...credentials, port: started.port, authentication: 'basic', home: '' };
        await load({ ...order, requests: 64 });
        rows.push({ name: peer.name, order, peer, memory: started.memory });
      } catch (error) {
        absent.push({ name: peer.name, why: String((error as Error).message).slice(0, 200) });
      }
    }

    for (const { order } of rows) await load({ ...order, seconds: quick ? 1 : 3 });
    const results = new Map<string, LoadResult[]>(rows.map(({ name }) => [name, []]));
    const memory = new Map<string, number[]>(rows.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const row of round % 2 === 0 ? rows : rows.toReversed()) {
        results.get(row.name)?.push(await load({ ...row.order, seconds }));
        const now = row.memory?.();
        if (now !== undefined) memory.get(row.name)?.push(now);
      }
    }
    await store.end();
    await Promise.all(running.splice(0).map(peer => peer.end()));

    const starting = [ownServer, ...rows.flatMap(row => (row.peer ? [row.peer] : []))];
    const starts = new Map<string, number[]>(starting.map(({ name }) => [name, []]));
    for (let round = 0; round < (quick ? 4 : 10); round++) {
      for (const peer of round % 2 === 0 ? starting : starting.toReversed()) {
        const started = await startPeer(peer, given);
        // The first start of all finds nothing in the caches of Node and of the system.
        if (round > 0) starts.get(peer.name)?.push(started.startedIn);
        await started.end();
      }
    }

    const measured = rows.map(({ name, peer }): Measured => {
      const list = results.get(name) ?? [];
      const starter = peer?.name ?? (name.startsWith('Latchkey') ? ownServer.name : '');
      return {
        name,
        version:
          (peer ?? (name.startsWith('Latchkey') ? ownServer : undefined))?.version() ?? process.versions.node,
        checks: name.endsWith('Basic over HTTPS')
          ? 'key, secret, rights'
          : (peer?.checks ?? (name.startsWith('Latchkey') ? ownServer.checks : 'nothing')),
        rates: list.map(({ perSecond }) => perSecond),
        p50: median(list.map(({ p50 }) => p50)),
        p99: median(list.map(({ p99 }) => p99)),
        start: name.endsWith('Basic over HTTPS') ? undefined : median(starts.get(starter) ?? []),
        memory: median(memory.get(name) ?? []),
        isMockServer: peer !== undefined,
      };
    });
    return writeReport(
      {
        measured,
        absent,
        rounds,
        seconds,
        bytes: Buffer.byteLength(body),
        ...inProcess(quick),
      },
      quick,
    );
  } finally {
    for (const peer of running) await peer.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Row {
  readonly name: string;
  readonly order: LoadOrder;
  readonly peer?: Peer;
  readonly memory?: () => number | undefined;
}

interface RunningPeer {
  readonly port: number;
  /** From the start of the process to the end of its first answer, in milliseconds. */
  readonly startedIn: number;
  memory(): number | undefined;
  end(): Promise<void>;
}

async function startPeer(peer: Peer, given: Given): Promise<RunningPeer> {
  const port = await freePort();
  const [program = '', ...args] = peer.command(port, given);
  const started = performance.now();
  const child = spawn(program, args, { cwd: given.folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  const end = () => ended(child);
  children.add(child);
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() - started > 60_000) {
      await end();
      throw new Error(`${peer.name} does not start: ${stderr.trim()}`);
    }
    await wait(2);
  }
  return { port, startedIn: performance.now() - started, memory: () => residentMemory(child.pid), end };
}

/** Everything that was started, to be ended whatever happens. */
const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

function ended(child: ChildProcess): Promise<void> {
  children.delete(child);
  return new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    // Asked first, as by Ctrl-C: only then does Node keep what it compiled for the next start.
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
  });
}

function residentMemory(pid: number | undefined): number | undefined {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

/** Whether anything at all answers there, whatever the status. */
function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    get({ port, host: '127.0.0.1', path: '/wp-json/wc/v3/orders', agent: false }, answer =>
      answer.resume().on('end', () => resolve(true)),
    ).on('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function tenOrders(port: number, ca: string): Promise<string> {
  const query = new URLSearchParams({ consumer_key, consumer_secret });
  return new Promise((resolve, reject) => {
    getSecurely(`https://127.0.0.1:${port}/wp-json/wc/v3/orders?${query}`, { ca }, answer => {
      const chunks: Buffer[] = [];
      answer.on('data', chunk => chunks.push(chunk));
      answer.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    }).on('error', reject);
  });
}

/** In a process of its own, so that nobody else's garbage is collected meanwhile. */
function inProcess(quick: boolean): {
  readonly inProcess: { readonly store: number[]; readonly fixed: number[] };
} {
  const args = [path.join(here, 'peers/in-process.ts'), quick ? '4' : '12', quick ? '500' : '1500'];
  return { inProcess: JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) };
}
