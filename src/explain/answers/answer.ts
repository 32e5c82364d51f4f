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

/** The value of the first field of a name. */
export function answerField({ headers }: ReceivedAnswer, name: string): string | undefined {
  return headers.find(([sent]) => sent.toLowerCase() === name)?.[1];
}
