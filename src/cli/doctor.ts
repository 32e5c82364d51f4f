import { type Command, InvalidArgumentError } from 'commander';
import { TargetError, UsageError } from '../../mocks/errors.ts';
import { createClient } from '../client/http/client.ts';
import { dressedClient } from '../client/http/dressed.ts';
import { type Diagnosis, diagnose } from '../doctor/diagnosis.ts';
import { examine } from '../doctor/examine.ts';
import { faults } from '../doctor/faults/catalogue.ts';
import type { Administrator } from '../doctor/grant.ts';
import { timesAsLong } from '../doctor/late-answers.ts';
import { markdownOf } from '../doctor/markdown.ts';
import { renderReport } from '../doctor/render.ts';
import { type Report, reportOf } from '../doctor/report.ts';
import { isHealthy, verdictOf } from '../doctor/verdict.ts';
import { createRedactor } from '../redact/redact.ts';
import { configurationFile, readConfiguration, targetNamed } from '../targets/configuration.ts';
import { targetNames } from '../targets/resolved.ts';
import { version } from '../version.ts';
import { colours } from './colours.ts';
import { examineAll } from './doctor/all.ts';
import { type ChosenPart, chosenPart } from './doctor/chosen.ts';
import { administratorOf, isGiven } from './doctor/credentials.ts';
import { type DoctorFlags, passwordVariable } from './doctor/flags.ts';
import { listing } from './doctor/listing.ts';
import { columnsOf, progressLine } from './doctor/terminal.ts';
import { type Visit, visitOf, visitOfTarget } from './doctor/visit.ts';
import { answerTimeoutOf, watchStore } from './doctor/watch.ts';
import { exitCodes } from './exit.ts';
import type { CommandIo } from './io.ts';
import { keyVariable, secretVariable } from './key-variables.ts';
import { printedJson } from './print-json.ts';
import { withRealTargets } from './real/targets.ts';
import { refuseUrl } from './targets.ts';
import { hostOf } from './verify/used-by.ts';

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

Exit codes: 0 healthy · 1 a fault was found, or healthy not proven · 2 usage · 3 the store was not reached, or Ctrl-C`;

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
    .action(async (url: string | undefined, flags: DoctorFlags) => {
      if (flags.list) io.stdout.write(listing(flags.json === true));
      else if (flags.explain !== undefined) {
        const { shownPage } = await import('./doctor/page.ts');
        io.stdout.write(shownPage(flags.explain, io));
      } else {
        if (flags.target !== undefined) refuseUrl(flags.target, `latchkey doctor ${flags.target}`);
        await withRealTargets(
          { target: flags.target === undefined ? [] : [flags.target] },
          io,
          ({ started }) => run(url, { ...flags, started }, io),
        );
      }
    });
}

async function run(url: string | undefined, flags: DoctorFlags, io: CommandIo): Promise<void> {
  if (flags.json && flags.markdown) throw new UsageError('--json and --markdown exclude each other.');
  const isWatching = flags.watch === true || flags.untilHealthy === true;
  if (isWatching && (flags.json || flags.markdown))
    throw new UsageError(
      '--watch tells what changes, line by line: it goes with neither --json nor --markdown.',
    );
  const only = flags.only && chosenPart(flags.only);
  const administrator = administratorOf(flags, io);
  if (flags.target === 'all' && url === undefined) {
    if (isWatching) throw new UsageError('--watch goes with one store: --target all names several.');
    if (isGiven(flags) || administrator)
      throw new UsageError(
        `${administrator ? '--admin-login' : 'A key'} goes with one store: --target all takes the keys that the configuration names for each.`,
      );
    await runAll(flags, io, only, administrator);
    return;
  }
  const asked = visitOf(url, flags, io);
  const report = await visit(asked, flags, io, only, administrator);
  // What was on its way counts as unanswered then: nothing must be concluded from that.
  if (io.interrupted.aborted)
    throw new TargetError(
      `interrupted after ${report.requests} requests, ${report.notSent.length} were not sent: nothing is said of the store`,
      { code: 'LATCHKEY_INTERRUPTED' },
    );
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
      ids === undefined ? only : chosenPart(ids),
      ids === undefined ? administrator : undefined,
      true,
    );
  const last = await watchStore(report, look, flags, io);
  io.finish(last.exitCode);
}

/** Several stores at once; where an entry of the configuration is wrong, the others are examined all the same. */
async function runAll(
  flags: DoctorFlags,
  io: CommandIo,
  only: ChosenPart | undefined,
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
  flags: DoctorFlags,
  io: CommandIo,
  only: ChosenPart | undefined,
  administrator: Administrator | undefined,
  isQuiet = false,
): Promise<Report> {
  const timeout = (flags.timeout === undefined ? patience : undefined) ?? answerTimeoutOf(flags) * 1000;
  // The connection has its own, shorter limit: what takes longer then is the answer, which is waited for longer once.
  const bare = createClient({
    connectTimeout: timeout * 0.8,
    ...options,
    answerTimeout: timeout * timesAsLong,
  });
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

/** With --only there is no proof of the whole: what was asked for was not found, then. */
function exitCodeOf(diagnosis: Diagnosis, isPart: boolean): Report['exitCode'] {
  if (!diagnosis.reached) return exitCodes.broken;
  const isGood = isHealthy(diagnosis) || (isPart && verdictOf(diagnosis).kind === 'not proven');
  return isGood ? exitCodes.passed : exitCodes.failed;
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
