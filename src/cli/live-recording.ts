import { TargetError } from '../../mocks/errors.ts';
import { versioned } from '../files/versioned-json.ts';
import { type Recording, ScenarioRecorder } from '../recordings/record.ts';
import type { RecordedStore } from '../recordings/recording.ts';
import { printableJson } from '../redact/printable.ts';
import { isPlainRoot } from '../site/rest-root.ts';
import { tryCallback } from '../targets/open-callback.ts';
import type { ResolvedTarget } from '../targets/resolved.ts';
import { runInterrupted, type Target } from '../targets/target.ts';
import type { TargetFacts } from '../targets/target-facts.ts';
import { readRequirements } from '../verify/requirements.ts';
import { runSuite } from '../verify/run.ts';
import { select } from '../verify/selection.ts';
import type { CommandIo } from './io.ts';
import { openLive, visitLive } from './targets.ts';

/** What the suite has heard of a live store. */
export interface LiveRecording extends Recording {
  readonly store: RecordedStore;
  readonly facts: TargetFacts;
}

/**
 * Runs the suite on a live store, and keeps what was said. What it was judged to be is another matter.
 *
 * @param before Asks the store something of its own, before the suite.
 */
export async function recordLive(
  resolved: ResolvedTarget,
  wanted: readonly string[],
  io: CommandIo,
  before?: (target: Target, store: RecordedStore) => Promise<void>,
): Promise<LiveRecording> {
  const selection = select(await readRequirements(), wanted);
  await tryCallback(resolved);
  const visited = await visitLive(resolved, selection.requirements, io);
  const target = await openLive(visited, selection.requirements, io);
  try {
    const store = storeOf(target);
    await before?.(target, store);
    const recorder = new ScenarioRecorder(target);
    const run = await runSuite({ target: recorder.target, selection });
    if (io.interrupted.aborted)
      throw new TargetError({ where: target.name, what: runInterrupted }, { code: 'LATCHKEY_INTERRUPTED' });
    const recording = recorder.recording(store);
    if (recording.scenarios.length === 0)
      throw new TargetError(
        { where: target.name, what: 'nothing could be recorded' },
        {
          advice: 'latchkey verify tells why its scenarios are skipped.',
        },
      );
    return { ...recording, store, facts: run.facts ?? {} };
  } finally {
    await target.close();
  }
}

function storeOf(target: Target): RecordedStore {
  const { WordPress: wordpress } = target.facts?.().versions ?? {};
  if (target.version === undefined)
    throw new TargetError(
      { where: target.name, what: "the store's WooCommerce version is not known" },
      {
        advice: 'Give the persona owner, which may ask for it, or say expectedVersion in the configuration.',
      },
    );
  return {
    home: target.signed?.http ?? (target.urls.http as string),
    woocommerce: target.version.includes('.') ? target.version : `${target.version}.0`,
    ...(wordpress !== undefined && { wordpress }),
    legacyApi: target.lacks('legacy-api') === undefined,
    ...(isPlainRoot(target.locate?.('/wp-json/') ?? '') && { plainPermalinks: true }),
  };
}

export function leftOutLines({ leftOut }: Recording): string[] {
  return [...leftOut].map(([why, times]) => `  ${times} left out: ${why}`);
}

/** The lines of a file that holds it. */
export function recordingText({ scenarios }: Recording): string {
  return scenarios.map(scenario => `${printableJson(versioned('recording', scenario))}\n`).join('');
}
