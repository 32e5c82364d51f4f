/** The servers that are compared, each as its own documentation starts it, with whatever it logs switched off. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { basicCredentials } from '../../src/index.ts';
import { ordersPath } from '../asked.ts';

const here = import.meta.dirname;
const modules = path.join(here, 'node_modules');

/** What every server is to answer, and to whom. */
export interface Given {
  /** Ten orders, as the simulated store sends them. */
  readonly body: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  /** A folder for configurations. */
  readonly folder: string;
}

export interface Peer {
  readonly name: string;
  readonly version: () => string;
  /** What it does with the credentials of a request. */
  readonly checks: string;
  /** Why it cannot be run here; undefined when it can. */
  readonly missing: () => string | undefined;
  /** The command that starts it on this port of loopback. */
  readonly command: (port: number, given: Given) => readonly string[];
}

const authorizationOf = ({ consumerKey, consumerSecret }: Given): string =>
  basicCredentials(consumerKey, consumerSecret);

export const peers: readonly Peer[] = [
  {
    name: 'MSW getResponse',
    version: () => versionOf(path.resolve(here, '../../node_modules/msw')),
    checks: 'compares the Authorization field',
    missing: () => undefined,
    command: (port, given) => [
      process.execPath,
      path.join(here, 'msw-server.ts'),
      String(port),
      written(given, 'orders.json', given.body),
      authorizationOf(given),
    ],
  },
  {
    name: 'Prism',
    version: () => versionOf(path.join(modules, '@stoplight/prism-cli')),
    checks: 'wants an Authorization field',
    missing: () => missingBin('prism'),
    command: (port, given) => [
      process.execPath,
      bin('prism'),
      'mock',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--verboseLevel',
      'silent',
      written(given, 'openapi.json', JSON.stringify(openapi(given))),
    ],
  },
  {
    name: 'Mockoon',
    version: () => versionOf(path.join(modules, '@mockoon/cli')),
    checks: 'compares the Authorization field',
    missing: () => missingBin('mockoon-cli'),
    command: (port, given) => [
      process.execPath,
      bin('mockoon-cli'),
      'start',
      '--data',
      written(given, 'mockoon.json', JSON.stringify(mockoon(port, given))),
      '--port',
      String(port),
      '--hostname',
      '127.0.0.1',
      '--disable-log-to-file',
      '--disable-admin-api',
    ],
  },
  {
    name: 'json-server',
    version: () => versionOf(path.join(modules, 'json-server')),
    checks: 'nothing',
    missing: () => missingBin('json-server'),
    command: (port, given) => [
      process.execPath,
      bin('json-server'),
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--quiet',
      '--routes',
      written(given, 'routes.json', JSON.stringify({ '/wp-json/wc/v3/*': '/$1' })),
      written(given, 'db.json', `{"orders":${given.body}}`),
    ],
  },
  {
    name: 'WireMock',
    version: () => versionOf(path.join(modules, 'wiremock')),
    checks: 'compares the Authorization field',
    missing: () =>
      wiremockJar() === undefined
        ? 'not installed'
        : spawnSync('java', ['-version']).error
          ? 'no Java here'
          : undefined,
    command: (port, given) => {
      const { consumerKey, consumerSecret } = given;
      const mapping = {
        request: {
          method: 'GET',
          urlPath: ordersPath,
          basicAuthCredentials: { username: consumerKey, password: consumerSecret },
        },
        response: { status: 200, headers: { 'Content-Type': 'application/json' }, body: given.body },
      };
      written(given, 'wiremock/mappings/orders.json', JSON.stringify(mapping));
      return [
        'java',
        '-jar',
        wiremockJar() as string,
        '--bind-address',
        '127.0.0.1',
        '--port',
        String(port),
        '--root-dir',
        path.join(given.folder, 'wiremock'),
        '--no-request-journal',
        '--disable-banner',
      ];
    },
  },
];

/** Installs the peers of npm where they are missing. Install scripts are not run: one of them reports home. */
export function installPeers(): void {
  if (existsSync(path.join(modules, 'wiremock'))) return;
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_config_local_prefix$/i.test(name)),
  );
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  const { status } = spawnSync('npm', args, { cwd: here, env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) console.error('Not every peer could be installed; the table says which.');
}

function openapi({ body }: Given): object {
  return {
    openapi: '3.0.3',
    info: { title: 'orders', version: '1' },
    components: { securitySchemes: { basic: { type: 'http', scheme: 'basic' } } },
    security: [{ basic: [] }],
    paths: {
      [ordersPath]: {
        get: {
          responses: {
            200: {
              description: 'orders',
              content: { 'application/json': { schema: { type: 'array' }, example: JSON.parse(body) } },
            },
          },
        },
      },
    },
  };
}

function mockoon(port: number, given: Given): object {
  const answer = (uuid: string, statusCode: number, body: string, rules: readonly object[]) => ({
    uuid,
    statusCode,
    body,
    rules,
    rulesOperator: 'AND',
    default: rules.length === 0,
    bodyType: 'INLINE',
    disableTemplating: true,
    headers: [{ key: 'Content-Type', value: 'application/json' }],
  });
  const rule = {
    target: 'header',
    modifier: 'Authorization',
    operator: 'equals',
    value: authorizationOf(given),
    invert: false,
  };
  return {
    uuid: '00000000-0000-4000-8000-000000000001',
    lastMigration: 33,
    name: 'orders',
    port,
    hostname: '127.0.0.1',
    endpointPrefix: '',
    rootChildren: [{ type: 'route', uuid: '00000000-0000-4000-8000-000000000002' }],
    routes: [
      {
        uuid: '00000000-0000-4000-8000-000000000002',
        type: 'http',
        method: 'get',
        endpoint: ordersPath.slice(1),
        responses: [
          answer('00000000-0000-4000-8000-000000000003', 200, given.body, [rule]),
          answer('00000000-0000-4000-8000-000000000004', 401, '{}', []),
        ],
      },
    ],
  };
}

function written({ folder }: Given, name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const bin = (name: string) => path.join(modules, '.bin', name);

function missingBin(name: string): string | undefined {
  return existsSync(bin(name)) ? undefined : 'not installed';
}

function wiremockJar(): string | undefined {
  return globSync(path.join(modules, 'wiremock/build/wiremock-standalone-*.jar'))[0];
}

function versionOf(folder: string): string {
  const file = path.join(folder, 'package.json');
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
    : 'not installed';
}
