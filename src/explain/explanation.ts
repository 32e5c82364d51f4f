import type { Check, ExpectedAnswer } from './check.ts';
import type { TextDifference } from './difference.ts';
import type { LibraryNote, Origin } from './mistake.ts';
import type { Note } from './note.ts';

/** What the explainer is told beside the request. */
export interface ExplainOptions {
  /** The consumer secret; a signature cannot be judged without it, key and secret can. */
  readonly consumerSecret?: string;
  /** The secret of the webhook, for deliveries; the consumer secret is tried when it is left out. */
  readonly webhookSecret?: string;
  /**
   * The store's home URL, `http://müller.test/shop`, or the same in its parts; the request's own origin when it is left
   * out.
   */
  readonly home?: string | Origin;
  /** The store's WooCommerce version, `8.2`; left out, a signature is right if it is for any profile. */
  readonly profile?: string;
  /** The base string that the client signed, where it is known. */
  readonly clientBaseString?: string;
  /** Unix seconds to judge the timestamp by; it is not judged when left out. */
  readonly now?: number;
  /** `singles` does not try two mistakes at once. */
  readonly depth?: 'pairs' | 'singles';
}

/** The same once it is known to be what it should be. */
export interface KnownOptions extends Omit<ExplainOptions, 'home'> {
  readonly home?: Origin;
}

/** One mistake as it is told. */
interface NamedMistake {
  readonly id: string;
  readonly step: string;
  readonly title: string;
  readonly does: string;
  readonly detail?: string;
  readonly fix: string;
  readonly libraries: readonly LibraryNote[];
}

export interface Explained {
  readonly mistakes: readonly NamedMistake[];
  readonly clientBaseString: string;
  readonly difference?: TextDifference;
}

/** A line that shows a parameter on each of its stations. */
export interface ParameterStep {
  readonly sent: string;
  readonly name: string;
  readonly value: string;
  readonly encoded: string;
  readonly encodedAgain: string;
}

/** The steps of the signature as the store makes it. */
export interface Steps {
  readonly method: string;
  readonly baseUri: string;
  /** Empty where only the base string tells how the store signs them. */
  readonly parameters: readonly ParameterStep[];
  readonly baseString: string;
  readonly key: string;
  readonly algorithm: string;
  readonly expectedSignature: string;
}

/** One of several things that an answer can come of. */
interface PossibleCause {
  /** The doctor's name for it: `latchkey doctor --explain ID` prints its page. */
  readonly id: string;
  readonly says: string;
  /** How to tell it from the others. */
  readonly tell: string;
}

/**
 * - `right`: the store lets the request in: it compares the signature with the one that it makes, and they are the
 *   same, or key and secret are those of the key.
 * - `unread`: the store does not compare the signature, whether it fits the request or not: no route of WooCommerce,
 *   an unknown signature method, a way in that wants other credentials.
 * - `mistake`: the client's mistake is found.
 * - `unexplained`: no mistake that is known yields the received signature.
 * - `incomplete`: OAuth parameters are missing, so that the store does not get as far as the signature.
 * - `dies`: PHP ends in a fatal error over this request, and the store answers 500.
 * - `open`: the store answers this to everybody.
 * - `preflight`: a browser asks for leave; the store answers it, unless `cause` refuses.
 * - `told`: an answer alone was given, and it is told what it says.
 */
type Verdict =
  | 'right'
  | 'unread'
  | 'mistake'
  | 'unexplained'
  | 'incomplete'
  | 'dies'
  | 'open'
  | 'preflight'
  | 'told';

/** The members of an explanation in which no signature was judged. */
export const withoutSignature = {
  missing: [],
  receivedSignature: undefined,
  explained: [],
  tried: { singles: 0, pairs: 0 },
  ruledOut: [],
  next: [],
  notes: [],
} as const satisfies Partial<Explanation>;

/** Why a store refuses a request, or that it would not. Holds secrets: mask it before it is written. */
export interface Explanation {
  readonly verdict: Verdict;
  /** One sentence. */
  readonly says: string;
  /** Which of several requests it is, where the input holds several. */
  readonly which?: string;
  /** What is to be changed, where another thing than the signature is at fault. */
  readonly cause?: Note;
  /** What could be so, the likeliest first, where the input does not tell which it is. */
  readonly causes?: readonly PossibleCause[];
  /** The way of the request through the store, step by step; empty where there is no request. */
  readonly checks: readonly Check[];
  /** What the store answers before any resource is asked; without a status where it lets the request through. */
  readonly answer?: ExpectedAnswer;
  /** The answer that was received, where the input holds one. */
  readonly received?: ExpectedAnswer;
  readonly missing: readonly string[];
  /** Left out where the store cannot make a signature of this request. */
  readonly steps?: Steps;
  readonly receivedSignature: string | undefined;
  /** The explanation to act on, first; others that this request cannot tell from it follow. */
  readonly explained: readonly Explained[];
  readonly tried: { readonly singles: number; readonly pairs: number };
  /** Where nothing matched: what is ruled out, and the likeliest cause left. */
  readonly ruledOut: readonly string[];
  readonly likeliest?: string | undefined;
  /** Where nothing matched: what to tell the explainer to narrow it down. */
  readonly next: readonly string[];
  readonly notes: readonly Note[];
}
