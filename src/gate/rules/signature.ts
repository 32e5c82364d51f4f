import { explain } from '../../explain/explain.ts';
import { fromMessage } from '../../explain/input/message.ts';
import type { Origin } from '../../explain/mistake.ts';
import { finding, type GateFinding, type GateRule, type JudgedTraffic, judgedBy, skipped } from '../rule.ts';
import type { GateRun, SeenExchange } from '../traffic.ts';

interface Judgement {
  readonly run: GateRun;
  readonly item: SeenExchange;
  readonly verdict: string;
  readonly says: string;
  readonly steps: readonly string[];
}

/** Judges the signatures of the healthy run; under a fault a client may have to sign for a store that is misled. */
function judgeSignatures({ runs, secretOf }: JudgedTraffic, homes: Homes, profile?: string): Judgement[] {
  return runs
    .filter(run => run.fault === undefined)
    .flatMap(run =>
      run.exchanges.flatMap(item => judgementOf(run, item, secretOf(item.consumerKey), homes, profile)),
    );
}

function judgementOf(
  run: GateRun,
  item: SeenExchange,
  consumerSecret: string | undefined,
  homes: Homes,
  profile: string | undefined,
): Judgement[] {
  if (!item.oauth.has('oauth_signature')) {
    if (!item.oauth.has('oauth_consumer_key')) return [];
    return [{ run, item, verdict: 'unsigned', says: 'oauth_signature is missing.', steps: [] }];
  }
  if (consumerSecret === undefined) return [];
  const home = homes(item.exchange.message.scheme);
  const explanation = explain(fromMessage(item.exchange.message), {
    consumerSecret,
    home,
    ...(profile !== undefined && { profile }),
  });
  const mistakes = explanation.explained[0]?.mistakes ?? [];
  return [
    {
      run,
      item,
      verdict: explanation.verdict,
      says: [explanation.says, ...mistakes.map(mistake => mistake.fix)].join(' '),
      steps: mistakes.map(mistake => mistake.step),
    },
  ];
}

/** The store's home URL as it is signed on a connection of this scheme. */
export type Homes = (scheme: 'http' | 'https') => Origin;

/**
 * The two rules about signatures; both judge the same requests.
 *
 * @param profile The store's, whose rules the signatures have to keep.
 */
export function signatureRules(homes: Homes, profile?: string): readonly GateRule[] {
  // A signature that nothing explains costs tenths of a second: both rules look at one judgement of the runs.
  const done = new WeakMap<JudgedTraffic, readonly Judgement[]>();
  const judgementsOf = (judged: JudgedTraffic): readonly Judgement[] => {
    const judgements = done.get(judged) ?? judgeSignatures(judged, homes, profile);
    done.set(judged, judgements);
    return judgements;
  };
  return [
    {
      id: 'GATE-SIGN-1',
      title: 'Signatures are right',
      level: 'MUST',
      source: 'RFC 5849 section 3.4; recordings oauth',
      fix: 'Follow the fix told for the request; `latchkey explain` shows each step of the signature.',
      judge(traffic) {
        const judged = judgementsOf(traffic);
        if (judged.length === 0) return skipped('the client signed no request');
        const right = judged.filter(item => item.verdict === 'right');
        // A client whose tests try a wrong secret on purpose signs right elsewhere.
        const signsRight = right.length > 0;
        const wrong = judged.filter(
          ({ verdict }) => verdict !== 'right' && !(verdict === 'unexplained' && signsRight),
        );
        const findings: GateFinding[] = wrong.map(({ run, item, says }) => finding(run, item, says));
        return judgedBy(findings, `${right.length} signatures are right`);
      },
    },
    {
      id: 'GATE-SIGN-2',
      title: 'Parameters are sorted before signing',
      level: 'MUST',
      source: 'RFC 5849 section 3.4.1.3.2; recordings oauth.order',
      fix: 'Sort all parameters by name in byte order; send the items of an array in the order in which they are signed.',
      judge(traffic) {
        const judged = judgementsOf(traffic);
        if (judged.length === 0) return skipped('the client signed no request');
        const findings = judged
          .filter(item => item.steps.includes('order'))
          .map(({ run, item, says }) => finding(run, item, says));
        return judgedBy(findings, `${judged.length} signed requests, none with parameters out of order`);
      },
    },
  ];
}
