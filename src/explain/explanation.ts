import type { TextDifference } from './difference.ts';
import type { LibraryNote, Origin } from './mistake.ts';
import type { Note } from './note.ts';

/** What the explainer is told beside the request. */
export interface ExplainOptions {
  readonly consumerSecret: string;
  /** The store's home URL as text, `müller.test`; the request's own origin when it is left out. */
  readonly home?: Origin;
  /** The store's WooCommerce version, `8.2`; left out, a signature is right if it is for any profile. */
  readonly profile?: string;
  /** The base string that the client signed, where it is known. */
  readonly clientBaseString?: string;
  /** Unix seconds to judge the timestamp by; it is not judged when left out. */
  readonly now?: number;
  /** `singles` does not try two mistakes at once. */
  readonly depth?: 'pairs' | 'singles';
}

/** One mistake as it is told. */
interface ToldMistake {
  readonly id: string;
  readonly step: string;
  readonly title: string;
  readonly does: string;
  readonly detail?: string;
  readonly fix: string;
  readonly libraries: readonly LibraryNote[];
}

export interface Explained {
  readonly mistakes: readonly ToldMistake[];
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

/**
 * - `right`: the store compares the signature with the one that it makes, and they are the same.
 * - `unread`: the store does not compare the signature, whether it fits the request or not: no route of WooCommerce,
 *   an unknown signature method, a way in that wants other credentials.
 * - `mistake`: the client's mistake is found.
 * - `unexplained`: no mistake that is known yields the received signature.
 * - `incomplete`: OAuth parameters are missing, so that the store does not get as far as the signature.
 * - `dies`: PHP ends in a fatal error over this request, and the store answers 500.
 */
type Verdict = 'right' | 'unread' | 'mistake' | 'unexplained' | 'incomplete' | 'dies';

/** Why a store refuses a signature, or that it would not. Holds secrets: mask it before it is written. */
export interface Explanation {
  readonly verdict: Verdict;
  /** One sentence. */
  readonly says: string;
  readonly missing: readonly string[];
  /** Left out where the store cannot make a signature of this request. */
  readonly steps?: Steps;
  readonly receivedSignature: string | undefined;
  /** The explanation to act on, first; others that this request cannot tell from it follow. */
  readonly explained: readonly Explained[];
  readonly tried: { readonly singles: number; readonly pairs: number };
  /** Where nothing matched: what is ruled out, and the likeliest cause left. */
  readonly ruledOut: readonly string[];
  readonly likeliest?: string;
  /** Where nothing matched: what to tell the explainer to narrow it down. */
  readonly next: readonly string[];
  readonly notes: readonly Note[];
}
