import { finding, type GateFinding, type GateRule, judgedBy, skipped, withFault } from '../rule.ts';
import { credentialKind } from '../traffic.ts';

export const credentialsOverTls: GateRule = {
  id: 'GATE-TLS-1',
  title: 'Credentials are never sent over plain HTTP',
  level: 'MUST',
  source: 'RFC 7617 section 4; WooCommerce documentation, Authentication over HTTPS',
  fix: 'Use https:// with Basic or query credentials; over http:// use OAuth 1.0a, which sends no secret.',
  judge({ runs }) {
    const findings: GateFinding[] = [];
    for (const run of runs)
      for (const item of run.exchanges) {
        const kind = credentialKind(item);
        if (item.exchange.message.scheme === 'https' || kind === 'oauth' || kind === 'none') continue;
        const place = kind === 'basic' ? 'in the Authorization header' : 'in the query';
        findings.push(finding(run, item, `the consumer secret went over plain HTTP ${place}`));
      }
    return judgedBy(findings, 'no secret was sent over plain HTTP');
  },
};

export const noSecretElsewhere: GateRule = {
  id: 'GATE-LEAK-1',
  title: 'The secret is sent nowhere but in credentials, and written to no log',
  level: 'MUST',
  source: 'RFC 9110 section 17.9; WooCommerce documentation, Keys',
  fix: 'Mask keys before logging a request, and send no Referer from pages whose URL holds keys.',
  judge({ runs, consumerSecret }) {
    const findings: GateFinding[] = [];
    const forms = [consumerSecret, encodeURIComponent(consumerSecret)];
    const holds = (text: string): boolean =>
      forms.some(form => text.includes(form)) || holdsBasic(text, consumerSecret);
    for (const run of runs) {
      if (holds(run.output))
        findings.push({
          where: `the command’s output${withFault(run)}`,
          what: 'the consumer secret was printed',
        });
      for (const item of run.exchanges) {
        const { exchange, path } = item;
        if (holds(path)) findings.push(finding(run, item, 'the consumer secret stands in the path'));
        const { headers } = exchange.message;
        for (let i = 0; i < headers.length; i += 2) {
          const field = (headers[i] as string).toLowerCase();
          if (field !== 'authorization' && holds(headers[i + 1] as string))
            findings.push(finding(run, item, `the consumer secret stands in the field ${field}`));
        }
      }
    }
    return judgedBy(findings, 'the secret was found in no output, path or other header field');
  },
};

/** Basic credentials in base64 that hold the secret. */
function holdsBasic(text: string, secret: string): boolean {
  return [...text.matchAll(/[A-Za-z0-9+/]{24,}={0,2}/g)].some(([word]) =>
    Buffer.from(word as string, 'base64')
      .toString('latin1')
      .includes(secret),
  );
}

export const fallsBackToQuery: GateRule = {
  id: 'GATE-FALLBACK-1',
  title: 'Falls back to credentials in the query where the Authorization header is stripped',
  level: 'SHOULD',
  source: 'WooCommerce documentation, Authentication over HTTPS',
  fix: 'After a 401 to Basic credentials over TLS, send consumer_key and consumer_secret in the query.',
  judge({ runs }) {
    const stripped = runs.filter(run => run.fault?.startsWith('strip-authorization'));
    if (stripped.length === 0) return skipped('not run with --fault strip-authorization');
    const findings: GateFinding[] = [];
    for (const run of stripped) {
      const inQuery = run.exchanges.some(
        item =>
          credentialKind(item) !== 'basic' &&
          credentialKind(item) !== 'none' &&
          !isRefusedStatus(item.exchange.answer.status),
      );
      if (!inQuery)
        findings.push({
          where: `the run${withFault(run)}`,
          what: `none of ${run.exchanges.length} requests was let in with credentials that do not need the header`,
        });
    }
    return judgedBy(findings, 'the client was let in although the header was stripped');
  },
};

const isRefusedStatus = (status: number): boolean => status === 401 || status === 403;
