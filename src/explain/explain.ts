import { type Difference, firstDifference } from './difference.ts';
import type { LibraryNote, Origin } from './mistake.ts';
import { missingParameters, type Note, notesOn } from './notes.ts';
import { baseStringOf, sign } from './plan.ts';
import { type SignedRequest, toBytes } from './request.ts';
import { type SearchResult, search, yieldsBaseString, yieldsSignature } from './search.ts';
import { type ParameterStep, parameterSteps, type StoreView, storeView } from './store-view.ts';

/** What the explainer is told beside the request. */
export interface ExplainOptions {
  readonly consumerSecret: string;
  /** The store's home URL; the request's own origin when it is left out. */
  readonly home?: Origin;
  /** The base string that the client signed, where it is known. */
  readonly clientBaseString?: string;
  /** Unix seconds to judge the timestamp by; it is not judged when left out. */
  readonly now?: number;
  /** `singles` does not try two mistakes at once. */
  readonly depth?: 'pairs' | 'singles';
}

/** One mistake as it is told. */
export interface ToldMistake {
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
  readonly difference?: Difference;
}

/** The steps of the signature as the store makes it. */
export interface Steps {
  readonly method: string;
  readonly baseUri: string;
  readonly parameters: readonly ParameterStep[];
  readonly baseString: string;
  readonly key: string;
  readonly algorithm: string;
  readonly expectedSignature: string;
}

/**
 * - `right`: the signature is the one that the store makes.
 * - `mistake`: the client's mistake is found.
 * - `unexplained`: no mistake that is known yields the received signature.
 * - `incomplete`: OAuth parameters are missing, there is nothing to check.
 */
export type Verdict = 'right' | 'mistake' | 'unexplained' | 'incomplete';

/** Why a store refuses a signature, or that it would not. Holds secrets: mask it before it is written. */
export interface Explanation {
  readonly verdict: Verdict;
  /** One sentence. */
  readonly says: string;
  readonly missing: readonly string[];
  readonly steps: Steps;
  readonly receivedSignature: string | undefined;
  /** The explanation to act on, first; others that this request cannot tell from it follow. */
  readonly explained: readonly Explained[];
  readonly tried: { readonly singles: number; readonly pairs: number };
  /** Where nothing matched: what is ruled out, and the likeliest cause left. */
  readonly ruledOut: readonly string[];
  readonly likeliest?: string;
  readonly notes: readonly Note[];
}

/**
 * Explains why a store refuses the signature of a request, or that it would not.
 * Nothing is masked here: whoever writes the result passes it through the redactor.
 */
export function explain(request: SignedRequest, options: ExplainOptions): Explanation {
  const store = storeView(request, options.home);
  const steps = stepsOf(store, options.consumerSecret);
  const missing = missingParameters(store.fields);
  const notes = notesOn(store.fields, options.now);
  const base = { missing, steps, receivedSignature: store.fields.signature, notes };
  if (store.fields.signature === undefined || store.fields.signature === '')
    return {
      ...base,
      verdict: 'incomplete',
      says: `The request lacks ${missing.join(', ')}: the store does not get as far as the signature.`,
      explained: [],
      tried: { singles: 0, pairs: 0 },
      ruledOut: [],
    };
  if (store.fields.signature === steps.expectedSignature)
    return {
      ...base,
      verdict: 'right',
      says: 'The signature is right: a store with this home URL and secret makes the same one.',
      explained: [],
      tried: { singles: 0, pairs: 0 },
      ruledOut: [],
      ...(notes.length === 0 && { likeliest: afterRightSignature }),
    };
  return { ...base, ...searched(store, options, steps, store.fields.signature) };
}

const afterRightSignature =
  'If the store refuses it all the same, something between client and store changes the request (a proxy that ends TLS, a rewrite that adds q=), or the home URL of the store is another.';

function stepsOf(store: StoreView, consumerSecret: string): Steps {
  const signed = sign(store.plan, consumerSecret);
  return {
    method: store.plan.method,
    baseUri: store.plan.baseUri,
    parameters: parameterSteps(store.plan),
    baseString: signed.baseString,
    key: signed.key,
    algorithm: store.view.signatureMethod,
    expectedSignature: signed.signature,
  };
}

function searched(
  store: StoreView,
  options: ExplainOptions,
  steps: Steps,
  received: string,
): Pick<Explanation, 'verdict' | 'says' | 'explained' | 'tried' | 'ruledOut' | 'likeliest'> {
  const { plan, view } = store;
  const secret = options.consumerSecret;
  let result = search(plan, view, secret, yieldsSignature(received), options.depth);
  // The client's own base string tells its mistakes even when the key is wrong as well.
  const theirs = options.clientBaseString === undefined ? undefined : toBytes(options.clientBaseString);
  if (result.found.length === 0 && theirs !== undefined && theirs !== steps.baseString) {
    const byBase = search(plan, view, secret, yieldsBaseString(theirs));
    if (byBase.found.length > 0) result = byBase;
  }
  const tried = { singles: result.singlesTried, pairs: result.pairsTried };
  if (result.found.length > 0) {
    const explained = told(result, steps.baseString);
    const names = explained[0]?.mistakes.map(mistake => lowerFirst(mistake.title)) ?? [];
    return {
      verdict: 'mistake',
      says: `The client's mistake: ${names.join(', and ')}.`,
      explained,
      tried,
      ruledOut: [],
    };
  }
  return {
    verdict: 'unexplained',
    says: 'No known mistake, nor any two of them, yields the received signature.',
    explained: theirs === undefined ? [] : [unnamed(steps.baseString, theirs)],
    tried,
    ruledOut: [
      `${tried.singles} ways to sign this request wrongly, and ${tried.pairs} pairs of them, with the secret given`,
      'a signature in hexadecimal, base64url, or without its padding',
      'the consumer key in the place of the secret, white space around it, a missing ampersand',
    ],
    likeliest: likeliest(theirs, steps.baseString, received),
  };
}

/** A title in the middle of a sentence; names such as URL and PHP keep their case. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z ]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

function likeliest(theirs: string | undefined, baseString: string, received: string): string {
  if (theirs === baseString)
    return 'The base string is right, so the key is not: the client signs with another consumer secret.';
  if (!/^[A-Za-z0-9+/]{27}=$|^[A-Za-z0-9+/]{43}=$/.test(received))
    return 'What was received is no HMAC-SHA1 or HMAC-SHA256 in base64: it was cut or changed on its way.';
  return 'The client signs with another consumer secret than the one given here (a revoked key, another store), or with another timestamp or nonce than it sends.';
}

function told(result: SearchResult, storeBase: string): Explained[] {
  return result.found.map(found => {
    const client = baseStringOf(found.plan);
    const difference = firstDifference(storeBase, client);
    return {
      mistakes: found.mistakes.map(({ mistake, detail }) => ({
        id: mistake.id,
        step: mistake.step,
        title: mistake.title,
        does: mistake.does,
        ...(detail && { detail }),
        fix: mistake.fix,
        libraries: mistake.libraries ?? [],
      })),
      clientBaseString: client,
      ...(difference && { difference }),
    };
  });
}

function unnamed(storeBase: string, client: string): Explained {
  const difference = firstDifference(storeBase, client);
  return { mistakes: [], clientBaseString: client, ...(difference && { difference }) };
}
