import type { Admission } from '../../mocks/rules.ts';
import type { Check, ExpectedAnswer } from './check.ts';
import type { CredentialView } from './credentials/mistake.ts';
import { pathOf, type ReceivedRequest } from './request.ts';

type Judgement = Admission['judgements'][number];

/** The way of a request through the store, step by step: what was found in it, and what the store makes of that. */
export function passageOf(view: Omit<CredentialView, 'home'>): readonly Check[] {
  const before = [apiCheck(view), connectionCheck(view), credentialsCheck(view)];
  // The signature is not seen: what a store makes of the request without it tells nothing.
  if (view.request.isSignedByClient) return before;
  return [
    ...before,
    ...view.admission.judgements.flatMap(judgement => judged(judgement, view) ?? []),
    answerCheck(view.admission),
  ];
}

/** What is answered before any resource is asked; nothing of it where the request comes through. */
export function expectedAnswer({ refusal, dies }: Admission): ExpectedAnswer {
  if (dies !== undefined) return { status: 500, code: 'internal_server_error', message: dies };
  if (refusal === undefined) return {};
  const { status, code, message } = refusal;
  return { status, ...(code && { code }), ...(message && { message }) };
}

function apiCheck({ admission, request }: { admission: Admission; request: ReceivedRequest }): Check {
  const path = pathOf(request);
  const route = admission.route ?? path;
  switch (admission.entrance) {
    case 'rest': {
      const isOurs = !admission.judgements.some(
        ({ rule, outcome }) => rule === 'scope' && outcome === 'passed over',
      );
      return {
        step: 'api',
        found: isOurs
          ? `${route} is a route of the REST API for which WooCommerce looks at credentials.`
          : `${route} is a route of the REST API, but none for which WooCommerce looks at credentials.`,
        mark: isOurs ? 'good' : 'bad',
      };
    }
    case 'legacy':
      return { step: 'api', found: `${path} is the legacy API, which has rules of its own.`, mark: 'good' };
    case 'callback':
      return { step: 'api', found: `${path} is no API but a callback of payment gateways.`, mark: 'bad' };
    case 'web server':
      return {
        step: 'api',
        found: 'The web server answers by itself; WordPress does not see the request.',
        mark: 'bad',
      };
    default:
      return { step: 'api', found: `${path} is a page of the site, no API.`, mark: 'bad' };
  }
}

function connectionCheck({ request, seen }: Pick<CredentialView, 'request' | 'seen'>): Check {
  if (request.isSignedByClient && request.scheme === 'http')
    return { step: 'connection', found: 'Plain http: the client signs what it sends.', mark: 'good' };
  const isTls = request.scheme === 'https';
  const assumed = request.schemeAssumed ? ' (assumed)' : '';
  if (isTls)
    return {
      step: 'connection',
      found: `https${assumed}: key and secret count, and signatures.`,
      mark: 'good',
    };
  return {
    step: 'connection',
    found: `Plain http${assumed}: key and secret are not looked at, signatures alone count.`,
    mark: seen.meansOauth ? 'good' : 'bad',
  };
}

function credentialsCheck({ seen, read, request }: Pick<CredentialView, 'seen' | 'read' | 'request'>): Check {
  const places = [
    ...seen.authorization.map(
      field => `${/^\s*([A-Za-z][\w-]*)\s/.exec(field)?.[1] ?? 'something'} in the Authorization header`,
    ),
    ...(seen.query.some(({ name }) => /consumer_(key|secret)$/.test(name) && !name.startsWith('oauth_'))
      ? ['consumer_key or consumer_secret in the query']
      : []),
    ...(seen.query.some(({ name }) => name.startsWith('oauth_')) ? ['oauth_ parameters in the query'] : []),
    ...(seen.body.some(({ name }) => /^(oauth|consumer)_/.test(name)) ? ['credentials in the body'] : []),
    ...(request.headers.some(([name]) => name.toLowerCase() === 'cookie') || request.isSentByPage
      ? ['cookies']
      : []),
  ];
  if (request.isSignedByClient)
    return { step: 'credentials', found: 'The signature that the client makes.', mark: 'open' };
  if (places.length === 0)
    return { step: 'credentials', found: 'No credentials are in the request.', mark: 'bad' };
  const wins =
    read && request.scheme === 'https' && places.length > 1
      ? ` Key and secret in the ${read.from} are looked at first.`
      : '';
  return { step: 'credentials', found: `${capital(places.join('; '))}.${wins}`, mark: 'good' };
}

const stepOfRule: readonly (readonly [RegExp, Check['step']])[] = [
  [/^(basic|legacy)\.credentials$|parameters$/, 'form'],
  [/\.key$/, 'key'],
  [/\.secret$/, 'secret'],
  [/signature(-method)?$|oauth\.method$/, 'signature'],
  [/timestamp$/, 'window'],
  [/nonce$/, 'nonce'],
  [/permissions$|\.user$|scope\.route$/, 'rights'],
];

function judged(
  { rule, outcome, detail }: Judgement,
  { consumerSecret }: { consumerSecret: string | undefined },
): Check | undefined {
  const step = stepOfRule.find(([pattern]) => pattern.test(rule))?.[1];
  if (step === undefined) return undefined;
  // What is taken for granted of a store that nobody has asked.
  const assumed =
    outcome !== 'accepted'
      ? ''
      : step === 'nonce'
        ? ' A nonce is taken to be new.'
        : step === 'rights'
          ? ' The key is taken to be an administrator’s with the right to read and write.'
          : step === 'secret' && consumerSecret === undefined
            ? ' The secret is taken for the one of this key in the store.'
            : '';
  return {
    step,
    found: detail + assumed,
    mark: outcome === 'accepted' ? (assumed ? 'open' : 'good') : outcome === 'refused' ? 'bad' : 'open',
  };
}

function answerCheck(admission: Admission): Check {
  if (admission.dies !== undefined)
    return { step: 'answer', found: '500: PHP ends in a fatal error.', mark: 'bad' };
  const { refusal } = admission;
  if (refusal === undefined)
    return {
      step: 'answer',
      found: admission.isKeyLetIn
        ? 'The key lets it in: the resource answers.'
        : 'It is let through as a stranger’s: the resource answers.',
      mark: 'good',
    };
  const { status, code, message } = refusal;
  return {
    step: 'answer',
    found: [String(status), code, message && `"${message}"`].filter(Boolean).join(' '),
    mark: 'bad',
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
