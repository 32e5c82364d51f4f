import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Diagnosis as Printed } from '../../schemas/types/diagnosis.ts';
import { findingAddress } from '../finding-address.ts';
import type { Redactor } from '../redact/redact.ts';
import { alternativesTo, type Diagnosis, type Finding, isHealthy, levelOf } from './diagnosis.ts';
import { type ChosenFix, chooseFixes } from './fixes.ts';
import { inWords } from './reading.ts';

/** A diagnosis as data: what `--json` prints, and what the other forms are made of. Secrets are masked. */
export type Report = ReadOnly<Printed>;
export type ReportedFinding = Report['findings'][number];

export interface DoctorRun {
  readonly latchkey: string;
  readonly startedAt: Date;
  /** In milliseconds. */
  readonly duration: number;
  readonly exitCode: Report['exitCode'];
}

/** What was seen is masked; the words of the faults themselves are no secrets, and are left as they are. */
export function reportOf(diagnosis: Diagnosis, redactor: Redactor, run: DoctorRun): Report {
  const { evidence, findings, servers } = diagnosis;
  const { whereabouts, known } = evidence;
  const text = (seen: string): string => redactor.text(seen);
  return {
    ...run,
    startedAt: run.startedAt.toISOString(),
    duration: Math.round(run.duration),
    url: redactor.url(whereabouts.asked),
    site: redactor.url(whereabouts.site),
    restRoot: whereabouts.rootBy === 'guessed' ? null : redactor.url(whereabouts.root),
    home: whereabouts.home === undefined ? null : redactor.url(whereabouts.home),
    hasKey: known.credentials !== undefined,
    reached: diagnosis.reached,
    healthy: isHealthy(diagnosis),
    servers: [...servers],
    redirects: whereabouts.hops.map(({ from, to, status }) => ({
      from: redactor.url(from),
      to: redactor.url(to),
      status,
    })),
    findings: findings.map(finding => reportFinding(finding, diagnosis, text)),
    works: [...diagnosis.healthy],
    requests: evidence.all.length,
    probes: evidence.all.map(({ probe, exchange, reading }) => ({
      id: probe.id,
      title: probe.title,
      method: exchange.request.method,
      url: redactor.url(exchange.request.url),
      said: reading.said,
      answer: text(inWords(reading)),
      duration: Math.round(reading.duration),
    })),
    notSent: evidence.notSent.map(({ probe, reason }) => ({ id: probe.id, reason })),
    crashes: [
      ...evidence.crashes.map(({ probe, error }) => ({ id: probe.id, error: text(String(error)) })),
      ...diagnosis.broken.map(({ fault, error }) => ({ id: fault.id, error: text(String(error)) })),
    ],
  };
}

function reportFinding(
  finding: Finding,
  { evidence, findings, servers }: Diagnosis,
  text: (seen: string) => string,
): ReportedFinding {
  const { fault, suspicion } = finding;
  return {
    id: fault.id,
    layer: fault.layer,
    level: levelOf(finding),
    certainty: suspicion.certainty,
    title: suspicion.title ?? fault.title,
    seen: fault.seen,
    proof: suspicion.proof.map(text),
    undecided: suspicion.undecided === undefined ? null : text(suspicion.undecided),
    alternatives: alternativesTo(finding, findings).map(other => other.fault.id),
    fixes: chooseFixes(fault.fixes, servers, suspicion, evidence).map(reportFix),
    workaround: fault.workaround,
    wrongAdvice: fault.wrongAdvice ?? null,
    sources: [...fault.sources],
    page: findingAddress('fault', fault.id),
  };
}

function reportFix({ fix, atHand }: ChosenFix): ReportedFinding['fixes'][number] {
  const { server, where, lines, insteadOf, check, notTried } = fix;
  return { server, atHand, tried: notTried !== true, where, lines, insteadOf: insteadOf ?? null, check };
}
