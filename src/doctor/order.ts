/** In which order findings are told, and so which of them is mended first. */
import { layers } from '../../mocks/faults.ts';
import type { Evidence } from './evidence.ts';
import type { Fault, FindingLevel, Suspicion } from './fault.ts';
import { quotedProbes } from './proof.ts';

const levels: readonly FindingLevel[] = ['fault', 'warning', 'information'];
const certainties = ['proven', 'likely', 'possible'] as const;

/** Requests that every client makes: while WordPress answers none of them, nothing behind it can be seen. */
const first = ['A1', 'A2', 'A4'];

/** They hit a method, a body or a page; others of the same certainty keep every key out of everything. */
const ofPart: readonly string[] = [
  'methods-blocked',
  'method-changed',
  'post-redirected',
  'header-lost-on-writes',
  'writes-refused',
  'body-lost',
  'body-limit',
  'wc-auth-blocked',
  'wc-auth-404',
  'preflight-refused',
  'origin-refused',
  'store-api-preflight',
  'partly-refused',
  'part-not-woocommerce',
];

interface Ranked {
  readonly fault: Fault;
  readonly suspicion: Suspicion;
}

/**
 * What hides other things comes first; then proof before guess, faults before warnings of the same certainty, what keeps
 * a key out of everything before what hits a part, the layer that a request meets first, the commonest. What is only worth
 * knowing comes last.
 */
export function inOrder<T extends Ranked>(
  findings: readonly T[],
  evidence: Evidence,
  faults: readonly Fault[],
): T[] {
  const rank = ({ fault, suspicion }: Ranked): number[] => {
    const level = suspicion.level ?? fault.level;
    return [
      level === 'information' ? 1 : 0,
      hides(suspicion, evidence) ? 0 : 1,
      certainties.indexOf(suspicion.certainty),
      levels.indexOf(level),
      suspicion.isOfPart || ofPart.includes(fault.id) ? 1 : 0,
      layers.indexOf(suspicion.layer ?? fault.layer),
      faults.indexOf(fault),
    ];
  };
  return findings.toSorted((a, b) => compare(rank(a), rank(b)));
}

/** It says why the first requests are not answered by WordPress. A mere possibility hides nothing. */
function hides({ proof, certainty }: Suspicion, evidence: Evidence): boolean {
  if (certainty === 'possible' || evidence.isWordPress('A4')) return false;
  return quotedProbes(proof).some(id => first.includes(id) && !evidence.isWordPress(id));
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) if (value !== b[i]) return value - (b[i] as number);
  return 0;
}
