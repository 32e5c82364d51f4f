import type { ClientExchange } from '../serve/start-store.ts';
import type { GateRun, SeenExchange } from './traffic.ts';

export type GateOutcome =
  | { readonly outcome: 'passed'; readonly detail: string }
  | { readonly outcome: 'failed'; readonly detail: string; readonly findings: readonly GateFinding[] }
  | { readonly outcome: 'skipped'; readonly reason: string };

/** One request that broke the rule. */
export interface GateFinding {
  /** `request 7, GET /wp-json/wc/v3/orders` and, in a run with a fault, that fault. */
  readonly where: string;
  readonly what: string;
  /** The exchange that shows it; not masked. */
  readonly exchange?: ClientExchange;
  /** What is told of it beside what was sent and answered, by name; not masked. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** What the client is known by, so that a rule can look for it. */
export interface JudgedTraffic {
  readonly runs: readonly GateRun[];
  /** The secret of a consumer key; undefined when there is nothing to hold its signatures against. */
  secretOf(consumerKey: string): string | undefined;
  /** All secrets that the client knows. */
  readonly secrets: readonly string[];
  /** Seconds that a timestamp may be off. */
  readonly window: number;
}

/** A requirement that the client's traffic has to meet. */
export interface GateRule {
  readonly id: string;
  readonly title: string;
  readonly level: 'MUST' | 'SHOULD';
  readonly source: string;
  readonly fix: string;
  judge(judged: JudgedTraffic): GateOutcome;
}

export const passed = (detail: string): GateOutcome => ({ outcome: 'passed', detail });
export const skipped = (reason: string): GateOutcome => ({ outcome: 'skipped', reason });

/** Failed with these findings; passed with `held` when there are none. */
export function judgedBy(findings: readonly GateFinding[], held: string): GateOutcome {
  if (findings.length === 0) return passed(held);
  const first = findings[0] as GateFinding;
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  return { outcome: 'failed', detail: `${first.where}: ${first.what}${more}`, findings };
}

export function finding(
  run: GateRun,
  item: SeenExchange,
  what: string,
  notes?: GateFinding['notes'],
): GateFinding {
  return {
    where: `request ${item.number}, ${item.name}${withFault(run)}`,
    what,
    exchange: item.exchange,
    ...(notes && { notes }),
  };
}

/** ` (fault cache:seconds=60)`, ` (wrong secret)`, or nothing for the healthy run. */
export function withFault({ faults, wrongKeys }: GateRun): string {
  if (wrongKeys !== undefined) return ` (${wrongKeys})`;
  return faults.length === 0 ? '' : ` (${faults.length === 1 ? 'fault' : 'faults'} ${faults.join(' and ')})`;
}
