import type { Mistake, Variant, View } from './mistake.ts';
import { mistakes } from './mistakes/index.ts';
import { createSigner, type Plan, type Signed } from './plan.ts';

/** One mistake, or two at once, under which the client's signature comes out. */
export interface Found {
  readonly mistakes: readonly { readonly mistake: Mistake; readonly detail?: string }[];
  readonly plan: Plan;
}

export interface SearchResult {
  /** The explanations with the fewest mistakes: all singles that fit, or else all pairs. */
  readonly found: readonly Found[];
  readonly singlesTried: number;
  readonly pairsTried: number;
}

/** What a plan has to yield for the search to be over. */
export type Fits = (signed: Signed) => boolean;

/** Fits when the plan yields this signature. */
export function yieldsSignature(signature: string): Fits {
  return signed => signed.signature === signature;
}

/** Fits when the plan yields this base string. */
export function yieldsBaseString(baseString: string): Fits {
  return signed => signed.baseString === baseString;
}

interface Candidate {
  readonly mistake: Mistake;
  readonly variant: Variant;
  /** The mistake shows in this request on its own. */
  /** It is tried together with other mistakes too. */
  readonly inPairs: boolean;
  readonly shows: boolean;
  readonly fits: boolean;
}

/** The base string counts too: where it alone is looked for, the signature may be that of another key. */
const differs = (one: Signed, other: Signed): boolean =>
  one.signature !== other.signature || one.baseString !== other.baseString;

const pairable = mistakes.filter(mistake => mistake.inPairs !== 0);

/** How many explanations are told at the most; they yield the same signature, so more would not help. */
const mostFound = 8;

/**
 * Tries every mistake alone, then every two of them together, in the order in which a signature is made.
 * A signature has 160 bits or more, so that a plan which fits is no accident; mistakes that cannot be told apart
 * in this request are all given back.
 *
 * @param pairs `singles` leaves the pairs out, for whoever has milliseconds and not tenths of a second.
 */
export function search(
  plan: Plan,
  view: View,
  consumerSecret: string,
  fits: Fits,
  pairs: 'pairs' | 'singles' = 'pairs',
): SearchResult {
  const sign = createSigner(consumerSecret);
  const right = sign(plan);
  const judged = (tried: readonly Mistake[]): Candidate[] =>
    tried.flatMap(mistake =>
      mistake.variants(plan, view).map((variant, index) => {
        const signed = sign(variant.plan);
        const inPairs = index < (mistake.inPairs ?? Number.POSITIVE_INFINITY);
        return { mistake, variant, inPairs, shows: differs(signed, right), fits: fits(signed) };
      }),
    );
  const candidates = judged(pairable);
  let singles = candidates.filter(candidate => candidate.shows && candidate.fits);
  let singlesTried = candidates.length;
  if (singles.length === 0) {
    // What is rare, some of it in a thousand variants, is tried when nothing else fits.
    const rare = judged(mistakes.filter(mistake => mistake.inPairs === 0));
    singles = rare.filter(candidate => candidate.shows && candidate.fits);
    singlesTried += rare.length;
  }
  if (singles.length > 0 || pairs === 'singles')
    return {
      found: onePerMistake(singles).slice(0, mostFound),
      singlesTried,
      pairsTried: 0,
    };

  const showing = new Set(candidates.filter(({ shows }) => shows).map(({ mistake }) => mistake));
  const found: Found[] = [];
  /** Pairs of which one does not show in this request alone: they may be no more than another name for a variant. */
  const doubtful: Found[] = [];
  let pairsTried = 0;
  for (const first of candidates.filter(({ inPairs }) => inPairs)) {
    const from = pairable.indexOf(first.mistake) + (first.mistake.twice ? 0 : 1);
    for (const second of pairable.slice(from)) {
      // Two mistakes of which neither shows alone do not show together.
      if (!first.shows && !showing.has(second)) continue;
      for (const variant of second.variants(first.variant.plan, view).slice(0, second.inPairs)) {
        pairsTried++;
        if (!fits(sign(variant.plan))) continue;
        const pair = {
          mistakes: [
            { mistake: first.mistake, ...(first.variant.detail && { detail: first.variant.detail }) },
            { mistake: second, ...(variant.detail && { detail: variant.detail }) },
          ],
          plan: variant.plan,
        };
        const list = first.shows && showing.has(second) ? found : doubtful;
        const told = list.some(
          ({ mistakes: [one, other] }) => one?.mistake === first.mistake && other?.mistake === second,
        );
        if (!told) list.push(pair);
        if (found.length === mostFound) return { found, singlesTried, pairsTried };
        break;
      }
    }
  }
  const best = found.length > 0 ? found : doubtful.slice(0, mostFound);
  return { found: best, singlesTried, pairsTried };
}

function onePerMistake(candidates: readonly Candidate[]): Found[] {
  const seen = new Set<Mistake>();
  return candidates
    .filter(({ mistake }) => !seen.has(mistake) && seen.add(mistake))
    .map(({ mistake, variant }) => ({
      mistakes: [{ mistake, ...(variant.detail && { detail: variant.detail }) }],
      plan: variant.plan,
    }));
}
