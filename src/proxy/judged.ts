import { timestampWindow } from '../../mocks/rules.ts';
import { homeOf } from '../explain/home.ts';
import type { RuleOutcome } from '../gate/gate.ts';
import { gateRules } from '../gate/rules/index.ts';
import { concernsAuthentication, type GateRun, seenExchange } from '../gate/traffic.ts';
import type { Watched, WatchedExchange } from '../workbench/watched.ts';

/** What a command that ran behind the proxy printed, and how it ended. */
export interface CommandRun {
  readonly exitCode: number;
  readonly output: string;
}

/** The client's traffic, held against the rules of the gate. */
interface JudgedByProxy {
  /** Whether there was anything with credentials to judge. */
  readonly hasCredentials: boolean;
  readonly rules: readonly RuleOutcome[];
}

/** Judges what the proxy has seen by the rules of `latchkey gate`. */
export function judgeTraffic(watched: Watched, command: CommandRun | undefined): JudgedByProxy {
  const home = homeOf(watched.home);
  const keys = watched.keys();
  const runs = runsOf(watched.exchanges(), command);
  const judged = {
    runs,
    secretOf: (consumerKey: string) =>
      keys.find(key => key.consumerKey === consumerKey.trim())?.consumerSecret,
    secrets: keys.map(({ consumerSecret }) => consumerSecret),
    window: timestampWindow,
  };
  return {
    hasCredentials: runs.some(({ exchanges }) => exchanges.some(concernsAuthentication)),
    rules: gateRules(scheme => ({ ...home, scheme }), { profile: watched.profile }).map(rule => ({
      rule,
      outcome: rule.judge(judged),
    })),
  };
}

/**
 * The requests by the faults that they went through, which the workbench can switch: under one fault a rule asks otherwise
 * than under none. What the command printed is of them all, and judged once.
 */
function runsOf(exchanges: readonly WatchedExchange[], command: CommandRun | undefined): readonly GateRun[] {
  const seen = exchanges.map((exchange, index) => ({
    faults: exchange.faults ?? [],
    item: seenExchange(exchange, index + 1),
  }));
  const alike = [...Map.groupBy(seen, ({ faults }) => JSON.stringify(faults)).values()];
  if (alike.length === 0) alike.push([]);
  return alike.map((same, index) => ({
    faults: same[0]?.faults ?? [],
    exitCode: command?.exitCode ?? 0,
    timedOut: false,
    output: index === 0 ? (command?.output ?? '') : '',
    exchanges: same.map(({ item }) => item),
  }));
}
