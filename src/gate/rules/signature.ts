import { signatureNotes } from '../../client/http/signature-notes.ts';
import { explain } from '../../explain/explain.ts';
import { fromMessage } from '../../explain/input/message.ts';
import type { Origin } from '../../explain/mistake.ts';
import { many } from '../../report/words.ts';
import {
  finding,
  type GateFinding,
  type GateOutcome,
  type GateRule,
  type JudgedTraffic,
  judgedBy,
  skipped,
} from '../rule.ts';
import type { GateRun, SeenExchange } from '../traffic.ts';

/** Judgements, and how many signed requests there were for which none could be given. */
interface Judged {
  readonly judgements: readonly Judgement[];
  readonly withoutSecret: number;
  readonly underFault: number;
}

interface Judgement {
  readonly run: GateRun;
  readonly item: SeenExchange;
  readonly verdict: string;
  readonly says: string;
  readonly steps: readonly string[];
  /** The base strings, as far as they are known. */
  readonly notes: Readonly<Record<string, string>>;
}

/** Judges the signatures of the healthy run; under a fault a client may have to sign for a store that is misled. */
function judgeSignatures({ runs, secretOf }: JudgedTraffic, homes: Homes, profile?: string): Judged {
  const judgements: Judgement[] = [];
  let withoutSecret = 0;
  let underFault = 0;
  for (const run of runs.filter(({ wrongKeys }) => wrongKeys === undefined))
    for (const item of run.exchanges.filter(meansToSign)) {
      const secret = secretOf(item.consumerKey);
      if (run.faults.length > 0) underFault++;
      else if (secret === undefined && item.oauth.has('oauth_signature')) withoutSecret++;
      else judgements.push(judgementOf(run, item, secret, homes, profile));
    }
  return { judgements, withoutSecret, underFault };
}

function meansToSign({ oauth }: SeenExchange): boolean {
  return oauth.has('oauth_signature') || oauth.has('oauth_consumer_key');
}

/** Why none was judged. */
function whyNone({ withoutSecret, underFault }: Judged): GateOutcome {
  if (withoutSecret > 0)
    return skipped(`not shown: ${many(withoutSecret, 'request')} signed by a key whose secret is not known`);
  if (underFault > 0) return skipped('not shown: requests were signed under a fault alone');
  return skipped('the client signed no request');
}

/** A part that was not judged is told beside what was. */
function besides({ withoutSecret }: Judged): string {
  return withoutSecret === 0
    ? ''
    : `; ${withoutSecret} more by a key whose secret is not known were not judged`;
}

function judgementOf(
  run: GateRun,
  item: SeenExchange,
  consumerSecret: string | undefined,
  homes: Homes,
  profile: string | undefined,
): Judgement {
  if (!item.oauth.has('oauth_signature'))
    return { run, item, verdict: 'unsigned', says: 'oauth_signature is missing.', steps: [], notes: {} };
  const home = homes(item.exchange.message.scheme);
  const explanation = explain(fromMessage(item.exchange.message), {
    ...(consumerSecret !== undefined && { consumerSecret }),
    home,
    ...(profile !== undefined && { profile }),
  });
  const [found] = explanation.explained;
  const mistakes = found?.mistakes ?? [];
  const store = explanation.steps?.baseString;
  const client = found?.clientBaseString;
  return {
    run,
    item,
    verdict: explanation.verdict,
    says: [explanation.says, ...mistakes.map(mistake => mistake.fix)].join(' '),
    steps: mistakes.map(mistake => mistake.step),
    notes: {
      ...(client !== undefined && { [signatureNotes.client]: client }),
      ...(store !== undefined && { [signatureNotes.store]: store }),
    },
  };
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
  const done = new WeakMap<JudgedTraffic, Judged>();
  const judgedOf = (traffic: JudgedTraffic): Judged => {
    const judged = done.get(traffic) ?? judgeSignatures(traffic, homes, profile);
    done.set(traffic, judged);
    return judged;
  };
  return [
    {
      id: 'GATE-SIGN-1',
      title: 'Signatures are right',
      level: 'MUST',
      source: 'RFC 5849 section 3.4; recordings oauth',
      fix: 'Follow the fix told for the request; `latchkey explain` shows each step of the signature.',
      judge(traffic) {
        const judged = judgedOf(traffic);
        const { judgements } = judged;
        if (judgements.length === 0) return whyNone(judged);
        const right = judgements.filter(item => item.verdict === 'right');
        // A client whose tests try a wrong secret on purpose signs right elsewhere.
        const signsRight = right.length > 0;
        const wrong = judgements.filter(
          ({ verdict }) => verdict !== 'right' && !(verdict === 'unexplained' && signsRight),
        );
        const findings: GateFinding[] = wrong.map(({ run, item, says, notes }) =>
          finding(run, item, says, notes),
        );
        return judgedBy(findings, `${many(right.length, 'signature')} right${besides(judged)}`);
      },
    },
    {
      id: 'GATE-SIGN-2',
      title: 'Parameters are sorted before signing',
      level: 'MUST',
      source: 'RFC 5849 section 3.4.1.3.2; recordings oauth.order',
      fix: 'Sort all parameters by name in byte order; send the items of an array in the order in which they are signed.',
      judge(traffic) {
        const judged = judgedOf(traffic);
        const { judgements } = judged;
        if (judgements.length === 0) return whyNone(judged);
        const findings = judgements
          .filter(item => item.steps.includes('order'))
          .map(({ run, item, says, notes }) => finding(run, item, says, notes));
        return judgedBy(
          findings,
          `${many(judgements.length, 'signed request')}, none with parameters out of order${besides(judged)}`,
        );
      },
    },
  ];
}
