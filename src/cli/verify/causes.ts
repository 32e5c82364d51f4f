import type { Cause } from '../../../schemas/types/summary.ts';
import { type Diagnosis, diagnose, type Finding, levelOf } from '../../doctor/diagnosis.ts';
import { examine } from '../../doctor/examine.ts';
import { chooseFixes } from '../../doctor/fixes.ts';
import { createRedactor } from '../../redact/redact.ts';
import type { VisitedStore } from '../../targets/visit.ts';
import { failuresOfDeadWays } from '../../verify/dead-ways.ts';
import type { TargetRun } from '../../verify/run.ts';

/**
 * Looks for one cause behind many failures. What the run has seen comes first: only where a whole way to show credentials
 * lets nobody in is the doctor asked, at the target's own pace.
 *
 * @param run nothing of the store may be closed yet.
 * @returns the run, its failures with their cause where one was found.
 */
export async function withCauses(
  run: TargetRun,
  { resolved, guest, where }: VisitedStore,
  interrupted: AbortSignal,
): Promise<TargetRun> {
  const failures = new Set(failuresOfDeadWays(run.scenarios));
  if (failures.size < 2 || interrupted.aborted) return run;
  const credentials = resolved.personas.get('owner');
  const evidence = await examine({
    url: where.urls.https ?? where.site,
    client: {
      send: (request, options) => guest.attempt(request, { ...options, once: true }),
      close: async () => {},
    },
    hasOwnCa: resolved.ca !== undefined,
    interrupted,
    ...(credentials && { credentials }),
  });
  const diagnosis = diagnose(evidence);
  const [finding] = diagnosis.findings.filter(each => levelOf(each) === 'fault');
  if (!finding) return run;
  const cause = causeOf(finding, diagnosis, failures.size, createRedactor(run.target.secrets).text);
  return {
    ...run,
    facts: { ...run.facts, causes: [cause] },
    scenarios: run.scenarios.map(each => (failures.has(each) ? { ...each, cause: cause.id } : each)),
  };
}

function causeOf(
  { fault, suspicion }: Finding,
  { servers, evidence }: Diagnosis,
  failures: number,
  masked: (text: string) => string,
): Cause {
  const [chosen] = chooseFixes(fault.fixes, servers, suspicion, evidence);
  return {
    id: fault.id,
    title: masked(suspicion.title ?? fault.title),
    certainty: suspicion.certainty,
    fix:
      chosen === undefined
        ? fault.workaround
        : `${chosen.fix.where}: ${(chosen.fix.lines.trim() || (chosen.fix.insteadOf ?? '')).split(/\n+/).join(' ⏎ ')}`,
    failures,
  };
}
