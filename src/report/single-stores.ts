import type { Summary } from '../../schemas/types/summary.ts';
import { archiveKey } from './archive.ts';
import { cellKey, type JudgedCell, type ReportModel, type ReportScenario } from './model.ts';

/** A report of many stores as one of each, one after the other. */
export function* singleStores(
  model: ReportModel,
  summary: Summary,
): Generator<{ readonly name: string; readonly own: ReportModel }> {
  const { earlier: _, judged: _judged, scenarios, expectedFailures = [], ...shared } = model;
  const detailed = new Map(scenarios.map(each => [archiveKey(each), each]));
  const cells = new Map<string, { readonly requirement: string; readonly cell: JudgedCell }[]>();
  for (const { id, targets } of summary.requirements)
    for (const cell of targets) {
      const own = cells.get(cell.target);
      if (own) own.push({ requirement: id, cell });
      else cells.set(cell.target, [{ requirement: id, cell }]);
    }
  for (const target of model.targets) {
    const { name } = target;
    const own = cells.get(name) ?? [];
    yield {
      name,
      own: {
        ...shared,
        targets: [target],
        judged: new Map(own.map(({ requirement, cell }) => [cellKey(requirement, name), cell])),
        scenarios: own.flatMap(({ requirement, cell }) =>
          cell.scenarios.map((scenario): ReportScenario => {
            const { exchanges: exchangeCount, ...about } = { ...scenario, target: name, requirement };
            return detailed.get(archiveKey(about)) ?? { ...about, steps: [], exchanges: [], exchangeCount };
          }),
        ),
        expectedFailures: expectedFailures.filter(each => each.target === name),
      },
    };
  }
}
