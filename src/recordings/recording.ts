import { readFile } from 'node:fs/promises';
import { Ajv, type ValidateFunction } from 'ajv';
import { reason, UsageError } from '../../mocks/errors.ts';
import schema from '../../schemas/recording.schema.json' with { type: 'json' };

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

let validate: ValidateFunction | undefined;

/** Reads a recording, one scenario a line. Throws a UsageError that names the file, the line and what was expected. */
export async function readRecording(file: string): Promise<RecordedScenario[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`${file}: ${reason(cause)}; expected a recording, one scenario in JSON a line`, {
      code: 'LATCHKEY_RECORDING',
      cause,
    });
  }
  const scenarios: RecordedScenario[] = [];
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    if (line.trim() !== '') scenarios.push(parseScenario(line, `${file}:${index + 1}`));
  }
  if (scenarios.length === 0) {
    throw new UsageError(`${file}: holds no scenario; expected one in JSON a line`, {
      code: 'LATCHKEY_RECORDING',
    });
  }
  return scenarios;
}

function parseScenario(line: string, where: string): RecordedScenario {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch (cause) {
    throw new UsageError(`${where}: is no JSON (${(cause as Error).message}); expected a recorded scenario`, {
      code: 'LATCHKEY_RECORDING',
      cause,
    });
  }
  validate ??= new Ajv({ strict: true, strictTuples: false }).compile(schema);
  if (validate(data)) return data as RecordedScenario;
  const error = validate.errors?.[0];
  throw new UsageError(`${where}: ${error?.instancePath || 'the scenario'} ${error?.message}`, {
    code: 'LATCHKEY_RECORDING',
  });
}
