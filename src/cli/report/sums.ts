import type { Counts } from '../../verify/verdict.ts';

/** `122 (118 passed, 4 failed, 2 of them as expected)`. */
export function counted(counts: Counts): string {
  const { expected = 0 } = counts;
  const parts = (['passed', 'partly judged', 'failed', 'skipped', 'cannot tell'] as const)
    .filter(outcome => (counts[outcome] ?? 0) > 0)
    .map(
      outcome =>
        `${counts[outcome]} ${outcome}${outcome === 'failed' && expected > 0 ? `, ${expected} of them as expected` : ''}`,
    );
  return `${counts.total} (${parts.join(', ') || 'none run'})`;
}
