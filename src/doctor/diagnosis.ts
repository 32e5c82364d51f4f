import type { Evidence } from './evidence.ts';
import { type Fault, type Level, layers, type Suspicion } from './fault.ts';
import { faults as allFaults } from './faults/index.ts';
import { type Server, serversAtHand } from './server.ts';

export interface Finding {
  readonly fault: Fault;
  readonly suspicion: Suspicion;
}

/** A fault whose examination itself broke; the others go on. */
export interface BrokenFault {
  readonly fault: Fault;
  readonly error: unknown;
}

export interface Diagnosis {
  readonly evidence: Evidence;
  /** By level, then by certainty, then by the layer that a request meets first, then by how common they are. */
  readonly findings: readonly Finding[];
  readonly servers: readonly Server[];
  /** What works, in sentences. */
  readonly healthy: readonly string[];
  readonly broken: readonly BrokenFault[];
}

const levels = ['fault', 'warning', 'information'] as const;
const certainties = ['proven', 'likely', 'possible'] as const;

/** Holds every fault against the evidence. */
export function diagnose(evidence: Evidence, faults: readonly Fault[] = allFaults): Diagnosis {
  const findings: Finding[] = [];
  const broken: BrokenFault[] = [];
  for (const fault of faults) {
    try {
      const suspicion = fault.examine(evidence);
      if (suspicion) findings.push({ fault, suspicion });
    } catch (error) {
      broken.push({ fault, error });
    }
  }
  const rank = (finding: Finding): number[] => [
    levels.indexOf(levelOf(finding)),
    certainties.indexOf(finding.suspicion.certainty),
    layers.indexOf(finding.fault.layer),
    faults.indexOf(finding.fault),
  ];
  findings.sort((a, b) => compare(rank(a), rank(b)));
  return { evidence, findings, servers: serversAtHand(evidence), healthy: whatWorks(evidence), broken };
}

/** How hard it hits this store. */
export function levelOf({ fault, suspicion }: Finding): Level {
  return suspicion.level ?? fault.level;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [i, value] of a.entries()) if (value !== b[i]) return value - (b[i] as number);
  return 0;
}

/** What is healthy is told too, so that nobody looks for the fault there. */
function whatWorks(evidence: Evidence): string[] {
  const works: string[] = [];
  const said = (id: string): string | undefined => evidence.said(id);
  if (said('A2') === 'let in') works.push('WordPress and its REST API answer.');
  if (said('A3') === 'let in') works.push('WooCommerce is active: wc/v3 is there.');
  if (said('A5') === 'missing parameter')
    works.push("WooCommerce's authentication runs, and the query reaches PHP.");
  if (said('A6') === 'missing parameter') works.push('The Authorization header reaches PHP.');
  if (said('B5') === 'let in') works.push('The keys are let in by the Authorization header.');
  if (said('B6') === 'let in') works.push('The keys are let in by the query.');
  if (said('B4') === 'let in') works.push('A signature for the URL asked is accepted.');
  if (said('B7') === 'other error' && evidence.reading('B7')?.status === 404)
    works.push('The key may write.');
  return works;
}
