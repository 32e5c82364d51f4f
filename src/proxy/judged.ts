import { timestampWindow } from '../../mocks/rules.ts';
import { homeOf } from '../explain/home.ts';
import type { RuleOutcome } from '../gate/gate.ts';
import { gateRules } from '../gate/rules/index.ts';
import { type GateRun, seenExchange } from '../gate/traffic.ts';
import type { Watched } from '../workbench/watched.ts';

/** What a command that ran behind the proxy printed, and how it ended. */
export interface CommandRun {
  readonly exitCode: number;
  readonly output: string;
}

/** The client's traffic, held against the rules of the gate. */
export interface JudgedByProxy {
  readonly run: GateRun;
  readonly rules: readonly RuleOutcome[];
}

/** Judges what the proxy has seen by the rules of `latchkey gate`. */
export function judgeTraffic(
  watched: Watched,
  faults: readonly string[],
  command: CommandRun | undefined,
): JudgedByProxy {
  const home = homeOf(watched.home);
  const keys = watched.keys();
  const run: GateRun = {
    fault: faults.length === 0 ? undefined : faults.join(' and '),
    exitCode: command?.exitCode ?? 0,
    timedOut: false,
    output: command?.output ?? '',
    exchanges: watched.exchanges().map((exchange, index) => seenExchange(exchange, index + 1)),
  };
  const judged = {
    runs: [run],
    secretOf: (consumerKey: string) =>
      keys.find(key => key.consumerKey === consumerKey.trim())?.consumerSecret,
    secrets: keys.map(({ consumerSecret }) => consumerSecret),
    window: timestampWindow,
  };
  return {
    run,
    rules: gateRules(scheme => ({ ...home, scheme }), [], watched.profile).map(rule => ({
      rule,
      outcome: rule.judge(judged),
    })),
  };
}
