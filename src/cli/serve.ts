import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { type Command, Option } from 'commander';
import { reason, UsageError } from '../../mocks/errors.ts';
import {
  builtInFixture,
  certificateFault,
  createStore,
  type Exchange,
  type Fixture,
  nodeOutbound,
  parseFault,
  profiles,
  type Reachable,
  type Store,
} from '../../mocks/index.ts';
import { printableJson } from '../redact/printable.ts';
import { launch, type Sockets } from '../serve/launch.ts';
import type { Launched } from '../serve/launched.ts';
import { describeServing, environmentLines } from '../serve/serving.ts';
import { aborted } from './aborted.ts';
import { faultOption } from './fault-option.ts';
import { givenFixture } from './given-fixture.ts';
import type { CommandIo } from './io.ts';
import { withFlag } from './listen-flag.ts';
import { homeUrl, orderCount, port } from './options.ts';

interface ServeFlags {
  readonly store?: string;
  readonly profile?: string;
  readonly home?: string;
  readonly host: string;
  readonly http?: number;
  readonly https?: number;
  readonly control: number;
  readonly fastcgi?: number;
  readonly fault: readonly string[];
  readonly cert?: string;
  readonly key?: string;
  readonly orders?: number;
  readonly callbackCa?: string;
  readonly callbackPolicy: 'any' | 'wordpress';
  readonly maintenance?: boolean;
  readonly comingSoon?: boolean;
  readonly plainPermalinks?: boolean;
  readonly applicationPasswords?: boolean;
  readonly hintHeader?: boolean;
  readonly json?: boolean;
  readonly writeEnv?: string;
}

const help = `
Without --store the store has one persona for each right; their keys are printed and are no secrets.
Without --home the home URL, which OAuth clients sign, is the fixture's; without a fixture the HTTP URL printed.
One port answers HTTP and HTTPS, so that links, log-ins and signatures are right over both; two do when both are named.
A port that is not named, or 0, is a free one. Ctrl-C ends it.

Examples:
  $ latchkey serve
  $ latchkey serve --http 8080 --control 8090                    http://127.0.0.1:8080 and https://127.0.0.1:8080
  $ latchkey serve --http 8080 --https 8443
  $ latchkey serve --store shop.json --profile 11.1 --home https://shop.test/shop
  $ latchkey serve --fault strip-authorization --fault cache:seconds=600
  $ latchkey serve --home https://shop.example --fastcgi 9000
  $ latchkey serve --json > store.json &     # then: jq -r .http store.json
  $ latchkey serve --write-env .env.store &   # then: node --env-file=.env.store client.js

Control listener: GET / (what --json prints) · GET /health · PUT /clock {"now": seconds|null} · POST /reset · GET or DELETE /journal
                  · PUT /site {"maintenance": true} · GET or PUT /faults {"faults": ["htpasswd"]}

Workbench: the page that is printed shows each request as it comes, why it was refused and what to change.

Exit codes: 0 ended by Ctrl-C · 2 usage or configuration · 3 something broke`;

/** `latchkey serve`: the simulated store over HTTP and HTTPS, until it is interrupted. */
export function register(program: Command, io: CommandIo): void {
  program
    .command('serve')
    .summary('run the simulated store over HTTP and HTTPS')
    .description('Runs the simulated store over HTTP and HTTPS, with a control listener beside it.')
    .option('--store <file>', 'the fixture: home URL, users and keys; a built-in one when left out')
    .addOption(
      new Option(
        '--profile <version>',
        "the WooCommerce version to answer as; the fixture's when left out",
      ).choices(Object.keys(profiles)),
    )
    .option('--home <url>', 'the home URL of the store, whatever the ports', homeUrl)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--http <port>', 'the port for HTTP, and for HTTPS unless --https names another', port)
    .option('--https <port>', 'the port for HTTPS, and for HTTP unless --http names another', port)
    .option('--control <port>', 'the port for the control listener, on loopback only', port, 0)
    .option(
      '--fastcgi <port>',
      'stand in for PHP-FPM too: answer FastCGI on this port, 0 for a free one',
      port,
    )
    .addOption(faultOption())
    .option('--cert <file>', 'the certificate for HTTPS, in PEM; one is made when left out')
    .option('--key <file>', 'its private key, in PEM')
    .option('--orders <count>', 'how many orders the store has', orderCount)
    .option('--callback-ca <file>', 'trust this CA, in PEM, for the callbacks of wc-auth')
    .addOption(
      new Option(
        '--callback-policy <policy>',
        'which callbacks are reached: any, or only those WordPress allows',
      )
        .choices(['any', 'wordpress'])
        .default('any'),
    )
    .option('--maintenance', 'the site is in maintenance mode')
    .option('--coming-soon', "WooCommerce's coming-soon mode is on")
    .option('--plain-permalinks', 'the site has plain permalinks: no rewrite rules')
    .option('--application-passwords', 'somebody on the site has made an application password')
    .option('--hint-header', 'answer a refused signature with a Latchkey-Hint that names the mistake')
    .option('--json', 'print one line of JSON when it is ready, with URLs and keys, and nothing else')
    .option('--write-env <file>', 'write URLs, a key and the authority as NAME=value, as long as it runs')
    .addHelpText('after', help)
    .action((flags: ServeFlags) => serve(flags, io));
}

async function serve(flags: ServeFlags, io: CommandIo): Promise<void> {
  const { interrupted } = io;
  // The journal keeps the last thousand exchanges. From that V8 concludes, while its heap is still small, that what a
  // request makes lives long, and makes it where only a full collection frees it (docs/decisions/0124-young-garbage.md).
  setFlagsFromString('--no-allocation-site-pretenuring');
  const environment = flags.writeEnv === undefined ? undefined : await environmentOf(flags.writeEnv, io.cwd);
  const given = await certificateOf(flags, io.cwd);
  const fixture = flags.store === undefined ? undefined : await givenFixture(flags.store, io.cwd);
  const callbackCa =
    flags.callbackCa === undefined ? undefined : await callbackCaOf(flags.callbackCa, io.cwd);
  const fault = certificateFault(flags.fault.map(parseFault));
  if (given && fault && fault !== 'old protocol')
    throw new UsageError({
      where: '--fault',
      what: `a certificate that is ${fault} and --cert exclude each other`,
    });
  const launched = await launch(sockets => storeOf(flags, fixture, callbackCa, sockets), {
    host: flags.host,
    http: flags.http,
    https: flags.https,
    control: flags.control,
    fastcgi: flags.fastcgi,
    certificate: given,
    ...(flags.hintHeader && { around: withHints }),
    workbench: workbenchOf,
    headStart,
    onError: error => void tellThrown(error, io),
  }).catch(error => {
    throw withFlag(error);
  });
  try {
    const { store } = launched;
    environment?.write(environmentLines(launched));
    const serving = describeServing(launched);
    if (flags.json) io.stdout.write(`${printableJson(serving)}\n`);
    else {
      const { banner } = await import('./serve/banner.ts');
      io.stdout.write(banner(store, serving, { showKeys: fixture === undefined }));
      store.onExchange(
        exchange => void tellRefusal(exchange, store, io).catch(error => tellThrown(error, io)),
      );
    }
    await aborted(interrupted);
  } finally {
    environment?.remove();
    await launched.close();
  }
}

// What reads and writes the files of flags is loaded where there are such flags.

async function environmentOf(file: string, cwd: string) {
  const { environmentFile } = await import('../serve/environment-file.ts');
  return environmentFile(path.resolve(cwd, file), file);
}

async function certificateOf({ cert, key }: ServeFlags, cwd: string) {
  if (cert === undefined && key === undefined) return undefined;
  const { readCertificate } = await import('../serve/certificate-files.ts');
  return readCertificate(cert, key, cwd);
}

async function callbackCaOf(file: string, cwd: string) {
  const { readTrusted } = await import('../serve/certificate-files.ts');
  return readTrusted('--callback-ca', file, cwd);
}

/** Milliseconds in which who has asked already is answered, before the certificate keeps the process busy. */
const headStart = 10;

async function tellThrown(error: unknown, io: CommandIo): Promise<void> {
  const { redact } = await import('../redact/redact.ts');
  io.stderr.write(`latchkey: the store threw: ${redact(reason(error))}\n`);
}

/** The explainer is loaded with the first refusal: a mock server has to be up before its client gets impatient. */
async function tellRefusal(exchange: Exchange, store: Store, io: CommandIo): Promise<void> {
  const { refusalLine } = await import('./serve/banner.ts');
  if (refusalLine(exchange, undefined) === undefined) return;
  const { hintFor } = await import('../explain/hint.ts');
  io.stdout.write(refusalLine(exchange, hintFor(exchange, store)) ?? '');
}

async function workbenchOf(launched: Launched) {
  const [{ keyRoutes, workbenchRoutes }, { watchedStore }] = await Promise.all([
    import('../workbench/routes.ts'),
    import('../workbench/store.ts'),
  ]);
  return [...workbenchRoutes(watchedStore(launched)), ...keyRoutes(launched.store)];
}

async function withHints(store: Store): Promise<Reachable> {
  const { withHintHeader } = await import('../explain/hint-header.ts');
  return withHintHeader(store);
}

/** Without a fixture the store lives where it is reached, so that a client that signs what it calls is right. */
async function storeOf(
  flags: ServeFlags,
  fixture: Fixture | undefined,
  callbackCa: string | undefined,
  { url, ...sockets }: Sockets,
): Promise<Store> {
  return createStore({
    ...sockets,
    fixture: fixture ?? builtInFixture(flags.home ?? url),
    profile: flags.profile,
    home: flags.home,
    orders: flags.orders,
    faults: flags.fault,
    outbound: nodeOutbound({ ca: callbackCa, policy: flags.callbackPolicy }),
    switches: {
      ...(flags.maintenance && { maintenance: true }),
      ...(flags.comingSoon && { comingSoon: true }),
      ...(flags.plainPermalinks && { permalinks: 'plain' }),
      ...(flags.applicationPasswords && { applicationPasswords: true }),
    },
  });
}
