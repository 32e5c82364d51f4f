import type { Summary } from '../schemas/summary.generated.ts';
import { type Outcome, outcomes } from '../verify/outcomes.ts';
import type { TargetRun } from '../verify/run.ts';
import { count, exitCodeOfRun } from '../verify/verdict.ts';

/** Puts the runs against one or several targets together, requirement by requirement. */
export function summarize(
  runs: readonly TargetRun[],
  about: { readonly latchkey: string; readonly selection: readonly string[] },
): Summary {
  const requirements = rows(runs);
  const scenarios = runs.flatMap(run => run.scenarios);
  const startedAt = Math.min(...runs.map(run => run.startedAt));
  return {
    latchkey: about.latchkey,
    startedAt: new Date(startedAt).toISOString(),
    duration: round(runs.reduce((sum, run) => sum + run.duration, 0)),
    exitCode: exitCodeOfRun(count(scenarios)),
    selection: [...about.selection],
    counts: { requirements: { ...count(requirements) }, scenarios: { ...count(scenarios) } },
    targets: runs.map(run => ({
      name: run.target.name,
      kind: run.target.kind,
      ...(run.target.version !== undefined && { version: run.target.version }),
      duration: round(run.duration),
      counts: {
        requirements: { ...count(run.requirements) },
        scenarios: { ...count(run.scenarios) },
      },
    })),
    requirements,
  };
}

function rows(runs: readonly TargetRun[]): Summary['requirements'] {
  const all = new Map(
    runs.flatMap(run => run.requirements.map(each => [each.requirement.id, each.requirement])),
  );
  return [...all.values()].map(({ id, level, title, source, feature }) => {
    const targets = runs.flatMap(run =>
      run.requirements
        .filter(each => each.requirement.id === id)
        .map(each => ({
          target: run.target.name,
          outcome: each.outcome,
          reasons: [...each.reasons],
          duration: round(each.duration),
          scenarios: each.scenarios.map(({ name, file, line, outcome, reason, duration }) => ({
            name,
            file,
            line,
            outcome,
            ...(reason !== undefined && { reason }),
            duration: round(duration),
          })),
        })),
    );
    return {
      id,
      level,
      title,
      source,
      feature,
      outcome: worst(targets.map(each => each.outcome)),
      duration: round(targets.reduce((sum, each) => sum + each.duration, 0)),
      targets,
    };
  });
}

function worst(given: readonly Outcome[]): Outcome {
  return outcomes.find(outcome => given.includes(outcome)) ?? 'skipped';
}

function round(milliseconds: number): number {
  return Math.max(0, Math.round(milliseconds * 100) / 100);
}
