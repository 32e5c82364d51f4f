import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { LatchkeyError, UsageError } from '../../mocks/errors.ts';
import { createRedactor } from '../redact/redact.ts';
import { readTrusted } from '../serve/certificate-files.ts';
import { configurationFile, type ReadConfiguration, readConfiguration } from '../targets/configuration.ts';
import { type LiveOptions, openVisited } from '../targets/live.ts';
import { oneOff, type ResolvedTarget, resolveTarget, targetNames } from '../targets/resolved.ts';
import { openSecrets } from '../targets/secrets.ts';
import type { Target } from '../targets/target.ts';
import { type VisitedStore, visitStore } from '../targets/visit.ts';
import { type Requirement, readRequirements } from '../verify/requirements.ts';
import type { CommandIo } from './io.ts';
import { keyVariable, secretVariable } from './key-variables.ts';

/** The flags by which a command is told which stores to visit. */
export interface TargetFlags {
  readonly target?: readonly string[];
  readonly config?: string;
  readonly url?: readonly string[];
  readonly key?: string;
  readonly secret?: string;
  readonly ca?: string;
  /** The real stores that the command has started, by the names of their targets. */
  readonly started?: ReadonlyMap<string, ResolvedTarget>;
}

/** What is kept between runs: journals of what was made. */
export const workFolder = '.latchkey';
/** The target that is there without a configuration. */
const simulatedName = 'simulated';

export function addTargetOptions(command: Command, names = 'a target of the configuration'): Command {
  return command
    .option(
      '--target <name>',
      `${names}, a pattern such as 'shop-*', all, or real:VERSION (latchkey real); can be given several times`,
      collect,
    )
    .option('--config <file>', `the configuration; ${configurationFile} when left out`)
    .option('--url <url>', 'a store that is in no configuration; once for each scheme', collectUrl)
    .option('--key <key>', `its consumer key; ${keyVariable} when left out`)
    .addOption(new Option('--secret <secret>', `its consumer secret; ${secretVariable} when left out`))
    .option('--ca <file>', 'certificates in PEM to trust for --url');
}

function collect(value: string, before: readonly string[] = []): string[] {
  if (before.includes(value)) throw new InvalidArgumentError('Expected each target once.');
  return [...before, value];
}

/** The URL of a site, as an option takes it. */
export function siteUrl(value: string): string {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    throw new InvalidArgumentError('Expected the URL of a site: https://staging.example.com/shop.');
  return value;
}

function collectUrl(value: string, before: readonly string[] = []): string[] {
  const url = new URL(siteUrl(value));
  if (before.some(each => new URL(each).protocol === url.protocol) || before.length === 2)
    throw new InvalidArgumentError('Expected one URL for each scheme at most.');
  return [...before, value];
}

/** A store that no configuration has is named by its URL, in another place. */
export function isUrl(wanted: string): boolean {
  return /^https?:\/\//i.test(wanted);
}

/**
 * Before a configuration is looked for, which such a store does not need.
 *
 * @param instead where the command takes a URL.
 * @throws {UsageError} for a URL in the place of a target's name.
 */
export function refuseUrl(wanted: string, instead: string): void {
  if (isUrl(wanted))
    throw new UsageError({
      where: `--target ${wanted}`,
      what: 'a URL is no name of a target',
      expected: `a name, or ${instead}`,
    });
}

/** A target that was asked for. */
export interface AskedTarget {
  readonly name: string;
  /** What is known of a live store; undefined for the simulated one. */
  readonly live?: ResolvedTarget;
}

/**
 * The targets that the flags ask for: the simulated store when they ask for none.
 *
 * @throws {UsageError} before any store is asked anything.
 */
export function askedTargets(flags: TargetFlags, io: CommandIo): readonly AskedTarget[] {
  const asked: AskedTarget[] = [];
  let read: ReadConfiguration | undefined;
  const configuration = (): ReadConfiguration => {
    read ??= readConfiguration(flags.config ?? configurationFile, io.cwd);
    return read;
  };
  if (flags.config !== undefined) configuration();
  for (const wanted of flags.target ?? []) {
    const live = flags.started?.get(wanted);
    if (live) {
      asked.push({ name: wanted, live });
      continue;
    }
    refuseUrl(wanted, `--url ${wanted}`);
    const names = wanted === simulatedName ? [wanted] : namesMeant(wanted, configuration());
    // Two patterns may mean the same target; it is asked once.
    for (const name of names.filter(each => !asked.some(before => before.name === each)))
      asked.push(name === simulatedName ? { name } : liveTarget(name, configuration(), io));
  }
  if (flags.url) asked.push(oneOffTarget(flags, io));
  else if (flags.key !== undefined || flags.secret !== undefined || flags.ca !== undefined)
    throw new UsageError('--key, --secret and --ca are for a store that is named by --url');
  if (asked.length === 0 && read)
    throw new UsageError({
      where: `--config ${read.file}`,
      what: 'no target of it is named',
      expected: `--target with one of ${[simulatedName, ...targetNames(read.configuration)].join(', ')}`,
    });
  return asked.length > 0 ? asked : [{ name: simulatedName }];
}

/** Every requirement that there is: the shipped ones, and those of the configuration's own features, where there is one. */
export function allRequirements(flags: Pick<TargetFlags, 'config'>, io: CommandIo): Promise<Requirement[]> {
  const file = flags.config ?? configurationFile;
  if (!existsSync(path.resolve(io.cwd, file))) return readRequirements();
  const { folder, configuration } = readConfiguration(file, io.cwd);
  return readRequirements(undefined, { folder, globs: configuration.features ?? [] });
}

/** The simulated store, and what the configuration has, where there is one. */
export function configuredNames(flags: TargetFlags, io: CommandIo): readonly string[] {
  const file = flags.config ?? configurationFile;
  if (!existsSync(path.resolve(io.cwd, file))) return [simulatedName];
  return [simulatedName, ...targetNames(readConfiguration(file, io.cwd).configuration)];
}

function liveTarget(name: string, file: ReadConfiguration, io: CommandIo): AskedTarget {
  return { name, live: resolveTarget(file, name, openSecrets(file, io.env)) };
}

/**
 * The targets that are meant: one by its name, every one that is configured by `all`, and those that fit a pattern,
 * `shop-*`.
 *
 * @throws {UsageError} for a pattern that fits none.
 */
export function namesMeant(wanted: string, read: ReadConfiguration): readonly string[] {
  const names = targetNames(read.configuration);
  if (names.includes(wanted)) return [wanted];
  if (wanted === 'all') return names;
  if (!/[*?]/.test(wanted)) return [wanted];
  const found = names.filter(name => path.matchesGlob(name, wanted));
  if (found.length > 0) return found;
  throw new UsageError({
    where: `--target ${wanted}`,
    what: `no target of ${read.file} fits it`,
    expected: `a pattern of ${names.join(', ')}`,
  });
}

function oneOffTarget(flags: TargetFlags, io: CommandIo): AskedTarget {
  const key = given(flags.key, '--key', keyVariable, io);
  const secret = given(flags.secret, '--secret', secretVariable, io);
  if ((key === undefined) !== (secret === undefined))
    throw new UsageError({
      where: '--url',
      what: key === undefined ? 'a secret without its key' : 'a key without its secret',
      expected: `both, with --key and --secret or in ${keyVariable} and ${secretVariable}`,
    });
  const ca = flags.ca === undefined ? undefined : readTrusted('--ca', flags.ca, io.cwd);
  const live = oneOff({
    urls: flags.url as readonly string[],
    ...(key !== undefined && { key }),
    ...(secret !== undefined && { secret }),
    ...(ca !== undefined && { ca }),
  });
  return { name: live.stated.name, live };
}

/** A secret that is not defined is empty in CI: that is told, and not sent to the store. */
function given(
  value: string | undefined,
  flag: string,
  variable: string,
  { env }: CommandIo,
): string | undefined {
  const secret = value ?? env[variable];
  if (secret === '')
    throw new UsageError({
      where: value === undefined ? `the variable ${variable}` : flag,
      what: 'it is empty',
      expected: 'a key and its secret as WooCommerce shows them: ck_… and cs_…',
    });
  return secret;
}

/** The pre-flight of a live store: whether what is to be run can be run there at all. */
export function visitLive(
  live: ResolvedTarget,
  requirements: readonly Requirement[],
  io: CommandIo,
): Promise<VisitedStore> {
  return masked(live, visitStore(live, liveOptions(live, requirements, io)));
}

/** An error quotes what a store said, and that may be a secret that it was shown. */
async function masked<T>({ secrets }: ResolvedTarget, task: Promise<T>): Promise<T> {
  try {
    return await task;
  } catch (error) {
    if (!(error instanceof LatchkeyError)) throw error;
    const { code, where, what, expected, advice } = error;
    const text = (part: string | undefined) => part && createRedactor(secrets).text(part);
    throw new LatchkeyError(
      code,
      { where, what: text(what), expected: text(expected) },
      { cause: error, advice: text(advice) },
    );
  }
}

/**
 * Makes a target of a store that was visited.
 *
 * @param note told what is to be noted, masked; it goes to stderr when left out.
 */
export function openLive(
  visited: VisitedStore,
  requirements: readonly Requirement[],
  io: CommandIo,
  note?: (text: string) => void,
): Promise<Target> {
  const { resolved } = visited;
  return masked(resolved, openVisited(visited, liveOptions(resolved, requirements, io, note)));
}

function liveOptions(
  live: ResolvedTarget,
  requirements: readonly Requirement[],
  io: CommandIo,
  note: (text: string) => void = text => void io.stderr.write(`${text}\n`),
): LiveOptions {
  const redactor = createRedactor(live.secrets);
  const personas = requirements.flatMap(({ personas = [] }) => personas);
  return {
    folder: path.resolve(io.cwd, workFolder),
    signal: io.interrupted,
    personas,
    needsNoKey: personas.length === 0,
    onNote: text => note(`${live.stated.name}: ${redactor.text(text)}`),
  };
}

/** The live target that a command needs one of. @param by The flags that it is named by. */
export function oneLiveTarget(
  flags: TargetFlags,
  io: CommandIo,
  command: string,
  by = '--target NAME or --url URL',
): ResolvedTarget {
  const asked = askedTargets(flags, io);
  const [first] = asked;
  if (asked.length === 1 && first?.live) return first.live;
  if (asked.length > 1)
    throw new UsageError({
      where: command,
      what: `${asked.length} targets are named: ${asked.map(({ name }) => name).join(', ')}`,
      expected: 'one live store at a time',
    });
  const file = flags.config ?? configurationFile;
  const names = existsSync(path.resolve(io.cwd, file))
    ? targetNames(readConfiguration(file, io.cwd).configuration).join(', ')
    : `none: there is no ${file}`;
  throw new UsageError({
    where: command,
    expected: `one live store, with ${by}; configured are ${names}`,
  });
}
