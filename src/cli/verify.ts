import path from 'node:path';
import { type Command, Option } from 'commander';
import { didYouMean } from '../../mocks/did-you-mean.ts';
import { LatchkeyError, TargetError, UsageError } from '../../mocks/errors.ts';
import { certificateFault, parseFault, profiles } from '../../mocks/index.ts';
import { redact } from '../redact/redact.ts';
import { type MissedTarget, modelOfRuns } from '../report/model.ts';
import { withExpectations } from '../report/summary.ts';
import { prepareReports, writeReports } from '../report/write.ts';
import { createSimulatedTarget } from '../targets/create-simulated.ts';
import { type Transport, transports } from '../targets/simulated.ts';
import type { VisitedStore } from '../targets/visit.ts';
import { type ExpectedFailure, readExpectedFailures } from '../verify/expected-failures.ts';
import { runSuite, type TargetRun } from '../verify/run.ts';
import { type RequirementSelection, select } from '../verify/selection.ts';
import { parseShard, shardOf } from '../verify/shard.ts';
import { version } from '../version.ts';
import { type ExitCode, exitCodeOf, exitCodes, tellError } from './exit.ts';
import { faultOption } from './fault-option.ts';
import type { CommandIo } from './io.ts';
import { storeCount } from './options.ts';
import { withRealTargets } from './real/targets.ts';
import { type Progress, progress } from './report/progress.ts';
import { tell } from './report/tell.ts';
import {
  type AskedTarget,
  addTargetOptions,
  allRequirements,
  askedTargets,
  configuredNames,
  openLive,
  type TargetFlags,
} from './targets.ts';
import { withCauses } from './verify/causes.ts';
import { factsOf } from './verify/facts.ts';
import { otherExchanges } from './verify/other-exchanges.ts';
import { preflight } from './verify/preflight.ts';
import { sideBySide } from './verify/side-by-side.ts';
import { usedBy } from './verify/used-by.ts';
import { watch } from './verify/watch/watch.ts';

interface Flags extends TargetFlags {
  readonly transport: Transport;
  readonly reports: string;
  readonly profile?: string;
  readonly fault: readonly string[];
  readonly concurrency: number;
  readonly shard?: string;
  readonly expectedFailures?: string;
  readonly strict?: boolean;
  readonly quiet?: boolean;
  readonly watch?: boolean;
}

/** Each goes at its own pace; of many more the machine itself would become the brake. */
const usualConcurrency = 8;

const help = `
Examples:
  $ latchkey verify                          everything, against the simulated store
  $ latchkey verify OAUTH-05 @nonces         one requirement and everything with a tag
  $ latchkey verify --profile 8.2 --transport listener
  $ latchkey verify --fault strip-authorization   what still works behind a server that strips the header
  $ latchkey verify --target staging         a live store of latchkey.config.json
  $ latchkey verify --target simulated --target staging
  $ latchkey verify --url https://staging.example.com --key ck_… --secret cs_…
  $ latchkey verify --target staging --expected-failures known.json --strict
  $ latchkey verify SHOP-01 --watch          again whenever your features change, until Ctrl-C
  $ latchkey verify --shard 2/5              the second of five parts; latchkey report merge joins them
  $ latchkey list                            the ids

Exit codes: 0 all passed · 1 a requirement failed · 2 usage, or a selection that matches nothing ·
3 the target or the harness broke, or nothing could be judged`;

/** `latchkey verify`: runs the acceptance suite. */
export function register(program: Command, io: CommandIo): void {
  addTargetOptions(program.command('verify'), 'a target of the configuration, or simulated')
    .summary('run the acceptance suite')
    .description('Runs the acceptance suite and says which requirements a store meets.')
    .argument('[selection...]', 'ids, tags or patterns of them; everything when left out')
    .addOption(
      new Option('--transport <way>', 'how the simulated store is reached: in the process, or over sockets')
        .choices([...transports])
        .default('intercept'),
    )
    .option('--reports <dir>', 'where the reports go', 'reports')
    .addOption(
      new Option('--profile <version>', "the simulated store's WooCommerce version").choices(
        Object.keys(profiles),
      ),
    )
    .addOption(faultOption())
    .option('--concurrency <n>', 'how many stores are asked at the same time', storeCount, usualConcurrency)
    .option('--shard <i/n>', 'run one part of n, the same requirements each time')
    .option('--expected-failures <file>', 'failures that are known, with a reason and an expiry date')
    .option('--strict', 'fail when an expected failure passes, or has expired')
    .option('-q, --quiet', 'tell only what needs a look')
    .option('-w, --watch', 'run again what failed, and what changed features or configuration touch')
    .addHelpText('after', help)
    .action(async (wanted: string[], flags: Flags) => {
      if (flags.watch && flags.shard !== undefined)
        throw new UsageError('--watch runs what changes touch, and goes with no --shard');
      io.finish(
        await withRealTargets(flags, io, these =>
          flags.watch
            ? watch(wanted, these, io, (ids, as, onRuns) => verify(ids, as, io, onRuns))
            : verify(wanted, these, io),
        ),
      );
    });
}

/** @param onRuns Told of the targets that were run, before anything is written. */
async function verify(
  wanted: readonly string[],
  flags: Flags,
  io: CommandIo,
  onRuns: (runs: readonly TargetRun[]) => void = () => {},
): Promise<ExitCode> {
  const requirements = await allRequirements(flags, io);
  const shard = flags.shard === undefined ? undefined : parseShard(flags.shard);
  const whole = select(requirements, wanted);
  const targets = askedTargets(flags, io);
  // Where the owner's key is given, and not made by each run, all shards sign with the same one.
  const sharesKey = targets.some(({ live }) => live?.personas.has('owner'));
  const selection = shard ? shardOf(whole, shard, { sharesKey }) : whole;
  const known = new Set(requirements.map(({ id }) => id));
  const expected =
    flags.expectedFailures === undefined ? [] : readExpectedFailures(flags.expectedFailures, known, io.cwd);
  const today = new Date().toISOString().slice(0, 10);
  const folder = path.resolve(io.cwd, flags.reports);
  const runs: TargetRun[] = [];
  const missed: MissedTarget[] = [];
  const broken: LatchkeyError[] = [];
  const toldApart = new Set<string>();
  refuseUnknownTargets(expected, targets, flags, io);
  if (targets.some(({ live }) => !live)) refuseFaultOfTls(flags);
  prepareReports(folder);
  const isQuiet = flags.quiet === true;
  const visits = await preflight(targets, selection.requirements, isQuiet, io);
  const told = progress(
    { requirements: selection.requirements, targets: targets.length, expected, today, isQuiet },
    io,
  );
  const jobs = targets.map(({ name }) => {
    const visited = visits.get(name);
    return {
      uses: visited instanceof LatchkeyError ? new Set<string>() : usedBy(visited),
      run: async () => {
        if (visited instanceof LatchkeyError) throw visited;
        if (!io.interrupted.aborted) return runAgainst(visited, selection, flags, told, io);
        await visited?.client.close();
        return undefined;
      },
    };
  });
  const results = await sideBySide(jobs, flags.concurrency).finally(() => told.end());
  for (const [index, { name, live }] of targets.entries()) {
    const miss = (reason: string) => missed.push({ name, kind: live ? 'live' : 'simulated', reason });
    const result = results[index] as (typeof results)[number];
    if (result.status === 'fulfilled') {
      if (result.value) runs.push(result.value);
      else miss('the run was interrupted before');
      continue;
    }
    const error: unknown = result.reason;
    // What was found of the other targets is told all the same.
    if (!(error instanceof LatchkeyError) || (!live && !(error instanceof TargetError))) throw error;
    broken.push(error);
    toldApart.add(name);
    const { message } = error;
    // The reports name the target themselves.
    miss(redact(message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message));
  }
  onRuns(runs);
  const worst = worstOf(broken);
  for (const error of broken) if (error !== worst) io.stderr.write(`${tellError(error, io.env)}\n`);
  const about = { latchkey: version(), selection: wanted, shard, strict: flags.strict === true, missed };
  const model = withExpectations(modelOfRuns(runs, about), expected, today);
  if (runs.length === 0) {
    writeReports(folder, model);
    throw worst;
  }
  const code = tell(model, { reports: flags.reports, isQuiet, toldApart }, io);
  const isLeft = runs.some(run => run.facts?.created?.some(({ removed }) => !removed));
  if (flags.quiet !== true || isLeft) io.stdout.write(factsOf(runs));
  if (worst !== undefined) throw worst;
  return isLeft ? exitCodes.broken : code;
}

/** A target that is neither run nor configured is a slip of the pen, and its failures would never be excused. */
function refuseUnknownTargets(
  expected: readonly ExpectedFailure[],
  targets: readonly AskedTarget[],
  flags: Flags,
  io: CommandIo,
): void {
  if (expected.length === 0) return;
  const known = [...new Set([...targets.map(({ name }) => name), ...configuredNames(flags, io)])];
  const stranger = expected.find(({ target }) => !known.includes(target));
  if (stranger)
    throw new UsageError(
      {
        where: `${flags.expectedFailures}: ${stranger.requirement}`,
        what: `there is no target "${stranger.target}"`,
        expected: `one of ${known.join(', ')}`,
      },
      { advice: didYouMean(stranger.target, known) },
    );
}

/** The error that the exit code is of: a target that broke counts for more than a mistake of the user's. */
function worstOf(errors: readonly LatchkeyError[]): LatchkeyError | undefined {
  return errors.find(error => exitCodeOf(error) === exitCodes.broken) ?? errors[0];
}

/** @param visited undefined for the simulated store. */
async function runAgainst(
  visited: VisitedStore | undefined,
  selection: RequirementSelection,
  flags: Flags,
  told: Progress,
  io: CommandIo,
): Promise<TargetRun> {
  const { requirements } = selection;
  const target = await (visited ? openLive(visited, requirements, io, told.note) : simulated(flags, io));
  const { name, site, version: store } = target;
  const about = [site, ...(store === undefined ? [] : [`WooCommerce ${store}`])].filter(Boolean).join(', ');
  const own = told.begin(name, about);
  let run: TargetRun | undefined;
  try {
    run = await runSuite({ target, selection, onBegin: own.begins, onScenario: own.scenario });
    if (!visited) return run;
    const explained = await withCauses(run, visited, io.interrupted);
    return { ...explained, otherExchanges: otherExchanges(visited.exchanges, explained) };
  } finally {
    own.end(run);
    await target.close();
  }
}

function refuseFaultOfTls({ transport, fault }: Flags): void {
  if (transport !== 'listener' && certificateFault(fault.map(parseFault)))
    throw new UsageError('--fault tls-…: there is no TLS without sockets', {
      advice: 'Add --transport listener.',
    });
}

function simulated({ transport, profile, fault }: Flags, { interrupted }: CommandIo) {
  return createSimulatedTarget({
    transport,
    faults: fault,
    signal: interrupted,
    ...(profile !== undefined && { profile }),
  });
}
