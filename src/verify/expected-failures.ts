import path from 'node:path';
import { didYouMean } from '../../mocks/did-you-mean.ts';
import { UsageError } from '../../mocks/errors.ts';
import schema from '../../schemas/expected-failures.schema.json' with { type: 'json' };
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { ExpectedFailures } from '../../schemas/types/expected-failures.ts';
import type { Summary } from '../../schemas/types/summary.ts';
import { type JsonKind, readJsonFile } from '../files/json-document.ts';
import { checked } from '../files/schema.ts';
import type { Verdict } from './outcomes.ts';

/** A requirement that is known to fail on a target. */
export type ExpectedFailure = ExpectedFailures['expectedFailures'][number];

/**
 * What became of an expected failure. `expired` goes before all others: whatever came of it, the day is over and
 * somebody has to look again.
 */
export type ExpectationState = JudgedExpectation['state'];

/** An expected failure, and what became of it. */
export type JudgedExpectation = ReadOnly<NonNullable<Summary['expectedFailures']>[number]>;

const kind: JsonKind = {
  expected: 'expected failures',
  isCommented: true,
  error: (parts, options) => new UsageError(parts, { ...options, code: 'LATCHKEY_CONFIGURATION' }),
};

/**
 * Reads a file of expected failures: JSON, comments allowed.
 *
 * @param known ids of all requirements that there are.
 * @throws {UsageError} (LATCHKEY_CONFIGURATION) that names the file, the place and what was expected there.
 */
export function readExpectedFailures(
  file: string,
  known: ReadonlySet<string>,
  cwd = process.cwd(),
): readonly ExpectedFailure[] {
  const document = readJsonFile(path.resolve(cwd, file), file, kind);
  const { expectedFailures } = checked<ExpectedFailures>(document, schema);
  const seen = new Set<string>();
  for (const [index, { requirement, target }] of expectedFailures.entries()) {
    const location = ['expectedFailures', index];
    if (!known.has(requirement))
      throw document.problem(
        [...location, 'requirement'],
        `there is no requirement "${requirement}"`,
        undefined,
        didYouMean(requirement, [...known]) ?? 'latchkey list shows what there is.',
      );
    const pair = JSON.stringify([requirement, target]);
    if (seen.has(pair))
      throw document.problem(location, `${requirement} on ${target} is given twice`, 'it once');
    seen.add(pair);
  }
  return expectedFailures;
}

/**
 * Holds what was expected against what came. Entries for other targets and requirements are left out: one file serves
 * a whole fleet.
 *
 * @param today in UTC, `2026-11-21`. The day of expiry itself still counts.
 */
export function judgeExpectations(
  expected: readonly ExpectedFailure[],
  outcomeOf: (requirement: string, target: string) => Verdict | undefined,
  today: string,
): JudgedExpectation[] {
  return expected.flatMap(each => {
    const outcome = outcomeOf(each.requirement, each.target);
    return outcome === undefined ? [] : [{ ...each, state: stateOf(outcome, each.expires < today) }];
  });
}

function stateOf(outcome: Verdict, isOver: boolean): ExpectationState {
  if (isOver) return 'expired';
  if (outcome === 'failed') return 'failed as expected';
  return outcome === 'passed' ? 'passed' : 'not judged';
}

/** Whether a failure was announced; one whose day is over still was, which `--strict` holds against the run. */
export function excuses(expectation: { readonly state: ExpectationState } | undefined): boolean {
  return expectation?.state === 'failed as expected' || expectation?.state === 'expired';
}

/** What has to be told, and fails a strict run. */
export function isBroken(expectation: { readonly state: ExpectationState }): boolean {
  return expectation.state === 'passed' || expectation.state === 'expired';
}
