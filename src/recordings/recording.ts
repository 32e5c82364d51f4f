import { UsageError } from '../../mocks/errors.ts';
import type { ReadOnly } from '../../schemas/read-only.ts';
import schema from '../../schemas/recording.schema.json' with { type: 'json' };
import type { RecordedScenario as Scenario } from '../../schemas/types/recording.ts';
import { type JsonKind, readJsonLines } from '../files/json-document.ts';
import { checked } from '../files/schema.ts';
import { readTextFile } from '../files/text-file.ts';

/** One line of a recording: steps that share state, from a store that has just been set up. */
export type RecordedScenario = ReadOnly<Scenario>;
export type RecordedStep = RecordedScenario['steps'][number];
export type RecordedRequest = RecordedStep['request'];
/** A signature by what it was made of. */
export type RecordedSignature = NonNullable<RecordedRequest['signature']>;
export type RecordedAnswer = RecordedStep['response'];
/** A body as far as it was recorded. */
export type RecordedBody = NonNullable<RecordedAnswer['body']>;
/** What is said of a page of the key-granting flow instead of its markup. */
export type PageFacts = NonNullable<RecordedAnswer['page']>;
/** A request that the store sent to the app while a step ran. */
export type RecordedCallback = NonNullable<RecordedStep['callbacks']>[number];
/** The live store that a scenario was recorded on. */
export type RecordedStore = NonNullable<RecordedScenario['live']>;

/** Whether a scenario is a flow of granting keys: its answers are pages, its nonces and cookies are made anew each time. */
export function isFlow({ steps }: RecordedScenario): boolean {
  return steps.some(step => step.response.page !== undefined);
}

const kind: JsonKind = {
  expected: 'a recording, one scenario in JSON a line',
  error: (parts, options) => new UsageError(parts, { ...options, code: 'LATCHKEY_RECORDING' }),
};

/**
 * Reads a recording, one scenario a line.
 *
 * @throws {UsageError} (LATCHKEY_RECORDING) that names the file, the line and what was expected.
 *
 * @example
 * ```ts
 * import { readRecording } from 'latchkey';
 *
 * for (const { id, title, steps } of await readRecording('staging.jsonl')) console.log(id, title, steps.length);
 * ```
 */
export async function readRecording(file: string): Promise<RecordedScenario[]> {
  const scenarios = [...readJsonLines(readTextFile(file, file, kind), file, kind)].map(document =>
    checked<RecordedScenario>(document, schema),
  );
  if (scenarios.length === 0)
    throw kind.error({ where: file, what: 'it holds no scenario', expected: kind.expected });
  return scenarios;
}
