/** The servers that are measured, each in a process of its own. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { get, type RequestOptions } from 'node:http';
import { get as getSecurely } from 'node:https';
import path from 'node:path';
import { createCertificates } from '../mocks/index.ts';
import { basicCredentials } from '../src/index.ts';
import { credentials, ordersPath } from './asked.ts';
import type { BareServerOrder, BareServerPorts } from './bare-server.ts';

const ownCheckout = path.resolve(import.meta.dirname, '..');

/** Everything that was started, to be ended whatever happens. */
const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** Has the process ended when this one ends. */
export function guarded<T extends ChildProcess>(child: T): T {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Interrupts it, as by Ctrl-C: only then does Node keep what it compiled for the next start. Kills it after 5 seconds. */
export function ended(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
  });
}

export interface RunningServer {
  /** `http://127.0.0.1:port`. */
  readonly http: string;
  readonly https: string;
  readonly pid: number;
}

/** Bare Node, which answers these bytes to whatever it is asked. */
export async function startBareServer(body: string): Promise<RunningServer & { readonly ca: string }> {
  const { ca, cert, key } = await createCertificates({ hosts: ['127.0.0.1'] });
  const child = guarded(fork(path.join(import.meta.dirname, 'bare-server.ts')));
  const ports = await new Promise<BareServerPorts>((resolve, reject) => {
    child.once('exit', code => reject(new Error(`the bare server ended with ${code}`)));
    child.once('message', answer => resolve(answer as BareServerPorts));
    child.send({ body, cert, key } satisfies BareServerOrder);
  });
  return {
    http: `http://127.0.0.1:${ports.http}`,
    https: `https://127.0.0.1:${ports.https}`,
    pid: child.pid as number,
    ca,
  };
}

export interface RunningStore extends RunningServer {
  /** PEM of the authority of its certificate. */
  readonly ca: string;
  end(): Promise<void>;
}

export interface StoreToStart {
  /** The root of the checkout to run; this one when left out. */
  readonly checkout?: string;
  /** More flags for `latchkey serve`. */
  readonly flags?: readonly string[];
}

/** `latchkey serve`, as anybody starts it from a checkout. */
export async function startStore({
  checkout = ownCheckout,
  flags = [],
}: StoreToStart = {}): Promise<RunningStore> {
  const args = [...commandOf(checkout), 'serve', '--json', ...flags];
  const child = guarded(
    spawn(process.execPath, args, { cwd: checkout, stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  const line = await new Promise<string>((resolve, reject) => {
    let stdout = '';
    child.stdout.on('data', chunk => {
      stdout += chunk;
      if (stdout.includes('\n')) resolve(stdout);
    });
    child.once('exit', code => reject(new Error(`latchkey serve ended with ${code}`)));
  });
  const { http, https, ca } = JSON.parse(line) as Record<'http' | 'https' | 'ca', string>;
  return {
    http: new URL(http).origin,
    https: new URL(https).origin,
    pid: child.pid as number,
    ca: readFileSync(ca, 'utf8'),
    end: () => ended(child),
  };
}

/** `latchkey proxy` before a server, as anybody starts it; what it prints is read and dropped. */
export async function startProxy(
  url: string,
  caFile: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly http: string; end(): Promise<void> }> {
  const args = [...commandOf(ownCheckout), 'proxy', url, '--ca', caFile];
  const child = guarded(
    spawn(process.execPath, args, {
      cwd: ownCheckout,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const http = await new Promise<string>((resolve, reject) => {
    let stdout = '';
    child.stdout.on('data', chunk => {
      stdout = (stdout + chunk).slice(0, 10_000);
      const found = /^ {2}HTTP +(\S+)[\s\S]*Ctrl-C/m.exec(stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', code => reject(new Error(`latchkey proxy ended with ${code}`)));
  });
  return { http, end: () => ended(child) };
}

/** What `npm run latchkey` runs in this checkout, without `node`: files move, the script's name stays. */
function commandOf(checkout: string): string[] {
  const file = path.join(checkout, 'package.json');
  const manifest = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  const [program, ...args] = String(manifest?.scripts?.latchkey).split(' ');
  if (program !== 'node')
    throw new Error(
      `${checkout} is no checkout of Latchkey: it has no package.json with a script "latchkey"`,
    );
  return args;
}

/** The list of ten orders, as the store answers it. */
export function tenOrders({ https, ca }: RunningStore): Promise<string> {
  const { consumerKey, consumerSecret } = credentials;
  const headers = { authorization: basicCredentials(consumerKey, consumerSecret) };
  return new Promise((resolve, reject) => {
    getSecurely(`${https}${ordersPath}`, { ca, headers }, answer => {
      const chunks: Buffer[] = [];
      answer.on('data', chunk => chunks.push(chunk));
      answer.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    }).on('error', reject);
  });
}

/** Waits for the end of an answer over HTTP, whatever it answers. */
export function anyAnswer(origin: string): Promise<void> {
  const options: RequestOptions = { agent: false };
  return new Promise((resolve, reject) => {
    get(`${origin}${ordersPath}`, options, answer => answer.resume().on('end', resolve)).on('error', reject);
  });
}
