/**
 * The scenarios of all cells, packed for the page: most texts of a run stand in many exchanges, so each is written
 * once and named by its number. `browser/unpack.ts` unpacks it.
 */
export interface Details {
  readonly strings: readonly string[];
  /** Header blocks: the numbers of names and values in turn. */
  readonly headers: readonly (readonly number[])[];
  /** By row and column, `3:0`. */
  readonly cells: Readonly<Record<string, readonly PackedScenario[]>>;
}

export type PackedScenario = readonly [
  name: number,
  file: number,
  line: number,
  outcome: number,
  /** -1 for none, as everywhere. */
  reason: number,
  duration: number,
  /** Keyword, text, status, duration, message of one step after the other. */
  steps: readonly number[],
  /** How many exchanges there were. */
  exchangeCount: number,
  exchanges: readonly PackedExchange[],
  /** Where and what of one finding after the other. */
  findings: readonly number[],
];

export type PackedExchange = readonly [
  method: number,
  url: number,
  headers: number,
  body: number,
  status: number,
  answerHeaders: number,
  answerBody: number,
  duration: number,
  failure: number,
  /** Name and text of one note after the other. */
  notes: readonly number[],
];
