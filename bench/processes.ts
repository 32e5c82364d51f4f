import { type ChildProcess, fork, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BareServerOrder, BareServerPorts } from './bare-server.ts';
import type { LoadOrder, LoadResult } from './load.ts';

const here = import.meta.dirname;
const cli = path.resolve(here, '../src/cli/main.ts');

/** Everything that was started, to be ended whatever happens. */
const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

function started<T extends ChildProcess>(child: T): T {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

function answerOf<T>(child: ChildProcess, order: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const failed = (code: number | null) => reject(new Error(`a process of the bench ended with ${code}`));
    child.once('exit', failed);
    child.once('message', answer => {
      child.off('exit', failed);
      resolve(answer as T);
    });
    child.send(order);
  });
}

export async function startBareServer(order: BareServerOrder): Promise<BareServerPorts> {
  return answerOf(started(fork(path.join(here, 'bare-server.ts'))), order);
}

/** A process that makes load, one order after the other. */
export function startLoad(): (order: LoadOrder) => Promise<LoadResult> {
  const child = started(fork(path.join(here, 'load.ts')));
  return order => answerOf<LoadResult>(child, order);
}

export interface StoreProcess {
  readonly http: number;
  readonly https: number;
  readonly control: string;
  readonly home: string;
  readonly ca: string;
  /** Resident memory in MB; undefined where /proc is not there. */
  memory(): number | undefined;
  end(): Promise<void>;
}

/** `latchkey serve`, as anybody starts it. */
export async function startStore(...flags: string[]): Promise<StoreProcess> {
  const child = started(
    spawn(process.execPath, [cli, 'serve', '--json', ...flags], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', chunk => {
      text += chunk;
      if (text.includes('\n')) resolve(text);
    });
    child.once('exit', code => reject(new Error(`latchkey serve ended with ${code}`)));
  });
  const { http, https, control, ca } = JSON.parse(line) as Record<
    'http' | 'https' | 'control' | 'ca',
    string
  >;
  return {
    http: Number(new URL(http).port),
    https: Number(new URL(https).port),
    control,
    home: http,
    ca: readFileSync(ca, 'utf8'),
    memory() {
      const status = `/proc/${child.pid}/status`;
      if (!existsSync(status)) return undefined;
      return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(status, 'latin1'))?.[1]) / 1024;
    },
    end: () =>
      new Promise(resolve => {
        child.once('exit', () => resolve());
        child.kill('SIGINT');
      }),
  };
}
