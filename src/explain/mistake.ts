import type { EncodedPair, Plan } from './plan.ts';
import type { ReceivedRequest } from './request.ts';

/** The step of the signature at which a client goes wrong, in the order in which a signature is made. */
export type Step =
  | 'parameters'
  | 'arrays'
  | 'order'
  | 'encoding'
  | 'base URI'
  | 'method'
  | 'base string'
  | 'key'
  | 'digest';

/** Scheme, host with port, and path of a URL, as text. */
export interface Origin {
  readonly scheme: 'http' | 'https';
  readonly authority: string;
  readonly path: string;
}

/** What is known of the request beside the plan that the store follows. */
export interface RequestView {
  readonly request: ReceivedRequest;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly nonce: string;
  /** `oauth_signature_method` as sent. */
  readonly signatureMethod: string;
  /** The store's home URL; its path is '' or starts with a slash. */
  readonly home: Origin;
  /** The URL asked, its path without the query. */
  readonly requested: Origin;
  /** The signature received; undefined where every form of one is of interest. */
  readonly received: string | undefined;
  /** The parameters as the store would read them if the query ended before oauth_signature; undefined where it does. */
  readonly beforeSignature: Plan['parameters'] | undefined;
}

/** A way in which a client that makes the mistake would sign this request. */
export interface MistakeVariant {
  readonly plan: Plan;
  /** What exactly, where the mistake comes in several forms: `include[] was signed as include`. */
  readonly detail?: string;
}

/** The cure in a library or language where the mistake is common. */
export interface LibraryNote {
  readonly library: string;
  /** The line of code to use. */
  readonly line: string;
}

/** Something that faulty clients do when they sign. */
export interface Mistake {
  /** Its name in every output, and in the address of its page. */
  readonly id: string;
  readonly step: Step;
  readonly title: string;
  /** What the client does, in a sentence. */
  readonly does: string;
  /** What it has to do instead, in a sentence. */
  readonly fix: string;
  readonly libraries?: readonly LibraryNote[];
  /**
   * How many of its variants, the first ones, are laid out anew on top of other mistakes; all where it is left out, and
   * 0 marks a rare mistake. Wrong keys and digests are combined with the rest whatever it says: that is cheap.
   */
  readonly inPairs?: number;
  /** A client may make it twice in one request, with another detail. */
  readonly twice?: boolean;
  /** The URL is at fault and not the signature: where another mistake makes the same one, both are said. */
  readonly isOfUrl?: boolean;
  /** The plans of a client that makes the mistake; none when this request would not show it. */
  variants(plan: Plan, view: RequestView): readonly MistakeVariant[];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** RFC 5849 section 3.4.1.3.2: by encoded name, then by encoded value, in byte order. */
export function byEncodedName(pairs: readonly EncodedPair[]): readonly EncodedPair[] {
  return pairs.toSorted((a, b) => compare(a.name, b.name) || compare(a.value, b.value));
}

/** The plan with other parameters, sorted as the RFC says, since the store's order knows only its own. */
export function withParameters(plan: Plan, parameters: Plan['parameters']): Plan {
  return { ...plan, parameters, order: plan.order ?? byEncodedName };
}

/** One variant, or none when the mistake leaves the plan as it is. */
export function variant(plan: Plan, detail?: string): readonly MistakeVariant[] {
  return [detail === undefined ? { plan } : { plan, detail }];
}
