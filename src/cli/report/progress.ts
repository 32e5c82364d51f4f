import { partOf } from '../../report/words.ts';
import { type ExpectedFailure, excuses, judgeExpectations } from '../../verify/expected-failures.ts';
import { outcomeOfRequirement, type ScenarioOutcome } from '../../verify/outcomes.ts';
import type { Requirement } from '../../verify/requirements.ts';
import { colours } from '../colours.ts';
import type { CommandIo } from '../io.ts';

const marks = { passed: '✓', failed: '✗', skipped: '-', 'cannot tell': '?', 'partly judged': '◐' } as const;
const tones = {
  passed: 'green',
  failed: 'red',
  skipped: 'dim',
  'cannot tell': 'yellow',
  'partly judged': 'yellow',
} as const;

export interface ProgressOptions {
  readonly requirements: readonly Requirement[];
  /** The name of the target that is asked. */
  readonly target: string;
  readonly expected: readonly ExpectedFailure[];
  /** As `2026-11-21`. */
  readonly today: string;
  readonly isQuiet: boolean;
}

/** A line for each requirement, as soon as all of its scenarios have run. */
export function progress(
  { requirements, target, expected, today, isQuiet }: ProgressOptions,
  io: CommandIo,
): (scenario: ScenarioOutcome) => void {
  if (isQuiet) return () => {};
  const paint = colours(io);
  const byId = new Map(requirements.map(each => [each.id, each]));
  const seen = new Map<string, ScenarioOutcome[]>();
  return scenario => {
    const requirement = byId.get(scenario.requirement);
    if (!requirement) return;
    const own = [...(seen.get(requirement.id) ?? []), scenario];
    seen.set(requirement.id, own);
    // With a selection by tag some of its scenarios may be left out; those are told in the closing lines only.
    if (own.length < requirement.scenarios) return;
    const judged = outcomeOfRequirement(requirement, own);
    const { outcome, reasons } = judged;
    const [expectation] = judgeExpectations(
      expected.filter(each => each.requirement === requirement.id && each.target === target),
      () => outcome,
      today,
    );
    const isExcused = outcome === 'failed' && excuses(expectation);
    const why = isExcused
      ? ` (expected until ${expectation?.expires}: ${expectation?.reason})`
      : outcome === 'skipped' || outcome === 'cannot tell'
        ? ` (${outcome}: ${reasons.join('; ')})`
        : outcome === 'partly judged'
          ? ` (${partOf(judged)}: ${reasons.join('; ')})`
          : caveat(own);
    const mark = paint(isExcused ? 'magenta' : tones[outcome], marks[outcome]);
    io.stdout.write(`${mark} ${requirement.id.padEnd(10)} ${requirement.title}${paint('dim', why)}\n`);
  };
}

/** What of scenarios that have passed was not judged. */
function caveat(scenarios: readonly ScenarioOutcome[]): string {
  const told = scenarios.flatMap(({ outcome, reason }) =>
    outcome === 'passed' && reason !== undefined ? [reason] : [],
  );
  return told.length === 0 ? '' : ` (${[...new Set(told)].join('; ')})`;
}
