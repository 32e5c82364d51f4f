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
  readonly shows: boolean;
  readonly fits: boolean;
}

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
  const candidates: Candidate[] = mistakes.flatMap(mistake =>
    mistake.variants(plan, view).map(variant => {
      const signed = sign(variant.plan);
      return { mistake, variant, shows: signed.signature !== right.signature, fits: fits(signed) };
    }),
  );
  const singles = candidates.filter(candidate => candidate.shows && candidate.fits);
  if (singles.length > 0 || pairs === 'singles')
    return {
      found: onePerMistake(singles).slice(0, mostFound),
      singlesTried: candidates.length,
      pairsTried: 0,
    };

  const showing = new Set(candidates.filter(({ shows }) => shows).map(({ mistake }) => mistake));
  const found: Found[] = [];
  let pairsTried = 0;
  for (const first of candidates) {
    const from = mistakes.indexOf(first.mistake) + 1;
    for (const second of mistakes.slice(from)) {
      // Two mistakes of which neither shows alone do not show together.
      if (!first.shows && !showing.has(second)) continue;
      for (const variant of second.variants(first.variant.plan, view)) {
        pairsTried++;
        if (!fits(sign(variant.plan))) continue;
        found.push({
          mistakes: [
            { mistake: first.mistake, ...(first.variant.detail && { detail: first.variant.detail }) },
            { mistake: second, ...(variant.detail && { detail: variant.detail }) },
          ],
          plan: variant.plan,
        });
        if (found.length === mostFound) return { found, singlesTried: candidates.length, pairsTried };
        break;
      }
    }
  }
  return { found, singlesTried: candidates.length, pairsTried };
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
