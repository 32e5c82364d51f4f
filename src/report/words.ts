import type { Summary } from '../../schemas/types/summary.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Outcome } from '../verify/outcomes.ts';

/** The order in which people want outcomes told. */
const tellingOrder: readonly Outcome[] = ['failed', 'cannot tell', 'passed', 'skipped'];

/** `3 requirements`. */
export function many(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

export function howLong(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1_000)} s`;
}

export function cellsOf(summary: Summary) {
  return summary.requirements.flatMap(row => row.targets.map(cell => ({ row, cell })));
}

/** The verdict in one sentence. */
export function verdictOf(summary: Summary): string {
  const { counts, requirements, exitCode } = summary;
  const { failed, expected = 0, passed, 'cannot tell': unknown } = counts.requirements;
  const unexpected = failed - expected;
  if (unexpected > 0) return `${many(unexpected, 'requirement')} of ${requirements.length} failed`;
  const stopped = summary.targets.filter(target => target.stopped !== undefined).length;
  if (stopped > 0)
    return `${stopped} of ${many(summary.targets.length, 'target')} could not be judged to the end`;
  if (unknown > 0) return `${many(unknown, 'requirement')} of ${requirements.length} cannot be told`;
  if (exitCode === exitCodes.failed) return 'What was expected to fail has to be looked at again';
  if (passed + failed === 0) return 'Nothing was judged';
  if (expected > 0) return `${many(passed, 'requirement')} met, ${expected} failed as expected`;
  return passed === requirements.length
    ? `All ${many(passed, 'requirement')} met`
    : `${many(passed, 'requirement')} met, none failed`;
}

/** Why things were skipped: each reason, how many scenarios, which requirements, on which targets. */
export function unjudged(summary: Summary) {
  const groups = new Map<
    string,
    { outcome: Outcome; reason: string; scenarios: number; requirements: Set<string>; targets: Set<string> }
  >();
  for (const { row, cell } of cellsOf(summary))
    for (const { outcome, reason = '' } of cell.scenarios) {
      if (outcome !== 'skipped' && outcome !== 'cannot tell') continue;
      const key = `${outcome}\n${reason}`;
      const group = groups.get(key) ?? {
        outcome,
        reason,
        scenarios: 0,
        requirements: new Set<string>(),
        targets: new Set<string>(),
      };
      groups.set(key, group);
      group.scenarios++;
      group.requirements.add(row.id);
      group.targets.add(cell.target);
    }
  return [...groups.values()].sort(
    (one, other) =>
      tellingOrder.indexOf(one.outcome) - tellingOrder.indexOf(other.outcome) ||
      other.scenarios - one.scenarios,
  );
}

/** A failure's reason without the lines of a stack. */
export function withoutStack(reason: string): string {
  return reason
    .split('\n')
    .filter(line => !/^\s+at /.test(line))
    .join('\n')
    .trimEnd();
}
