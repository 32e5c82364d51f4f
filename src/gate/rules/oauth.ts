import { finding, type GateFinding, type GateRule, judgedBy, skipped } from '../rule.ts';
import type { Run, SeenExchange } from '../traffic.ts';

interface Signed {
  readonly run: Run;
  readonly item: SeenExchange;
}

function signedRequests(runs: readonly Run[]): Signed[] {
  return runs.flatMap(run => run.exchanges.filter(item => item.oauth.size > 0).map(item => ({ run, item })));
}

const none = skipped('the client signed no request');

export const nonceOnce: GateRule = {
  id: 'GATE-NONCE-1',
  title: 'No nonce is used twice',
  level: 'MUST',
  source: 'RFC 5849 section 3.3',
  fix: 'Make a new nonce, timestamp and signature for every request, for a retry too.',
  judge({ runs }) {
    const signed = signedRequests(runs);
    if (signed.length === 0) return none;
    const findings: GateFinding[] = [];
    const first = new Map<string, number>();
    for (const { run, item } of signed) {
      const key = ['oauth_consumer_key', 'oauth_nonce'].map(name => item.oauth.get(name)).join(' ');
      const before = first.get(`${run.fault} ${key}`);
      if (before === undefined) first.set(`${run.fault} ${key}`, item.number);
      else findings.push(finding(run, item, `the nonce was used before, in request ${before}`));
    }
    return judgedBy(findings, `${signed.length} signed requests, each with a nonce of its own`);
  },
};

export const timestampSane: GateRule = {
  id: 'GATE-TIME-1',
  title: 'Timestamps are Unix seconds within the window',
  level: 'MUST',
  source: 'RFC 5849 section 3.3; recordings time.offset',
  fix: 'Send Math.floor(Date.now() / 1000) at the moment of signing, from a clock that is kept right.',
  judge({ runs, window }) {
    const signed = signedRequests(runs);
    if (signed.length === 0) return none;
    const findings: GateFinding[] = [];
    for (const { run, item } of signed) {
      const timestamp = item.oauth.get('oauth_timestamp') ?? '';
      const off = Number(timestamp) - item.exchange.at;
      if (!/^\d+$/.test(timestamp))
        findings.push(finding(run, item, `oauth_timestamp is "${timestamp}", not a number of seconds`));
      else if (Math.abs(off) > window)
        findings.push(
          finding(
            run,
            item,
            `oauth_timestamp is ${Math.abs(off)} s ${off > 0 ? 'ahead of' : 'behind'} the store's clock`,
          ),
        );
    }
    return judgedBy(findings, `${signed.length} timestamps within ${window} s`);
  },
};
