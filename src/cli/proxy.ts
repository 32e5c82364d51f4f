import path from 'node:path';
import type { Command } from 'commander';
import { TargetError, UsageError } from '../../mocks/errors.ts';
import { describeFaults } from '../../mocks/faults.ts';
import { runCommand } from '../gate/command.ts';
import { proxyVariables } from '../proxy/environment.ts';
import { Explaining } from '../proxy/explaining.ts';
import { ExplainingThread } from '../proxy/explaining-thread.ts';
import { whyNotBefore } from '../proxy/faults.ts';
import { type CommandRun, judgeTraffic } from '../proxy/judged.ts';
import { type RunningProxy, startProxy } from '../proxy/proxy.ts';
import { proxyRoutes } from '../proxy/routes.ts';
import { ProxySums } from '../proxy/sums.ts';
import { watchedProxy } from '../proxy/watched.ts';
import { createRedactor } from '../redact/redact.ts';
import { many } from '../report/words.ts';
import { clientVariables } from '../serve/client-variables.ts';
import { type Control, listenForTools } from '../serve/control.ts';
import { listenError } from '../serve/listen-error.ts';
import { workbenchRoutes } from '../workbench/routes.ts';
import { trafficRow } from '../workbench/row.ts';
import { asHar, asRecording } from '../workbench/share.ts';
import type { Watched } from '../workbench/watched.ts';
import { aborted } from './aborted.ts';
import { colours } from './colours.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { faultOption } from './fault-option.ts';
import type { CommandIo } from './io.ts';
import { withFlag } from './listen-flag.ts';
import { leftOutLines, recordingText } from './live-recording.ts';
import { homeUrl, port } from './options.ts';
import { type OutputFile, outputFile } from './output-file.ts';
import { proxyBanner } from './proxy/banner.ts';
import { type StoreBehindProxy, storeOfTarget, storeOfUrl } from './proxy/known-store.ts';
import { explanationLines, sumLines, trafficLine } from './proxy/traffic-lines.ts';
import { withRealTargets } from './real/targets.ts';
import { countedRules, howItEnded, ruleLines } from './rule-lines.ts';
import { isUrl, refuseUrl } from './targets.ts';

interface Flags {
  readonly target?: string;
  readonly config?: string;
  readonly ca?: string;
  readonly home?: string;
  readonly host: string;
  readonly http?: number;
  readonly https?: number;
  readonly control: number;
  readonly fault: readonly string[];
  readonly rules?: boolean;
  readonly record?: string;
  readonly har?: string;
}

/** How long the end waits for what is still to be explained, in milliseconds. */
const longestEnd = 5_000;

const passable = describeFaults().filter(({ id }) => whyNotBefore(id) === undefined).length;

const help = `
Point a client at the URL that is printed, or leave it its own URL and lead it through the proxy by HTTP_PROXY and HTTPS_PROXY,
whose lines are printed too; one that signs has to be led, since what is signed is the URL that it knows. Every port takes
HTTP and TLS. The secret by which signatures are judged comes from the environment (LATCHKEY_CONSUMER_SECRET, with
LATCHKEY_CONSUMER_KEY where several keys are in use), or from the personas of a target.

With a command behind --, the command is run with these variables, and the proxy ends with it; LATCHKEY_URL is the store's own
URL, LATCHKEY_CONSUMER_KEY and LATCHKEY_CONSUMER_SECRET the first key that is known.

Nothing is changed on the way but with --fault; ${passable} of the faults that latchkey faults lists can be put before a real store.

Examples:
  $ latchkey proxy https://staging.example
  $ latchkey proxy https://staging.example --http 8080 --record traffic.jsonl
  $ latchkey proxy --target staging --rules -- npm test
  $ latchkey proxy https://staging.example --fault rate-limit:requests=10 -- npm test

Exit codes: 0 ended by Ctrl-C, or the command succeeded; with --rules: every rule held · 1 a rule was broken ·
2 usage or configuration · 3 the command failed, or nothing could be judged or recorded`;

/** `latchkey proxy`: stands between a client and a real store, and shows what the store makes of each request. */
export function register(program: Command, io: CommandIo): void {
  program
    .command('proxy')
    .summary("stand before a real store and show why each of a client's requests is let in or refused")
    .description('Stands between a client and a real store, and shows why each request is let in or refused.')
    .argument('[url]', "the store's home URL; left out with --target")
    .argument('[command...]', 'a command to run behind it, after --')
    .option('--target <name>', 'a target of the configuration, or real:VERSION, in the place of the URL')
    .option('--config <file>', 'the configuration; latchkey.config.json when left out')
    .option('--ca <file>', "certificates in PEM to trust for the store, in the place of the system's")
    .option('--home <url>', "the store's home URL, which clients sign, when it is not the URL", homeUrl)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--http <port>', 'the port to listen on', port)
    .option('--https <port>', 'a second port, for clients that want one for TLS', port)
    .option('--control <port>', 'the port for the workbench, on loopback only', port, 0)
    .addOption(faultOption())
    .option('--rules', 'judge the traffic at the end by the rules of latchkey gate')
    .option('--record <file>', 'write the traffic as a recording, personas in the place of keys')
    .option('--har <file>', 'write the traffic as HAR, secrets masked')
    .addHelpText('after', help)
    .action((url: string | undefined, command: string[], flags: Flags) => act(url, command, flags, io));
}

async function act(
  url: string | undefined,
  command: readonly string[],
  flags: Flags,
  io: CommandIo,
): Promise<void> {
  if (flags.target !== undefined) {
    refuseUrl(flags.target, `latchkey proxy ${flags.target}`);
    if (url !== undefined && isUrl(url))
      throw new UsageError({
        where: `--target ${flags.target}`,
        what: 'a URL is given too',
        expected: 'one of them',
      });
    if (flags.ca !== undefined)
      throw new UsageError({
        where: '--ca',
        what: 'a target has its own (caFile)',
        expected: 'it with a URL alone',
      });
    const asked = { target: [flags.target], ...(flags.config !== undefined && { config: flags.config }) };
    const words = url === undefined ? [] : [url, ...command];
    await withRealTargets(asked, io, async these => {
      io.finish(await run(storeOfTarget(these, flags.home, io), words, flags, io));
    });
    return;
  }
  if (url === undefined)
    throw new UsageError({ where: 'proxy', expected: "the store's URL, or --target NAME" });
  if (flags.config !== undefined)
    throw new UsageError({
      where: '--config',
      expected: '--target with it, to name a target of the configuration',
    });
  io.finish(await run(storeOfUrl(url, flags, io), command, flags, io));
}

async function run(
  behind: StoreBehindProxy,
  command: readonly string[],
  flags: Flags,
  io: CommandIo,
): Promise<ExitCode> {
  const { interrupted } = io;
  const files: OutputFile[] = [];
  const fileFor = (named: string | undefined): OutputFile | undefined => {
    if (named === undefined) return undefined;
    const file = outputFile(named, io.cwd);
    files.push(file);
    return file;
  };
  let proxy: RunningProxy | undefined;
  let control: Control | undefined;
  let thread: ExplainingThread | undefined;
  try {
    if (flags.record !== undefined && flags.har !== undefined && isSameFile(flags.record, flags.har, io.cwd))
      throw new UsageError({
        where: `--har ${flags.har}`,
        what: 'the recording is written there',
        expected: 'two files',
      });
    const recordingFile = fileFor(flags.record);
    const harFile = fileFor(flags.har);
    const woocommerce = recordingFile && (await versionOf(behind));
    proxy = await startProxy({
      store: behind.store,
      connection: behind.connection,
      faults: flags.fault,
      host: flags.host,
      http: flags.http,
      https: flags.https,
      onTrouble: tellOnce(io),
    }).catch(error => {
      throw withFlag(error);
    });
    thread = new ExplainingThread();
    const watched = watchedProxy(proxy, behind.known, thread.explain);
    control = await listenForTools(proxyRoutes(proxy), {
      port: flags.control,
      workbench: async () => workbenchRoutes(watched),
    }).catch(error => {
      throw withFlag(listenError(error, { control: flags.control }));
    });
    const told = tellTraffic(watched, io);
    const variables = proxyVariables(proxy, io.env);
    const hasSecret = behind.known.keys.length > 0 || behind.known.secretAlone !== undefined;
    io.stdout.write(
      proxyBanner(proxy, behind.known.home, `http://127.0.0.1:${control.port}`, variables, hasSecret),
    );
    const ended = await untilTheEnd(command, { ...variables, ...ownVariables(behind) }, io);
    // What was under way when the end came is counted too.
    await Promise.all([proxy.close(), control.close()]);
    await told.explaining.finish(AbortSignal.timeout(longestEnd));

    const { forgotten } = proxy.journal;
    const cut = watched.exchanges().filter(({ isCut }) => isCut).length;
    const lines = ['', ...sumLines(told.sums, proxy.tunnels, forgotten)];
    if (flags.rules && cut > 0)
      lines.push(`judged    of ${many(cut, 'request')} the first 1 MiB of each body alone`);
    if (ended) lines.push(`command   ${howItEnded(ended.exitCode)}`);
    const judged = flags.rules ? judgeTraffic(watched, ended) : undefined;
    if (judged)
      lines.push(
        '',
        ...ruleLines(judged.rules, watched.redactor()),
        '',
        `rules     ${countedRules(judged.rules)}`,
      );
    let isNothingRecorded = false;
    if (recordingFile && woocommerce !== undefined) {
      const recording = asRecording(watched.exchanges(), watched, { name: 'proxy', woocommerce });
      const steps = recording.scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0);
      isNothingRecorded = steps === 0;
      if (isNothingRecorded)
        lines.push('recording none: no request could be recorded', ...leftOutLines(recording));
      else {
        recordingFile.write(recordingText(recording));
        lines.push(`recording ${flags.record}: ${many(steps, 'request')}`, ...leftOutLines(recording));
      }
    }
    harFile?.write(asHar(watched.exchanges(), watched));
    if (harFile) lines.push(`HAR       ${flags.har}`);
    io.stdout.write(`${lines.join('\n')}\n`);

    if (judged?.rules.some(({ outcome }) => outcome.outcome === 'failed')) return exitCodes.failed;
    if (judged && (forgotten > 0 || !judged.hasCredentials)) {
      io.stderr.write(
        forgotten > 0
          ? `latchkey: ${forgotten} requests were no longer kept, so that the rules were not held against all\n`
          : 'latchkey: no request carried credentials: nothing was judged. Does the client go through the proxy?\n',
      );
      return exitCodes.broken;
    }
    if (isNothingRecorded) return exitCodes.broken;
    return ended && ended.exitCode !== 0 && !interrupted.aborted ? exitCodes.broken : exitCodes.passed;
  } finally {
    await Promise.all([proxy?.close(), control?.close(), thread?.close()]);
    for (const file of files) file.discard();
  }
}

function isSameFile(one: string, other: string, cwd: string): boolean {
  return path.resolve(cwd, one) === path.resolve(cwd, other);
}

/** @throws {TargetError} where nobody tells it: a recording without would be none. */
async function versionOf({ known, store }: StoreBehindProxy): Promise<string> {
  const version = await known.version();
  if (version !== undefined) return version;
  throw new TargetError(
    { where: store.urls[0], what: "the store's WooCommerce version is not known, which a recording names" },
    {
      advice:
        'Give a key that may ask for it (LATCHKEY_CONSUMER_KEY, LATCHKEY_CONSUMER_SECRET), or a target with expectedVersion.',
    },
  );
}

/** Until Ctrl-C, or until the command has ended. */
async function untilTheEnd(
  command: readonly string[],
  variables: Readonly<Record<string, string>>,
  io: CommandIo,
): Promise<CommandRun | undefined> {
  if (command.length === 0) {
    await aborted(io.interrupted);
    return undefined;
  }
  const inherited = Object.fromEntries(
    Object.entries(io.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return runCommand({
    command,
    cwd: io.cwd,
    env: { ...inherited, ...variables },
    signal: io.interrupted,
    // The command's own output stays what it is; what is ours goes to standard output.
    onOutput: chunk => io.stderr.write(chunk),
  });
}

function ownVariables({ store: { urls }, known: { keys } }: StoreBehindProxy): Record<string, string> {
  const secure = urls.find(url => /^https:/i.test(url));
  const [key] = keys;
  return {
    [clientVariables.url]: urls[0],
    ...(secure !== undefined && { [clientVariables.httpsUrl]: secure }),
    ...(key && {
      [clientVariables.consumerKey]: key.consumerKey,
      [clientVariables.consumerSecret]: key.consumerSecret,
    }),
  };
}

/** A line for each request as it is answered, and more for one that is refused. */
function tellTraffic(watched: Watched, io: CommandIo): { explaining: Explaining; sums: ProxySums } {
  const paint = colours(io);
  const sums = new ProxySums();
  const explaining = new Explaining(watched, said => {
    sums.explained(said);
    io.stdout.write(explanationLines(said, paint));
  });
  watched.onExchange(exchange => {
    sums.add(exchange);
    const row = trafficRow(sums.requests, exchange, watched.keys(), watched.redactor());
    io.stdout.write(trafficLine(row, paint));
    explaining.add(row, exchange);
  });
  return { explaining, sums };
}

/** What happens with every connection of a client is told once. */
function tellOnce(io: CommandIo): (text: string) => void {
  const told = new Set<string>();
  return text => {
    if (told.has(text) || told.size >= 100) return;
    told.add(text);
    const line = createRedactor().text(text).replaceAll(/\s+/g, ' ');
    io.stderr.write(`latchkey: ${line}\n`);
  };
}
