/** The package as a stranger gets it: built, packed, and installed from the tarball in an empty folder. */
import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** npm tells its scripts which project they belong to; here another one is meant. */
export const env: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(package|lifecycle|config_local_prefix)/i.test(name),
    ),
  ),
  PATH: [path.join(root, 'node_modules/.bin'), path.dirname(process.execPath), process.env.PATH].join(
    path.delimiter,
  ),
};

export interface Installed {
  readonly tarball: string;
  /** The folder of the consumer: a package.json, and `node_modules` with the package in it. */
  readonly folder: string;
  /** Runs a program of the consumer's to its end. */
  run(program: string, ...args: readonly string[]): SpawnSyncReturns<string>;
}

export interface Packages {
  /** Both tarballs in one folder, each installed in a consumer's of its own. */
  readonly latchkey: Installed;
  readonly store: Installed;
  remove(): void;
}

export function install(): Packages {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-package-'));
  // Not into the checkout's dist/: whoever is at work there is not disturbed.
  const dist = path.join(folder, 'dist');
  execFileSync(process.execPath, ['scripts/build.ts', dist], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return {
    latchkey: installed(dist, path.join(folder, 'consumer')),
    store: installed(`${dist}-store`, path.join(folder, 'consumer-of-store')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function installed(dist: string, folder: string): Installed {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', path.dirname(folder)], {
    cwd: dist,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  const tarball = path.join(path.dirname(folder), filename);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', tarball], {
    cwd: folder,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return {
    tarball,
    folder,
    run: (program, ...args) =>
      spawnSync(program, args, { cwd: folder, env, encoding: 'utf8', timeout: 120_000 }),
  };
}
