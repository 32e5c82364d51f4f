import type { Envelope } from '@cucumber/messages';
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Scenario, Summary } from '../../schemas/types/summary.ts';
import { createRedactor, type RedactedExchange } from '../redact/redact.ts';
import type { TargetFacts } from '../targets/target-facts.ts';
import type { JudgedExpectation } from '../verify/expected-failures.ts';
import type { ScenarioOutcome } from '../verify/outcomes.ts';
import type { TargetRun } from '../verify/run.ts';
import type { Shard } from '../verify/shard.ts';
import type { EarlierReport } from './changes.ts';

/**
 * What a report tells, whoever has found it: requirements, the targets they were asked of, and for each pair the
 * scenarios that were judged. Every text and exchange in it is masked already; nothing that writes it masks again.
 */
export interface ReportModel {
  readonly command: 'verify' | 'gate';
  /** Latchkey's version. */
  readonly latchkey: string;
  /** Ids and tags as they were given; empty when everything was run. */
  readonly selection: readonly string[];
  /** Which part of a run this is; left out for a whole one. */
  readonly shard?: Shard;
  /** Whether expected failures that passed or have expired fail the run. */
  readonly strict?: boolean;
  readonly targets: readonly ReportTarget[];
  /** In the order of the report. Those that share a feature stand together. */
  readonly requirements: readonly ReportRequirement[];
  readonly scenarios: readonly ReportScenario[];
  /**
   * What a merge has read: each cell as its report has judged it, by `cellKey`. Of a fleet `scenarios` are then only
   * those that need a look. Made of the scenarios when left out.
   */
  readonly judged?: ReadonlyMap<string, JudgedCell>;
  /** Only those that concern a requirement and a target of this report. */
  readonly expectedFailures?: readonly JudgedExpectation[];
  /** What it is compared with. */
  readonly earlier?: EarlierReport;
  /** Cucumber's messages, where Cucumber has run; read once, as they are written. */
  readonly messages?: Iterable<Envelope>;
}

/** A column of the matrix: a store, or for a gate the client under one condition. */
export interface ReportTarget {
  readonly name: string;
  readonly kind: Summary['targets'][number]['kind'];
  /** WooCommerce's version, as far as known. */
  readonly version?: string;
  /** As milliseconds since 1970. */
  readonly startedAt: number;
  /** In milliseconds. */
  readonly duration: number;
  readonly facts?: TargetFacts;
  /** Exchanges that belong to no scenario. */
  readonly otherExchanges?: readonly RedactedExchange[];
  /** Ids of the requirements that were asked of it; left out when all were. */
  readonly asked?: ReadonlySet<string>;
}

/** A row of the matrix, before it is judged. Its feature groups the rows. */
export type ReportRequirement = ReadOnly<
  Omit<Summary['requirements'][number], 'outcome' | 'duration' | 'targets'>
>;

/** What came of a requirement on a target. */
export type JudgedCell = Summary['requirements'][number]['targets'][number];

/** A requirement and a target as a key. No id has a line end. */
export function cellKey(requirement: string, target: string): string {
  return `${requirement}\n${target}`;
}

export interface ReportScenario extends ScenarioOutcome {
  /** The name of its target. */
  readonly target: string;
  /** How many exchanges there were, where they are not all in `exchanges`. */
  readonly exchangeCount?: number;
  /** What broke the requirement, one by one, where there is more to say than the reason. */
  readonly findings?: ReadOnly<Scenario['findings']>;
}

/** A target that was to be asked and was not: it did not answer, or the run was ended before. */
export interface MissedTarget {
  readonly name: string;
  readonly kind: 'simulated' | 'live';
  /** Masked. */
  readonly reason: string;
}

/** A report of runs of the acceptance suite. Targets that were missed are told, and keep it from being green. */
export function modelOfRuns(
  runs: readonly TargetRun[],
  {
    missed = [],
    ...about
  }: Pick<ReportModel, 'latchkey' | 'selection' | 'shard' | 'strict'> & {
    readonly missed?: readonly MissedTarget[];
  },
): ReportModel {
  const requirements = new Map(
    runs.flatMap(run => run.requirements.map(({ requirement }) => [requirement.id, requirement] as const)),
  );
  return {
    command: 'verify',
    ...about,
    targets: [
      ...runs.map(targetOf),
      ...missed.map(({ name, kind, reason }) => ({
        name,
        kind,
        startedAt: Date.now(),
        duration: 0,
        facts: { stopped: reason },
        asked: new Set<string>(),
      })),
    ],
    requirements: [...requirements.values()].map(({ id, level, title, source, feature }) => ({
      id,
      level,
      title,
      source,
      feature,
    })),
    scenarios: runs.flatMap(run => run.scenarios.map(each => scenarioOf(each, run.target.name))),
    messages: runs.flatMap(run => run.messages),
  };
}

function targetOf({
  target,
  facts,
  requirements,
  startedAt,
  duration,
  otherExchanges,
}: TargetRun): ReportTarget {
  const { name, kind, version, secrets } = target;
  return {
    name,
    kind,
    ...(version !== undefined && { version }),
    startedAt,
    duration,
    ...(otherExchanges && { otherExchanges }),
    ...(facts && { facts: createRedactor(secrets).value(facts) }),
    asked: new Set(requirements.map(({ requirement }) => requirement.id)),
  };
}

function scenarioOf(scenario: ScenarioOutcome, target: string): ReportScenario {
  return { ...scenario, target };
}
