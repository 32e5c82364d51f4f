import { firstDifference } from './difference.ts';
import type { Explained, Explanation, KnownOptions, Steps } from './explanation.ts';
import type { LikelyRequest } from './likely-request.ts';
import type { Note } from './note.ts';
import { notesOn, placeProblems } from './notes.ts';
import { baseStringOf } from './plan.ts';
import { type ReceivedRequest, toBytes } from './request.ts';
import { type SearchResult, search, yieldsBaseString, yieldsSignature } from './search.ts';
import { stepsOf } from './steps.ts';
import { type StoreView, storeView } from './store-view.ts';
import { likeliest, nextSteps, ruledOut } from './unexplained.ts';
import { unreadNote } from './unread.ts';

/** What is said of a request that is signed, or was to be. */
export type SignatureExplanation = Omit<Explanation, 'checks' | 'answer' | 'received'>;

/**
 * Explains the signature of a request. What the store makes of the request is taken from its own rules
 * (`mocks/rules.ts`); only what clients do wrong is laid out here.
 *
 * @param elsewhere What keeps the request from an API that looks at signatures, where something does.
 */
export function explainSignature(
  { request, profile, assuming }: LikelyRequest,
  options: KnownOptions,
  elsewhere: Note | undefined,
): SignatureExplanation {
  const { consumerSecret } = options;
  const store = storeView(request, options.home, consumerSecret ?? '', profile);
  const { reading, fields } = store;
  const { missing } = reading;
  const steps = consumerSecret === undefined ? undefined : stepsOf(store);
  const notes = notesOn(request, store, options.now ?? request.time).filter(
    note => elsewhere === undefined || note.id !== 'not-a-route-of-woocommerce',
  );
  const base = { missing, ...(steps && { steps }), receivedSignature: fields.signature, notes };
  const lacks = `The request lacks ${missing.join(', ')}: the store does not get as far as the signature.`;
  if (reading.dies !== undefined) {
    const says = `The store dies of this request: 500${assuming}. PHP ends in a fatal error: ${reading.dies}.`;
    return { ...base, ...nothingToSearch, verdict: 'dies', says };
  }
  if (fields.signature === undefined || fields.signature === '') {
    const unread = fields.from.size === 0 ? notes.find(note => note.refuses) : undefined;
    const cause = elsewhere ?? unread;
    const says = cause?.says ?? lacks;
    return { ...base, ...nothingToSearch, verdict: 'incomplete', says, ...(cause && { cause }) };
  }
  if (consumerSecret === undefined)
    return { ...base, ...withoutSecret(notes, elsewhere, missing.length > 0 ? lacks : undefined) };
  if (fits(store, steps)) {
    if (missing.length > 0)
      return { ...base, ...nothingToSearch, verdict: 'incomplete', says: `${lacks} It fits what was sent.` };
    return { ...base, ...nothingToSearch, ...fitting(request, store, notes, assuming, elsewhere) };
  }
  const found = searched(store, options, steps, fields.signature);
  const inTheWay = notes.find(note => placeProblems.has(note.id));
  const verdict = missing.length > 0 ? 'incomplete' : found.verdict;
  if (elsewhere !== undefined) {
    const besides = found.explained.length > 0 ? ` Besides: ${lowerFirst(found.says)}` : '';
    return {
      ...base,
      ...found,
      likeliest: undefined,
      next: [],
      verdict: 'unread',
      says: `${elsewhere.says}${besides}`,
      cause: elsewhere,
    };
  }
  if (found.explained.length === 0) {
    if (inTheWay)
      return { ...base, ...found, verdict, says: `${inTheWay.says} Mend that first.`, cause: inTheWay };
    const unread = missing.length > 0 ? undefined : unreadNote(request, store);
    if (unread) {
      const says = `The store does not look at the signature: ${lowerFirst(unread.says)}`;
      return { ...base, ...found, verdict: 'unread', says, cause: unread };
    }
  }
  if (missing.length === 0) return { ...base, ...found };
  return { ...base, ...found, verdict, says: `${lacks} Besides: ${lowerFirst(found.says)}` };
}

const nothingToSearch = { explained: [], tried: { singles: 0, pairs: 0 }, ruledOut: [], next: [] };

/** What can be said of a signature that cannot be made. */
function withoutSecret(
  notes: readonly Note[],
  elsewhere: Note | undefined,
  lacks: string | undefined,
): Pick<Explanation, 'verdict' | 'says' | 'explained' | 'tried' | 'ruledOut' | 'next' | 'cause'> {
  const cause = elsewhere ?? notes.find(note => note.refuses);
  if (cause) return { ...nothingToSearch, verdict: 'mistake', says: cause.says, cause };
  return {
    ...nothingToSearch,
    verdict: lacks === undefined ? 'unexplained' : 'incomplete',
    says:
      lacks ??
      'The signature cannot be judged without the consumer secret; nothing else of the request is wrong.',
  };
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
  elsewhere: Note | undefined,
): Pick<Explanation, 'verdict' | 'says' | 'likeliest' | 'cause'> {
  const { unread } = store.reading;
  const verdict = unread === undefined ? 'right' : 'unread';
  const refusal = notes.find(note => note.refuses);
  const begins = `The signature fits the request${assuming}, but the store`;
  if (elsewhere !== undefined)
    return {
      verdict: 'unread',
      says: `${begins} refuses it all the same: ${elsewhere.says}`,
      cause: elsewhere,
    };
  if (refusal)
    return {
      verdict,
      says: `${begins} refuses it all the same: ${lowerFirst(refusal.says)}`,
      cause: refusal,
    };
  if (unread !== undefined) {
    const note = unreadNote(request, store);
    return {
      verdict,
      says: `${begins} does not look at it: ${lowerFirst(note?.says ?? unread)}`,
      ...(note && { cause: note }),
    };
  }
  return {
    verdict,
    says: `The signature is right${assuming}: a store with this home URL and secret makes the same one.`,
    ...(notes.length === 0 && { likeliest: afterRightSignature }),
  };
}

const afterRightSignature =
  'If the store refuses it all the same, something between client and store changes the request (a proxy that ends TLS, a rewrite that adds q=), the home URL of the store is another, the key is of another store or revoked, or the nonce was used before.';

function searched(
  { plan, view }: StoreView,
  options: KnownOptions,
  steps: Steps | undefined,
  received: string,
): Pick<Explanation, 'verdict' | 'says' | 'explained' | 'tried' | 'ruledOut' | 'likeliest' | 'next'> {
  if (plan === undefined || steps === undefined) return nothingMade;
  const secret = options.consumerSecret ?? '';
  let result = search(plan, view, secret, yieldsSignature(received), options.depth);
  // The client's own base string tells its mistakes even when the key is wrong as well.
  const theirs = options.clientBaseString === undefined ? undefined : toBytes(options.clientBaseString);
  if (result.found.length === 0 && theirs !== undefined && theirs !== steps.baseString) {
    const byBase = search(plan, view, secret, yieldsBaseString(theirs));
    if (byBase.found.length > 0) result = byBase;
  }
  const tried = { singles: result.singlesTried, pairs: result.pairsTried };
  if (result.found.length > 0) {
    const explained = explanationsOf(result, steps.baseString);
    const names = explained[0]?.mistakes.map(mistake => lowerFirst(mistake.title)) ?? [];
    const other = result.found[0]?.mistakes.some(({ mistake }) => mistake.isOfUrl)
      ? undefined
      : result.found.slice(1).find(({ mistakes }) => mistakes.some(({ mistake }) => mistake.isOfUrl));
    const orElse = other
      ? `; or, which this request cannot tell from it, ${other.mistakes.map(({ mistake }) => lowerFirst(mistake.title)).join(', and ')} (${other.mistakes[0]?.mistake.fix})`
      : '';
    return {
      verdict: 'mistake',
      says: `The client's mistake: ${names.join(', and ')}${orElse}.`,
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
    ruledOut: ruledOut(tried, options.depth, result.isCutShort),
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
export function lowerFirst(title: string): string {
  return /^[A-Z][a-z ]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

function explanationsOf(result: SearchResult, storeBase: string): Explained[] {
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
