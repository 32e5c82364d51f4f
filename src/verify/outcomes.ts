import { type Envelope, getWorstTestStepResult, type Pickle, TestStepResultStatus } from '@cucumber/messages';
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Outcome, Scenario, Verdict } from '../../schemas/types/summary.ts';
import type { RedactedExchange } from '../redact/redact.ts';
import type { UnjudgedOutcome } from '../targets/target.ts';
import { caveatMediaType, exchangeMediaType, outcomeMediaType } from './media-types.ts';
import { isPositive } from './positive.ts';
import type { Requirement } from './requirements.ts';
import { howMuchWasJudged, type Judged, verdictOfScenarios } from './verdict.ts';

export type { Outcome, Verdict };

/** Of scenarios, from the worst on. */
export const outcomes: readonly Outcome[] = ['failed', 'cannot tell', 'passed', 'skipped'];

/** A scenario as a report tells it, with what a summary leaves out. */
export interface ScenarioOutcome extends ReadOnly<Omit<Scenario, 'exchanges' | 'findings'>> {
  readonly requirement: string;
  /** Its steps, in their order; of hooks only those that did not pass. */
  readonly steps: readonly StepOutcome[];
  /** What was sent and what came back, masked. */
  readonly exchanges: readonly RedactedExchange[];
}

export const stepStatuses = ['passed', 'failed', 'skipped'] as const;
type StepStatus = (typeof stepStatuses)[number];

export interface StepOutcome {
  /** `Given`, `When`, `Then`, `And` …; empty for a hook. */
  readonly keyword: string;
  readonly text: string;
  /** A step that is undefined, pending or ambiguous has failed. */
  readonly status: StepStatus;
  /** In milliseconds. */
  readonly duration: number;
  /** What a failed step said. */
  readonly message?: string;
}

export interface RequirementOutcome extends Judged {
  readonly requirement: Requirement;
  readonly outcome: Verdict;
  /** The different reasons of its scenarios. */
  readonly reasons: readonly string[];
  readonly duration: number;
  readonly scenarios: readonly ScenarioOutcome[];
}

interface PlannedStep {
  readonly keyword: string;
  readonly text: string;
}

interface Running {
  readonly pickle: Pickle;
  /** By the id of the test step; hooks are not in it. */
  readonly steps: ReadonlyMap<string, PlannedStep>;
  readonly results: {
    readonly status: TestStepResultStatus;
    readonly duration: number;
    readonly message?: string;
    readonly step?: PlannedStep;
  }[];
  readonly started: number;
  unjudged?: UnjudgedOutcome;
  caveat?: string;
  readonly exchanges: RedactedExchange[];
}

/** What Node writes before the sentence of a failed assertion: it says nothing about the store. */
const assertionName = /^AssertionError \[ERR_ASSERTION\]: /;

/** Follows Cucumber's messages and tells each scenario's outcome as it ends. */
export class OutcomeReader {
  readonly #requirements: ReadonlyMap<string, Requirement>;
  readonly #onScenario: (scenario: ScenarioOutcome) => void;
  readonly #onBegin: (requirement: string) => void;
  readonly #pickles = new Map<string, Pickle>();
  readonly #lines = new Map<string, number>();
  readonly #keywords = new Map<string, string>();
  readonly #testCases = new Map<string, { pickle: Pickle; steps: ReadonlyMap<string, PlannedStep> }>();
  readonly #running = new Map<string, Running>();

  constructor(
    requirements: readonly Requirement[],
    onScenario: (scenario: ScenarioOutcome) => void,
    onBegin: (requirement: string) => void = () => {},
  ) {
    this.#requirements = new Map(requirements.map(each => [`@${each.id}`, each]));
    this.#onScenario = onScenario;
    this.#onBegin = onBegin;
  }

  read(envelope: Envelope): void {
    const {
      gherkinDocument,
      pickle,
      testCase,
      testCaseStarted,
      testStepFinished,
      attachment,
      testCaseFinished,
    } = envelope;
    for (const { rule, background: ofAll } of gherkinDocument?.feature?.children ?? [])
      for (const { scenario, background } of [
        { background: ofAll, scenario: undefined },
        ...(rule?.children ?? []),
      ]) {
        for (const { id, keyword } of (scenario ?? background)?.steps ?? [])
          this.#keywords.set(id, keyword.trim());
        if (!scenario) continue;
        this.#lines.set(scenario.id, scenario.location.line);
        for (const { tableBody } of scenario.examples)
          for (const row of tableBody) this.#lines.set(row.id, row.location.line);
      }
    if (pickle) this.#pickles.set(pickle.id, pickle);
    if (testCase) {
      const of = this.#pickles.get(testCase.pickleId) as Pickle;
      const planned = new Map(
        of.steps.map(({ id, text, astNodeIds }) => [
          id,
          { text, keyword: this.#keywords.get(astNodeIds[0] as string) ?? '' },
        ]),
      );
      this.#testCases.set(testCase.id, {
        pickle: of,
        steps: new Map(
          testCase.testSteps.flatMap(({ id, pickleStepId }) => {
            const step = planned.get(pickleStepId ?? '');
            return step ? [[id, step] as const] : [];
          }),
        ),
      });
    }
    if (testCaseStarted) {
      const planned = this.#testCases.get(testCaseStarted.testCaseId);
      if (planned) this.#onBegin(this.#requirementOf(planned.pickle));
      if (planned)
        this.#running.set(testCaseStarted.id, {
          ...planned,
          results: [],
          exchanges: [],
          started: milliseconds(testCaseStarted.timestamp),
        });
    }
    if (testStepFinished) {
      const running = this.#running.get(testStepFinished.testCaseStartedId);
      const { status, message, duration } = testStepFinished.testStepResult;
      running?.results.push({
        status,
        message: message?.replace(assertionName, ''),
        duration: milliseconds(duration),
        step: running.steps.get(testStepFinished.testStepId),
      });
    }
    const attachedTo = attachment?.testCaseStartedId;
    if (attachment && attachedTo) this.#attach(this.#running.get(attachedTo), attachment);
    if (testCaseFinished) {
      const running = this.#running.get(testCaseFinished.testCaseStartedId);
      this.#running.delete(testCaseFinished.testCaseStartedId);
      if (running && !testCaseFinished.willBeRetried)
        this.#onScenario(this.#outcomeOf(running, milliseconds(testCaseFinished.timestamp)));
    }
  }

  #attach(running: Running | undefined, attachment: NonNullable<Envelope['attachment']>): void {
    if (!running) return;
    if (attachment.mediaType === outcomeMediaType) running.unjudged ??= JSON.parse(attachment.body);
    else if (attachment.mediaType === caveatMediaType) running.caveat ??= attachment.body;
    else if (attachment.mediaType === exchangeMediaType) running.exchanges.push(JSON.parse(attachment.body));
  }

  #requirementOf({ tags }: Pickle): string {
    return tags.find(({ name }) => this.#requirements.has(name))?.name.slice(1) ?? '';
  }

  #outcomeOf(running: Running, finished: number): ScenarioOutcome {
    const { pickle, results, unjudged, caveat } = running;
    const { status } = getWorstTestStepResult(
      results.map(({ status }) => ({ status, duration: { seconds: 0, nanos: 0 } })),
    );
    const failure = results.find(each => each.status === status);
    const outcome = judged(status, unjudged);
    const reason =
      outcome === 'passed'
        ? caveat
        : outcome === 'failed'
          ? `${failure?.step?.text ?? 'a hook'}: ${failure?.message ?? status.toLowerCase()}`
          : (unjudged?.reason ?? 'Cucumber skipped it and gave no reason');
    return {
      name: pickle.name,
      requirement: this.#requirementOf(pickle),
      file: pickle.uri,
      line: this.#lines.get(pickle.astNodeIds.at(-1) as string) ?? 0,
      outcome,
      positive: isPositive(pickle.steps),
      ...(outcome === 'skipped' && unjudged?.applies === false && { applies: false }),
      ...(reason !== undefined && { reason }),
      duration: finished - running.started,
      steps: results.flatMap(stepOutcome),
      exchanges: running.exchanges,
    };
  }
}

function stepOutcome({ status, duration, message, step }: Running['results'][number]): StepOutcome[] {
  const said =
    status === TestStepResultStatus.PASSED
      ? 'passed'
      : status === TestStepResultStatus.SKIPPED
        ? 'skipped'
        : 'failed';
  if (!step && said !== 'failed') return [];
  return [
    {
      ...(step ?? { keyword: '', text: 'a hook' }),
      status: said,
      duration,
      ...(said === 'failed' && { message: message ?? status.toLowerCase() }),
    },
  ];
}

/** Anything but passed and a skip that says why is a failure: undefined, pending and ambiguous steps too. */
function judged(status: TestStepResultStatus, unjudged: UnjudgedOutcome | undefined): Outcome {
  if (status === TestStepResultStatus.PASSED) return 'passed';
  if (status === TestStepResultStatus.SKIPPED && unjudged) return unjudged.outcome;
  return 'failed';
}

/** What has come of a requirement, by the scenarios of a run. */
export function outcomeOfRequirement(
  requirement: Requirement,
  scenarios: readonly ScenarioOutcome[],
): RequirementOutcome {
  const own = scenarios.filter(scenario => scenario.requirement === requirement.id);
  return {
    requirement,
    outcome: verdictOfScenarios(own),
    ...howMuchWasJudged(own),
    reasons: [
      ...new Set(own.flatMap(({ reason }) => (reason === undefined ? [] : [reason]))),
      ...(own.length === 0 ? ['none of its scenarios was run'] : []),
    ],
    duration: own.reduce((sum, scenario) => sum + scenario.duration, 0),
    scenarios: own,
  };
}

function milliseconds(timestamp: { readonly seconds: number; readonly nanos: number }): number {
  return timestamp.seconds * 1_000 + timestamp.nanos / 1_000_000;
}
