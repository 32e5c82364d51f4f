/**
 * `npm run bench -- --peers`: the simulated store beside bare Node and other mock servers, on the same answer, in one
 * run, in rounds that take turns. Writes docs/benchmarks.md with whatever came out; `--quick` only prints it. Exit code
 * 1 when a target is missed.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { credentials } from './asked.ts';
import { type Measured, writeReport } from './peers/report.ts';
import { type Given, installPeers, type Peer, peers } from './peers/servers.ts';
import { anyAnswer, ended, guarded, startBareServer, startStore, tenOrders } from './processes.ts';
import { measureInTurns } from './rounds.ts';
import { median } from './statistics.ts';
import { type LoadOrder, load } from './wrk/load.ts';

const here = import.meta.dirname;

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
    const store = await startStore();
    const body = await tenOrders(store);
    const given: Given = { body, ...credentials, folder };
    const bare = await startBareServer(body);
    const rows: Row[] = [
      { name: 'bare node:http', order: { origin: bare.http, authentication: 'none', pid: bare.pid } },
      {
        name: 'Latchkey, OAuth over HTTP',
        order: { origin: store.http, authentication: 'oauth1', pid: store.pid },
      },
      { name: 'bare node:https', order: { origin: bare.https, authentication: 'none', pid: bare.pid } },
      {
        name: 'Latchkey, Basic over HTTPS',
        order: { origin: store.https, authentication: 'basic', pid: store.pid },
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
        const { origin, pid } = started;
        const order = { origin, authentication: 'basic', pid } as const;
        await load({ ...order, seconds: 1 });
        rows.push({ name: peer.name, order, peer });
      } catch (error) {
        absent.push({ name: peer.name, why: String((error as Error).message).slice(0, 200) });
      }
    }

    const orders = Object.fromEntries(rows.map(({ name, order }) => [name, order]));
    const results = await measureInTurns({ orders, rounds, seconds, warmUp: quick ? 1 : 3 });
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
      const loads = results[name] ?? [];
      const starter = peer?.name ?? (name.startsWith('Latchkey') ? ownServer.name : '');
      return {
        name,
        version:
          (peer ?? (name.startsWith('Latchkey') ? ownServer : undefined))?.version() ?? process.versions.node,
        checks: name.endsWith('Basic over HTTPS')
          ? 'key, secret, rights'
          : (peer?.checks ?? (name.startsWith('Latchkey') ? ownServer.checks : 'nothing')),
        rates: loads.map(({ perSecond }) => perSecond),
        serverCpu: loads.map(({ serverCpu }) => serverCpu),
        p50: median(loads.map(({ p50 }) => p50)),
        p99: median(loads.map(({ p99 }) => p99)),
        start: name.endsWith('Basic over HTTPS') ? undefined : median(starts.get(starter) ?? []),
        memory: median(loads.map(({ memory }) => memory)),
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
  readonly order: Omit<LoadOrder, 'seconds'>;
  readonly peer?: Peer;
}

interface RunningPeer {
  readonly origin: string;
  readonly pid: number;
  /** From the start of the process to the end of its first answer, in milliseconds. */
  readonly startedIn: number;
  end(): Promise<void>;
}

async function startPeer(peer: Peer, given: Given): Promise<RunningPeer> {
  const port = await freePort();
  const [program = '', ...args] = peer.command(port, given);
  const started = performance.now();
  const child = guarded(spawn(program, args, { cwd: given.folder, stdio: ['ignore', 'ignore', 'pipe'] }));
  let stderr = '';
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  const end = () => ended(child);
  const origin = `http://127.0.0.1:${port}`;
  const answers = () =>
    anyAnswer(origin).then(
      () => true,
      () => false,
    );
  while (!(await answers())) {
    if (child.exitCode !== null || performance.now() - started > 60_000) {
      await end();
      throw new Error(`${peer.name} does not start: ${stderr.trim()}`);
    }
    await wait(2);
  }
  return { origin, pid: child.pid as number, startedIn: performance.now() - started, end };
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

/** In a process of its own, so that nobody else's garbage is collected meanwhile. */
function inProcess(quick: boolean): {
  readonly inProcess: { readonly store: number[]; readonly fixed: number[] };
} {
  const args = [path.join(here, 'peers/in-process.ts'), quick ? '4' : '12', quick ? '500' : '1500'];
  return { inProcess: JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) };
}
