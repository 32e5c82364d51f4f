/**
 * The load: `wrk` with 32 connections, each of which sends a request as soon as the answer to the one before is there.
 * It is not written in JavaScript: a client in Node takes nearly as much of the machine as the server that it measures.
 * One thread of it is enough, and only one walk through the signed targets uses none of them twice.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { basicCredentials } from '../../src/index.ts';
import { credentials, ordersPath } from '../asked.ts';
import { cpuSeconds, residentMemory } from '../proc.ts';
import { signedTargets } from './targets.ts';

export interface LoadOrder {
  /** Scheme, host and port; for a store its home URL too, which is what OAuth signs. */
  readonly origin: string;
  readonly authentication: 'none' | 'basic' | 'oauth1';
  /** The server's process, whose CPU and memory are measured. */
  readonly pid: number;
  /** For how long, in whole seconds. */
  readonly seconds: number;
  /** How many targets to sign for OAuth, for each second; more than any server here answers when left out. */
  readonly signedPerSecond?: number;
}

export interface LoadResult {
  /** How many were answered, all of them with 200. */
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds from sending to the answer's end, as wrk tells them. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of the server's CPU (user and system) for each request; NaN where there is no /proc. */
  readonly serverCpu: number;
  /** The server's resident memory after the load, in MB; NaN where there is no /proc. */
  readonly memory: number;
  /** The share of one core that wrk took. */
  readonly loadCpu: number;
}

/** The line that `load.lua` ends with. */
interface WrkSummary {
  readonly requests: number;
  readonly microseconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuSeconds: number;
  readonly refused: number;
  readonly lastRefusal: number;
  readonly ranOut: boolean;
  readonly connectErrors: number;
  readonly readErrors: number;
  readonly writeErrors: number;
  readonly timeouts: number;
}

export const connections = 32;
const script = path.join(import.meta.dirname, 'load.lua');
const plentyPerSecond = 60_000;

/**
 * Asks for the list of orders for so many seconds.
 * @throws Error when any answer was not 200, a connection broke, nothing was answered or the signed targets ran out
 */
export async function load(order: LoadOrder): Promise<LoadResult> {
  const { origin, authentication, pid, seconds, signedPerSecond = plentyPerSecond } = order;
  const url = `${origin}${ordersPath}`;
  const args = [
    '-t',
    '1',
    '-c',
    String(connections),
    '-d',
    `${seconds}s`,
    '--timeout',
    '10s',
    '-s',
    script,
    '-H',
    'Accept: */*',
  ];
  if (authentication === 'basic')
    args.push(
      '-H',
      `Authorization: ${basicCredentials(credentials.consumerKey, credentials.consumerSecret)}`,
    );
  args.push(url);
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-bench-'));
  try {
    if (authentication === 'oauth1') {
      const file = path.join(folder, 'targets');
      writeFileSync(
        file,
        signedTargets(url, credentials, seconds * signedPerSecond)
          .map(target => `${target}\n`)
          .join(''),
      );
      args.push('--', file);
    }
    const before = cpuSeconds(pid);
    const summary = await runWrk(args);
    const used = cpuSeconds(pid) - before;
    const faults = faultsOf(summary);
    if (faults.length > 0) throw new Error(`The load on ${url} does not count: ${faults.join('; ')}.`);
    return {
      requests: summary.requests,
      perSecond: (summary.requests / summary.microseconds) * 1e6,
      p50: summary.p50 / 1000,
      p99: summary.p99 / 1000,
      serverCpu: (used * 1e6) / summary.requests,
      memory: residentMemory(pid),
      loadCpu: (summary.cpuSeconds * 1e6) / summary.microseconds,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function faultsOf(summary: WrkSummary): string[] {
  const { requests, refused, lastRefusal, ranOut, connectErrors, readErrors, writeErrors, timeouts } =
    summary;
  const broken = connectErrors + readErrors + writeErrors;
  return [
    refused > 0 && `${refused} of ${requests} answers were not 200, the last of these ${lastRefusal}`,
    broken > 0 && `${broken} connections failed`,
    timeouts > 0 && `${timeouts} answers took more than 10 seconds`,
    ranOut && 'the signed targets ran out (more of them: plentyPerSecond in bench/wrk/load.ts)',
    requests === 0 && 'nothing was answered',
  ].filter(reason => reason !== false);
}

function runWrk(args: readonly string[]): Promise<WrkSummary> {
  return new Promise((resolve, reject) => {
    const child = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', chunk => {
      stdout += chunk;
    });
    child.stderr.on('data', chunk => {
      stderr += chunk;
    });
    child.once('error', reject);
    child.once('close', code => {
      const line = stdout.trimEnd().split('\n').at(-1) ?? '';
      if (code === 0 && line.startsWith('{')) resolve(JSON.parse(line));
      else reject(new Error(`wrk ended with ${code}: ${stderr.trim() || stdout.trim()}`));
    });
  });
}

/** Installs wrk where it is missing and can be; tells what to do where it cannot, with exit code 2. */
export function installWrk(): void {
  if (!spawnSync('wrk', ['-v']).error) return;
  const installer = path.resolve(import.meta.dirname, '../../scripts/debian-packages.ts');
  const { status } = spawnSync(process.execPath, [installer, 'wrk'], { stdio: 'inherit' });
  if (status !== 0) process.exit(2);
}
