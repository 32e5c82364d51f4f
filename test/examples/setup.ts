/** The examples as a newcomer runs them: the built package, their own dependencies, their own `npm test`. */
import { type ExecFileSyncOptions, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { env as packageEnv, root } from '../package/install.ts';

export const examples = path.join(root, 'examples');
/** Ignored by Git. */
const made = path.join(examples, 'dist');

/** Where Debian and Ubuntu put Chromium. */
export const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  place => existsSync(place),
);

const env: NodeJS.ProcessEnv = {
  ...packageEnv,
  CHROMIUM: chromium,
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  CI: '1',
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  // Runners of the examples are not files of this run.
  NODE_TEST_CONTEXT: undefined,
};

export function setUp(): void {
  rmSync(made, { recursive: true, force: true });
  const quiet: ExecFileSyncOptions = { env, stdio: ['ignore', 'inherit', 'inherit'] };
  if (!isInstalled())
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], { cwd: examples, ...quiet });
  const latchkey = path.join(examples, 'node_modules/latchkey');
  execFileSync(process.execPath, ['scripts/build.ts', latchkey], { cwd: root, ...quiet });
}

/** npm leaves its own lock file behind when it has installed all of the committed one. */
function isInstalled(): boolean {
  const installed = path.join(examples, 'node_modules/.package-lock.json');
  const wanted = path.join(examples, 'package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;
}

/** A copy of the examples whose client is changed: each text of `changes` by the one behind it. */
export function copyWith(changes: Readonly<Record<string, string>>, folders: readonly string[]): string {
  const copy = path.join(made, 'changed');
  mkdirSync(copy, { recursive: true });
  for (const folder of ['client', ...folders])
    cpSync(path.join(examples, folder), path.join(copy, folder), {
      recursive: true,
      filter: source => !/[\\/](node_modules|public|test-results)$/.test(source),
    });
  const file = path.join(copy, 'client/shop.js');
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    text = text.replace(from, to);
  }
  writeFileSync(file, text);
  return copy;
}

export interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs `npm test` in a folder, with more arguments for its runner. */
export function runTests(folder: string, ...more: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['test', '--silent', '--', ...more], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 300_000,
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', chunk => chunks.push(chunk));
    child.stderr.on('data', chunk => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', exitCode => resolve({ exitCode, output: Buffer.concat(chunks).toString() }));
  });
}
