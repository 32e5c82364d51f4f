/** What the doctor concludes. Healthy is a proof: each part of it was seen, and nothing above information was found. */
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Diagnosis as Printed } from '../../schemas/types/diagnosis.ts';
import { type Diagnosis, type Finding, levelOf } from './diagnosis.ts';
import type { Evidence } from './evidence.ts';
import { type KeySeen, keySeen } from './key-seen.ts';
import { isTls } from './known.ts';
import { askedPairs } from './pairs.ts';
import { isSomebody, namespaces } from './signs.ts';
import { whomToAsk } from './whom.ts';

export type Verdict = ReadOnly<Printed['verdict']>;

/** The verdict on a store, with the grade that a page of many stores shows. */
export function verdictOf(diagnosis: Diagnosis): Verdict {
  const { evidence, findings } = diagnosis;
  const serious = findings.filter(finding => levelOf(finding) !== 'information');
  const key = keySeen(evidence);
  const missing = missingProof(evidence, key);
  const kind = kindOf(diagnosis, serious, missing);
  const first = kind === 'not reached' ? findings[0] : serious[0];
  return {
    kind,
    grade: gradeOf(kind, serious, key, evidence),
    proof: proofOf(evidence),
    missing,
    key: key ?? null,
    ...(first ? whomToAsk(first) : { blame: 'nobody' as const, ask: null }),
  };
}

/** True for a store of which it was proven that it keeps nobody out. */
export function isHealthy(diagnosis: Diagnosis): boolean {
  const { kind } = verdictOf(diagnosis);
  return kind === 'healthy' || kind === 'open';
}

function kindOf(
  { reached, evidence }: Diagnosis,
  serious: readonly Finding[],
  missing: readonly string[],
): Verdict['kind'] {
  if (!reached) return 'not reached';
  if (serious.length > 0) return serious.some(finding => levelOf(finding) === 'fault') ? 'fault' : 'warning';
  if (missing.length > 0) return 'not proven';
  return evidence.known.credentials ? 'healthy' : 'open';
}

function gradeOf(
  kind: Verdict['kind'],
  serious: readonly Finding[],
  key: KeySeen | undefined,
  evidence: Evidence,
): Verdict['grade'] {
  if (kind === 'not reached') return null;
  if (kind === 'healthy') return 'A';
  if (kind === 'open') return 'B';
  if (kind === 'warning' || kind === 'not proven') return 'C';
  const isSure = serious.some(({ suspicion }) => suspicion.certainty === 'proven');
  const isIn = key === undefined ? evidence.isAnonymous('A4') && !isSure : key.ways.length > 0;
  return isIn ? 'D' : 'F';
}

/** What was seen of a healthy store, in sentences. */
function proofOf(evidence: Evidence): string[] {
  const { whereabouts } = evidence;
  return [
    ...(hasIndex(evidence) ? [`The index of the REST API is this store's: ${whereabouts.root}`] : []),
    ...(evidence.said('A4') === 'anonymous'
      ? ['WooCommerce itself answers a request without credentials.']
      : []),
    ...coverOf(evidence),
  ];
}

/** How far the proof goes. */
function coverOf(evidence: Evidence): string[] {
  const pairs = askedPairs(evidence);
  const resources = [...new Set(pairs.map(({ resource }) => resource))];
  if (resources.length === 0) return [];
  const methods = [...new Set(pairs.map(({ method }) => method))];
  return [
    `Asked ${evidence.known.way === undefined ? 'without a key' : 'with the key'}: GET, ${methods.join(', ')} of ${resources.join(', ')}; nothing was changed.`,
  ];
}

/** What is lacking for the store to be proven healthy. */
function missingProof(evidence: Evidence, key: KeySeen | undefined): string[] {
  const isIn = (key?.ways.length ?? 0) > 0;
  return [
    ...(hasIndex(evidence) || isIn ? [] : ['an index of the REST API that names wc/v3']),
    ...(['A4', 'A22-orders', 'A28'].some(id => evidence.said(id) === 'anonymous') ||
    (isIn && (evidence.reading('A4') === undefined || evidence.isWordPress('A4')))
      ? []
      : ['an answer of WooCommerce to a request without credentials']),
    ...(evidence.known.credentials && !isIn ? ['that the key is let in'] : []),
    ...(isIn && isKeptOutOfHeader(evidence)
      ? ['that the key is let in in the Authorization header, where clients send it']
      : []),
    ...(evidence.isSteady ? [] : ['that it answers so every time']),
    ...(key && isIn
      ? [
          ...key.resources
            .filter(({ answer }) => answer === 'not asked' || answer === 'refused')
            .map(({ resource }) => `that the key reads ${resource}`),
          ...unseenPairs(key),
        ]
      : []),
  ];
}

/** A method of which nothing was seen is named by itself. */
function unseenPairs({ methods, pairs }: KeySeen): string[] {
  return methods.flatMap(({ method }) => {
    const its = pairs.filter(pair => pair.method === method);
    const unseen = its.filter(({ answer }) => answer === 'not asked' || answer === 'refused');
    if (its.length > 0 && unseen.length === 0) return [];
    if (unseen.length === its.length) return [`what the key may do with ${method}`];
    return unseen.map(({ resource }) => `what the key may do with ${method} of ${resource}`);
  });
}

/** Over TLS the header is the way that clients take: a key that is let in elsewhere alone leaves them outside. */
function isKeptOutOfHeader(evidence: Evidence): boolean {
  return isTls(evidence.known) && evidence.reading('B5') !== undefined && !isSomebody(evidence, 'B5');
}

/** The index of all, or where that is kept from guests the one of wc/v3. */
function hasIndex(evidence: Evidence): boolean {
  return (namespaces(evidence)?.includes('wc/v3') ?? false) || evidence.said('A3') === 'let in';
}
