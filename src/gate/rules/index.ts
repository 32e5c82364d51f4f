import type { GateRule } from '../rule.ts';
import { copesWith, documentedAuthorization, honoursRetryAfter, noRetryOfRefusals } from './behaviour.ts';
import { nonceOnce, timestampSane } from './oauth.ts';
import { type Homes, signatureRules } from './signature.ts';
import { credentialsOverTls, fallsBackToQuery, noSecretElsewhere } from './transport.ts';
import { verifiesWebhooks } from './webhooks.ts';

/**
 * All rules for a client's traffic, and one for each fault that the command is run against.
 *
 * @param profile The store's; left out, a signature may be right for any.
 */
export function gateRules(homes: Homes, faults: readonly string[], profile?: string): readonly GateRule[] {
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
    ...faults.map(fault => copesWith(fault, faultRuleId(fault, faults))),
  ];
}

/** `GATE-FAULT-cache`; with its parameters where the same fault was asked for with several. */
function faultRuleId(fault: string, faults: readonly string[]): string {
  const name = (text: string): string => text.split(':', 1)[0] as string;
  const isAlone = faults.filter(other => name(other) === name(fault)).length === 1;
  return `GATE-FAULT-${isAlone ? name(fault) : fault}`;
}
