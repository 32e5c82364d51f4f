import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Diagnosis as Printed } from '../../schemas/types/diagnosis.ts';
import { versioned } from '../files/versioned-json.ts';
import { findingAddress } from '../finding-address.ts';
import type { Redactor } from '../redact/redact.ts';
import { alternativesTo, type Diagnosis, type Finding, levelOf } from './diagnosis.ts';
import { type ChosenFix, chooseFixes } from './fixes.ts';
import { inWords } from './reading.ts';
import { isHealthy, verdictOf } from './verdict.ts';
import { whomToAsk } from './whom.ts';

/** A diagnosis as data: what `--json` prints, and what the other forms are made of. Secrets are masked. */
export type Report = ReadOnly<Printed>;
export type ReportedFinding = Report['findings'][number];

export interface DoctorRun {
  readonly latchkey: string;
  readonly startedAt: Date;
  /** In milliseconds. */
  readonly duration: number;
  readonly exitCode: Report['exitCode'];
  /** The ids of `--only`; undefined where all was asked. */
  readonly only?: readonly string[];
}

/** What was seen is masked; the words of the faults themselves are no secrets, and are left as they are. */
export function reportOf(diagnosis: Diagnosis, redactor: Redactor, run: DoctorRun): Report {
  const { evidence, findings, servers } = diagnosis;
  const { whereabouts, known } = evidence;
  // What a store says is data: no control characters for a terminal, no line of its own for a CI log.
  const text = (seen: string): string => oneLine(redactor.text(seen));
  const url = (seen: string): string => oneLine(redactor.url(seen));
  return {
    ...versioned('diagnosis', run),
    startedAt: run.startedAt.toISOString(),
    duration: Math.round(run.duration),
    url: url(whereabouts.asked),
    site: url(whereabouts.site),
    restRoot: whereabouts.rootBy === 'guessed' ? null : url(whereabouts.root),
    home: whereabouts.home === undefined ? null : url(whereabouts.home),
    only: run.only === undefined ? null : [...run.only],
    hasKey: known.credentials !== undefined,
    reached: diagnosis.reached,
    healthy: isHealthy(diagnosis),
    verdict: verdict(diagnosis, text),
    servers: [...servers],
    redirects: whereabouts.hops.map(({ from, to, status }) => ({
      from: url(from),
      to: url(to),
      status,
    })),
    findings: findings.map(finding => reportFinding(finding, diagnosis, text)),
    works: [...diagnosis.healthy],
    requests: evidence.sent,
    probes: evidence.all.map(({ probe, exchange, reading }) => ({
      id: probe.id,
      title: probe.title,
      method: exchange.request.method,
      url: url(exchange.request.url),
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

function verdict(diagnosis: Diagnosis, text: (seen: string) => string): Report['verdict'] {
  const told = verdictOf(diagnosis);
  return { ...told, proof: told.proof.map(text) };
}

function reportFinding(
  finding: Finding,
  { evidence, findings, servers }: Diagnosis,
  text: (seen: string) => string,
): ReportedFinding {
  const { fault, suspicion } = finding;
  return {
    id: fault.id,
    layer: suspicion.layer ?? fault.layer,
    level: levelOf(finding),
    certainty: suspicion.certainty,
    title: text(suspicion.title ?? fault.title),
    seen: fault.seen,
    proof: suspicion.proof.map(text),
    undecided: suspicion.undecided === undefined ? null : text(suspicion.undecided),
    ask: whomToAsk(finding).ask,
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

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}
