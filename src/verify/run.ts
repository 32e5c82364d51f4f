import { Writable } from 'node:stream';
import {
  type ISupportCodeLibrary,
  loadConfiguration,
  loadSupport,
  runCucumber,
} from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { LatchkeyError } from '../../mocks/errors.ts';
import type { RedactedExchange } from '../redact/redact.ts';
import type { Target } from '../targets/target.ts';
import type { TargetFacts } from '../targets/target-facts.ts';
import { projectFolder, supportGlobs } from './features-folder.ts';
import { register, unregister } from './harness.ts';
import { maskMessage } from './mask-messages.ts';
import {
  OutcomeReader,
  outcomeOfRequirement,
  type RequirementOutcome,
  type ScenarioOutcome,
} from './outcomes.ts';
import type { RequirementSelection } from './selection.ts';

export interface RunOptions {
  readonly target: Target;
  readonly selection: RequirementSelection;
  /** Told of each requirement as one of its scenarios begins. */
  readonly onBegin?: (requirement: string) => void;
  /** Told of each scenario as it ends. */
  readonly onScenario?: (scenario: ScenarioOutcome) => void;
}

/** What a run against one target has found. */
export interface TargetRun {
  readonly target: Target;
  /** What was learnt about the target, and made and removed there; the target tells it (`Target.facts`). */
  readonly facts?: TargetFacts;
  readonly requirements: readonly RequirementOutcome[];
  readonly scenarios: readonly ScenarioOutcome[];
  /** What was sent beside the scenarios, masked: before them, for personas, repeated, to find a cause. */
  readonly otherExchanges?: readonly RedactedExchange[];
  /** Cucumber's messages, masked: the only ones that may be written. */
  readonly messages: readonly Envelope[];
  /** As milliseconds since 1970. */
  readonly startedAt: number;
  /** In milliseconds. */
  readonly duration: number;
}

/**
 * What another client of the same key can disturb: WooCommerce writes all nonces of a key at once, so that of two
 * requests at the same moment one forgets the other's. Run once more it is seen whose fault it was.
 */
const repeatable = '@nonces or @LEGACY-18';

/** Steps register themselves once in a process; other runs, at the same time or later, use what the first has loaded. */
let support: Promise<ISupportCodeLibrary> | undefined;

/**
 * Runs the selected scenarios against a target. Several targets can be run at the same time.
 *
 * @throws {LatchkeyError} (LATCHKEY_HARNESS) when Cucumber itself could not run.
 */
export async function runSuite({ target, selection, onBegin, onScenario }: RunOptions): Promise<TargetRun> {
  const { name, harness } = register(target);
  const startedAt = Date.now();
  const start = performance.now();
  const messages: Envelope[] = [];
  const scenarios: ScenarioOutcome[] = [];
  const reader = new OutcomeReader(
    selection.requirements,
    scenario => {
      scenarios.push(scenario);
      onScenario?.(scenario);
    },
    onBegin,
  );
  const complaints: string[] = [];
  const environment = {
    cwd: projectFolder,
    stdout: sink(() => {}),
    stderr: sink(text => complaints.push(text)),
    env: {},
  };
  try {
    const { runConfiguration } = await loadConfiguration(
      {
        file: false,
        provided: {
          paths: [...new Set(selection.requirements.map(({ file }) => file))],
          import: [...supportGlobs],
          tags: selection.tagExpression,
          ...(target.kind === 'live' && { retry: 1, retryTagFilter: repeatable }),
          worldParameters: { harness: name },
        },
      },
      environment,
    );
    support ??= loadSupport(runConfiguration, environment);
    const result = await runCucumber(
      { ...runConfiguration, support: await support },
      environment,
      envelope => {
        const masked = maskMessage(envelope, harness.redactor);
        messages.push(masked);
        reader.read(masked);
      },
    );
    const failed = scenarios.some(({ outcome }) => outcome === 'failed');
    if (!result.success && !failed) throw new Error(runFailure(messages) ?? complaints.join(' '));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new LatchkeyError('LATCHKEY_HARNESS', `Cucumber could not run: ${harness.redactor.text(message)}`, {
      cause,
    });
  } finally {
    unregister(name);
  }
  // What the run has made goes before it is told: the reports say whether it is gone.
  await target.cleanUp?.();
  const facts = target.facts?.();
  return {
    target,
    requirements: selection.requirements.map(requirement => outcomeOfRequirement(requirement, scenarios)),
    scenarios,
    messages,
    startedAt,
    duration: performance.now() - start,
    ...(facts && { facts }),
  };
}

/** What a hook of the whole run said as it failed. */
function runFailure(messages: readonly Envelope[]): string | undefined {
  return messages.flatMap(({ testRunHookFinished }) => testRunHookFinished?.result.message ?? [])[0];
}

function sink(take: (text: string) => void): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      take(String(chunk));
      done();
    },
  });
}
