/** After the diagnosis: asks again, gently, until a fix is seen to work. */
import type { Report, ReportedFinding } from './report.ts';

/** What is told while a store is watched. */
export type WatchEvent =
  /** A finding is gone; what works now that did not, in sentences. `after` is the milliseconds since it was last seen. */
  | {
      readonly kind: 'healed';
      readonly finding: ReportedFinding;
      readonly works: readonly string[];
      readonly after: number;
    }
  /** Something else is wrong now. */
  | { readonly kind: 'appeared'; readonly finding: ReportedFinding }
  /** The finding is still there, and a request that it rests on is answered otherwise. */
  | {
      readonly kind: 'changed';
      readonly finding: ReportedFinding;
      readonly asked: string;
      readonly before: string;
      readonly now: string;
    }
  | { readonly kind: 'healthy'; readonly report: Report };

export interface WatchOptions {
  readonly first: Report;
  /** Asks what these faults rest on, and no more; all there is without any. Secrets in the report are masked. */
  look(faults?: readonly string[]): Promise<Report>;
  /** Waits so many milliseconds, less where the watch is ended. */
  wait(milliseconds: number): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  /** When to end all the same, in milliseconds since 1970. */
  readonly deadline?: number;
  /** Ends as soon as the store is healthy. */
  readonly isUntilHealthy: boolean;
  readonly interrupted: AbortSignal;
  say(event: WatchEvent): void;
}

/** Between two looks, in milliseconds: a look at single faults is some ten small requests, at all of them ninety. */
const pause = { faults: 5_000, all: 30_000 };

/** Watches until it is interrupted, the time is up, or the store is healthy. Gives back the last whole diagnosis. */
export async function watch(options: WatchOptions): Promise<Report> {
  const { first, isUntilHealthy, say } = options;
  let whole = first;
  let findings = seriousOf(first);
  let answers = answersOf(first);
  let seen = options.now();
  while (!(isUntilHealthy && whole.healthy)) {
    await options.wait(findings.length > 0 ? pause.faults : pause.all);
    if (isOver(options)) break;
    const asked = findings.length > 0 ? findings.map(({ id }) => id) : undefined;
    let look = await options.look(asked);
    // What is gone is asked for once more: one good answer may be chance.
    if (goneFrom(look, findings).length > 0) look = await options.look(asked);
    if (options.interrupted.aborted) break;
    const healed = goneFrom(look, findings);
    for (const finding of healed)
      say({ kind: 'healed', finding, works: newWorks(whole, look), after: options.now() - seen });
    if (healed.length === 0 && seriousOf(look).every(({ id }) => findings.some(each => each.id === id))) {
      for (const change of changesOf(look, answers, findings)) say(change);
      answers = new Map([...answers, ...answersOf(look)]);
      seen = options.now();
      continue;
    }
    const left = findings.filter(finding => !healed.includes(finding));
    const before = whole;
    whole = await options.look();
    if (options.interrupted.aborted) break;
    const still = seriousOf(whole);
    for (const finding of goneFrom(whole, left))
      say({ kind: 'healed', finding, works: newWorks(before, whole), after: options.now() - seen });
    for (const finding of still)
      if (!left.some(({ id }) => id === finding.id)) say({ kind: 'appeared', finding });
    if (whole.healthy && !before.healthy) say({ kind: 'healthy', report: whole });
    findings = still;
    answers = answersOf(whole);
    seen = options.now();
  }
  return whole;
}

function isOver({ interrupted, deadline, now }: WatchOptions): boolean {
  return interrupted.aborted || (deadline !== undefined && now() >= deadline);
}

/** Those of the findings that a report no longer has. */
function goneFrom(report: Report, findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  return findings.filter(({ id }) => !report.findings.some(each => each.id === id));
}

function seriousOf(report: Report): readonly ReportedFinding[] {
  return report.findings.filter(({ level }) => level !== 'information');
}

function newWorks(before: Report, after: Report): string[] {
  return after.works.filter(sentence => !before.works.includes(sentence));
}

/** What each request was answered. */
function answersOf(report: Report): ReadonlyMap<string, string> {
  return new Map(report.probes.map(({ id, answer }) => [id, answer]));
}

/** Requests by which a finding is told, and that are answered otherwise than before. */
function changesOf(
  look: Report,
  answers: ReadonlyMap<string, string>,
  findings: readonly ReportedFinding[],
): WatchEvent[] {
  return findings.flatMap(finding => {
    const quoted = finding.proof.join('\n');
    const changed = look.probes.find(
      ({ id, title, answer }) =>
        answers.get(id) !== undefined &&
        answers.get(id) !== answer &&
        (quoted.includes(`${id} `) || quoted.includes(title)),
    );
    return changed === undefined
      ? []
      : [
          {
            kind: 'changed' as const,
            finding,
            asked: changed.title,
            before: answers.get(changed.id) as string,
            now: changed.answer,
          },
        ];
  });
}
