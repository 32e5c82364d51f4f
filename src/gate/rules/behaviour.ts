import { finding, type GateFinding, type GateRule, judgedBy, passed, skipped, withFault } from '../rule.ts';
import { credentialKind, isRefused, type SeenExchange } from '../traffic.ts';

/** The request without what changes from one try to the next. */
function sameness(item: SeenExchange): string {
  const parameters = [...item.parameters]
    .filter(([name]) => !/^(oauth_(nonce|timestamp|signature)|_|_cb|cb)$/.test(name))
    .map(pair => pair.join('='));
  const { method, scheme, body } = item.exchange.message;
  return [
    method,
    scheme,
    item.path,
    credentialKind(item),
    ...parameters,
    Buffer.from(body).toString('base64'),
  ].join(' ');
}

export const noRetryOfRefusals: GateRule = {
  id: 'GATE-RETRY-1',
  title: 'An authentication error is not retried',
  level: 'MUST',
  source: 'RFC 9110 section 15.5.2',
  fix: 'Treat 401 and 403 as final: the same credentials get the same answer, and firewalls count the tries.',
  judge({ runs }) {
    const findings: GateFinding[] = [];
    let refused = 0;
    for (const run of runs)
      run.exchanges.forEach((item, index) => {
        if (!isRefused(item)) return;
        refused++;
        const next = run.exchanges[index + 1];
        if (next && sameness(next) === sameness(item))
          findings.push(
            finding(
              run,
              next,
              `the same request as request ${item.number}, which was answered ${item.exchange.answer.status}`,
            ),
          );
      });
    if (refused === 0) return skipped('no request was refused');
    return judgedBy(findings, `${refused} refusals, none tried again unchanged`);
  },
};

export const honoursRetryAfter: GateRule = {
  id: 'GATE-RATE-1',
  title: 'Retry-After is honoured',
  level: 'SHOULD',
  source: 'RFC 9110 section 10.2.3; RFC 6585 section 4',
  fix: 'After 429 or 503 wait for as many seconds as Retry-After says.',
  judge({ runs }) {
    const findings: GateFinding[] = [];
    let told = 0;
    for (const run of runs)
      run.exchanges.forEach((item, index) => {
        const seconds = retryAfter(item);
        if (seconds === undefined) return;
        told++;
        const next = run.exchanges[index + 1];
        // The store's clock counts whole seconds.
        if (next && next.exchange.at - item.exchange.at < seconds - 1)
          findings.push(
            finding(run, next, `sent ${next.exchange.at - item.exchange.at} s after Retry-After: ${seconds}`),
          );
      });
    if (told === 0) return skipped('no answer carried Retry-After');
    return judgedBy(findings, `${told} answers with Retry-After, each waited for`);
  },
};

function retryAfter(item: SeenExchange): number | undefined {
  const { status, headers } = item.exchange.answer;
  if (status !== 429 && status !== 503) return undefined;
  const at = headers.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === 'retry-after');
  const seconds = at < 0 ? Number.NaN : Number(headers[at + 1]);
  return Number.isFinite(seconds) ? seconds : undefined;
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
        if (!/\/wc-auth\/v1\/authorize\/?$/.test(item.path)) continue;
        count++;
        const wrong = authorizationProblems(item.parameters);
        if (wrong.length > 0) findings.push(finding(run, item, wrong.join('; ')));
      }
    if (count === 0) return skipped('the client did not use /wc-auth/v1/authorize');
    return judgedBy(findings, `${count} authorization URLs as documented`);
  },
};

function authorizationProblems(parameters: URLSearchParams): string[] {
  const problems = ['app_name', 'user_id', 'return_url', 'callback_url', 'scope']
    .filter(name => !parameters.get(name))
    .map(name => `${name} is missing`);
  const scope = parameters.get('scope');
  if (scope && !scopes.includes(scope)) problems.push(`scope is "${scope}", not one of ${scopes.join(', ')}`);
  const callback = parameters.get('callback_url');
  if (callback && !/^https:\/\//i.test(callback)) problems.push('callback_url is not https');
  for (const name of ['return_url', 'callback_url'])
    if (/^https?%3A/i.test(parameters.get(name) ?? '')) problems.push(`${name} is percent-encoded twice`);
  return problems;
}

/** A rule for each fault that was asked for: the client's own tests have to pass in spite of it. */
export function copesWith(fault: string): GateRule {
  const id = fault.split(':', 1)[0] as string;
  return {
    id: `GATE-FAULT-${id}`,
    title: `Copes with ${fault}`,
    level: 'MUST',
    source: 'docs/findings',
    fix: `Run the client against \`latchkey serve --fault ${fault}\`; \`latchkey faults\` says what it sees there.`,
    judge({ runs }) {
      const run = runs.find(item => item.fault === fault);
      if (!run) return skipped('the run did not take place');
      if (run.exitCode === 0) return passed('the command succeeded');
      const what = `the command ended with ${run.exitCode}`;
      return judgedBy([{ where: `the run${withFault(run)}`, what }], '');
    },
  };
}
