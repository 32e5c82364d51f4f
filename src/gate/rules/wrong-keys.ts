import { type GateFinding, type GateRule, judgedBy, passed, skipped, withFault } from '../rule.ts';
import { credentialKind, type GateRun, isHealthy, isRefused } from '../traffic.ts';

/**
 * Whether the client tells that wrong keys are wrong. A client that swallows a 401 goes on with nothing, and one that fails
 * over what the answer lacks sends people looking in the wrong place.
 *
 * @param told The client's own words for it, in the place of those that are looked for.
 */
export function reportsWrongKeys(told?: string): GateRule {
  return {
    id: 'GATE-KEYS-1',
    title: 'Wrong keys are told as wrong',
    level: 'MUST',
    source: 'RFC 9110 section 15.5.2; recordings basic.key, oauth.key',
    fix: "Look at the status before the body; on 401 say so with the store's code and message, and end with an error.",
    judge({ runs }) {
      const healthy = runs.find(isHealthy);
      const wrong = runs.filter(({ wrongKeys }) => wrongKeys !== undefined);
      if (wrong.length === 0)
        return skipped('the client was given no wrong keys on purpose (latchkey gate --wrong-keys)');
      if (healthy?.exitCode !== 0)
        return skipped(
          `the command failed against the healthy store too: it ended with ${healthy?.exitCode ?? 'nothing'}`,
        );
      const shown = wrong.filter(isShown);
      if (shown.length === 0)
        return skipped('not shown: no request with the wrong keys was refused, so that nothing is known');
      const findings = shown.flatMap(run => problemOf(run, healthy, told));
      if (findings.length > 0) return judgedBy(findings, '');
      return passed(shown.map(run => `${run.wrongKeys}: "${tellingLine(run, healthy, told)}"`).join('; '));
    },
  };
}

/** The keys were sent, and refused. */
function isShown({ exchanges }: GateRun): boolean {
  return exchanges.some(item => isRefused(item) && credentialKind(item) !== 'none');
}

function problemOf(run: GateRun, healthy: GateRun, told: string | undefined): GateFinding[] {
  const where = `the run${withFault(run)}`;
  if (run.timedOut) return [{ where, what: 'the command did not end in its time' }];
  if (tellingLine(run, healthy, told) !== undefined) return [];
  const silence = told === undefined ? 'says nothing of refused keys' : `does not say "${told}"`;
  return [
    {
      where,
      what:
        run.exitCode === 0
          ? `the command succeeded, and ${silence}`
          : `the command ended with ${run.exitCode}, and ${silence}`,
    },
  ];
}

/** What WooCommerce and HTTP call it. */
const refusal =
  /(?<!\d)401(?!\d)|\bunauthori[sz]ed\b|\bnot authori[sz]ed\b|woocommerce_(?:rest|api)_(?:authentication_error|cannot_\w+)|\bauthori[sz]ation (?:failed|error)|invalid signature/i;
/** What is wrong, and that it is, in one line. */
const subject = /(?<![a-z])(?:keys?|secrets?|credentials?|authentication|log-?in)(?![a-z])/i;
const blame =
  /\b(?:wrong|invalid|bad|incorrect|unknown|refused|rejected|denied|revoked|mistyped|not|check|fail(?:s|ed|ure)?|error|required)\b/i;

/** A line by which the client tells it, and which it does not print where the keys are right. */
function tellingLine(run: GateRun, healthy: GateRun, told: string | undefined): string | undefined {
  const usual = new Set(linesOf(healthy.output).map(comparable));
  return linesOf(run.output).find(line => {
    if (isFrame(line) || usual.has(comparable(line))) return false;
    if (told !== undefined) return line.includes(told);
    return refusal.test(line) || (subject.test(line) && blame.test(line));
  });
}

function linesOf(output: string): string[] {
  // Colours of the terminal, ECMA-48 section 8.3.117.
  return output
    .replaceAll(/\u001b\[[\d;]*m/g, '')
    .split('\n')
    .map(line => line.trim());
}

/** Times and keys differ from run to run. */
function comparable(line: string): string {
  return line.replaceAll(/\b(c[ks])_[0-9a-f]+/g, '$1_').replaceAll(/\d+(?:\.\d+)?/g, '0');
}

/** A place in a program, `at authenticate (client.js:3:1)`, tells of no refusal whatever it is called. */
function isFrame(line: string): boolean {
  return /^(?:at\s|File "|#\d+\s|from\s.*:\d+)/.test(line);
}
