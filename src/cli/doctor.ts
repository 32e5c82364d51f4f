import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { nearestName } from '../../mocks/did-you-mean.ts';
import { UsageError } from '../../mocks/errors.ts';
import { layerName } from '../../mocks/faults.ts';
import { type ClientOptions, createClient } from '../client/http/client.ts';
import { dressedClient, type RequestDress } from '../client/http/dressed.ts';
import type { Credentials } from '../client/oauth1/request.ts';
import { type Diagnosis, diagnose } from '../doctor/diagnosis.ts';
import { examine } from '../doctor/examine.ts';
import type { Fault } from '../doctor/fault.ts';
import { faultPage } from '../doctor/fault-page.ts';
import { faultById, faults } from '../doctor/faults/catalogue.ts';
import type { Administrator } from '../doctor/grant.ts';
import { markdownOf } from '../doctor/markdown.ts';
import { probePage } from '../doctor/probe-page.ts';
import { probeById, probes } from '../doctor/probes/index.ts';
import { renderReport } from '../doctor/render.ts';
import { type Report, reportOf } from '../doctor/report.ts';
import { isHealthy, verdictOf } from '../doctor/verdict.ts';
import { causePage, namedCauses } from '../explain/cause-page.ts';
import { mistakePage } from '../explain/mistake-page.ts';
import { mistakes } from '../explain/mistakes/index.ts';
import { findingAddress } from '../finding-address.ts';
import { createRedactor } from '../redact/redact.ts';
import { readTrusted } from '../serve/certificate-files.ts';
import { configurationFile, readConfiguration, targetNamed } from '../targets/configuration.ts';
import { dressOf } from '../targets/dress.ts';
import { type ResolvedTarget, resolveTarget, targetNames } from '../targets/resolved.ts';
import { openSecrets } from '../targets/secrets.ts';
import { version } from '../version.ts';
import { colours } from './colours.ts';
import { examineAll } from './doctor-all.ts';
import { answerTimeoutOf, watchStore } from './doctor-watch.ts';
import { exitCodes } from './exit.ts';
import type { CommandIo } from './io.ts';
import { keyVariable, secretVariable } from './key-variables.ts';
import { pageOnTerminal } from './page-on-terminal.ts';
import { printedJson } from './print-json.ts';
import { withRealTargets } from './real/targets.ts';
import { refuseUrl } from './targets.ts';
import { hostOf } from './verify/used-by.ts';

interface Flags {
  readonly target?: string;
  /** The real store that was started for it. */
  readonly started?: ReadonlyMap<string, ResolvedTarget>;
  readonly config?: string;
  readonly key?: string;
  readonly secret?: string;
  readonly keyEnv: string;
  readonly secretEnv: string;
  readonly adminLogin?: string;
  readonly adminPasswordEnv: string;
  readonly ca?: string;
  readonly timeout?: number;
  readonly watch?: boolean;
  readonly untilHealthy?: boolean;
  readonly only?: readonly string[];
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly verbose?: boolean;
  readonly list?: boolean;
  readonly explain?: string;
}

const passwordVariable = 'LATCHKEY_ADMIN_PASSWORD';

const help = `
The first lines say whether it is the key, the client or the host, what to do and whom to ask. Healthy is a proof: the
index is this store's, WooCommerce answers a request without credentials, and a key that was given is let in.
Nothing but the URL is needed; with a key and its secret the doctor sees more. They come from the environment
(${keyVariable}, ${secretVariable}); a secret given with --secret shows in the list of processes.
Keys are shown to the host given alone, after an answer that only WordPress gives, and no secret goes over plain HTTP but
to this machine.
Nothing in the store is changed: the writes that are tried, of products, orders, customers, coupons and webhooks, are of
what is not there or cannot be made.

Examples:
  $ latchkey doctor https://shop.example
  $ latchkey doctor https://shop.example --key ck_… --secret-env SHOP_SECRET
  $ latchkey doctor https://shop.example --only strip-authorization
  $ latchkey doctor https://shop.example --markdown > for-the-host.md
  $ latchkey doctor --target staging --json
  $ latchkey doctor https://shop.example --watch
  $ latchkey doctor https://shop.example --until-healthy --timeout 600
  $ latchkey doctor --target all
  $ latchkey doctor --explain strip-authorization

Exit codes: 0 healthy · 1 a fault was found, or healthy not proven · 2 usage · 3 the store was not reached`;

/** `latchkey doctor`: what keeps clients out of a store, by proof, and how to mend it. */
export function register(program: Command, io: CommandIo): void {
  program
    .command('doctor')
    .summary('find out what keeps clients out of a store')
    .description(
      'Asks a store from outside what keeps clients out, names the fault with its proof, and prints the fix.',
    )
    .argument('[url]', "the URL of the store's front page")
    .option(
      '--target <name>',
      'a target of the configuration, or real:VERSION, in the place of the URL; all prints a table',
    )
    .option('--config <file>', `the configuration; ${configurationFile} when left out`)
    .option('--key <key>', `the consumer key; ${keyVariable} when left out`)
    .option('--secret <secret>', `its secret, seen by everybody on this machine; rather ${secretVariable}`)
    .option('--key-env <name>', 'the environment variable that holds the key', keyVariable)
    .option('--secret-env <name>', 'the environment variable that holds the secret', secretVariable)
    .option(
      '--admin-login <user>',
      'log in as this user and look at the page that grants keys; none is granted',
    )
    .option(
      '--admin-password-env <name>',
      'the environment variable that holds the password',
      passwordVariable,
    )
    .option('--ca <file>', 'certificates in PEM to trust in the place of the system’s')
    .option(
      '--timeout <seconds>',
      'how long to wait for one answer (10), all of them six times as long at most, twelve where the store limits or is slow; with --until-healthy how long in all (300)',
      seconds,
    )
    .option(
      '--watch',
      'ask again after the diagnosis, gently, and tell the moment a fix works; Ctrl-C ends it',
    )
    .option('--until-healthy', 'the same, and end as soon as the store is healthy')
    .option('--only <id>', 'only this probe or fault; can be given several times', collect)
    .option('--json', 'print the diagnosis as JSON (schemas/diagnosis.schema.json)')
    .option('--markdown', 'print the diagnosis as Markdown to share; keys are masked')
    .option('--verbose', 'with the ids of the probes, and each request')
    .option('--list', 'list the faults and the probes')
    .option(
      '--explain <id>',
      'print the page of a fault or a probe, or of a mistake or cause of latchkey explain',
    )
    .addHelpText('after', help)
    .action(async (url: string | undefined, flags: Flags) => {
      if (flags.list) io.stdout.write(listing(flags.json === true));
      else if (flags.explain !== undefined) io.stdout.write(shownPage(flags.explain, io));
      else {
        if (flags.target !== undefined) refuseUrl(flags.target, `latchkey doctor ${flags.target}`);
        await withRealTargets(
          { target: flags.target === undefined ? [] : [flags.target] },
          io,
          ({ started }) => run(url, { ...flags, started }, io),
        );
      }
    });
}

async function run(url: string | undefined, flags: Flags, io: CommandIo): Promise<void> {
  if (flags.json && flags.markdown) throw new UsageError('--json and --markdown exclude each other.');
  const isWatching = flags.watch === true || flags.untilHealthy === true;
  if (isWatching && (flags.json || flags.markdown))
    throw new UsageError(
      '--watch tells what changes, line by line: it goes with neither --json nor --markdown.',
    );
  const only = flags.only && chosen(flags.only);
  const administrator = administratorOf(flags, io);
  if (flags.target === 'all' && url === undefined) {
    if (isWatching) throw new UsageError('--watch goes with one store: --target all names several.');
    await runAll(flags, io, only, administrator);
    return;
  }
  const asked = visitOf(url, flags, io);
  const report = await visit(asked, flags, io, only, administrator);
  if (flags.json) io.stdout.write(printedJson('diagnosis', report));
  else if (flags.markdown) io.stdout.write(markdownOf(report));
  else
    io.stdout.write(
      renderReport(report, {
        columns: columnsOf(io),
        paint: colours(io),
        isVerbose: flags.verbose === true,
      }),
    );
  if (!isWatching) {
    io.finish(report.exitCode);
    return;
  }
  const look = (ids?: readonly string[]) =>
    visit(
      asked,
      flags,
      io,
      ids === undefined ? only : chosen(ids),
      ids === undefined ? administrator : undefined,
      true,
    );
  const last = await watchStore(report, look, flags, io);
  io.finish(last.exitCode);
}

/** Several stores at once; where an entry of the configuration is wrong, the others are examined all the same. */
async function runAll(
  flags: Flags,
  io: CommandIo,
  only: Chosen | undefined,
  administrator: Administrator | undefined,
): Promise<void> {
  const file = readConfiguration(flags.config ?? configurationFile, io.cwd);
  const names = targetNames(file.configuration);
  if (names.length === 0)
    throw new UsageError(`--target all: ${flags.config ?? configurationFile} names no target.`);
  const targets = names.map(name => {
    const { httpsUrl, url, httpUrl } = targetNamed(file, name);
    const asked = httpsUrl ?? url ?? httpUrl ?? '';
    return {
      name,
      url: asked,
      host: hostOf(asked),
      examine: () => visit(visitOfTarget(name, flags, io), flags, io, only, administrator, true),
    };
  });
  await examineAll(targets, flags, io);
}

/** Examines one store. On a terminal a line of its own says how far it is, unless others write there too. */
async function visit(
  { url, client: options, credentials, secrets, patience, dress }: Visit,
  flags: Flags,
  io: CommandIo,
  only: Chosen | undefined,
  administrator: Administrator | undefined,
  isQuiet = false,
): Promise<Report> {
  const timeout = (flags.timeout === undefined ? patience : undefined) ?? answerTimeoutOf(flags) * 1000;
  // The connection has its own, shorter limit: what takes longer then is the answer.
  const bare = createClient({ connectTimeout: timeout * 0.8, ...options, answerTimeout: timeout });
  const client = dress ? dressedClient(bare, dress) : bare;
  const startedAt = new Date();
  const start = performance.now();
  const progress = progressLine(io);
  let diagnosis: Diagnosis;
  try {
    const evidence = await examine({
      url,
      client,
      timeout,
      interrupted: io.interrupted,
      hasOwnCa: options.ca !== undefined,
      isHeaderTaken: dress?.authorization !== undefined,
      ...(!isQuiet && { onProbe: probe => progress.say(probe.title) }),
      ...(credentials && { credentials }),
      ...(administrator && { administrator }),
      ...(only && { only: only.probes }),
    });
    diagnosis = diagnose(evidence, only?.faults ?? faults);
  } finally {
    progress.end();
    await client.close();
  }
  return reportOf(
    diagnosis,
    createRedactor([...secrets, ...(administrator ? [administrator.password] : [])]),
    {
      latchkey: version(),
      startedAt,
      duration: performance.now() - start,
      exitCode: exitCodeOf(diagnosis, only !== undefined),
      ...(only && { only: only.ids }),
    },
  );
}

function columnsOf({ stdout }: CommandIo): number {
  return Math.min(Math.max(stdout.columns ?? 100, 60), 110);
}

/** Where standard error is a terminal: how many requests were answered, and what was asked last. */
function progressLine({ stderr }: CommandIo): { say(what: string): void; end(): void } {
  let count = 0;
  const clear = '\r\u001b[2K';
  return {
    say(what) {
      count += 1;
      if (stderr.isTTY) stderr.write(`${clear}${count} asked: ${what.slice(0, 60)}`);
    },
    end() {
      if (stderr.isTTY && count > 0) stderr.write(clear);
    },
  };
}

/** With --only there is no proof of the whole: what was asked for was not found, then. */
function exitCodeOf(diagnosis: Diagnosis, isPart: boolean): Report['exitCode'] {
  if (!diagnosis.reached) return exitCodes.broken;
  const isGood = isHealthy(diagnosis) || (isPart && verdictOf(diagnosis).kind === 'not proven');
  return isGood ? exitCodes.passed : exitCodes.failed;
}

interface Visit {
  readonly url: string;
  readonly client: ClientOptions;
  readonly credentials?: Credentials;
  readonly secrets: readonly string[];
  /** How long one answer is waited for, in milliseconds, where --timeout does not say. */
  readonly patience?: number;
  /** What goes along with every request, as for verify. */
  readonly dress?: RequestDress;
}

function visitOf(url: string | undefined, flags: Flags, io: CommandIo): Visit {
  if (flags.target !== undefined) {
    if (url !== undefined) throw new UsageError('A URL and --target exclude each other: give one of them.');
    return visitOfTarget(flags.target, flags, io);
  }
  if (url === undefined)
    throw new UsageError('No store: give its URL (https://shop.example), or --target and its name.');
  refuseTargetName(url, flags, io);
  const credentials = credentialsOf(flags, io) ?? credentialsIn(url, io);
  return {
    url: siteUrl(url),
    client: flags.ca === undefined ? {} : { ca: readTrusted('--ca', flags.ca, io.cwd) },
    ...(credentials && { credentials }),
    secrets: credentials ? [credentials.consumerSecret, credentials.consumerKey] : [],
  };
}

/** The name of a target where a URL belongs; a host is written without a dot in networks of one's own alone. */
function refuseTargetName(url: string, flags: Flags, io: CommandIo): void {
  const file = flags.config ?? configurationFile;
  if (/[.:/]/.test(url) || !existsSync(path.resolve(io.cwd, file))) return;
  if (url !== 'all' && !targetNames(readConfiguration(file, io.cwd).configuration).includes(url)) return;
  throw new UsageError(
    { what: `"${url}" is no URL of a store`, expected: "the URL of the store's front page" },
    { advice: `A target of ${file} is named by --target ${url}.` },
  );
}

function configured(name: string, flags: Flags, io: CommandIo): ResolvedTarget {
  const file = readConfiguration(flags.config ?? configurationFile, io.cwd);
  return resolveTarget(file, name, openSecrets(file, io.env));
}

function visitOfTarget(name: string, flags: Flags, io: CommandIo): Visit {
  const started = flags.started?.get(name);
  const target = started ?? configured(name, flags, io);
  const persona = target.personas.get('owner') ?? [...target.personas.values()][0];
  const credentials = credentialsOf(flags, io) ?? persona;
  const { ca, proxy, connectTo, stated, timeouts } = target;
  return {
    url: stated.httpsUrl ?? stated.url,
    ...(timeouts.answer !== undefined && { patience: timeouts.answer }),
    dress: dressOf(target),
    client: {
      ...(timeouts.connect !== undefined && { connectTimeout: timeouts.connect }),
      ...(ca !== undefined && { ca }),
      ...(proxy !== undefined && { proxy }),
      ...(connectTo && { connectTo }),
      ...(flags.ca !== undefined && { ca: readTrusted('--ca', flags.ca, io.cwd) }),
    },
    ...(credentials && { credentials }),
    secrets: [
      ...target.secrets,
      ...(credentials ? [credentials.consumerSecret, credentials.consumerKey] : []),
    ],
  };
}

/** Both or none; white space is left as it is, since that is what the store would get. */
function credentialsOf(flags: Flags, io: CommandIo): Credentials | undefined {
  const consumerKey = flags.key ?? (io.env[flags.keyEnv] || undefined);
  const consumerSecret = flags.secret ?? (io.env[flags.secretEnv] || undefined);
  if (consumerKey === undefined && consumerSecret === undefined) {
    for (const [name, usual, flag] of [
      [flags.keyEnv, keyVariable, '--key-env'],
      [flags.secretEnv, secretVariable, '--secret-env'],
    ] as const)
      if (name !== usual)
        throw new UsageError({ where: `${flag} ${name}`, what: 'the environment variable is not set' });
    return undefined;
  }
  if (consumerKey === undefined)
    throw new UsageError(`A secret without its key: give --key, or set ${flags.keyEnv}.`);
  if (consumerSecret === undefined)
    throw new UsageError(`A key without its secret: set ${flags.secretEnv}, or give --secret.`);
  return { consumerKey, consumerSecret };
}

/** People paste the URL of a request, keys and all: they are taken, and where they ended up is told. */
function credentialsIn(url: string, { stderr }: CommandIo): Credentials | undefined {
  const query = /\?([^#]*)/.exec(url)?.[1];
  const given = new URLSearchParams(query);
  const [consumerKey, consumerSecret] = [given.get('consumer_key'), given.get('consumer_secret')];
  if (!consumerKey && !consumerSecret) return undefined;
  if (!consumerKey || !consumerSecret) {
    stderr.write(
      `latchkey: the URL holds a ${consumerKey ? 'key without its secret' : 'secret without its key'}, which was left out; ${keyVariable} and ${secretVariable} take both\n`,
    );
    return undefined;
  }
  stderr.write(
    `latchkey: the key and secret in the URL are used; they are in your shell's history now, and ${keyVariable} and ${secretVariable} take them without that\n`,
  );
  return { consumerKey, consumerSecret };
}

function administratorOf(flags: Flags, io: CommandIo): Administrator | undefined {
  if (flags.adminLogin === undefined) return undefined;
  const password = io.env[flags.adminPasswordEnv];
  if (!password)
    throw new UsageError(`--admin-login: set ${flags.adminPasswordEnv}, which holds the password.`);
  return { login: flags.adminLogin, password };
}

/** A bare host is taken for HTTPS; a scheme that was mistyped is not taken for the name of a host. */
function siteUrl(text: string): string {
  const expected = "the URL of the store's front page: https://shop.example";
  const shown = createRedactor().url(text);
  const mistyped = /^(https?)(:?\/+|:)(?=[^/:])(?!\d+(\/|$))/i.exec(text);
  if (mistyped && mistyped[2] !== '://')
    throw new UsageError(
      { what: `"${shown}" is no URL of a store`, expected },
      { advice: `Did you mean ${mistyped[1]}://${shown.slice(mistyped[0].length)}?` },
    );
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.parse(whole);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || /\s/.test(text))
    throw new UsageError({ what: `"${shown}" is no URL of a store`, expected });
  if (url.username || url.password)
    throw new UsageError(
      'A user name or a password stands in the URL, where none belongs: keys have flags of their own.',
    );
  // Scheme and host are the same in capitals (RFC 3986, section 6.2.2.1).
  return whole.replace(/^[^/]+:\/\/[^/?#]+/, origin => origin.toLowerCase());
}

interface Chosen {
  /** As they were asked for. */
  readonly ids: readonly string[];
  readonly probes: ReadonlySet<string>;
  readonly faults: readonly Fault[];
}

/** The probes that were asked for by their own ids, and by the faults that they tell. */
function chosen(ids: readonly string[]): Chosen {
  const wanted = new Set(['A4']);
  const these: Fault[] = [];
  for (const id of ids) {
    const fault = faultById(id);
    if (fault) {
      these.push(fault);
      for (const probe of fault.probes) wanted.add(probe);
    } else if (probeById(id)) wanted.add(id);
    else
      throw new UsageError(
        { where: `--only ${id}`, what: 'there is no such probe or fault' },
        { advice: `${meant(id, [...faults, ...probes])}latchkey doctor --list names them.` },
      );
  }
  // A probe alone is judged by every fault, a fault by itself.
  return { ids, probes: wanted, faults: these.length === ids.length ? these : faults };
}

function listing(asJson: boolean): string {
  if (asJson) {
    const data = {
      faults: faults.map(({ id, layer, level, title, probes: told }) => ({
        id,
        layer,
        level,
        title,
        probes: told,
      })),
      probes: probes.map(({ id, title, healthy, shows, needs }) => ({ id, title, healthy, shows, needs })),
    };
    return printedJson('doctor-list', data);
  }
  const byLayer = Map.groupBy(faults, ({ layer }) => layer);
  const sections = [...byLayer].map(
    ([layer, these]) =>
      `${layerName(layer)}\n${these.map(({ id, title }) => `  ${id.padEnd(26)} ${title}\n`).join('')}`,
  );
  const asked = probes.map(
    ({ id, title, needs }) => `  ${id.padEnd(26)} ${title}${needs === 'url' ? '' : ` (${needs})`}\n`,
  );
  return `${sections.join('\n')}\nprobes\n${asked.join('')}\n${faults.length} faults, ${probes.length} probes\n`;
}

/** The beginning of an advice: which id was likely meant. */
function meant(id: string, known: readonly { readonly id: string }[]): string {
  const ids = known.map(each => each.id);
  const near = ids.find(each => each.toLowerCase() === id.toLowerCase()) ?? nearestName(id, ids);
  return near === undefined ? '' : `Did you mean ${near}? `;
}

/** Markdown for a file or a pipe; on a terminal as it is read there. */
function shownPage(id: string, io: CommandIo): string {
  const markdown = page(id);
  return io.stdout.isTTY ? pageOnTerminal(markdown, columnsOf(io)) : markdown;
}

function page(id: string): string {
  const fault = faultById(id);
  if (fault) return `${faultPage(fault)}\nThis page: ${findingAddress('fault', id)}\n`;
  const mistake = mistakes.find(each => each.id === id);
  if (mistake) return mistakePage(mistake);
  const probe = probeById(id);
  if (probe) return probePage(probe);
  const causes = namedCauses();
  const cause = causes.find(each => each.id === id);
  if (cause) return causePage(cause);
  throw new UsageError(
    { where: `--explain ${id}`, what: 'there is no such fault, probe or mistake' },
    {
      advice: `${meant(id, [...faults, ...probes, ...mistakes, ...causes])}latchkey doctor --list names them.`,
    },
  );
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= 600))
    throw new InvalidArgumentError('Expected a number of seconds above 0, 600 at most.');
  return value;
}
