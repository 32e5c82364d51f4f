import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { type Command, Option } from 'commander';
import { reason, UsageError } from '../../mocks/errors.ts';
import {
  builtInFixture,
  certificateFault,
  createCertificates,
  createStore,
  type Exchange,
  type FastcgiListener,
  type Fixture,
  type Listener,
  type ListenOptions,
  listen,
  nodeOutbound,
  parseFault,
  profiles,
  type Reachable,
  type Store,
} from '../../mocks/index.ts';
import { writeAuthority } from '../serve/authority-file.ts';
import { readCertificate, readPem } from '../serve/certificate-files.ts';
import type { Control } from '../serve/control.ts';
import { storeToCome } from '../serve/store-to-come.ts';
import { faultOption } from './fault-option.ts';
import type { CommandIo } from './io.ts';
import { homeUrl, orderCount, port } from './options.ts';

interface ServeFlags {
  readonly store?: string;
  readonly profile?: string;
  readonly home?: string;
  readonly host: string;
  readonly http: number;
  readonly https: number;
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
}

const help = `
Without --store the store has one persona for each right; their keys are printed and are no secrets.
Without --home the home URL, which OAuth clients sign, is the fixture's; without a fixture the HTTP URL printed.
Ports that are not given are free ones. Ctrl-C ends it.

Examples:
  $ latchkey serve
  $ latchkey serve --http 8080 --https 8443 --control 8090
  $ latchkey serve --https 8443 --home https://127.0.0.1:8443    pages and log-in over TLS, in a browser
  $ latchkey serve --store shop.json --profile 11.1 --home https://shop.test/shop
  $ latchkey serve --fault strip-authorization --fault cache:seconds=600
  $ latchkey serve --home https://shop.example --fastcgi 9000
  $ latchkey serve --json > store.json &     # then: jq -r .http store.json

Control listener: GET /health · PUT /clock {"now": seconds|null} · POST /reset · GET or DELETE /journal
                  · PUT /site {"maintenance": true} · GET or PUT /faults {"faults": ["htpasswd"]}

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
    .option('--http <port>', 'the port for HTTP, 0 for a free one', port, 0)
    .option('--https <port>', 'the port for HTTPS, 0 for a free one', port, 0)
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
    .option('--json', 'print one line of JSON when it is ready, and nothing else')
    .addHelpText('after', help)
    .action((flags: ServeFlags) => serve(flags, io));
}

async function serve(flags: ServeFlags, io: CommandIo): Promise<void> {
  const { interrupted } = io;
  // The journal keeps the last thousand exchanges. From that V8 concludes, while its heap is still small, that what a
  // request makes lives long, and makes it where only a full collection frees it (docs/decisions/0124-young-garbage.md).
  setFlagsFromString('--no-allocation-site-pretenuring');
  const given = await readCertificate(flags.cert, flags.key, io.cwd);
  const fixture = flags.store === undefined ? undefined : await fixtureOf(flags.store, io.cwd);
  const callbackCa =
    flags.callbackCa === undefined ? undefined : await readPem('--callback-ca', flags.callbackCa, io.cwd);
  const fault = certificateFault(flags.fault.map(parseFault));
  if (given && fault && fault !== 'old protocol')
    throw new UsageError({
      where: '--fault',
      what: `a certificate that is ${fault} and --cert exclude each other`,
    });
  const onError = (error: unknown) => void tellThrown(error, io);

  const toCome = storeToCome();
  let plain: Listener | undefined;
  let secure: Listener | undefined;
  let authority: ReturnType<typeof writeAuthority> | undefined;
  let control: Control | undefined;
  let fastcgi: FastcgiListener | undefined;
  try {
    // HTTP first: whoever asks there is answered while the certificate is made, which takes as long as the store.
    plain = await listenOn(flags, toCome.reachable, { http: flags.http, onError });
    const shown = shownHost(flags.host);
    const http = `http://${shown}:${plain.http}`;
    const store = await storeOf(flags, fixture, callbackCa, http);
    toCome.here(flags.hintHeader ? await withHints(store) : store);
    await wait(headStart);
    const made = given
      ? undefined
      : await createCertificates({ hosts: certificateHosts(flags, fixture), fault });
    authority = made && writeAuthority(made.ca);
    const { cert = '', key = '' } = given ?? made ?? {};
    const oldProtocol = fault === 'old protocol';
    secure = await listenOn(flags, toCome.reachable, {
      https: { port: flags.https, cert, key, oldProtocol },
      onError,
    });
    const https = `https://${shown}:${secure.https}`;
    control = await controlOn(flags, store);
    fastcgi = await fastcgiOn(flags, store);

    const urls = {
      http,
      https,
      control: `http://127.0.0.1:${control.port}`,
      ca: authority?.file ?? given?.ca ?? null,
      ...(fastcgi && { fastcgi: `${fastcgi.host}:${fastcgi.port}` }),
    };
    if (flags.json) io.stdout.write(`${JSON.stringify(urls)}\n`);
    else {
      const { banner } = await import('./serve/banner.ts');
      io.stdout.write(banner(store, urls, { showKeys: fixture === undefined }));
      store.onExchange(exchange => void tellRefusal(exchange, store, io));
    }
    await aborted(interrupted);
  } finally {
    await Promise.all([plain?.close(), secure?.close(), control?.close(), fastcgi?.close()]);
    authority?.remove();
  }
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

async function withHints(store: Store): Promise<Reachable> {
  const { withHintHeader } = await import('../explain/hint-header.ts');
  return withHintHeader(store);
}

/** Loaded only when a fixture is given: the validator takes longer to load than the rest of the store. */
async function fixtureOf(file: string, cwd: string): Promise<Fixture> {
  const { readFixture } = await import('../files/fixture.ts');
  return readFixture(path.resolve(cwd, file), `--store ${file}`);
}

/** Without a fixture the store lives where it is reached, so that a client that signs what it calls is right. */
async function storeOf(
  flags: ServeFlags,
  fixture: Fixture | undefined,
  callbackCa: string | undefined,
  http: string,
): Promise<Store> {
  return createStore({
    fixture: fixture ?? builtInFixture(flags.home ?? http),
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

async function listenOn(flags: ServeFlags, store: Reachable, options: ListenOptions): Promise<Listener> {
  try {
    return await listen(store, { host: flags.host, ...options });
  } catch (error) {
    throw listenError(error, flags);
  }
}

async function controlOn(flags: ServeFlags, store: Store): Promise<Control> {
  const { openControl } = await import('../serve/control.ts');
  try {
    return await openControl(store, { port: flags.control });
  } catch (error) {
    throw listenError(error, flags);
  }
}

async function fastcgiOn(flags: ServeFlags, store: Store): Promise<FastcgiListener | undefined> {
  if (flags.fastcgi === undefined) return undefined;
  const { listenFastcgi } = await import('../../mocks/reach/fastcgi.ts');
  try {
    return await listenFastcgi(store, { port: flags.fastcgi, host: flags.host });
  } catch (error) {
    throw listenError(error, flags);
  }
}

/** Which flag asked for the port that cannot be had, and why it cannot. */
function listenError(error: unknown, flags: ServeFlags): unknown {
  const { code, port: wanted } = error as NodeJS.ErrnoException & { port?: number };
  const flag = (['http', 'https', 'control', 'fastcgi'] as const).find(
    name => flags[name] === wanted && wanted !== 0,
  );
  const asked = flag === undefined ? `--host ${flags.host}` : `--${flag} ${wanted}`;
  const cause = { cause: error, code: 'LATCHKEY_LISTEN' as const };
  if (code === 'EADDRINUSE')
    return new UsageError(
      { where: asked, what: 'the port is in use', expected: 'a free one, or 0 to take any' },
      cause,
    );
  if (code === 'EACCES')
    return new UsageError(
      { where: asked, what: 'no permission to listen on it', expected: 'a port from 1024 on' },
      cause,
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL')
    return new UsageError(
      { where: `--host ${flags.host}`, expected: `an address of this machine (${code})` },
      cause,
    );
  return error;
}

/** Whatever a client of this store may call it by. */
function certificateHosts(flags: ServeFlags, fixture: Fixture | undefined): string[] {
  const hosts = ['localhost', '127.0.0.1', '::1', 'shop.test'];
  for (const url of [flags.home, fixture?.home, fixture?.https])
    if (url !== undefined && URL.canParse(url)) hosts.push(new URL(url).hostname);
  return isAny(flags.host) ? hosts : [...hosts, flags.host];
}

/** The host to print: every address of the machine includes loopback. */
function shownHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (isAny(host)) return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function isAny(host: string): boolean {
  return host === '0.0.0.0' || host === '::' || host === '';
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
