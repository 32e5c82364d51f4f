import { certificateFault, parseFault } from '../../../mocks/faults.ts';
import { firstHeader } from '../../../mocks/index.ts';
import { retryAfter } from '../../client/http/retry-after.ts';
import { findingAddress } from '../../finding-address.ts';
import { many } from '../../report/words.ts';
import { finding, type GateFinding, type GateRule, judgedBy, passed, skipped, withFault } from '../rule.ts';
import {
  credentialKind,
  fieldOf,
  type GateRun,
  isHealthy,
  isRefused,
  type SeenExchange,
} from '../traffic.ts';

/** Clocks are compared in steps of five minutes: who has put the clock right sends another request. */
const clockStep = 300;

const volatile = /^(oauth_(nonce|timestamp|signature)|_|_cb|cb)$/;

/** What a request asks, as what client, whoever asks it: without what changes from one try to the next. */
function asked(item: SeenExchange): string {
  const { method, scheme, body } = item.exchange.message;
  const isForm = item.parameters.size > item.query.size;
  return JSON.stringify([
    method,
    scheme,
    item.path,
    parametersOf(item).filter(([name]) => !/^(?:oauth|consumer)_/.test(name)),
    ['user-agent', 'accept', 'cookie'].map(name => fieldOf(item, name)),
    isForm ? '' : Buffer.from(body).toString('base64'),
  ]);
}

/** The same with its credentials: runs have each a store and keys of their own, and are compared without. */
function sameness(item: SeenExchange): string {
  const offset = Number(item.oauth.get('oauth_timestamp') ?? Number.NaN) - item.exchange.at;
  return JSON.stringify([
    asked(item),
    credentialKind(item),
    item.oauth.size > 0 ? Math.round(offset / clockStep) : fieldOf(item, 'authorization'),
    [...item.oauth].filter(([name]) => !volatile.test(name)),
    parametersOf(item),
    fieldOf(item, 'host'),
  ]);
}

function parametersOf({ parameters }: SeenExchange): (readonly [string, string])[] {
  return [...parameters].filter(([name]) => !volatile.test(name));
}

/** In a row of refusals the third of a kind is a retry, though others stand between; so is the fifth of a run. */
const mostInRow = 2;
const mostInRun = 4;

export const noRetryOfRefusals: GateRule = {
  id: 'GATE-RETRY-1',
  title: 'An authentication error is not retried',
  level: 'MUST',
  source: 'RFC 9110 section 15.5.2',
  fix: 'Treat 401 and 403 as final: the same credentials get the same answer, and firewalls count the tries.',
  judge({ runs }) {
    const findings: GateFinding[] = [];
    let refused = 0;
    const healthy = runs.find(isHealthy);
    for (const run of runs) {
      refused += run.exchanges.filter(isRefused).length;
      const again = run.wrongKeys !== undefined && healthy ? oftener(run, healthy) : retries(run);
      for (const [item, before] of again) {
        const { status } = before.exchange.answer;
        findings.push(
          finding(run, item, `the same request as request ${before.number}, which was answered ${status}`),
        );
      }
    }
    if (refused === 0) return skipped('no request was refused');
    return judgedBy(findings, `${many(refused, 'refusal')}, none tried again unchanged`);
  },
};

/** Each request that tries again what was refused, and the one that it repeats. */
function* retries({ exchanges }: GateRun): Generator<[SeenExchange, SeenExchange]> {
  const inRun = new Map<string, SeenExchange[]>();
  let inRow = new Map<string, SeenExchange[]>();
  let previous = '';
  for (const item of exchanges) {
    const key = sameness(item);
    const ofRow = inRow.get(key) ?? [];
    const ofRun = inRun.get(key) ?? [];
    const before = ofRun.at(-1);
    const isLoop = credentialKind(item) !== 'none' && ofRun.length >= mostInRun;
    if (before && (previous === key || ofRow.length >= mostInRow || isLoop)) yield [item, before];
    previous = '';
    if (!isRefused(item)) {
      if (item.exchange.answer.status < 400) inRow = new Map();
      continue;
    }
    previous = key;
    inRow.set(key, [...ofRow, item]);
    inRun.set(key, [...ofRun, item]);
  }
}

/**
 * Where all keys are wrong each test of a suite is refused, and many ask the same: a retry is what is asked more often with
 * one kind of credentials than with right keys.
 */
function* oftener(run: GateRun, healthy: GateRun): Generator<[SeenExchange, SeenExchange]> {
  const usual = new Map<string, number>();
  for (const item of healthy.exchanges) {
    const key = asked(item);
    usual.set(key, (usual.get(key) ?? 0) + 1);
  }
  const sent = new Map<string, SeenExchange[]>();
  for (const item of run.exchanges.filter(isRefused)) {
    const wanted = asked(item);
    const key = `${credentialKind(item)} ${wanted}`;
    const before = sent.get(key) ?? [];
    if (before.length >= (usual.get(wanted) ?? 1)) yield [item, before.at(-1) as SeenExchange];
    sent.set(key, [...before, item]);
  }
}

export const honoursRetryAfter: GateRule = {
  id: 'GATE-RATE-1',
  title: 'Retry-After is honoured',
  level: 'SHOULD',
  source: 'RFC 9110 section 10.2.3; RFC 6585 section 4',
  fix: 'After 429 or 503 wait as long as Retry-After says, in seconds or until a date.',
  judge({ runs }) {
    const findings: GateFinding[] = [];
    let withRetryAfter = 0;
    for (const run of runs)
      run.exchanges.forEach((item, index) => {
        const seconds = secondsToWait(item);
        if (seconds === undefined) return;
        withRetryAfter++;
        const next = run.exchanges[index + 1];
        // The store's clock counts whole seconds.
        if (next && next.exchange.at - item.exchange.at < seconds - 1)
          findings.push(
            finding(run, next, `sent ${next.exchange.at - item.exchange.at} s after Retry-After: ${seconds}`),
          );
      });
    if (withRetryAfter === 0) return skipped('no answer carried Retry-After');
    return judgedBy(findings, `${many(withRetryAfter, 'answer')} with Retry-After, each waited for`);
  },
};

function secondsToWait({ exchange: { at, answer } }: SeenExchange): number | undefined {
  const { status, headers } = answer;
  if (status !== 429 && status !== 503) return undefined;
  return retryAfter(firstHeader(headers, 'retry-after'), firstHeader(headers, 'date'), at * 1000);
}

const scopes = ['read', 'write', 'read_write'];

export const documentedAuthorization: GateRule = {
  id: 'GATE-AUTHORIZE-1',
  title: 'The documented authorization flow is followed',
  level: 'MUST',
  source: 'WooCommerce documentation, Authentication endpoint; recordings wc-auth',
  fix: 'Send the shop owner to /wc-auth/v1/authorize with app_name, scope, user_id, return_url and an https callback_url, each value percent-encoded once.',
  judge({ runs }) {
    const findings: GateFinding[] = [];
    let count = 0;
    for (const run of runs)
      for (const item of run.exchanges) {
        const route = routeOf(item);
        if (route === undefined) continue;
        if (route === 'authorize') count++;
        const wrong = [
          ...(route === 'authorize' ? authorizationProblems(item) : []),
          ...(run.faults.length === 0 ? refusalProblems(route, item) : []),
        ];
        if (wrong.length > 0) findings.push(finding(run, item, wrong.join('; ')));
      }
    if (count === 0 && findings.length === 0) return skipped('the client did not use /wc-auth/v1/authorize');
    return judgedBy(findings, `${many(count, 'authorization URL')} as documented`);
  },
};

const unknownRoute = 'unknown';

/** The step of the flow that a request is for, by its path or, where permalinks are plain, by its parameters. */
function routeOf({ path, parameters }: SeenExchange): string | undefined {
  const inPath = /\/wc-auth(\/.*)$/i.exec(path)?.[1];
  if (inPath === undefined) return parameters.get('wc-auth-route')?.toLowerCase();
  return /^\/v1\/([a-z_]+)\/?$/i.exec(inPath)?.[1]?.toLowerCase() ?? unknownRoute;
}

/** What the store's answer tells of the client; a fault may be to blame for one that it changes. */
function refusalProblems(route: string, { path, exchange: { answer } }: SeenExchange): string[] {
  if (route === unknownRoute)
    return [`${path} is no address of the flow, which begins at /wc-auth/v1/authorize`];
  if (route !== 'access_granted' || answer.status < 400) return [];
  const [, error] = /Error: ([^<]*)/.exec(Buffer.from(answer.body).toString('utf8')) ?? [];
  const why = error === undefined ? '' : `: ${error.trim()}`;
  return [`the key could not be handed over, and is gone; the callback has to answer 200${why}`];
}

function authorizationProblems({ exchange: { message }, parameters }: SeenExchange): string[] {
  const problems = ['app_name', 'user_id', 'return_url', 'callback_url', 'scope']
    .filter(name => !parameters.get(name))
    .map(name => `${name} is missing`);
  if (message.method !== 'GET' && message.method !== 'HEAD')
    problems.push(`it was opened with ${message.method}; the shop owner's browser is sent there, with GET`);
  const scope = parameters.get('scope');
  if (scope && !scopes.includes(scope)) problems.push(`scope is "${scope}", not one of ${scopes.join(', ')}`);
  const callback = parameters.get('callback_url');
  if (callback && !/^https:\/\//i.test(callback)) problems.push('callback_url is not https');
  for (const name of ['return_url', 'callback_url']) {
    const url = parameters.get(name);
    if (!url) continue;
    if (/^[a-z]+%3A/i.test(url)) problems.push(`${name} is percent-encoded twice`);
    else if (!URL.canParse(url)) problems.push(`${name} is no absolute URL`);
  }
  return problems;
}

/** A rule for each fault that was asked for: the client's own tests have to pass in spite of it. */
export function copesWith(fault: string, id: string): GateRule {
  const active = parseFault(fault);
  const certificate = certificateFault([active]);
  return {
    id,
    title: certificate === undefined ? `Copes with ${fault}` : `Sends nothing over ${fault}`,
    level: 'MUST',
    source: findingAddress('fault', active.fault.id),
    fix:
      certificate === undefined
        ? `Run the client against \`latchkey serve --fault ${fault}\`; \`latchkey faults\` says what it sees there.`
        : 'Verify certificates; trust a private authority by its file, and never by switching the check off.',
    judge({ runs }) {
      const [healthy] = runs;
      const run = runs.find(({ faults: [first] }) => first === fault);
      if (!run) return skipped('the run did not take place');
      if (certificate !== undefined) return refusesCertificate(run, healthy, certificate);
      const broken = (what: string) => judgedBy([{ where: `the run${withFault(run)}`, what }], '');
      // Of no use for telling what the fault changes.
      if (healthy && healthy.exitCode !== 0)
        return skipped(`the command failed against the healthy store too: it ended with ${healthy.exitCode}`);
      if (run.timedOut) return broken('the command did not end in its time');
      if (run.exitCode !== 0) return broken(`the command ended with ${run.exitCode}`);
      if (run.exchanges.length === 0)
        return broken('the command succeeded, but sent no request to the store');
      if (run.isFaultSeen === false)
        return skipped(
          `not shown: no request of the client met the fault, so that nothing is known${parameterAdvice(active.fault.parameters)}`,
        );
      return passed('the command succeeded');
    },
  };
}

/** How a fault that comes with the traffic comes sooner. */
function parameterAdvice(parameters: Readonly<Record<string, unknown>>): string {
  return 'requests' in parameters ? '; fewer requests bring it on, such as :requests=1' : '';
}

/**
 * No client can succeed where the certificate does not hold, and none may: what tells a good one is that nothing
 * arrives. How its command ends is its own affair.
 */
function refusesCertificate(run: GateRun, healthy: GateRun | undefined, certificate: string) {
  const arrived = (from: GateRun | undefined): SeenExchange[] =>
    (from?.exchanges ?? []).filter(({ exchange }) => exchange.message.scheme === 'https');
  const findings = arrived(run).map(item =>
    finding(run, item, `sent although the certificate does not hold (${certificate})`),
  );
  if (findings.length === 0 && arrived(healthy).length === 0)
    return skipped('the client sent nothing over HTTPS to the healthy store either');
  if (findings.length === 0 && run.failedHandshakes?.length === 0)
    return skipped('not shown: the client opened no connection over TLS, so that nothing is known');
  return judgedBy(findings, 'nothing was sent over the connection');
}
