import { type Profile, profileOf, profiles, type SignatureReading } from '../../mocks/rules.ts';
import { firstDifference } from './difference.ts';
import type { Explained, ExplainOptions, Explanation, Steps } from './explanation.ts';
import { carriesNoOauth } from './no-oauth.ts';
import type { Note } from './note.ts';
import { notesOn, placeProblems } from './notes.ts';
import { baseStringOf } from './plan.ts';
import { type ReceivedRequest, toBytes } from './request.ts';
import { type SearchResult, search, yieldsBaseString, yieldsSignature } from './search.ts';
import { stepsOf } from './steps.ts';
import { readingOf, type StoreView, storeView } from './store-view.ts';
import { likeliest, nextSteps, ruledOut } from './unexplained.ts';
import { unreadNote } from './unread.ts';

/**
 * Explains why a store refuses the signature of a request, or that it would not. What the store makes of the request
 * is taken from its own rules (`mocks/rules.ts`); only what clients do wrong is laid out here.
 * Nothing is masked here: whoever writes the result passes it through the redactor.
 *
 * @throws {RangeError} for a profile that is no version.
 *
 * @example
 * ```ts
 * import { explain, readRequest, redact } from 'latchkey';
 *
 * const { CONSUMER_SECRET = '' } = process.env;
 * const request = readRequest("curl 'http://shop.test/wp-json/wc/v3/orders?oauth_consumer_key=…'");
 * if (request) {
 *   const { says, explained } = explain(request, { consumerSecret: CONSUMER_SECRET });
 *   console.log(redact(says), explained[0]?.mistakes[0]?.fix);
 * }
 * ```
 */
export function explain(given: ReceivedRequest, options: ExplainOptions): Explanation {
  const { request, store, assuming } = read(given, options);
  const { reading, fields } = store;
  const { missing } = reading;
  const steps = stepsOf(store);
  const notes = notesOn(request, store, options.now ?? request.time);
  const base = { missing, ...(steps && { steps }), receivedSignature: fields.signature, notes };
  const nothingToSearch = { explained: [], tried: { singles: 0, pairs: 0 }, ruledOut: [], next: [] };
  const lacks = `The request lacks ${missing.join(', ')}: the store does not get as far as the signature.`;
  if (reading.dies !== undefined) {
    const says = `The store dies of this request: 500${assuming}. PHP ends in a fatal error: ${reading.dies}.`;
    return { ...base, ...nothingToSearch, verdict: 'dies', says };
  }
  if (fields.signature === undefined || fields.signature === '') {
    const unread = fields.from.size === 0 ? notes.find(note => note.refuses) : undefined;
    const says = unread?.says ?? carriesNoOauth(request, store) ?? lacks;
    return { ...base, ...nothingToSearch, verdict: 'incomplete', says };
  }
  if (fits(store, steps)) {
    if (missing.length > 0)
      return { ...base, ...nothingToSearch, verdict: 'incomplete', says: `${lacks} It fits what was sent.` };
    return { ...base, ...nothingToSearch, ...fitting(request, store, notes, assuming) };
  }
  const found = searched(store, options, steps, fields.signature);
  const inTheWay = notes.find(note => placeProblems.has(note.id));
  const verdict = missing.length > 0 ? 'incomplete' : found.verdict;
  if (found.explained.length === 0) {
    if (inTheWay) return { ...base, ...found, verdict, says: `${inTheWay.says} Mend that first.` };
    const unread = missing.length > 0 ? undefined : unreadNote(request, store);
    if (unread) {
      const says = `The store does not look at the signature: ${lowerFirst(unread.says)}`;
      return { ...base, ...found, verdict: 'unread', says };
    }
  }
  if (missing.length === 0) return { ...base, ...found };
  return { ...base, ...found, verdict, says: `${lacks} Besides: ${lowerFirst(found.says)}` };
}

/** Whether the signature is the one that the store makes, or would make if it knew the signature method. */
function fits({ reading: { signature }, fields }: StoreView, steps: Steps | undefined): boolean {
  if (signature === undefined || steps === undefined) return false;
  return signature.algorithm === undefined ? fields.signature === steps.expectedSignature : signature.isRight;
}

/** What is said of a signature that fits: right, unless the store does not look at it. */
function fitting(
  request: ReceivedRequest,
  store: StoreView,
  notes: readonly Note[],
  assuming: string,
): Pick<Explanation, 'verdict' | 'says' | 'likeliest'> {
  const { unread } = store.reading;
  const verdict = unread === undefined ? 'right' : 'unread';
  const refusal = notes.find(note => note.refuses);
  const begins = `The signature fits the request${assuming}, but the store`;
  if (refusal) return { verdict, says: `${begins} refuses it all the same: ${lowerFirst(refusal.says)}` };
  if (unread !== undefined)
    return {
      verdict,
      says: `${begins} does not look at it: ${lowerFirst(unreadNote(request, store)?.says ?? unread)}`,
    };
  return {
    verdict,
    says: `The signature is right${assuming}: a store with this home URL and secret makes the same one.`,
    ...(notes.length === 0 && { likeliest: afterRightSignature }),
  };
}

const afterRightSignature =
  'If the store refuses it all the same, something between client and store changes the request (a proxy that ends TLS, a rewrite that adds q=), the home URL of the store is another, the key is of another store or revoked, or the nonce was used before.';

interface Reading {
  readonly request: ReceivedRequest;
  readonly store: StoreView;
  /** ' for POST over https', where the input did not tell it; else ''. */
  readonly assuming: string;
}

/**
 * The request as it was most likely sent, to the store to which it was most likely sent. What the input does not tell
 * (a URL has no method, a line of a log no scheme, nothing the store's version) is taken so that the signature is
 * right, if there is such a way: a right signature is no mistake.
 */
function read(given: ReceivedRequest, options: ExplainOptions): Reading {
  const { consumerSecret, home } = options;
  const likely = home?.scheme ?? given.scheme;
  const schemes = given.schemeAssumed ? [likely, likely === 'http' ? 'https' : 'http'] : [given.scheme];
  const methods = given.methodAssumed ? [given.method, ...otherMethods] : [given.method];
  const versions = options.profile === undefined ? newestFirst : [profileOf(options.profile)];
  const ways = schemes.flatMap(scheme =>
    methods.map(method => ({ ...given, scheme: scheme as 'http' | 'https', method })),
  );
  const rank = (wanted: (reading: SignatureReading) => boolean): Reading | undefined => {
    for (const request of ways) {
      const fitting = versions.filter(profile => wanted(readingOf(request, home, consumerSecret, profile)));
      const [profile] = fitting;
      if (profile === undefined) continue;
      const method = request.method === given.method ? '' : ` for ${request.method}`;
      const over = request.scheme === given.scheme ? '' : ` over ${request.scheme}`;
      const version =
        fitting.length === versions.length
          ? ''
          : ` on WooCommerce ${fitting
              .map(({ name }) => name)
              .toReversed()
              .join(' and ')}`;
      const assuming = `${method}${over}${version}`;
      return { request, store: storeView(request, home, consumerSecret, profile), assuming };
    }
    return undefined;
  };
  return (
    rank(isRight) ??
    rank(({ dies, signature }) => dies === undefined && signature?.isRight === true) ??
    (rank(() => true) as Reading)
  );
}

/** The store compares the signature, and it is the one that the store makes. */
function isRight({ dies, unread, signature }: SignatureReading): boolean {
  return dies === undefined && unread === undefined && signature?.isRight === true;
}

const newestFirst: readonly Profile[] = Object.values(profiles).toReversed();

const otherMethods = ['POST', 'PUT', 'PATCH', 'DELETE'];

function searched(
  { plan, view }: StoreView,
  options: ExplainOptions,
  steps: Steps | undefined,
  received: string,
): Pick<Explanation, 'verdict' | 'says' | 'explained' | 'tried' | 'ruledOut' | 'likeliest' | 'next'> {
  if (plan === undefined || steps === undefined) return nothingMade;
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
    next: nextSteps(view.request, options),
  };
}

/** The request reaches no signature, and PHP would die of making one. */
const nothingMade = {
  verdict: 'unexplained',
  says: 'The store does not look at the signature, and could make none of this request.',
  explained: [],
  tried: { singles: 0, pairs: 0 },
  ruledOut: [],
  next: [],
} as const;

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
