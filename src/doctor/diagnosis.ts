import { weighed } from './certainty.ts';
import type { Evidence } from './evidence.ts';
import type { Fault, FindingLevel, Suspicion } from './fault.ts';
import { faults as allFaults } from './faults/catalogue.ts';
import { ofTheWhole, unexplainedFaults } from './faults/unexplained.ts';
import { isTls } from './known.ts';
import { inOrder } from './order.ts';
import { askedPairs, isOpenSomewhere, pairAnswer } from './pairs.ts';
import { type ServerSoftware, serversAtHand } from './server.ts';
import { isSomebody, networkFailure } from './signs.ts';

export interface Finding {
  readonly fault: Fault;
  readonly suspicion: Suspicion;
}

/** A fault whose examination itself broke; the others go on. */
interface BrokenFault {
  readonly fault: Fault;
  readonly error: unknown;
}

export interface Diagnosis {
  readonly evidence: Evidence;
  /** What hides other things first, then proof before guess: see `order.ts`. */
  readonly findings: readonly Finding[];
  /** False when nothing answered at all: no address, no connection. */
  readonly reached: boolean;
  readonly servers: readonly ServerSoftware[];
  /** What works, in sentences. */
  readonly healthy: readonly string[];
  readonly broken: readonly BrokenFault[];
}

/** Holds every fault against the evidence. */
export function diagnose(evidence: Evidence, faults: readonly Fault[] = allFaults): Diagnosis {
  const broken: BrokenFault[] = [];
  const found = (these: readonly Fault[]): Finding[] =>
    these.flatMap(fault => {
      try {
        const suspicion = fault.examine(evidence);
        return suspicion ? [{ fault, suspicion: weighed(fault, suspicion, evidence) }] : [];
      } catch (error) {
        broken.push({ fault, error });
        return [];
      }
    });
  const isLast = (fault: Fault): boolean => unexplainedFaults.includes(fault);
  const known = steadied(found(faults.filter(fault => !isLast(fault))));
  const levels = known.map(levelOf);
  // A warning about a part explains nothing of the whole; a store that counts is that of the whole.
  const isExplained = levels.includes('fault') || (levels.includes('warning') && evidence.limits.length > 0);
  const left = isExplained ? [] : levels.includes('warning') ? ofTheWhole : unexplainedFaults;
  const findings = [...known, ...found(faults.filter(fault => left.includes(fault)))];
  const ordered = inOrder(findings, evidence, faults);
  return {
    evidence,
    findings: ordered,
    reached: isReached(evidence, ordered),
    servers: serversAtHand(evidence),
    healthy: whatWorks(evidence),
    broken,
  };
}

/** Where the same request is answered now so, now so, that is the fault: what was seen once is told beside it. */
function steadied(findings: readonly Finding[]): readonly Finding[] {
  if (!findings.some(({ fault }) => fault.id === 'answers-vary')) return findings;
  return findings.map(finding =>
    finding.suspicion.isUnsteady
      ? { ...finding, suspicion: { ...finding.suspicion, level: 'information' } }
      : finding,
  );
}

const unreached = ['dns-no-address', 'connection-refused', 'connection-timeout', 'slow'];

/** A handshake that fails, or a connection that ends, reached the store; an error that no fault explains did not. */
function isReached(evidence: Evidence, findings: readonly Finding[]): boolean {
  if (networkFailure(evidence) === undefined) return true;
  return findings.some(
    ({ fault }) =>
      fault.probes.includes('A1') && !unreached.includes(fault.id) && fault.level !== 'information',
  );
}

/** Other findings that explain the same, where neither is proven. */
export function alternativesTo(finding: Finding, findings: readonly Finding[]): readonly Finding[] {
  const isOpen = ({ suspicion }: Finding): boolean => suspicion.certainty !== 'proven';
  const knows = (one: Finding, other: Finding): boolean =>
    one.fault.lookAlikes.some(({ id }) => id === other.fault.id);
  return findings.filter(
    other =>
      other !== finding &&
      isOpen(finding) &&
      isOpen(other) &&
      (knows(finding, other) || knows(other, finding)),
  );
}

/** How hard it hits this store. */
export function levelOf({ fault, suspicion }: Finding): FindingLevel {
  return suspicion.level ?? fault.level;
}

function mayWrite(evidence: Evidence): boolean {
  if (evidence.known.way === undefined) return false;
  return askedPairs(evidence).some(pair => pairAnswer(evidence, pair) === 'allowed');
}

/** What is healthy is told too, so that nobody looks for the fault there. */
function whatWorks(evidence: Evidence): string[] {
  const said = (id: string) => evidence.said(id);
  const letsIn = isSomebody(evidence, 'B5') || isSomebody(evidence, 'B6');
  const facts: readonly (readonly [boolean, string])[] = [
    [said('A2') === 'let in', 'WordPress and its REST API answer.'],
    [said('A3') === 'let in', 'WooCommerce is active: wc/v3 is there.'],
    [said('A5') === 'missing parameter', "WooCommerce's authentication runs, and the query reaches PHP."],
    [said('A6') === 'missing parameter', 'The Authorization header reaches PHP.'],
    [
      said('B1') === 'refused' || said('B2') === 'refused' || (isTls(evidence.known) && letsIn),
      'WordPress sees TLS.',
    ],
    [isSomebody(evidence, 'B5'), 'The keys are known in the Authorization header.'],
    [isSomebody(evidence, 'B6'), 'The keys are known in the query.'],
    [isSomebody(evidence, 'B4'), 'A signature for the URL asked is accepted.'],
    [mayWrite(evidence), 'The key may write.'],
    [
      ['PUT', 'DELETE'].every(method => isOpenSomewhere(evidence, method)) &&
        evidence.isWordPress('A8-PATCH'),
      'PUT, PATCH and DELETE reach WordPress.',
    ],
    [
      evidence.reading('A13')?.status === 401 && said('A14') === 'redirect',
      'The page that grants keys answers.',
    ],
    [evidence.grant?.step === 'asked to grant', 'An administrator can log in and is asked to grant keys.'],
  ];
  return facts.filter(([holds]) => holds).map(([, sentence]) => sentence);
}
