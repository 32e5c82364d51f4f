/**
 * What can be known of a change within a minute: format, lint, types, import rules, generated files, unit tests and the
 * replay of the recordings. `npm test` runs the slow tests too, `*.e2e.test.ts`, and needs the Debian packages.
 *
 * The tests run beside the checks, in two processes; compiled code is kept between runs (`module.enableCompileCache()`).
 */
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const env = { ...process.env, NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/node') };

/** Runs a command, its output kept together until it ends; gives whether it ended well. */
function isWell(command: string, ...args: string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = [];
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', chunk => output.push(chunk));
    child.stderr.on('data', chunk => output.push(chunk));
    child.once('error', reject);
    child.once('close', code => {
      if (code !== 0) process.stderr.write(Buffer.concat(output));
      console.log(`${code === 0 ? '✔' : '✖'} ${path.basename(command)} ${args.join(' ')}`);
      resolve(code === 0);
    });
  });
}

async function checks(): Promise<boolean> {
  const results: boolean[] = [];
  for (const script of [['lint'], ['types'], ['imports'], ['generate', '--', '--check']])
    results.push(await isWell('npm', 'run', '-s', ...script));
  return results.every(Boolean);
}

const start = performance.now();
const tests = ['1/2', '2/2'].map(part =>
  isWell(process.execPath, '--test-reporter=dot', '--test-timeout=60000', 'scripts/unit-tests.ts', part),
);
const results = await Promise.all([checks(), ...tests]);
console.log(`${((performance.now() - start) / 1000).toFixed(0)} s`);
if (!results.every(Boolean)) process.exitCode = 1;
