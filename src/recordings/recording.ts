import { UsageError } from '../../mocks/errors.ts';
import schema from '../../schemas/recording.schema.json' with { type: 'json' };
import { type JsonKind, readJsonLines } from '../files/json-document.ts';
import { checked } from '../files/schema.ts';
import { readTextFile } from '../files/text-file.ts';

/** What was sent. `url` and header values are as on the wire. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string | null;
  readonly loggedIn?: boolean;
  /** How `{{signature}}` is made anew, in a recording of a live store. */
  readonly signature?: RecordedSignature;
}

/** A signature by what it was made of, see `schemas/recording.schema.json`. */
export interface RecordedSignature {
  readonly method: 'HMAC-SHA1' | 'HMAC-SHA256';
  readonly secret: string;
  readonly ampersand: boolean;
  readonly baseString: string;
}

/** The live store that a scenario was recorded on. */
export interface RecordedStore {
  readonly home: string;
  readonly woocommerce: string;
  readonly wordpress?: string;
  readonly legacyApi?: boolean;
  readonly plainPermalinks?: boolean;
}

/** A body as far as it was recorded. */
export type RecordedBody =
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'array'; readonly length: number }
  | { readonly kind: 'object'; readonly keys: readonly string[] }
  | { readonly kind: 'html'; readonly title: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'empty' };

export interface RecordedAnswer {
  readonly status: number;
  /** By name in lower case, the volatile ones left out. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: RecordedBody;
}

export interface RecordedStep {
  /** The store's clock, Unix seconds. */
  readonly at: number;
  readonly request: RecordedRequest;
  readonly response: RecordedAnswer;
}

/** One line of a recording: steps that share state, from a store that has just been set up. */
export interface RecordedScenario {
  readonly id: string;
  readonly section: string;
  readonly title: string;
  /** The name of the fixture, or of a way to set it up: `wc-10.5`, `home-www`. */
  readonly store: string;
  /** There in a recording of a live store: its keys are named by persona. */
  readonly live?: RecordedStore;
  readonly steps: readonly RecordedStep[];
}

const kind: JsonKind = {
  expected: 'a recording, one scenario in JSON a line',
  error: (parts, options) => new UsageError(parts, { ...options, code: 'LATCHKEY_RECORDING' }),
};

/**
 * Reads a recording, one scenario a line.
 *
 * @throws {UsageError} (LATCHKEY_RECORDING) that names the file, the line and what was expected.
 */
export async function readRecording(file: string): Promise<RecordedScenario[]> {
  const scenarios = [...readJsonLines(readTextFile(file, file, kind), file, kind)].map(document =>
    checked<RecordedScenario>(document, schema),
  );
  if (scenarios.length === 0)
    throw kind.error({ where: file, what: 'it holds no scenario', expected: kind.expected });
  return scenarios;
}
