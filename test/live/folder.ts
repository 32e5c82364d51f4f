import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { Serving } from '../cli/latchkey.ts';

const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts');

export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of somebody who uses Latchkey: a configuration, and what runs leave in it. */
export class Folder {
  readonly path: string;

  constructor(context: TestContext) {
    this.path = mkdtempSync(path.join(tmpdir(), 'latchkey-live-'));
    context.after(() => rmSync(this.path, { recursive: true, force: true }));
  }

  write(name: string, content: string | object): void {
    const file = path.join(this.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }

  read(name: string): string {
    return readFileSync(path.join(this.path, name), 'utf8');
  }

  /** Every file in it, by its path. */
  files(): Map<string, string> {
    const names = readdirSync(this.path, { recursive: true }).map(String);
    return new Map(
      names
        .filter(name => statSync(path.join(this.path, name)).isFile())
        .map(name => [name, this.read(name)]),
    );
  }

  /** Configures `staging` as the store that is being served. */
  configure(serving: Pick<Serving, 'http' | 'https' | 'ca'>, target: object = {}): void {
    const staging = {
      url: serving.http,
      httpsUrl: serving.https,
      caFile: serving.ca,
      pace: { requestsPerSecond: 1000 },
      ...target,
    };
    this.write('latchkey.config.json', { targets: { staging } });
  }

  /** Runs `latchkey …` here to its end. */
  latchkey(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
    return this.start(args, env).ended;
  }

  start(
    args: readonly string[],
    env: Record<string, string> = {},
  ): {
    kill(signal: NodeJS.Signals): void;
    said(text: string, times?: number): Promise<void>;
    ended: Promise<Run>;
  } {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: this.path,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    const listeners = new Set<() => void>();
    child.stdout.on('data', chunk => {
      stdout += chunk;
      for (const listener of listeners) listener();
    });
    child.stderr.on('data', chunk => {
      stderr += chunk;
      for (const listener of listeners) listener();
    });
    return {
      kill: signal => void child.kill(signal),
      said: (text, times = 1) =>
        new Promise(resolve => {
          const look = () => {
            if ((stdout + stderr).split(text).length > times) resolve();
          };
          listeners.add(look);
          child.on('close', () => resolve());
          look();
        }),
      ended: new Promise(resolve => {
        child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
      }),
    };
  }
}

/** What the store has received and how it judged it. */
export interface Journalled {
  readonly request: {
    readonly method: string;
    readonly scheme: string;
    readonly target: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: string;
  };
  readonly answer: { readonly status: number };
  readonly judgements: readonly {
    readonly rule: string;
    readonly outcome: string;
    readonly detail: string;
  }[];
}

export async function journalOf(control: string): Promise<Journalled[]> {
  const answer = await fetch(`${control}/journal`);
  return ((await answer.json()) as { exchanges: Journalled[] }).exchanges;
}

/** A summary's requirements by their ids, with outcome and reasons. */
export function requirementsOf(summary: string): Map<string, { outcome: string; reasons: string[] }> {
  const { requirements } = JSON.parse(summary) as {
    requirements: { id: string; targets: { outcome: string; reasons: string[] }[] }[];
  };
  return new Map(
    requirements.map(({ id, targets: [first] }) => [
      id,
      { outcome: first?.outcome ?? '', reasons: first?.reasons ?? [] },
    ]),
  );
}
