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
  /** Something else is wrong now; `behind` are findings that cannot be seen behind it, and of which nothing is known. */
  | {
      readonly kind: 'appeared';
      readonly finding: ReportedFinding;
      readonly behind: readonly ReportedFinding[];
    }
  /** The finding is still there, and a request that it rests on is answered otherwise. */
  | {
      readonly kind: 'changed';
      readonly finding: ReportedFinding;
      readonly asked: string;
      readonly before: string;
      readonly now: string;
    }
  /** Nothing answers any more, twice in a row; and it answers again. */
  | { readonly kind: 'unreached'; readonly report: Report }
  | { readonly kind: 'reached' }
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

/** Between two looks, in milliseconds: a look at single faults is some ten small requests, at all of them sixty. */
const pause = { faults: 5_000, all: 30_000 };

/** Watches until it is interrupted, the time is up, or the store is healthy. Gives back the last whole diagnosis. */
export async function watch(options: WatchOptions): Promise<Report> {
  const { isUntilHealthy, now, interrupted } = options;
  const watched = new Watched(options);
  while (!(isUntilHealthy && watched.whole.healthy)) {
    const left = (options.deadline ?? Number.POSITIVE_INFINITY) - now();
    await options.wait(Math.max(0, Math.min(left, watched.findings.length > 0 ? pause.faults : pause.all)));
    if (isOver(options)) break;
    await watched.ask();
    if (interrupted.aborted) break;
  }
  return watched.last;
}

/** What was known of the store when it was last asked. */
class Watched {
  whole: Report;
  findings: readonly ReportedFinding[];
  readonly #options: WatchOptions;
  #answers: Answers;
  /** When these findings were last seen, and when all was last asked. */
  #seen: number;
  #asked: number;
  /** What is said while nothing answers. */
  #gone: Report | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.whole = options.first;
    this.findings = seriousOf(options.first);
    this.#answers = answersOf(options.first);
    this.#seen = options.now();
    this.#asked = options.now();
  }

  get last(): Report {
    return this.#gone ?? this.whole;
  }

  /** Looks at what the findings rest on, and where that has changed at all of it. */
  async ask(): Promise<void> {
    const { look, now, interrupted, say } = this.#options;
    const asked = this.findings.length > 0 ? this.findings.map(({ id }) => id) : undefined;
    let seen = await look(asked);
    if (interrupted.aborted) return;
    // That nothing answers says nothing of the findings.
    if (!seen.reached && this.whole.reached) {
      await this.#lose();
      return;
    }
    const isBack = this.#gone !== undefined;
    if (isBack) say({ kind: 'reached' });
    this.#gone = undefined;
    // What works now is asked for once more: one good answer may be chance.
    if (asked && this.#isPromising(seen)) seen = await look(asked);
    if (interrupted.aborted) return;
    const gone = goneFrom(seen, this.findings);
    const isOther = seriousOf(seen).some(({ id }) => !this.findings.some(each => each.id === id));
    if (gone.length === 0 && !isOther) {
      for (const change of changesOf(seen, this.#answers, this.findings)) say(change);
      const isNews = isBack || this.#hasNews(seen);
      this.#answers = new Map([...this.#answers, ...answersOf(seen)]);
      this.#seen = now();
      if (!isNews) return;
    }
    await this.#askAll(asked === undefined ? seen : undefined, this.#isPromising(seen) ? seen : undefined);
  }

  #isPromising(seen: Report): boolean {
    return goneFrom(seen, this.findings).length > 0 && newWorks(this.whole, seen).length > 0;
  }

  /** Other requests than those that the findings quote are answered otherwise: a key that was revoked meanwhile. */
  #hasNews(seen: Report): boolean {
    if (this.#options.now() - this.#asked < pause.all) return false;
    return seen.probes.some(({ id, said }) => {
      const before = this.#answers.get(id);
      return before !== undefined && before.said !== said;
    });
  }

  /** @param promising Has shown already that something works. */
  async #askAll(asked: Report | undefined, promising: Report | undefined): Promise<void> {
    const { look, now, interrupted, say } = this.#options;
    const told = new Set<string>();
    const heal = (finding: ReportedFinding, report: Report): boolean => {
      const works = newWorks(this.whole, report).filter(sentence => !told.has(sentence));
      if (works.length === 0) return false;
      for (const sentence of works) told.add(sentence);
      say({ kind: 'healed', finding, works, after: now() - this.#seen });
      return true;
    };
    // What is seen to work is told at once; what is only gone waits for the look at all of it.
    const healed = promising ? goneFrom(promising, this.findings).filter(each => heal(each, promising)) : [];
    const whole = asked ?? (await look());
    if (interrupted.aborted) return;
    if (!whole.reached && this.whole.reached) {
      await this.#lose();
      return;
    }
    const left = this.findings.filter(finding => !healed.includes(finding));
    const still = seriousOf(whole);
    const appeared = still.filter(({ id }) => !left.some(each => each.id === id));
    const behind: ReportedFinding[] = [];
    for (const finding of goneFrom(whole, left)) {
      if (heal(finding, whole)) continue;
      if (appeared.length > 0) behind.push(finding);
      else say({ kind: 'healed', finding, works: [], after: now() - this.#seen });
    }
    for (const [i, finding] of appeared.entries())
      say({ kind: 'appeared', finding, behind: i === 0 ? behind : [] });
    if (whole.healthy && !this.whole.healthy) say({ kind: 'healthy', report: whole });
    this.whole = whole;
    this.findings = still;
    this.#answers = answersOf(whole);
    this.#seen = now();
    this.#asked = now();
  }

  /** Nothing answered: asked once more, since one answer that is lost may be chance, and told once. */
  async #lose(): Promise<void> {
    const { look, interrupted, say } = this.#options;
    if (this.#gone) return;
    const report = await look();
    if (interrupted.aborted || report.reached) return;
    this.#gone = report;
    say({ kind: 'unreached', report });
  }
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

type Answers = ReadonlyMap<string, Report['probes'][number]>;

/** What each request was answered. */
function answersOf(report: Report): Answers {
  return new Map(report.probes.map(probe => [probe.id, probe]));
}

/** Requests by which a finding is told, and that are answered otherwise than before. */
function changesOf(look: Report, answers: Answers, findings: readonly ReportedFinding[]): WatchEvent[] {
  return findings.flatMap(finding => {
    const quoted = finding.proof.join('\n');
    const changed = look.probes.find(
      ({ id, title, answer }) =>
        answers.has(id) &&
        answers.get(id)?.answer !== answer &&
        (quoted.includes(`${id} `) || quoted.includes(title)),
    );
    return changed === undefined
      ? []
      : [
          {
            kind: 'changed' as const,
            finding,
            asked: changed.title,
            before: answers.get(changed.id)?.answer as string,
            now: changed.answer,
          },
        ];
  });
}
