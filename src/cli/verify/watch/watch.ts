import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LatchkeyError } from '../../../../mocks/errors.ts';
import { readExpectedFailures } from '../../../verify/expected-failures.ts';
import type { TargetRun } from '../../../verify/run.ts';
import { select } from '../../../verify/selection.ts';
import { type ExitCode, exitCodeOf, exitCodes, tellError } from '../../exit.ts';
import type { CommandIo } from '../../io.ts';
import { allRequirements, askedTargets, type TargetFlags } from '../../targets.ts';
import { type Contents, changedBetween, readContents } from './files.ts';
import { type NextRun, nextRun } from './next-run.ts';

interface WatchFlags extends TargetFlags {
  readonly expectedFailures?: string;
}

/** Runs the suite once, and tells of each target that was run. */
export type RunOnce<Flags> = (
  wanted: readonly string[],
  flags: Flags,
  onRuns: (runs: readonly TargetRun[]) => void,
) => Promise<ExitCode>;

/** How often the files are looked at, in milliseconds: no event of a file system comes on every one. */
const lookEvery = 300;

/**
 * Runs the suite, and again what failed and what a change touches whenever features or configuration change, until the
 * user ends it.
 *
 * @returns what the last run ended with.
 * @throws {UsageError} for what is wrong before the first run; later it is told, and waited for the next change.
 */
export async function watch<Flags extends WatchFlags>(
  wanted: readonly string[],
  flags: Flags,
  io: CommandIo,
  runOnce: RunOnce<Flags>,
): Promise<ExitCode> {
  const { interrupted } = io;
  const unmet = new Map<string, Set<string>>();
  let contents = readContents(flags, io.cwd);
  let targets = describedTargets(flags, io);
  let changed: string[] = [];

  const run = async (ids: readonly string[], at: readonly string[], as: Flags): Promise<ExitCode> => {
    const judged = new Set<string>();
    const selected = select(await allRequirements(as, io), ids).requirements.map(({ id }) => id);
    try {
      return await runOnce(ids, as, runs => {
        for (const { target, requirements } of runs) {
          judged.add(target.name);
          keep(unmet, target.name, requirements);
        }
      });
    } finally {
      // What could not be judged is as good as failed: the next change may be its repair.
      for (const name of at.filter(each => !judged.has(each)))
        unmet.set(name, new Set([...(unmet.get(name) ?? []), ...selected]));
    }
  };

  let code = await firstRun(() => run(wanted, [...targets.keys()], flags), io);
  while (!interrupted.aborted) {
    io.stderr.write('latchkey: waits for a change of features or configuration; Ctrl-C ends it\n');
    const after = await nextContents(contents, flags, io);
    if (!after) break;
    changed = [...new Set([...changed, ...changedBetween(contents, after)])];
    contents = after;
    const names = changed.map(file => path.relative(io.cwd, file) || file).join(', ');
    try {
      const now = describedTargets(flags, io);
      const next = nextRun({
        requirements: select(await allRequirements(flags, io), wanted).requirements,
        targets: now,
        before: targets,
        unmet,
        changed,
        excused: await excusedBy(changed, flags, io),
      });
      io.stderr.write(`latchkey: ${names} changed: ${next ? next.why : 'nothing is to be run'}\n`);
      [targets, changed] = [now, []];
      if (next) code = await run(next.ids, next.targets, restricted(flags, next));
    } catch (error) {
      code = reportedError(error, io);
    }
  }
  return code;
}

/** A target that cannot be reached is waited for; what is wrong with the command itself is not. */
async function firstRun(run: () => Promise<ExitCode>, io: CommandIo): Promise<ExitCode> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof LatchkeyError) || exitCodeOf(error) === exitCodes.usage) throw error;
    return reportedError(error, io);
  }
}

function reportedError(error: unknown, io: CommandIo): ExitCode {
  if (!(error instanceof LatchkeyError)) throw error;
  io.stderr.write(`${tellError(error, io.env)}\n`);
  return exitCodeOf(error);
}

function keep(
  unmet: Map<string, Set<string>>,
  target: string,
  requirements: TargetRun['requirements'],
): void {
  const ids = unmet.get(target) ?? new Set();
  for (const { requirement, outcome } of requirements)
    if (outcome === 'failed' || outcome === 'cannot tell') ids.add(requirement.id);
    else ids.delete(requirement.id);
  unmet.set(target, ids);
}

/** The targets that are asked for, each with all that the configuration and the environment say of it. */
function describedTargets(flags: TargetFlags, io: CommandIo): ReadonlyMap<string, string> {
  const plain = (_: string, value: unknown) => (value instanceof Map ? [...value] : value);
  return new Map(
    askedTargets(flags, io).map(({ name, live }) => [name, JSON.stringify(live ?? null, plain)]),
  );
}

async function excusedBy(
  changed: readonly string[],
  { config, expectedFailures: file }: WatchFlags,
  io: CommandIo,
): Promise<readonly string[]> {
  if (file === undefined || !changed.includes(path.resolve(io.cwd, file))) return [];
  const known = new Set((await allRequirements({ config }, io)).map(({ id }) => id));
  return readExpectedFailures(file, known, io.cwd).map(({ requirement }) => requirement);
}

/** The flags that name these targets alone; a store that is named by its URL is the only one, or asked with the others. */
function restricted<Flags extends WatchFlags>(flags: Flags, { targets }: NextRun): Flags {
  return flags.url === undefined && flags.target !== undefined ? { ...flags, target: targets } : flags;
}

/** Waits until the files have changed and an editor has done with them; undefined when the user has ended it. */
async function nextContents(
  before: Contents,
  flags: WatchFlags,
  { cwd, interrupted }: CommandIo,
): Promise<Contents | undefined> {
  let last = before;
  while (!interrupted.aborted) {
    await wait(lookEvery, undefined, { signal: interrupted }).catch(() => {});
    const now = readContents(flags, cwd);
    const isStill = changedBetween(last, now).length === 0;
    if (isStill && changedBetween(before, now).length > 0) return now;
    last = now;
  }
  return undefined;
}
