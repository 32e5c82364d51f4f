import { appendFileSync } from 'node:fs';
import path from 'node:path';
import type { Summary } from '../../../schemas/types/summary.ts';
import { githubAnnotations } from '../../report/annotations.ts';
import { changeLines, type ReportChanges } from '../../report/changes.ts';
import { isFleet } from '../../report/fleet.ts';
import { markdownSummary } from '../../report/markdown.ts';
import type { ReportModel } from '../../report/model.ts';
import { expectationWords } from '../../report/summary.ts';
import {
  causesOf,
  cellsOf,
  fewNames,
  howManyJudged,
  isWell,
  many,
  unjudged,
  withoutStack,
} from '../../report/words.ts';
import { writeReports } from '../../report/write.ts';
import { runInterrupted } from '../../targets/target.ts';
import { excuses, isBroken } from '../../verify/expected-failures.ts';
import { colours } from '../colours.ts';
import { type ExitCode, exitCodes } from '../exit.ts';
import type { CommandIo } from '../io.ts';
import { counted } from './sums.ts';

export interface TellOptions {
  /** Where the reports go, as the user named it. */
  readonly reports: string;
  /** Nothing but what needs a look. */
  readonly isQuiet?: boolean;
  /** Targets of which an error line of their own tells why they were not judged. */
  readonly toldApart?: ReadonlySet<string>;
}

/**
 * Writes the reports of a run and tells its end: failures and sums on the terminal, annotations and a summary where
 * GitHub runs it.
 *
 * @returns what the process is to end with.
 * @throws {LatchkeyError} (LATCHKEY_WRITE)
 */
export function tell(model: ReportModel, options: TellOptions, io: CommandIo): ExitCode {
  const { reports, isQuiet = false } = options;
  const summary = writeReports(path.resolve(io.cwd, reports), model);
  if (!isQuiet || summary.exitCode !== exitCodes.passed || (summary.expectedFailures ?? []).some(isBroken))
    io.stdout.write(closing(summary, options, io));
  if (io.env.GITHUB_ACTIONS === 'true') io.stdout.write(githubAnnotations(summary));
  if (io.env.GITHUB_STEP_SUMMARY) addStepSummary(io.env.GITHUB_STEP_SUMMARY, summary, io);
  return summary.exitCode;
}

/** The page of a job is a convenience: a verdict must not be lost for it. */
function addStepSummary(file: string, summary: Summary, io: CommandIo): void {
  try {
    appendFileSync(file, `${markdownSummary(summary)}\n`);
  } catch (error) {
    io.stderr.write(`latchkey: $GITHUB_STEP_SUMMARY cannot be written: ${(error as Error).message}\n`);
  }
}

function closing(
  summary: Summary,
  { reports, isQuiet = false, toldApart = new Set() }: TellOptions,
  io: CommandIo,
): string {
  const paint = colours(io);
  const { counts, expectedFailures = [], shard, duration } = summary;
  const isMany = summary.targets.length > 1;
  const ofFleet = isFleet(summary);
  // Of a fleet each failure stands on its store's page: here they would be thousands of lines.
  const failures = (ofFleet ? [] : cellsOf(summary)).flatMap(({ row, cell }) => {
    if (cell.outcome !== 'failed' || excuses(cell.expectedFailure)) return [];
    const where = isMany ? ` on ${cell.target}` : '';
    return cell.scenarios
      .filter(({ outcome, cause }) => outcome === 'failed' && cause === undefined)
      .map(({ name, file, line, reason = '' }) => {
        const [first = '', ...rest] = withoutStack(reason).split('\n');
        const place = file === '' ? '' : ` (${file}:${line})`;
        return [
          `\n${paint('red', '✗')} ${row.id}${where} ${name}${place}`,
          `  ${first}`,
          ...rest.slice(0, 12).map(each => `  ${each}`),
        ].join('\n');
      });
  });
  const causes = causesOf(summary).map(
    ({ target, told }) => `\n${paint('red', '✗')} ${isMany ? `${target}: ` : ''}${told}`,
  );
  const brokenExpectations = expectedFailures
    .filter(isBroken)
    .map(({ requirement, target, expires, state, reason }) => {
      const tone = summary.strict ? 'red' : 'yellow';
      return `${paint(tone, '!')} ${requirement} on ${target} ${expectationWords[state]} (${expires}): ${reason}`;
    });
  // The progress has told it in its line for each target.
  const isKnown = (why: string) => !isQuiet && why === runInterrupted;
  const stopped = summary.targets.flatMap(({ name, stopped, counts }) =>
    stopped === undefined || isKnown(stopped) || toldApart.has(name)
      ? []
      : [
          `${paint('red', '!')} ${name} ${counts.scenarios.total > 0 ? 'was stopped early' : 'could not be judged'}: ${stopped}`,
        ],
  );
  return [
    ...causes,
    ...failures,
    ...(brokenExpectations.length + stopped.length > 0 ? ['', ...brokenExpectations, ...stopped] : []),
    '',
    ...(summary.changes ? changes(summary.changes) : []),
    ...(shard ? [`shard         ${shard.index} of ${shard.count}`] : []),
    ...(isMany ? perTarget(summary) : []),
    ...(summary.targets.some(({ judged }) => !judged) ? [`judged        ${howManyJudged(summary)}`] : []),
    `requirements  ${counted(counts.requirements)}`,
    `scenarios     ${counted(counts.scenarios)}`,
    ...unjudged(summary)
      .filter(({ reason }) => !isKnown(reason))
      .map(({ outcome, reason, scenarios }) => `  ${scenarios} ${outcome}: ${reason}`),
    `time          ${(duration / 1000).toFixed(1)} s`,
    `report        ${path.join(reports, 'index.html')}`,
    '',
  ].join('\n');
}

/** From so many targets on only those are told that are not well: the others would hide them. */
const mostTold = 10;

function perTarget(summary: Summary): string[] {
  const { targets } = summary;
  const unwell = targets.length > mostTold ? targets.filter(target => !isWell(target)) : targets;
  const width = Math.max(13, ...unwell.map(({ name }) => name.length));
  const rest = targets.length - unwell.length;
  return [
    ...unwell.map(({ name, counts }) => `${name.padEnd(width)} ${counted(counts.requirements)}`),
    ...(rest > 0 ? [`${many(rest, 'target')}: nothing failed there`] : []),
  ];
}

function changes(found: ReportChanges): string[] {
  const lines = changeLines(found);
  const since = `since ${found.since.slice(0, 16).replace('T', ' ')}`;
  if (lines.length === 0) return [`${since}: nothing has changed`];
  return [
    `${since}:`,
    ...lines.map(({ what, cells = [], texts = [] }) => {
      const all = [...cells.map(({ requirement, target }) => `${requirement} on ${target}`), ...texts];
      return `  ${what}: ${fewNames(all)}`;
    }),
  ];
}
