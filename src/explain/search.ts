import type { Mistake, MistakeVariant, RequestView } from './mistake.ts';
import { mistakes } from './mistakes/index.ts';
import { createSigner, type Plan, type PlannedSignature } from './plan.ts';

/** One mistake, or two at once, under which the client's signature comes out. */
interface Found {
  readonly mistakes: readonly { readonly mistake: Mistake; readonly detail?: string }[];
  readonly plan: Plan;
}

export interface SearchResult {
  /** The explanations with the fewest mistakes: all singles that fit, or else all pairs. */
  readonly found: readonly Found[];
  readonly singlesTried: number;
  readonly pairsTried: number;
  /** The request is so long that not all pairs were tried. */
  readonly isCutShort: boolean;
}

/** What a plan has to yield for the search to be over. */
export type Fits = (signed: PlannedSignature) => boolean;

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
  readonly variant: MistakeVariant;
  /** Its number among the variants of the mistake. */
  readonly index: number;
  readonly signed: PlannedSignature;
  /** The mistake shows in this request on its own. */
  readonly shows: boolean;
  readonly fits: boolean;
}

/** The base string counts too: where it alone is looked for, the signature may be that of another key. */
const differs = (one: PlannedSignature, other: PlannedSignature): boolean =>
  one.signature !== other.signature || one.baseString !== other.baseString;

const pairable = mistakes.filter(mistake => mistake.inPairs !== 0);

/**
 * So many characters of base strings are signed for pairs at the most: a second's work. A request as clients send it
 * needs half of that.
 */
const mostForPairs = 60_000_000;

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
  view: RequestView,
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
        return { mistake, variant, index, signed, shows: differs(signed, right), fits: fits(signed) };
      }),
    );
  const common = judged(pairable);
  let singles = common.filter(candidate => candidate.shows && candidate.fits);
  // What is rare, some of it in a thousand variants, is tried when nothing else fits.
  const rare = singles.length === 0 ? judged(mistakes.filter(mistake => mistake.inPairs === 0)) : [];
  if (singles.length === 0) singles = rare.filter(candidate => candidate.shows && candidate.fits);
  const singlesTried = common.length + rare.length;
  if (singles.length > 0 || pairs === 'singles')
    return {
      found: onePerMistake(singles).slice(0, mostFound),
      singlesTried,
      pairsTried: 0,
      isCutShort: false,
    };

  const found = createPairs();
  let left = mostForPairs;
  const counted: Fits = signed => {
    left -= signed.baseString.length;
    return fits(signed);
  };
  const isSpent = (): boolean => left < 0;
  const pairsTried =
    tryKeysAndDigests([...common, ...rare], counted, found, isSpent) +
    tryTogether(
      common.filter(({ mistake, index }) => index < (mistake.inPairs ?? index + 1)),
      plan,
      view,
      sign,
      counted,
      found,
      isSpent,
    );
  return { found: found.best(), singlesTried, pairsTried, isCutShort: isSpent() };
}

/** Mistakes in the key or the digest leave the base string as it is. */
const isBehindBaseString = ({ mistake }: Candidate): boolean =>
  mistake.step === 'key' || mistake.step === 'digest';

/** So many variants of a mistake are combined with every key and every digest. */
const mostVariants = 64;

/**
 * Every way to get the base string wrong together with every wrong key and every wrong digest, and every wrong key with
 * every wrong digest: nothing is laid out anew for these, a pair costs one HMAC.
 */
function tryKeysAndDigests(
  candidates: readonly Candidate[],
  fits: Fits,
  found: Pairs,
  isSpent: () => boolean,
): number {
  const some = candidates.filter(({ index, shows }) => shows && index < mostVariants);
  const keys = some.filter(({ mistake }) => mistake.step === 'key');
  const digests = some.filter(({ mistake }) => mistake.step === 'digest');
  const bases = some.filter(candidate => !isBehindBaseString(candidate));
  let tried = 0;
  for (const first of bases) {
    if (isSpent()) return tried;
    const { baseString, key } = first.signed;
    const { digest } = first.variant.plan;
    for (const second of keys) {
      tried++;
      const theirs = second.signed.key;
      if (!fits({ baseString, key: theirs, signature: digest(baseString, theirs) })) continue;
      found.add(first, second, { ...first.variant.plan, key: second.variant.plan.key });
    }
    for (const second of digests) {
      tried++;
      if (!fits({ baseString, key, signature: second.variant.plan.digest(baseString, key) })) continue;
      found.add(first, second, { ...first.variant.plan, digest: second.variant.plan.digest });
    }
  }
  for (const first of keys)
    for (const second of digests) {
      tried++;
      const { baseString, key } = first.signed;
      if (!fits({ baseString, key, signature: second.variant.plan.digest(baseString, key) })) continue;
      found.add(first, second, { ...first.variant.plan, digest: second.variant.plan.digest });
    }
  return tried;
}

/** Two mistakes at the same part: the second is made on top of the first. */
function tryTogether(
  candidates: readonly Candidate[],
  plan: Plan,
  view: RequestView,
  sign: (plan: Plan) => PlannedSignature,
  fits: Fits,
  found: Pairs,
  isSpent: () => boolean,
): number {
  const showing = new Set(candidates.filter(({ shows }) => shows).map(({ mistake }) => mistake));
  let tried = 0;
  for (const first of candidates) {
    const from = pairable.indexOf(first.mistake) + (first.mistake.twice ? 0 : 1);
    for (const second of pairable.slice(from)) {
      if (isSpent()) return tried;
      // Two mistakes of which neither shows alone do not show together.
      if (!first.shows && !showing.has(second)) continue;
      // These pairs have been tried, unless one of the two does not show alone.
      const isBehind = second.step === 'key' || second.step === 'digest';
      if (isBehind && second.step !== first.mistake.step && first.shows) continue;
      for (const variant of second.variants(first.variant.plan, view).slice(0, second.inPairs)) {
        tried++;
        if (second === first.mistake && changesAgain(first.variant.plan, variant.plan, plan)) continue;
        if (!fits(sign(variant.plan))) continue;
        found.add(first, { mistake: second, variant }, variant.plan, first.shows && showing.has(second));
        break;
      }
      if (found.isFull()) return tried;
    }
  }
  return tried;
}

/** Whether the second of two changes touches what the first has changed: such a pair is one change under two names. */
function changesAgain(once: Plan, twice: Plan, plan: Plan): boolean {
  const valueIn = ({ parameters }: Plan, name: string) => parameters.find(item => item.name === name)?.value;
  return twice.parameters.some(({ name, value }) => {
    const before = valueIn(once, name);
    return before !== undefined && before !== value && before !== valueIn(plan, name);
  });
}

interface Pairs {
  add(
    first: Pick<Candidate, 'mistake' | 'variant'>,
    second: Pick<Candidate, 'mistake' | 'variant'>,
    plan: Plan,
    certain?: boolean,
  ): void;
  isFull(): boolean;
  best(): readonly Found[];
}

function createPairs(): Pairs {
  const certain: Found[] = [];
  /** Pairs of which one does not show in this request alone: they may be no more than another name for a variant. */
  const doubtful: Found[] = [];
  return {
    add(first, second, plan, isCertain = true) {
      const pairs = isCertain ? certain : doubtful;
      const isKnown = pairs.some(
        ({ mistakes: [one, other] }) => one?.mistake === first.mistake && other?.mistake === second.mistake,
      );
      if (isKnown) return;
      const mistakes = [first, second].map(({ mistake, variant }) => ({
        mistake,
        ...(variant.detail && { detail: variant.detail }),
      }));
      pairs.push({ mistakes, plan });
    },
    isFull: () => certain.length >= mostFound,
    best: () => (certain.length > 0 ? certain : doubtful).slice(0, mostFound),
  };
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
