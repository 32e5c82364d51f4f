/** An answer as a person has it: a status, fields, a body, a code on a screenshot, or some of them. */
export interface ReceivedAnswer {
  readonly status: number | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The code of a WordPress error, `woocommerce_rest_cannot_view`; its first where there are several. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  /** All of the text, or the body. */
  readonly text: string;
}

/** An answer of which there is a text alone, or a text and a status. */
export function answerWithText(given: string, status?: number): ReceivedAnswer {
  // A page says at its beginning what it is.
  const text = given.slice(0, 65_536);
  return { status, headers: [], code: undefined, message: undefined, text };
}

export function isSuccess({ status }: Pick<ReceivedAnswer, 'status'>): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/** Unix seconds by the Date field; undefined where there is none that can be read. */
export function dateOf(answer: ReceivedAnswer): number | undefined {
  const date = Date.parse(answerField(answer, 'date') ?? '');
  return Number.isNaN(date) ? undefined : date / 1000;
}

/** The value of the first field of a name. */
export function answerField({ headers }: ReceivedAnswer, name: string): string | undefined {
  return headers.find(([sent]) => sent.toLowerCase() === name)?.[1];
}
