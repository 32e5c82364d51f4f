import { parseFault, siteSettings } from '../../../mocks/index.ts';
import { many } from '../../report/words.ts';
import { finding, type GateFinding, type GateRule, judgedBy, skipped, withFault } from '../rule.ts';
import type { GateRun, SeenExchange } from '../traffic.ts';

interface Signed {
  readonly run: GateRun;
  readonly item: SeenExchange;
}

function signedRequests(runs: readonly GateRun[]): Signed[] {
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
    const first = new Map<string, Signed>();
    for (const { run, item } of signed) {
      const nonce = item.oauth.get('oauth_nonce') ?? '';
      if (nonce === '') {
        findings.push(finding(run, item, 'oauth_nonce is missing'));
        continue;
      }
      // The key stays the same from run to run: a nonce that a command makes anew each time it is started, a counter
      // from 1, is one that a store has seen yesterday, or a minute ago.
      const before = first.get(`${item.consumerKey} ${nonce}`);
      // Who follows a redirect sends the same again, to a store that has not seen it: the web server answered.
      if (before === undefined || isRedirected(before.item))
        first.set(`${item.consumerKey} ${nonce}`, { run, item });
      else {
        const where = before.run === run ? '' : ` of the run${withFault(before.run) || ' without a fault'}`;
        findings.push(
          finding(run, item, `the nonce was used before, in request ${before.item.number}${where}`),
        );
      }
    }
    return judgedBy(findings, `${many(signed.length, 'signed request')}, each with a nonce of its own`);
  },
};

export const timestampSane: GateRule = {
  id: 'GATE-TIME-1',
  title: 'Timestamps are Unix seconds within the window',
  level: 'MUST',
  source: 'RFC 5849 section 3.3; recordings time.offset',
  fix: 'Send Math.floor(Date.now() / 1000) at the moment of signing, from a clock that is kept right.',
  judge({ runs, window }) {
    const signed = signedRequests(runs.filter(isClockRight));
    if (signed.length === 0)
      return signedRequests(runs).length === 0
        ? none
        : skipped('not shown: requests were signed under a fault of the clock alone');
    const findings: GateFinding[] = [];
    const first = new Map<string, SeenExchange>();
    for (const { run, item } of signed) {
      const timestamp = item.oauth.get('oauth_timestamp') ?? '';
      const key = `${run.faults} ${item.consumerKey} ${timestamp}`;
      const before = first.get(key);
      if (before === undefined) first.set(key, item);
      const what = timestampProblem(timestamp, item.exchange.at, window) ?? staleness(item, before);
      if (what !== undefined) findings.push(finding(run, item, what));
    }
    return judgedBy(findings, `${many(signed.length, 'timestamp')} within ${window} s`);
  },
};

/** Held against a clock that is off, a right timestamp is wrong. */
function isClockRight({ faults }: GateRun): boolean {
  return (siteSettings(faults.map(parseFault)).clock ?? 0) === 0;
}

function isRedirected({ exchange: { answer } }: SeenExchange): boolean {
  return [301, 302, 303, 307, 308].includes(answer.status);
}

/** A client that signs while others wait may be some seconds late; one that took the time at its start always is. */
const mostWait = 60;

function timestampProblem(timestamp: string, at: number, window: number): string | undefined {
  if (timestamp === '') return 'oauth_timestamp is missing';
  if (!/^\d+$/.test(timestamp)) return `oauth_timestamp is "${timestamp}", not a number of seconds`;
  const off = Number(timestamp) - at;
  if (Math.abs(off) <= window) return undefined;
  if (Math.abs(Number(timestamp) / 1000 - at) <= window)
    return `oauth_timestamp is "${timestamp}": milliseconds, not seconds`;
  return `oauth_timestamp is ${Math.abs(off)} s ${off > 0 ? 'ahead of' : 'behind'} the store's clock`;
}

function staleness(item: SeenExchange, before: SeenExchange | undefined): string | undefined {
  if (before === undefined) return undefined;
  const later = item.exchange.at - before.exchange.at;
  if (later <= mostWait) return undefined;
  return `oauth_timestamp is that of request ${before.number}, ${later} s before: it is not taken at the moment of signing`;
}
