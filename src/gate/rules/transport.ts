import { headerFields } from '../../client/http/exchange.ts';
import { knownSecretsMasker } from '../../redact/known-secrets.ts';
import { finding, type GateFinding, type GateRule, judgedBy, skipped, withFault } from '../rule.ts';
import { credentialKind, type GateRun, type SeenExchange } from '../traffic.ts';

type Holds = (text: string) => boolean;

/** Tells whether a text holds one of the secrets, in whatever encoding: what a report would mask is found. */
function finder(secrets: readonly string[]): Holds {
  const mask = knownSecretsMasker(secrets);
  return text => mask(text) !== text;
}

/** A client that has sent none has shown nothing of how it treats them. */
const noCredentials = skipped('not shown: no request carried credentials');

function hasCredentials({ exchanges }: GateRun): boolean {
  return exchanges.some(item => item.authorization !== undefined || credentialKind(item) !== 'none');
}

export const credentialsOverTls: GateRule = {
  id: 'GATE-TLS-1',
  title: 'Credentials are never sent over plain HTTP',
  level: 'MUST',
  source: 'RFC 7617 section 4; WooCommerce documentation, Authentication over HTTPS',
  fix: 'Use https:// with Basic or query credentials; over http:// use OAuth 1.0a, which sends no secret.',
  judge({ runs, secrets }) {
    const findings: GateFinding[] = [];
    const holds = finder(secrets);
    for (const run of runs)
      for (const item of run.exchanges) {
        if (item.exchange.message.scheme === 'https') continue;
        const what = plainCredentials(item, holds);
        if (what !== undefined) findings.push(finding(run, item, what));
      }
    if (findings.length === 0 && !runs.some(hasCredentials)) return noCredentials;
    return judgedBy(findings, 'no secret was sent over plain HTTP');
  },
};

/** Wrong credentials are credentials too: a client that sends those over HTTP sends the right ones so. */
function plainCredentials(item: SeenExchange, holds: Holds): string | undefined {
  const over = 'went over plain HTTP';
  if (item.authorization === 'basic') return `the consumer secret ${over} in the Authorization header`;
  if (item.authorization === 'bearer') return `a bearer token ${over} in the Authorization header`;
  if (item.parameters.get('consumer_secret'))
    return `the consumer secret ${over} in the ${hasQuerySecret(item) ? 'query' : 'body'}`;
  const place = [...placesOf(item)].find(({ text }) => holds(text));
  return place && `the consumer secret ${over} in ${place.name}`;
}

const hasQuerySecret = (item: SeenExchange): boolean => item.query.has('consumer_secret');

export const noSecretElsewhere: GateRule = {
  id: 'GATE-LEAK-1',
  title: 'The secret is sent nowhere but in credentials, and written to no log',
  level: 'MUST',
  source: 'RFC 9110 section 17.9; WooCommerce documentation, Keys',
  fix: 'Mask keys before logging a request, and send no Referer from pages whose URL holds keys.',
  judge({ runs, secrets }) {
    const findings: GateFinding[] = [];
    const holds = finder(secrets);
    for (const run of runs) {
      if (holds(run.output))
        findings.push({
          where: `the command’s output${withFault(run)}`,
          what: 'the consumer secret was printed',
        });
      for (const item of run.exchanges)
        for (const { name, text, isForCredentials } of placesOf(item))
          if (!isForCredentials && holds(text))
            findings.push(finding(run, item, `the consumer secret stands in ${name}`));
    }
    if (findings.length === 0 && secrets.length === 0)
      return skipped('not shown: the secret is not known here, and cannot be looked for');
    if (findings.length === 0 && !runs.some(hasCredentials)) return noCredentials;
    return judgedBy(findings, 'the secret was found in no output, path, body or other field');
  },
};

interface Place {
  /** `the path`, `the field referer`. */
  readonly name: string;
  readonly text: string;
  /** WooCommerce looks for a secret here. */
  readonly isForCredentials?: boolean;
}

/** Every place of a request in which a secret may stand. */
function* placesOf(item: SeenExchange): Generator<Place> {
  yield { name: 'the path', text: item.path };
  for (const [name, value] of item.query) {
    // A signature in plain text holds the secret; that it is none WooCommerce knows is told of with the signatures.
    const isForCredentials = name === 'consumer_secret' || name === 'oauth_signature';
    yield { name: `the parameter ${name}`, text: value, isForCredentials };
    yield { name: 'the name of a parameter', text: name };
  }
  const { headers, body } = item.exchange.message;
  for (const [name, text] of headerFields(headers)) {
    const field = name.toLowerCase();
    const isAuthorization = field === 'authorization';
    const isPlain = isAuthorization && item.oauth.get('oauth_signature_method') === 'PLAINTEXT';
    yield {
      name: `the field ${field}`,
      text,
      isForCredentials: isPlain || (isAuthorization && item.authorization === 'basic'),
    };
  }
  yield { name: 'the body', text: Buffer.from(body).toString('utf8') };
}

export const fallsBackToQuery: GateRule = {
  id: 'GATE-FALLBACK-1',
  title: 'Falls back to credentials in the query where the Authorization header is stripped',
  level: 'SHOULD',
  source: 'WooCommerce documentation, Authentication over HTTPS',
  fix: 'After a 401 to Basic credentials over TLS, send consumer_key and consumer_secret in the query.',
  judge({ runs }) {
    const stripped = runs.filter(({ faults }) =>
      faults.some(fault => /^strip-authorization(:|$)/.test(fault)),
    );
    if (stripped.length === 0) return skipped('not run with --fault strip-authorization');
    const findings: GateFinding[] = [];
    for (const run of stripped)
      if (!run.exchanges.some(isLetInByQuery))
        findings.push({
          where: `the run${withFault(run)}`,
          what: `none of ${run.exchanges.length} requests was let in with credentials that do not need the header`,
        });
    return judgedBy(findings, 'the client was let in although the header was stripped');
  },
};

/** The index is for everybody, and an error tells nothing of who was let in. */
function isLetInByQuery({ exchange: { answer }, path, parameters }: SeenExchange): boolean {
  const isIndex = /\/wp-json\/?$/.test(path) && !parameters.has('rest_route');
  const shows = parameters.has('consumer_key') || parameters.has('oauth_signature');
  return shows && !isIndex && answer.status >= 200 && answer.status < 300;
}
