/** A server from a Debian package, with a configuration of its own, started on loopback and ended by its pid. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A port of loopback that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** A fresh folder that a server may use after it has given up being root. */
export function scratchFolder(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), `latchkey-${name}-`));
  chmodSync(folder, 0o1777);
  return folder;
}

/** Whether these programs or modules are installed; a test is skipped where they are not. */
export function installed(...files: readonly string[]): boolean {
  return files.every(file => existsSync(file));
}

export const isRoot = process.getuid?.() === 0;

export interface ServerDescription {
  readonly name: string;
  /** The folder that its files lie in; it goes with the server. */
  readonly folder: string;
  /** Its files by their names below the folder. A line `# [place]` marks where a fix can go. */
  readonly files: Readonly<Record<string, string>>;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The ports that it answers on once it is up. */
  readonly ports: readonly number[];
}

/** What changes a configuration: lines for a place, in the place of a line, or both. */
export interface Change {
  /** The marked place to put the lines at, `server` for the line `# [server]`. */
  readonly where?: string;
  /** The lines that go: each that matches. With `lines` and no `where`, the first match is where they are put. */
  readonly replace?: RegExp;
  /** Only what matches goes, not the whole line that it stands in. */
  readonly isPart?: boolean;
  readonly lines?: string | readonly string[];
}

/** A running server. */
export class Server {
  readonly description: ServerDescription;
  readonly #files: Map<string, string>;
  #child: ChildProcess | undefined;
  #output = '';

  constructor(description: ServerDescription) {
    this.description = description;
    this.#files = new Map(Object.entries(description.files));
  }

  /** The text of one of its files as it is now. */
  file(name: string): string {
    const text = this.#files.get(name);
    if (text === undefined) throw new Error(`${this.description.name} has no file ${name}`);
    return text;
  }

  /** The names of the places that a fix can go to, over all files. */
  get places(): string[] {
    return [...this.#files.values()].flatMap(text =>
      [...text.matchAll(/^\s*# \[([^\]]+)\]$/gm)].map(match => match[1] as string),
    );
  }

  /**
   * Changes the configuration and starts the server again on the same ports.
   * Throws when the place or the line is not there, or when the server does not start with the change.
   */
  async applyFix(change: Change): Promise<void> {
    const lines = change.lines === undefined ? [] : [change.lines].flat();
    let isDone = false;
    for (const [name, text] of this.#files) {
      const changed = changeText(text, change, lines);
      if (changed === undefined) continue;
      this.#files.set(name, changed);
      isDone = true;
    }
    if (!isDone) {
      throw new Error(`${this.description.name}: nothing to change for ${change.where ?? change.replace}`);
    }
    await this.stop({ keepFiles: true });
    await this.start();
  }

  async start(): Promise<this> {
    const { folder, command, args, env, name, ports } = this.description;
    for (const [file, text] of this.#files) {
      const target = path.join(folder, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
    }
    this.#output = '';
    const child = spawn(command, args, {
      cwd: folder,
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own: its children go with it when it has to be killed.
      detached: true,
    });
    this.#child = child;
    // A test that dies must not leave servers behind.
    process.once('exit', this.#kill);
    for (const output of [child.stdout, child.stderr]) {
      output?.on('data', chunk => {
        this.#output = (this.#output + String(chunk)).slice(-4000);
      });
    }
    let ended: string | undefined;
    child.on('error', error => {
      ended = error.message;
    });
    child.on('exit', (code, signal) => {
      ended = `it ended with ${signal ?? code}`;
    });
    const deadline = Date.now() + 10_000;
    for (const port of ports) {
      while (!(await isOpen(port))) {
        if (ended !== undefined || Date.now() > deadline) {
          const told = this.log();
          await this.stop();
          throw new Error(`${name} did not start: ${ended ?? 'no answer on its port'}\n${told}`);
        }
        await delay(10);
      }
    }
    return this;
  }

  /** What the server has told, on its output and in its logs. */
  log(): string {
    const logs = ['error.log', 'modsec.log'].map(file => path.join(this.description.folder, file));
    return [
      this.#output,
      ...logs.filter(file => existsSync(file)).map(file => readFileSync(file, 'utf8')),
    ].join('');
  }

  async stop({ keepFiles = false } = {}): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    process.removeListener('exit', this.#kill);
    if (child !== undefined && child.exitCode === null && child.signalCode === null && child.pid) {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(() => killGroup(child), 3000);
      await exited;
      clearTimeout(timer);
      killGroup(child);
    }
    if (!keepFiles) rmSync(this.description.folder, { recursive: true, force: true });
  }

  readonly #kill = () => {
    if (this.#child) killGroup(this.#child);
  };
}

/** Ends a server and what it has started: the group bears the server's pid. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}

/** The text after a change, or undefined when it has neither the place nor the line. */
function changeText(
  text: string,
  { where, replace, isPart }: Change,
  lines: readonly string[],
): string | undefined {
  let isDone = false;
  let isPut = where !== undefined;
  const changed = text.split('\n').flatMap(line => {
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    const indented = lines.flatMap(given => given.split('\n')).map(given => indent + given.trimStart());
    if (where !== undefined && line.trim() === `# [${where}]`) {
      isDone = true;
      return [...indented, line];
    }
    if (replace?.test(line) && !line.trim().startsWith('# [')) {
      isDone = true;
      if (isPart) return [line.replace(replace, () => lines.join(' '))];
      if (isPut) return [];
      isPut = true;
      return indented;
    }
    return [line];
  });
  return isDone ? changed.join('\n') : undefined;
}

function isOpen(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
