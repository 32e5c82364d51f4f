import type { Summary } from '../../schemas/types/summary.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Outcome } from '../verify/outcomes.ts';
import { isFleet } from './fleet.ts';

/** The order in which people want outcomes told. */
const tellingOrder: readonly Outcome[] = ['failed', 'cannot tell', 'passed', 'skipped'];

/** `3 requirements`. */
export function many(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** `shop-at, shop-be and 3 more`. */
export function fewNames(names: readonly string[]): string {
  const more = names.length - 6;
  return `${names.slice(0, 6).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

export function howLong(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1_000)} s`;
}

export function cellsOf(summary: Summary) {
  return summary.requirements.flatMap(row => row.targets.map(cell => ({ row, cell })));
}

/** The verdict in one sentence: what failed, what was met, and how much was judged at all. */
export function verdictOf(summary: Summary): string {
  const { counts, requirements, exitCode, targets } = summary;
  const {
    failed,
    expected = 0,
    passed,
    'cannot tell': unknown,
    'partly judged': inPart = 0,
  } = counts.requirements;
  const unexpected = failed - expected;
  const unjudged = targets.some(({ judged }) => !judged);
  const stores = targets.length > 1 && unjudged ? howManyJudged(summary) : undefined;
  const and = (text: string) => (stores === undefined ? text : `${stores}; ${text}`);
  if (unexpected > 0 && isFleet(summary)) {
    const number = targets.filter(
      ({ counts: { requirements: own } }) => own.failed > (own.expected ?? 0),
    ).length;
    return and(`${many(unexpected, 'requirement')} failed on ${number} of ${many(targets.length, 'store')}`);
  }
  if (unexpected > 0) return and(`${many(unexpected, 'requirement')} of ${requirements.length} failed`);
  if (passed + failed + inPart + unknown === 0) return stores ?? 'Nothing was judged';
  if (targets.some(({ stopped }) => stopped !== undefined))
    return stores === undefined ? 'The run was stopped before its end' : and('nothing failed there');
  if (unknown > 0) return and(`${many(unknown, 'requirement')} of ${requirements.length} cannot be told`);
  if (exitCode === exitCodes.failed) return 'What was expected to fail has to be looked at again';
  if (unjudged) return stores ?? 'Nothing was judged that a store has to let in';
  if (expected > 0) return `${many(passed, 'requirement')} met, ${expected} failed as expected`;
  if (passed === requirements.length) return `All ${many(passed, 'requirement')} met`;
  return inPart === 0
    ? `${many(passed, 'requirement')} met, none failed`
    : `${passed} of ${many(requirements.length, 'requirement')} met, ${inPart} judged in part, none failed`;
}

/** `3 of 5 stores judged`. */
export function howManyJudged({ targets, command }: Summary): string {
  const noun = command === 'gate' ? 'target' : 'store';
  return `${targets.filter(({ judged }) => judged).length} of ${many(targets.length, noun)} judged`;
}

/** Whether there is nothing to tell of a store before others: it was judged to the end, and nothing failed. */
export function isWell({ judged, stopped, counts }: Summary['targets'][number]): boolean {
  const { failed, expected = 0, 'cannot tell': unknown } = counts.requirements;
  return judged && stopped === undefined && failed - expected + unknown === 0;
}

/** `2 of 6 judged`; undefined where all was. */
export function partOf({ judged, asked }: { readonly judged: number; readonly asked: number }) {
  return judged === asked ? undefined : `${judged} of ${asked} judged`;
}

/** The causes that were found, each with its target and a sentence: `22 of 22 failures: …; fix: …`. */
export function causesOf({ targets }: Summary) {
  return targets.flatMap(({ name, causes = [], counts }) =>
    causes.map(cause => ({
      target: name,
      cause,
      told: `${cause.failures} of ${many(counts.scenarios.failed, 'failure')}: ${cause.certainty === 'proven' ? '' : `${cause.certainty}: `}${cause.title}; fix: ${cause.fix}`,
    })),
  );
}

/** Whether everything that failed there is explained by a cause, which is told once for all. */
export function isExplained(cell: ReturnType<typeof cellsOf>[number]['cell']): boolean {
  const failed = cell.scenarios.filter(({ outcome }) => outcome === 'failed');
  return failed.length > 0 && failed.every(({ cause }) => cause !== undefined);
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
