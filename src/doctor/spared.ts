/**
 * Probes that a store without a fault is spared: what they would show, others have shown by then. Where one of these was
 * answered otherwise, or a finding stands, they are sent after all.
 */
import { diagnose, levelOf } from './diagnosis.ts';
import type { Evidence } from './evidence.ts';
import { askedPairs, isNoSuchRecord, isShownToArrive } from './pairs.ts';
import { headerOnWrites, type WriteMethod, writeMethods } from './probes/header-on-writes.ts';
import { isSeen, isSomebody } from './signs.ts';

type IsShown = (evidence: Evidence) => boolean;

const areSeen =
  (...ids: readonly string[]): IsShown =>
  evidence =>
    ids.every(id => isSeen(evidence, id));
const isAnsweredAsA4 =
  (id: string): IsShown =>
  evidence =>
    evidence.isWordPress('A4') && evidence.isSameError(id, 'A4');
const areLetIn =
  (...ids: readonly string[]): IsShown =>
  evidence =>
    ids.every(id => evidence.said(id) === 'let in');

/** Credentials in the header and in the query are seen at a path of which no cache had an answer. */
const isEverythingSeen = areSeen('A5', 'A6');
/** Several things at once that firewalls dislike, each of which has a probe of its own. */
const passesAll = isAnsweredAsA4('A24');
const isFormSeen = areSeen('A26');
const isIndexByQuery = areLetIn('A25');
/** What is refused for its parameter is refused before plugins see the request (`rest_pre_dispatch`); the key tells more. */
const hasKey: IsShown = ({ known }) => known.credentials !== undefined;
/** Every resource answers the method as it should, to the key. */
const isAnsweredToKey =
  (method: WriteMethod): IsShown =>
  evidence =>
    hasKey(evidence) &&
    askedPairs(evidence).some(pair => pair.method === method) &&
    askedPairs(evidence).every(pair => pair.method !== method || isNoSuchRecord(evidence.reading(pair.id)));
const isKeyArriving =
  (method: WriteMethod): IsShown =>
  evidence =>
    evidence.known.way === 'header' && isShownToArrive(evidence, method);
const both =
  (...shows: readonly IsShown[]): IsShown =>
  evidence =>
    shows.every(isIt => isIt(evidence));

const shown: Readonly<Record<string, IsShown>> = {
  A2p: both(areLetIn('A2', 'A3'), isIndexByQuery),
  'A8-OPTIONS': areLetIn('A18'),
  // A method whose request carries a header that is seen reaches WordPress.
  // Clients that send their key in the query write without the header.
  'A8-POST': both(isAnsweredToKey('POST'), isFormSeen),
  'A8-PUT': isAnsweredToKey('PUT'),
  'A8-DELETE': isAnsweredToKey('DELETE'),
  ...Object.fromEntries(writeMethods.map(method => [headerOnWrites[method], isKeyArriving(method)])),
  'A8-_method': isFormSeen,
  'A8-override': isFormSeen,
  // Some rules want an Accept of whoever has a name alone.
  'A9-accept': both(passesAll, areSeen('A9-apps')),
  A14u: both(passesAll, isIndexByQuery),
  A19: passesAll,
  // A header that arrives was not replaced by another.
  A12k: isEverythingSeen,
  // What is said of an unknown key is held against what a key is told that is kept out.
  A15: evidence =>
    isEverythingSeen(evidence) &&
    evidence.known.credentials !== undefined &&
    ['B4', 'B4w'].some(id => isSomebody(evidence, id)),
  A16: both(isFormSeen, isEverythingSeen),
  A20: isEverythingSeen,
  A21: isEverythingSeen,
};

/** True for a probe that waits until the others are answered. */
export function mayBeSpared({ id }: { readonly id: string }): boolean {
  return shown[id] !== undefined;
}

/** True for a probe whose answer others have shown. */
export function isSpared(id: string, evidence: Evidence): boolean {
  return shown[id]?.(evidence) === true;
}

/** True where nothing above information was found, and the key, where one was given, was let in. */
export function isQuiet(evidence: Evidence): boolean {
  const isIn = ['B4', 'B4w', 'B5', 'B6'].some(id => isSomebody(evidence, id));
  if (evidence.known.credentials && !isIn) return false;
  return !diagnose(evidence).findings.some(finding => levelOf(finding) !== 'information');
}
