import type { Summary } from '../../schemas/types/summary.ts';
import { schemaVersions } from '../files/versioned-json.ts';
import {
  type ExpectationState,
  type ExpectedFailure,
  excuses,
  isBroken,
  judgeExpectations,
} from '../verify/expected-failures.ts';
import type { Verdict } from '../verify/outcomes.ts';
import {
  type Counts,
  count,
  exitCodeOfRun,
  howMuchWasJudged,
  isPositiveJudged,
  verdictOfScenarios,
  worstOf,
} from '../verify/verdict.ts';
import { changesSince } from './changes.ts';
import {
  cellKey,
  type JudgedCell,
  type ReportModel,
  type ReportScenario,
  type ReportTarget,
} from './model.ts';

type Row = Summary['requirements'][number];

/** A report's sums and outcomes, requirement by requirement: what goes into `summary.json`. */
export function summarize(model: ReportModel): Summary {
  const { expectedFailures = [] } = model;
  const expectations = new Map(expectedFailures.map(each => [cellKey(each.requirement, each.target), each]));
  const cells = model.judged ?? cellsOf(model);
  for (const [key, cell] of cells) {
    const expectation = expectations.get(key);
    if (!expectation) continue;
    const { reason, expires, state } = expectation;
    cell.expectedFailure = { reason, expires, state };
  }
  const requirements = model.requirements.flatMap(({ id, level, title, source, feature, fix }): Row[] => {
    const targets = model.targets.flatMap(({ name }) => cells.get(cellKey(id, name)) ?? []);
    if (targets.length === 0) return [];
    return [
      {
        id,
        level,
        title,
        source,
        feature,
        ...(fix !== undefined && { fix }),
        outcome: worstOf(targets.map(each => each.outcome)),
        duration: round(targets.reduce((sum, each) => sum + each.duration, 0)),
        targets,
      },
    ];
  });
  const counts = countsOf(requirements, [...cells.values()]);
  const byTarget = Map.groupBy(cells.values(), ({ target }) => target);
  const targets = model.targets.map(target => aboutTarget(target, byTarget.get(target.name) ?? []));
  return {
    schemaVersion: schemaVersions.summary,
    command: model.command,
    latchkey: model.latchkey,
    startedAt: new Date(Math.min(...model.targets.map(each => each.startedAt))).toISOString(),
    duration: round(timeOf(model.targets)),
    exitCode: exitCodeOfRun(counts.scenarios, {
      isPart: (model.shard?.count ?? 1) > 1,
      isProven:
        model.command === 'gate' ? isPositiveJudged(model.scenarios) : targets.every(({ judged }) => judged),
      isUnfinished: model.targets.some(
        ({ facts }) => facts?.stopped !== undefined || facts?.created?.some(({ removed }) => !removed),
      ),
      brokenExpectations: model.strict === true && expectedFailures.some(isBroken),
    }),
    selection: [...model.selection],
    ...(model.shard && { shard: { ...model.shard } }),
    ...(model.strict && { strict: true }),
    counts,
    ...(model.earlier && { changes: changesSince(model.earlier, { targets, requirements }) }),
    targets,
    requirements,
    ...(expectedFailures.length > 0 && { expectedFailures: expectedFailures.map(each => ({ ...each })) }),
  };
}

/** How long targets were asked: what was at the same time counts once, and what lies between two runs not at all. */
function timeOf(targets: readonly Pick<ReportTarget, 'startedAt' | 'duration'>[]): number {
  let sum = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { startedAt, duration } of targets.toSorted((one, other) => one.startedAt - other.startedAt)) {
    const end = startedAt + duration;
    sum += Math.max(0, end - Math.max(startedAt, until));
    until = Math.max(until, end);
  }
  return sum;
}

/** The model with what was expected held against what has come. */
export function withExpectations(
  model: ReportModel,
  expected: readonly ExpectedFailure[],
  today: string,
): ReportModel {
  const cells = cellsOf(model);
  return {
    ...model,
    expectedFailures: judgeExpectations(
      expected,
      (requirement, target) => cells.get(cellKey(requirement, target))?.outcome,
      today,
    ),
  };
}

function cellsOf({ targets, requirements, scenarios }: ReportModel): Map<string, JudgedCell> {
  const own = Map.groupBy(scenarios, each => cellKey(each.requirement, each.target));
  const cells = new Map<string, JudgedCell>();
  for (const target of targets)
    for (const { id } of requirements) {
      if (target.asked && !target.asked.has(id)) continue;
      const key = cellKey(id, target.name);
      cells.set(key, cellOf(target.name, own.get(key) ?? []));
    }
  return cells;
}

function cellOf(target: string, scenarios: readonly ReportScenario[]): JudgedCell {
  return {
    target,
    outcome: verdictOfScenarios(scenarios),
    ...howMuchWasJudged(scenarios),
    reasons: [
      ...new Set(scenarios.flatMap(({ reason }) => (reason === undefined ? [] : [reason]))),
      ...(scenarios.length === 0 ? ['none of its scenarios was run'] : []),
    ],
    duration: round(scenarios.reduce((sum, each) => sum + each.duration, 0)),
    scenarios: scenarios.map(
      ({
        name,
        file,
        line,
        outcome,
        positive,
        applies,
        cause,
        reason,
        duration,
        exchanges,
        exchangeCount,
        findings,
      }) => ({
        name,
        file,
        line,
        outcome,
        ...(positive !== undefined && { positive }),
        ...(applies === false && { applies }),
        ...(cause !== undefined && { cause }),
        ...(reason !== undefined && { reason }),
        duration: round(duration),
        exchanges: exchangeCount ?? exchanges.length,
        ...(findings && findings.length > 0 && { findings: findings.map(each => ({ ...each })) }),
      }),
    ),
  };
}

function countsOf(
  rows: readonly { readonly outcome: Verdict; readonly targets: readonly JudgedCell[] }[],
  cells: readonly JudgedCell[],
): { requirements: Counts; scenarios: Counts } {
  const failed = (each: { readonly outcome: Verdict }) => each.outcome === 'failed';
  // A row is excused only when each of its failures is.
  const excusedRows = rows.filter(
    row => failed(row) && row.targets.every(cell => !failed(cell) || excuses(cell.expectedFailure)),
  ).length;
  const excusedScenarios = cells
    .filter(cell => excuses(cell.expectedFailure))
    .flatMap(cell => cell.scenarios)
    .filter(failed).length;
  return {
    requirements: { ...count(rows), ...(excusedRows > 0 && { expected: excusedRows }) },
    scenarios: {
      ...count(cells.flatMap(cell => cell.scenarios)),
      ...(excusedScenarios > 0 && { expected: excusedScenarios }),
    },
  };
}

function aboutTarget(target: ReportTarget, cells: readonly JudgedCell[]): Summary['targets'][number] {
  const { url, versions, fingerprints, capabilities, clockDifference, created, stopped, ...other } =
    target.facts ?? {};
  return {
    name: target.name,
    kind: target.kind,
    judged: stopped === undefined && isPositiveJudged(cells.flatMap(({ scenarios }) => scenarios)),
    ...(target.version !== undefined && { version: target.version }),
    startedAt: new Date(target.startedAt).toISOString(),
    duration: round(target.duration),
    counts: countsOf(
      cells.map(cell => ({ outcome: cell.outcome, targets: [cell] })),
      cells,
    ),
    ...(url !== undefined && { url }),
    ...(versions && { versions: { ...versions } }),
    ...(fingerprints && { fingerprints: { ...fingerprints } }),
    ...(capabilities && { capabilities: capabilities.map(each => ({ ...each })) }),
    ...(clockDifference !== undefined && { clockDifference }),
    ...(created && { created: created.map(each => ({ ...each })) }),
    ...(other.requests !== undefined && { requests: other.requests }),
    ...(other.refusals !== undefined && { refusals: other.refusals }),
    ...(other.causes && { causes: other.causes.map(each => ({ ...each })) }),
    ...(other.notes && { notes: [...other.notes] }),
    ...(stopped !== undefined && { stopped }),
  };
}

/** How an expected failure's state is told. */
export const expectationWords: Readonly<Record<ExpectationState, string>> = {
  'failed as expected': 'failed as expected',
  passed: 'was expected to fail and passed',
  expired: 'was expected to fail only until then',
  'not judged': 'was expected to fail and was not judged',
};

function round(milliseconds: number): number {
  return Math.max(0, Math.round(milliseconds * 100) / 100);
}
