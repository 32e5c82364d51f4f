import { type Difference, firstDifference } from './difference.ts';
import type { LibraryNote, Origin } from './mistake.ts';
import { carriesNoOauth } from './no-oauth.ts';
import { missingParameters, type Note, notesOn, placeProblems } from './notes.ts';
import { baseStringOf, sign } from './plan.ts';
import { type SignedRequest, toBytes } from './request.ts';
import { type SearchResult, search, yieldsBaseString, yieldsSignature } from './search.ts';
import { type ParameterStep, parameterSteps, type StoreView, storeView } from './store-view.ts';
import { likeliest, nextSteps, ruledOut } from './unexplained.ts';

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
 * - `incomplete`: OAuth parameters are missing, so that the store does not get as far as the signature.
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
  /** Where nothing matched: what to tell the explainer to narrow it down. */
  readonly next: readonly string[];
  readonly notes: readonly Note[];
}

/**
 * Explains why a store refuses the signature of a request, or that it would not.
 * Nothing is masked here: whoever writes the result passes it through the redactor.
 */
export function explain(given: SignedRequest, options: ExplainOptions): Explanation {
  const { request, store, steps, right, assuming } = read(given, options);
  const missing = missingParameters(store.fields);
  const notes = notesOn(request, store.fields, options.now ?? request.time);
  const base = { missing, steps, receivedSignature: store.fields.signature, notes };
  const nothingToSearch = { explained: [], tried: { singles: 0, pairs: 0 }, ruledOut: [], next: [] };
  const lacks = `The request lacks ${missing.join(', ')}: the store does not get as far as the signature.`;
  if (store.fields.signature === undefined || store.fields.signature === '') {
    const unread = store.fields.from.size === 0 ? notes.find(note => note.refuses) : undefined;
    const says = unread?.says ?? carriesNoOauth(request, store) ?? lacks;
    return { ...base, ...nothingToSearch, verdict: 'incomplete', says };
  }
  if (right) {
    const fits = `The signature is right${assuming}: a store with this home URL and secret makes the same one.`;
    const refusal = notes.find(note => note.refuses);
    if (missing.length > 0)
      return { ...base, ...nothingToSearch, verdict: 'incomplete', says: `${lacks} It fits what was sent.` };
    if (refusal)
      return {
        ...base,
        ...nothingToSearch,
        verdict: 'right',
        says: `The signature fits the request${assuming}, but the store refuses it all the same: ${lowerFirst(refusal.says)}`,
      };
    const likeliest = afterRightSignature;
    return {
      ...base,
      ...nothingToSearch,
      verdict: 'right',
      says: fits,
      ...(notes.length === 0 && { likeliest }),
    };
  }
  const found = searched(store, request, options, steps, store.fields.signature);
  const inTheWay = notes.find(note => placeProblems.has(note.id));
  const verdict = missing.length > 0 ? 'incomplete' : found.verdict;
  if (inTheWay && found.explained.length === 0)
    return { ...base, ...found, verdict, says: `${inTheWay.says} Mend that first.` };
  if (missing.length === 0) return { ...base, ...found };
  return { ...base, ...found, verdict, says: `${lacks} Besides: ${lowerFirst(found.says)}` };
}

const afterRightSignature =
  'If the store refuses it all the same, something between client and store changes the request (a proxy that ends TLS, a rewrite that adds q=), the home URL of the store is another, the key is of another store or revoked, or the nonce was used before.';

interface Reading {
  readonly request: SignedRequest;
  readonly store: StoreView;
  readonly steps: Steps;
  readonly right: boolean;
  /** ' for POST over https', where the input did not tell it; else ''. */
  readonly assuming: string;
}

/**
 * The request as it was most likely sent. What the input does not tell (a URL has no method, a line of a log no
 * scheme) is taken so that the signature is right, if there is such a way: a right signature is no mistake.
 */
function read(given: SignedRequest, options: ExplainOptions): Reading {
  const likely = options.home?.scheme ?? given.scheme;
  const schemes = given.schemeAssumed ? [likely, likely === 'http' ? 'https' : 'http'] : [given.scheme];
  const methods = given.methodAssumed ? [given.method, ...otherMethods] : [given.method];
  const readings = schemes.flatMap(scheme =>
    methods.map(method => {
      const request = { ...given, scheme: scheme as 'http' | 'https', method };
      const store = storeView(request, options.home, options.consumerSecret);
      const steps = stepsOf(store, options.consumerSecret);
      const right = store.fields.signature === steps.expectedSignature;
      const over = scheme === given.scheme ? '' : ` over ${scheme}`;
      const assuming = `${method === given.method ? '' : ` for ${method}`}${over}`;
      return { request, store, steps, right, assuming };
    }),
  );
  return readings.find(reading => reading.right) ?? (readings[0] as Reading);
}

const otherMethods = ['POST', 'PUT', 'PATCH', 'DELETE'];

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
  request: SignedRequest,
  options: ExplainOptions,
  steps: Steps,
  received: string,
): Pick<Explanation, 'verdict' | 'says' | 'explained' | 'tried' | 'ruledOut' | 'likeliest' | 'next'> {
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
      next: [],
    };
  }
  return {
    verdict: 'unexplained',
    says:
      options.depth === 'singles'
        ? 'No single known mistake yields the received signature.'
        : 'No known mistake, nor any two of them, yields the received signature.',
    explained: theirs === undefined ? [] : [unnamed(steps.baseString, theirs)],
    tried,
    ruledOut: ruledOut(tried, options.depth),
    likeliest: likeliest(theirs, steps.baseString, received, view.signatureMethod),
    next: nextSteps(request, options),
  };
}

/** A title in the middle of a sentence; names such as URL and PHP keep their case. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z ]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
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
