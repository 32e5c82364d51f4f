import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { reason, UsageError } from '../../mocks/errors.ts';
import type { ExpectedFailures } from '../schemas/expected-failures.generated.ts';
import type { Outcome } from './outcomes.ts';

/** A requirement that is known to fail on a target. */
export type ExpectedFailure = ExpectedFailures['expectedFailures'][number];

export const expectationStates = ['failed as expected', 'passed', 'expired', 'not judged'] as const;
/**
 * What became of an expected failure. `expired` goes before all others: whatever came of it, the day is over and
 * somebody has to look again.
 */
export type ExpectationState = (typeof expectationStates)[number];

export interface JudgedExpectation extends ExpectedFailure {
  readonly state: ExpectationState;
}

/**
 * Reads a file of expected failures: JSON, comments allowed.
 *
 * @param known ids of all requirements that there are.
 * @throws {UsageError} that names the file, the place and what was expected there.
 */
export function readExpectedFailures(
  file: string,
  known: ReadonlySet<string>,
  cwd = process.cwd(),
): readonly ExpectedFailure[] {
  let text: string;
  try {
    text = readFileSync(path.resolve(cwd, file), 'utf8');
  } catch (cause) {
    throw wrong(`${file}: the expected failures cannot be read (${reason(cause)})`, cause);
  }
  const errors: ParseError[] = [];
  const json: unknown = parse(text.replace(/^\ufeff/, ''), errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) {
    const line = text.slice(0, error.offset).split('\n').length;
    throw wrong(`${file}:${line}: this is no JSON (${printParseErrorCode(error.error)})`);
  }
  const validate = validator();
  if (!validate(json)) {
    const [first] = validate.errors ?? [];
    const where = first?.instancePath.replaceAll('/', ' ').trim() || 'the whole';
    const extra =
      first?.keyword === 'additionalProperties'
        ? ` (${JSON.stringify(first.params.additionalProperty)})`
        : '';
    throw wrong(
      `${file}: ${where} ${first?.keyword === 'format' ? 'must be a day such as 2026-12-31' : first?.message}${extra}`,
    );
  }
  const { expectedFailures } = json as ExpectedFailures;
  const seen = new Set<string>();
  for (const { requirement, target } of expectedFailures) {
    if (!known.has(requirement))
      throw wrong(
        `${file}: there is no requirement "${requirement}"`,
        undefined,
        'latchkey list shows what there is.',
      );
    const pair = JSON.stringify([requirement, target]);
    if (seen.has(pair)) throw wrong(`${file}: ${requirement} on ${target} is given twice`);
    seen.add(pair);
  }
  return expectedFailures;
}

function validator() {
  const schema = JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, '../../schemas/expected-failures.schema.json'), 'utf8'),
  );
  const ajv = new Ajv({ strict: true });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  return ajv.compile(schema);
}

function wrong(message: string, cause?: unknown, advice?: string): UsageError {
  return new UsageError(message, { code: 'LATCHKEY_CONFIGURATION', cause, ...(advice && { advice }) });
}

/**
 * Holds what was expected against what came. Entries for other targets and requirements are left out: one file serves
 * a whole fleet.
 *
 * @param today in UTC, `2026-11-21`. The day of expiry itself still counts.
 */
export function judgeExpectations(
  expected: readonly ExpectedFailure[],
  outcomeOf: (requirement: string, target: string) => Outcome | undefined,
  today: string,
): JudgedExpectation[] {
  return expected.flatMap(each => {
    const outcome = outcomeOf(each.requirement, each.target);
    return outcome === undefined ? [] : [{ ...each, state: stateOf(outcome, each.expires < today) }];
  });
}

function stateOf(outcome: Outcome, isOver: boolean): ExpectationState {
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
