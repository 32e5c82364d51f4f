import type { Replayed } from '../recordings/replay.ts';
import { shownDifferences } from '../recordings/shown.ts';

/** What a live store and the simulated one answered otherwise. The requests stand as recorded: with personas, not keys. */
export function replayedLines(
  { scenario, differences }: Pick<Replayed, 'scenario' | 'differences'>,
  mask: (text: string) => string,
): string[] {
  const lines = [`${scenario.id} ${scenario.title}`];
  for (const [step, own] of Map.groupBy(differences, one => one.step)) {
    const request = scenario.steps[step - 1]?.request;
    lines.push(`  step ${step}: ${request?.method} ${request?.url}`);
    for (const { what, wanted, got } of shownDifferences(
      own.map(({ difference }) => difference),
      mask,
    )) {
      lines.push(`    ${what}: live ${wanted}`);
      lines.push(`    ${' '.repeat(what.length)}  simulated ${got}`);
    }
  }
  return lines;
}
