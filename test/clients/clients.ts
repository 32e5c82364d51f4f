/** The clients: how each is found, run and asked, and what it has no way to do. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

export type Mode =
  | 'OAuth in the query'
  | 'OAuth in the header'
  | 'OAuth in the body'
  | 'Basic'
  | 'credentials in the query';

export interface Way {
  readonly scheme: 'http' | 'https';
  readonly mode: Mode;
  /** The cases that this way is tried with; all when left out. */
  readonly only?: readonly string[];
}

export interface Client {
  readonly name: string;
  readonly language: string;
  /** The program and its arguments; orders go in on stdin as JSON. */
  readonly command: readonly string[];
  /** The version that is installed; undefined when it is not. */
  readonly version: () => string | undefined;
  /** What to install where it is missing. */
  readonly from: string;
  readonly ways: readonly Way[];
  /** Cases that it has no way to do, and why. */
  readonly cannot: Readonly<Record<string, string>>;
}

const here = import.meta.dirname;
const npm = path.join(here, 'npm');
const driver = (name: string) => path.join(here, 'drivers', name);

const noForm = { 'post-form': 'it sends JSON only' };
const noPort = { port: 'its URLs carry the port' };

/** OAuth wherever a library can put it. A store reads the parameters of a signature from a form body only. */
const oauthEverywhere: readonly Way[] = [
  { scheme: 'http', mode: 'OAuth in the query' },
  { scheme: 'http', mode: 'OAuth in the header' },
  { scheme: 'http', mode: 'OAuth in the body', only: ['post-form'] },
  { scheme: 'https', mode: 'OAuth in the header' },
];

const woocommerce: readonly Way[] = [
  { scheme: 'http', mode: 'OAuth in the query' },
  { scheme: 'https', mode: 'Basic' },
  { scheme: 'https', mode: 'credentials in the query' },
];

export const clients: readonly Client[] = [
  {
    name: '@woocommerce/woocommerce-rest-api',
    language: 'JavaScript',
    command: [process.execPath, path.join(npm, 'woocommerce-rest-api.mjs')],
    version: () => npmVersion('@woocommerce/woocommerce-rest-api'),
    from: 'npm',
    ways: woocommerce,
    cannot: noForm,
  },
  {
    name: 'woocommerce-api',
    language: 'JavaScript',
    command: [process.execPath, path.join(npm, 'woocommerce-api.mjs')],
    version: () => npmVersion('woocommerce-api'),
    from: 'npm',
    ways: woocommerce,
    cannot: noForm,
  },
  {
    name: 'oauth-1.0a and fetch',
    language: 'JavaScript',
    command: [process.execPath, path.join(npm, 'oauth-1.0a.mjs')],
    version: () => npmVersion('oauth-1.0a'),
    from: 'npm',
    ways: oauthEverywhere.filter(({ mode }) => mode !== 'OAuth in the body'),
    cannot: noPort,
  },
  {
    name: 'oauth-1.0a, URLSearchParams and fetch',
    language: 'JavaScript',
    command: [process.execPath, path.join(npm, 'oauth-1.0a.mjs'), 'URLSearchParams'],
    version: () => npmVersion('oauth-1.0a'),
    from: 'npm',
    ways: [
      {
        scheme: 'http',
        mode: 'OAuth in the query',
        only: ['simple', 'reserved', 'unicode', 'empty', 'list', 'long-list', 'bare-list', 'dot'],
      },
    ],
    cannot: noPort,
  },
  {
    name: 'curl',
    language: 'shell',
    command: [process.execPath, driver('curl.mjs')],
    version: () => printed('curl', ['--version'], /^curl ([\d.]+)/),
    from: 'Debian: curl',
    ways: [
      { scheme: 'https', mode: 'Basic' },
      { scheme: 'https', mode: 'credentials in the query' },
      { scheme: 'http', mode: 'Basic', only: ['simple'] },
    ],
    cannot: noPort,
  },
  {
    name: 'requests-oauthlib',
    language: 'Python',
    command: ['/usr/bin/python3', driver('python_requests.py')],
    version: () =>
      printed('/usr/bin/python3', ['-c', 'import requests_oauthlib as r; print(r.__version__)'], /([\d.]+)/),
    from: 'Debian: python3-requests-oauthlib',
    ways: oauthEverywhere,
    cannot: noPort,
  },
  {
    name: 'oauth extension',
    language: 'PHP',
    command: ['php', driver('oauth.php')],
    version: () => printed('php', ['-r', 'echo phpversion("oauth");'], /([\d.]+)/),
    from: 'Debian: php-cli, php-oauth',
    ways: oauthEverywhere,
    cannot: noPort,
  },
  {
    name: 'oauth',
    language: 'Ruby',
    command: ['ruby', driver('oauth.rb')],
    version: () =>
      printed('ruby', ['-e', 'puts Gem::Specification.find_by_name("oauth").version'], /([\d.]+)/),
    from: 'Debian: ruby-oauth',
    ways: oauthEverywhere,
    cannot: noPort,
  },
  {
    name: 'Net::OAuth',
    language: 'Perl',
    command: ['perl', driver('net_oauth.pl')],
    version: () =>
      printed(
        'perl',
        ['-MNet::OAuth', '-MLWP::Protocol::https', '-e', 'print Net::OAuth->VERSION'],
        /([\d.]+)/,
      ),
    from: 'Debian: libnet-oauth-perl, liblwp-protocol-https-perl',
    ways: oauthEverywhere,
    cannot: {
      ...noPort,
      'bare-list': 'its parameters are a hash: a name once',
    },
  },
];

/**
 * Installs the clients of npm where they are missing; the root's own dependencies stay few. They come into their place
 * whole: another test may look there at the same time.
 */
export function installNpmClients(): void {
  const place = path.join(npm, 'node_modules');
  if (existsSync(place)) return;
  const made = mkdtempSync(path.join(npm, '.installing-'));
  for (const file of ['.npmrc', 'package.json', 'package-lock.json'])
    copyFileSync(path.join(npm, file), path.join(made, file));
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_config_local_prefix$/i.test(name)),
  );
  spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], {
    cwd: made,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    renameSync(path.join(made, 'node_modules'), place);
  } catch (error) {
    // The other was quicker.
    if (!existsSync(place)) throw error;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function npmVersion(name: string): string | undefined {
  const file = path.join(npm, 'node_modules', name, 'package.json');
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
    : undefined;
}

function printed(program: string, args: readonly string[], pattern: RegExp): string | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? pattern.exec(stdout)?.[1] : undefined;
}
