import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { LatchkeyError, reason, UsageError } from '../../mocks/errors.ts';
import type { Summary } from '../../schemas/types/summary.ts';
import { type JsonKind, readJsonLines } from '../files/json-document.ts';
import { readTextFile } from '../files/text-file.ts';
import type { TargetFacts } from '../targets/target-facts.ts';
import type { JudgedExpectation } from '../verify/expected-failures.ts';
import { verdicts } from '../verify/verdict.ts';
import { type ArchivedScenario, archiveKey, readArchive } from './archive.ts';
import { isFleet } from './fleet.ts';
import {
  cellKey,
  type ReportModel,
  type ReportRequirement,
  type ReportScenario,
  type ReportTarget,
} from './model.ts';
import { type ReadReport, readReports } from './read-reports.ts';
import { many } from './words.ts';

type Row = Summary['requirements'][number];
type Cell = Row['targets'][number];

/** What a merge has read, and what a person has to know about it. */
export interface Merged {
  readonly model: ReportModel;
  readonly warnings: readonly string[];
}

const messagesKind: JsonKind = {
  expected: 'messages of Cucumber, one in JSON a line',
  error: (parts, options) => new UsageError(parts, { ...options, code: 'LATCHKEY_REPORT' }),
};

/**
 * Joins the reports of shards and targets into one.
 *
 * @param folders each has a `summary.json`, or folders below it have.
 * @throws {UsageError} when there is no report in a folder, or one that cannot be read or joined.
 * @throws {LatchkeyError} (LATCHKEY_HARNESS) when a shard is missing: what nobody has seen is not green.
 */
export function mergeReports(folders: readonly string[], cwd: string): Merged {
  const parts = readReports(folders, cwd);
  const warnings: string[] = [];
  demandOneKind(parts);
  demandWholeRuns(parts);
  const versions = new Set(parts.map(({ summary }) => summary.latchkey));
  if (versions.size > 1) warnings.push(`the reports are of different versions: ${[...versions].join(', ')}`);
  const chosen = chooseCells(parts, warnings);
  const first = (parts[0] as ReadReport).summary;
  const command = first.command ?? 'verify';
  const targets = targetsOf(parts);
  const ofFleet = isFleet({ command, targets });
  // Those of a fleet are gigabytes that nobody reads as one: each job's own report has them.
  const withMessages = (ofFleet ? [] : parts)
    .map(({ absolute }) => path.join(absolute, 'messages.ndjson'))
    .filter(file => existsSync(file));
  return {
    model: {
      command,
      latchkey: [...versions].join(', '),
      selection: [...new Set(parts.flatMap(({ summary }) => summary.selection))],
      ...(parts.some(({ summary }) => summary.strict === true) && { strict: true }),
      targets,
      requirements: requirementsOf(parts),
      scenarios: scenariosOf(chosen, ofFleet, warnings),
      judged: new Map([...chosen].map(([key, { cell }]) => [key, cell])),
      expectedFailures: [...chosen.values()].flatMap(expectationOf),
      ...(withMessages.length > 0 && { messages: messagesOf(withMessages) }),
    },
    warnings,
  };
}

function demandOneKind(parts: readonly ReadReport[]): void {
  const commands = new Set(parts.map(({ summary }) => summary.command ?? 'verify'));
  if (commands.size > 1)
    throw new UsageError(
      `reports of ${[...commands].join(' and of ')} cannot be joined: they judge different things`,
    );
}

function demandWholeRuns(parts: readonly ReadReport[]): void {
  const missing: string[] = [];
  const names = new Set(parts.flatMap(({ summary }) => summary.targets.map(({ name }) => name)));
  for (const name of names) {
    const own = parts.filter(
      ({ summary }) => summary.shard && summary.targets.some(target => target.name === name),
    );
    const counts = new Set(own.map(({ summary }) => summary.shard?.count));
    const selections = new Set(own.map(({ summary }) => JSON.stringify(summary.selection)));
    if (counts.size > 1)
      throw new UsageError(
        `the reports of target ${name} are shards of different runs: of ${[...counts].join(' and of ')} parts`,
      );
    if (selections.size > 1)
      throw new UsageError(`the shards of target ${name} were run with different selections`);
    const there = new Set(own.map(({ summary }) => summary.shard?.index));
    const [count = 0] = counts;
    for (let index = 1; index <= count; index++)
      if (!there.has(index)) missing.push(`shard ${index} of ${count} of target ${name}`);
  }
  if (missing.length === 0) return;
  const more = missing.length > 5 ? ` and ${missing.length - 5} more` : '';
  throw new LatchkeyError(
    'LATCHKEY_HARNESS',
    `the reports are not whole: there is no ${missing.slice(0, 5).join(', no ')}${more}`,
    { advice: 'Look at the jobs that should have left them.' },
  );
}

interface Chosen {
  readonly row: Row;
  readonly cell: Cell;
  readonly part: ReadReport;
}

/** One cell for each requirement and target; of two that do not agree the worse one, and that is told. */
function chooseCells(parts: readonly ReadReport[], warnings: string[]): Map<string, Chosen> {
  const chosen = new Map<string, Chosen>();
  const twice = new Map<string, number>();
  for (const part of parts)
    for (const row of part.summary.requirements)
      for (const cell of row.targets) {
        const key = cellKey(row.id, cell.target);
        const before = chosen.get(key);
        const candidate = { row, cell, part };
        if (!before) {
          chosen.set(key, candidate);
          continue;
        }
        if (before.cell.outcome === cell.outcome) {
          const pair = `${before.part.folder} and ${part.folder}`;
          twice.set(pair, (twice.get(pair) ?? 0) + 1);
          continue;
        }
        warnings.push(
          `${row.id} on ${cell.target} is ${before.cell.outcome} in ${before.part.folder} and ${cell.outcome} in ${part.folder}: the worse one counts`,
        );
        if (verdicts.indexOf(cell.outcome) < verdicts.indexOf(before.cell.outcome))
          chosen.set(key, candidate);
      }
  for (const [pair, times] of twice)
    warnings.push(`both ${pair} have the same ${many(times, 'outcome')}: those of the first count`);
  return chosen;
}

/** In the order of the features, which a shard's report does not show as a whole. */
function requirementsOf(parts: readonly ReadReport[]): ReportRequirement[] {
  const rows = new Map<string, Row>();
  for (const { summary } of parts)
    for (const row of summary.requirements) if (!rows.has(row.id)) rows.set(row.id, row);
  return [...rows.values()]
    .map(row => ({ row, place: placeOf(row) }))
    .sort(({ place: one }, { place: other }) =>
      one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1,
    )
    .map(({ row: { id, level, title, source, feature, fix } }) => ({
      id,
      level,
      title,
      source,
      feature,
      ...(fix !== undefined && { fix }),
    }));
}

function placeOf({ targets }: Row): { readonly file: string; readonly line: number } {
  const [first] = targets.flatMap(({ scenarios }) => scenarios).sort((one, other) => one.line - other.line);
  return { file: first?.file ?? '', line: first?.line ?? 0 };
}

function targetsOf(parts: readonly ReadReport[]): ReportTarget[] {
  const all = parts.flatMap(({ summary }) => summary.targets.map(target => ({ target, summary })));
  const asked = askedOf(parts);
  return [...Map.groupBy(all, ({ target }) => target.name)].map(([name, own]) => {
    const [first] = own.map(({ target }) => target) as [Summary['targets'][number]];
    return {
      name,
      kind: first.kind,
      ...(first.version !== undefined && { version: first.version }),
      startedAt: Math.min(
        ...own.map(({ target, summary }) => Date.parse(target.startedAt ?? summary.startedAt)),
      ),
      duration: own.reduce((sum, { target }) => sum + target.duration, 0),
      facts: factsOf(own.map(({ target }) => target)),
      asked: asked.get(name) ?? new Set(),
    };
  });
}

/** The ids of the requirements that each target was asked. */
function askedOf(parts: readonly ReadReport[]): ReadonlyMap<string, ReadonlySet<string>> {
  const asked = new Map<string, Set<string>>();
  for (const { summary } of parts)
    for (const { id, targets } of summary.requirements)
      for (const { target } of targets) {
        const own = asked.get(target);
        if (own) own.add(id);
        else asked.set(target, new Set([id]));
      }
  return asked;
}

/** What several shards have learnt about the same target. */
function factsOf(told: readonly Summary['targets'][number][]): TargetFacts {
  const sum = (numbers: readonly (number | undefined)[]) =>
    numbers.some(each => each !== undefined)
      ? numbers.reduce<number>((all, each) => all + (each ?? 0), 0)
      : undefined;
  const join = <T>(lists: readonly (readonly T[] | undefined)[]) =>
    lists.some(Boolean) ? lists.flatMap(list => list ?? []) : undefined;
  const merged = {
    url: told.find(({ url }) => url !== undefined)?.url,
    versions: assigned(told.map(({ versions }) => versions)),
    fingerprints: assigned(told.map(({ fingerprints }) => fingerprints)),
    capabilities: told.find(({ capabilities }) => capabilities)?.capabilities,
    clockDifference: told.find(({ clockDifference }) => clockDifference !== undefined)?.clockDifference,
    created: join(told.map(({ created }) => created)),
    requests: sum(told.map(({ requests }) => requests)),
    refusals: sum(told.map(({ refusals }) => refusals)),
    notes: told.some(({ notes }) => notes)
      ? [...new Set(told.flatMap(({ notes = [] }) => notes))]
      : undefined,
    causes: causesOf(told),
    stopped: told.find(({ stopped }) => stopped !== undefined)?.stopped,
  };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

/** A cause that several shards have found explains what each of them has seen of it. */
function causesOf(told: readonly Summary['targets'][number][]): TargetFacts['causes'] {
  const all = told.flatMap(({ causes = [] }) => causes);
  if (all.length === 0) return undefined;
  return [...Map.groupBy(all, ({ id }) => id).values()].map(same => ({
    ...(same[0] as (typeof same)[number]),
    failures: same.reduce((sum, { failures }) => sum + failures, 0),
  }));
}

function assigned(
  records: readonly (Readonly<Record<string, string>> | undefined)[],
): Record<string, string> | undefined {
  const all = records.filter(record => record !== undefined);
  return all.length === 0 ? undefined : Object.assign({}, ...all);
}

/**
 * The scenarios with their steps and exchanges, which are in the archives. Of a fleet only those that need a look are
 * told of: the others' cells say what they are.
 */
function scenariosOf(
  chosen: ReadonlyMap<string, Chosen>,
  ofFleet: boolean,
  warnings: string[],
): ReportScenario[] {
  const isWanted = ({ outcome }: { readonly outcome: string }) =>
    !ofFleet || outcome === 'failed' || outcome === 'cannot tell';
  const scenarios: ReportScenario[] = [];
  for (const [part, own] of Map.groupBy(chosen.values(), each => each.part)) {
    if (!own.some(({ cell }) => cell.scenarios.some(isWanted))) continue;
    const archive = archiveOf(part, isWanted, warnings);
    for (const { row, cell } of own)
      for (const { exchanges: exchangeCount, ...scenario } of cell.scenarios.filter(isWanted)) {
        const about = { ...scenario, target: cell.target, requirement: row.id, exchangeCount };
        scenarios.push({ ...about, ...(archive.get(archiveKey(about)) ?? notArchived) });
      }
  }
  return scenarios;
}

const notArchived: ArchivedScenario = { steps: [], exchanges: [] };

function archiveOf(
  { folder, absolute }: ReadReport,
  isWanted: (scenario: { readonly outcome: string }) => boolean,
  warnings: string[],
): ReadonlyMap<string, ArchivedScenario> {
  const name = 'exchanges.har';
  try {
    return readArchive(path.join(absolute, name), isWanted);
  } catch (error) {
    warnings.push(
      `${path.join(folder, name)} cannot be read (${reason(error)}): steps and exchanges are left out`,
    );
    return new Map();
  }
}

function expectationOf({ row, cell }: Chosen): JudgedExpectation[] {
  const { expectedFailure } = cell;
  return expectedFailure ? [{ requirement: row.id, target: cell.target, ...expectedFailure }] : [];
}

function* messagesOf(files: readonly string[]): Generator<Envelope> {
  for (const file of files)
    for (const { value } of readJsonLines(readTextFile(file, file, messagesKind), file, messagesKind))
      yield value as Envelope;
}
