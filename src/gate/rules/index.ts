import type { GateRule } from '../rule.ts';
import { copesWith, documentedAuthorization, honoursRetryAfter, noRetryOfRefusals } from './behaviour.ts';
import { nonceOnce, timestampSane } from './oauth.ts';
import { type Homes, signatureRules } from './signature.ts';
import { credentialsOverTls, fallsBackToQuery, noSecretElsewhere } from './transport.ts';
import { verifiesWebhooks } from './webhooks.ts';
import { reportsWrongKeys } from './wrong-keys.ts';

/** What the rules have to know of a store, and of what the gate is asked for. */
interface RuleOptions {
  readonly faults?: readonly string[];
  /** The store's; left out, a signature may be right for any. */
  readonly profile?: string;
  /** The client's own words for keys that are refused. */
  readonly told?: string;
}

/** All rules for a client's traffic, and one for each fault that the command is run against. */
export function gateRules(
  homes: Homes,
  { faults = [], profile, told }: RuleOptions = {},
): readonly GateRule[] {
  return [
    credentialsOverTls,
    noSecretElsewhere,
    nonceOnce,
    timestampSane,
    ...signatureRules(homes, profile),
    noRetryOfRefusals,
    honoursRetryAfter,
    fallsBackToQuery,
    documentedAuthorization,
    verifiesWebhooks,
    reportsWrongKeys(told),
    ...faults.map(fault => copesWith(fault, faultRuleId(fault, faults))),
  ];
}

/** `GATE-FAULT-cache`; with its parameters where the same fault was asked for with several. */
function faultRuleId(fault: string, faults: readonly string[]): string {
  const name = (text: string): string => text.split(':', 1)[0] as string;
  const isAlone = faults.filter(other => name(other) === name(fault)).length === 1;
  return `GATE-FAULT-${isAlone ? name(fault) : fault}`;
}
