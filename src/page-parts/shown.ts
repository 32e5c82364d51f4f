/** What the parts of a page are given. Everything in it is masked. */

/** An HTTP message as a person reads it. */
export interface ShownMessage {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface ShownRequest extends ShownMessage {
  readonly method: string;
  readonly url: string;
}

export interface ShownAnswer extends ShownMessage {
  readonly status: number;
}

/** What is said of an exchange or of several, and what to change. */
export interface ShownVerdict {
  readonly says: string;
  readonly fixes: readonly { readonly id: string; readonly title: string; readonly fix: string }[];
  readonly causes?: readonly { readonly id: string; readonly says: string; readonly tell: string }[];
  readonly likeliest?: string;
  readonly notes?: readonly { readonly id: string; readonly says: string; readonly fix: string }[];
}

/** What was signed; of the two base strings at least one is known. */
export interface ShownSignature {
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly parameters: readonly string[];
  /** The base string that the store signs. */
  readonly store?: string;
  /** The one that the client signed. */
  readonly client?: string;
}
