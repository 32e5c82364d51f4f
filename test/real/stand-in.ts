/** Runs `latchkey real` on a stand-in for Playground, in a project of its own that has it installed. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import schema from '../../schemas/outputs/real.schema.json' with { type: 'json' };
import { createAjv } from '../../src/files/schema.ts';

export const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-real-test-'));
const children = new Set<ChildProcess>();
after(() => {
  // What a failing test has left would keep this file waiting.
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
export const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts');
const files = {
  'wordpress/wp-includes/version.php': "<?php $wp_version = '6.9.1';",
  'wordpress/wp-config.php': "<?php // somebody's own",
  'woocommerce/woocommerce.php': '<?php /*\n * Version: 10.5.0\n */',
};
for (const [name, content] of Object.entries(files)) {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
}

/** A folder in which the command runs and Playground's stand-in is installed. */
export function withPlayground(): string {
  const cwd = mkdtempSync(path.join(folder, 'project-'));
  const home = path.join(cwd, 'node_modules', '@wp-playground', 'cli');
  mkdirSync(home, { recursive: true });
  const manifest = { name: '@wp-playground/cli', version: '3.0.0', bin: { 'wp-playground-cli': 'cli.mjs' } };
  writeFileSync(path.join(home, 'package.json'), JSON.stringify(manifest));
  cpSync(path.join(import.meta.dirname, 'stub-playground.mjs'), path.join(home, 'cli.mjs'));
  return cwd;
}

type Variables = Readonly<Record<string, string>>;

/** Runs `latchkey` there, with a cache that is the project's. */
export function latchkey(cwd: string, args: readonly string[], env: Variables = {}): ChildProcess {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...process.env, LATCHKEY_CACHE: path.join(cwd, 'cache'), ...env },
  });
  children.add(child);
  child.once('close', () => children.delete(child));
  child.stdout?.setEncoding('utf8');
  child.stderr?.setEncoding('utf8');
  return child;
}

/** How `latchkey real` fails there. */
export async function failure(
  cwd: string,
  args: readonly string[],
  env: Variables = {},
): Promise<{ code: number | null; stderr: string }> {
  const child = latchkey(cwd, ['real', ...args], env);
  let stderr = '';
  child.stderr?.on('data', chunk => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>(done => child.once('close', done));
  return { code, stderr };
}

interface RealStoreReady {
  readonly http: string;
  readonly woocommerce: string;
  readonly wordpress: string;
  readonly php: string;
}

/** The line of JSON that tells that it is ready, and how it ends. */
export async function ready(cwd: string, args: readonly string[], env: Variables = {}) {
  const child = latchkey(cwd, ['real', ...args, '--json'], env);
  let errors = '';
  child.stderr?.on('data', chunk => {
    errors += chunk;
  });
  const line = await new Promise<string>((done, failed) => {
    child.stdout?.once('data', done);
    child.once('close', () => failed(new Error(errors)));
  });
  const end = () =>
    new Promise<number | null>(done => {
      child.once('close', done);
      child.kill('SIGINT');
    });
  const told: RealStoreReady = JSON.parse(line);
  const validate = createAjv().compile(schema);
  const isValid: boolean = validate(told);
  assert.ok(isValid, JSON.stringify(validate.errors));
  return { ...told, errors: () => errors, end };
}

export const local = [
  '--woocommerce',
  path.join(folder, 'woocommerce'),
  '--wordpress',
  path.join(folder, 'wordpress'),
];
