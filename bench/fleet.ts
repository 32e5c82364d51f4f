/**
 * `npm run bench -- --fleet`: a thousand simulated stores in one process, told apart by host name; eight shards as
 * processes visit them, as a CI's jobs would; their reports are joined. Prints what each part took. `--quick` does it
 * with a hundred stores. Exit code 1 when a target is missed.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { credentials } from './asked.ts';
import { faultOf } from './fleet-faults.ts';
import { copyReports } from './fleet-reports.ts';
import type { FleetOrder } from './fleet-server.ts';
import { guarded } from './processes.ts';

const shards = 8;
const seed = 20_261_129;
/** What each store is asked: over plain HTTP by a key alone. The whole suite is the simulated store's own business. */
const selection = ['OAUTH-01', 'OAUTH-02', 'TIME-01', 'NONCE-01', 'BASIC-06', 'HOSTING-03', 'LEGACY-01'];
const command = path.join(import.meta.dirname, '../src/cli/latchkey.cjs');
/** Met, not met, or a store that could not be judged: a fleet with faults has them all. */
const ended: readonly (number | null)[] = [0, 1, 3];
/** Tells the most memory that the process had, in kilobytes, as it ends. */
const preload = 'data:text/javascript,process.on("exit",()=>process.send?.(process.resourceUsage().maxRSS))';

export async function measureFleet({ quick }: { readonly quick: boolean }): Promise<0 | 1> {
  const count = quick ? 100 : 1_000;
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-fleet-'));
  const server = guarded(fork(path.join(import.meta.dirname, 'fleet-server.ts')));
  try {
    const port = await new Promise<number>((resolve, reject) => {
      server.once('exit', code => reject(new Error(`the stores ended with ${code}`)));
      server.once('message', answer => resolve(answer as number));
      server.send({ count, seed } satisfies FleetOrder);
    });
    writeFileSync(path.join(folder, 'latchkey.config.json'), JSON.stringify(configuration(count, port)));
    const plan = JSON.parse(
      (await latchkey(folder, ['fleet', 'plan', '--shards', String(shards), '--format', 'json'])).out,
    ) as { readonly shards: readonly { readonly targets: readonly string[] }[] };
    const begun = performance.now();
    const visits = await Promise.all(
      plan.shards.map(({ targets }, index) =>
        latchkey(folder, [
          'verify',
          ...selection,
          ...targets.flatMap(name => ['--target', name]),
          '--reports',
          `parts/${index + 1}`,
          '--quiet',
        ]),
      ),
    );
    const visited = performance.now() - begun;
    const broken = visits.filter(({ code }) => !ended.includes(code));
    if (broken.length > 0)
      throw new Error(`${broken.length} shards ended with ${broken[0]?.code}: ${broken[0]?.err}`);
    const failing = Array.from({ length: count }, (_, index) => faultOf(index + 1, seed)).filter(
      Boolean,
    ).length;
    console.log(
      `${count} stores of seven versions, ${failing} of them behind a fault; ${selection.length} requirements each`,
    );
    console.log(
      `${shards} shards as processes: ${seconds(visited)}, each at most ${megabytes(Math.max(...visits.map(each => each.memory)))}`,
    );
    await joined(
      folder,
      [1, 2, 4, 8].map(number => Array.from({ length: number }, (_, index) => `parts/${index + 1}`)),
    );
    await latchkey(folder, ['verify', '--reports', 'whole', '--quiet']);
    const folders = copyReports(path.join(folder, 'whole'), path.join(folder, 'stores'), count);
    console.log(`\nReports of the whole suite, ${count} of them, each in a folder of its own:`);
    const time = await joined(
      folder,
      [8, 4, 2, 1].map(part => folders.slice(0, count / part)),
    );
    const page = path.join(folder, 'joined/index.html');
    console.log(`index.html: ${Math.round(statSync(page).size / 1000)} kB, ${await opened(page)}`);
    return time < 10_000 ? 0 : 1;
  } finally {
    server.kill();
    rmSync(folder, { recursive: true });
  }
}

/** Joins one list of reports after the other. @returns how long the last one took, in milliseconds. */
async function joined(cwd: string, lists: readonly (readonly string[])[]): Promise<number> {
  console.log('| stores | scenarios | time | memory |\n| ---: | ---: | ---: | ---: |');
  let time = 0;
  for (const parts of lists) {
    const start = performance.now();
    const { memory, code, err } = await latchkey(cwd, [
      'report',
      'merge',
      ...parts,
      '--reports',
      'joined',
      '--quiet',
    ]);
    if (!ended.includes(code)) throw new Error(`the merge ended with ${code}: ${err}`);
    time = performance.now() - start;
    const { counts, targets } = JSON.parse(readFileSync(path.join(cwd, 'joined/summary.json'), 'utf8'));
    console.log(
      `| ${targets.length} | ${counts.scenarios.total} | ${seconds(time)} | ${megabytes(memory)} |`,
    );
  }
  return time;
}

function configuration(count: number, port: number): object {
  const names = Array.from({ length: count }, (_, index) => `shop-${String(index + 1).padStart(4, '0')}`);
  return {
    schemaVersion: 1,
    targets: Object.fromEntries(
      names.map((name, index) => {
        const host = `shop-${index + 1}.fleet.test:${port}`;
        return [
          name,
          {
            url: `http://${host}`,
            connectTo: { [host]: `127.0.0.1:${port}` },
            pace: { requestsPerSecond: 1000, concurrency: 4 },
            personas: {
              owner: { consumerKey: { env: 'FLEET_KEY' }, consumerSecret: { env: 'FLEET_SECRET' } },
            },
          },
        ];
      }),
    ),
  };
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The most that it had, in kilobytes. */
  readonly memory: number;
}

function latchkey(cwd: string, args: readonly string[]): Promise<Ended> {
  return new Promise(resolve => {
    const child: ChildProcess = guarded(
      spawn(process.execPath, ['--import', preload, command, ...args], {
        cwd,
        env: {
          ...process.env,
          FLEET_KEY: credentials.consumerKey,
          FLEET_SECRET: credentials.consumerSecret,
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      }),
    );
    let [out, err, memory] = ['', '', 0];
    child.stdout?.on('data', chunk => {
      out += chunk;
    });
    child.stderr?.on('data', chunk => {
      err += chunk;
    });
    child.on('message', told => {
      memory = Number(told);
    });
    child.once('close', code => resolve({ code, out, err, memory }));
  });
}

/** How long a browser takes until the page has come to rest. */
async function opened(page: string): Promise<string> {
  const executablePath = '/usr/bin/chromium';
  if (!existsSync(executablePath)) return 'no browser here to open it';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const tab = await browser.newPage();
    const start = performance.now();
    await tab.goto(pathToFileURL(page).href);
    return `opened in ${seconds(performance.now() - start)}`;
  } finally {
    await browser.close();
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function megabytes(kilobytes: number): string {
  return `${Math.round(kilobytes / 1000)} MB`;
}
