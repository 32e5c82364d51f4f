import { firstHeader, type Message } from '../../../mocks/index.ts';
import { changing, refusal, type Saboteur } from '../saboteur.ts';

const authorization = (message: Message) => firstHeader(message.headers, 'Authorization');

function withQuery(message: Message, added: string): Message {
  return { ...message, target: `${message.target}${message.target.includes('?') ? '&' : '?'}${added}` };
}

function withoutQuery(message: Message, names: RegExp): Message {
  const [path = '', query = ''] = message.target.split('?');
  const kept = query.split('&').filter(pair => !names.test(pair));
  return { ...message, target: `${path}?${kept.join('&')}` };
}

function withoutAuthorization(message: Message): Message {
  const isPart = (text: string | undefined) => text?.toLowerCase() === 'authorization';
  const headers = message.headers.filter((text, i, all) => !isPart(i % 2 === 0 ? text : all[i - 1]));
  return { ...message, headers };
}

/** The credentials of the header arrive by another way. */
function headerInQuery(message: Message): Message {
  const sent = authorization(message);
  const pair = /^Basic (.*)$/.exec(sent ?? '')?.[1];
  if (pair !== undefined) {
    const [key = '', secret = ''] = atob(pair).split(':');
    return withQuery(message, `consumer_key=${key}&consumer_secret=${secret}`);
  }
  const oauth = /^OAuth (.*)$/.exec(sent ?? '')?.[1];
  return oauth === undefined
    ? message
    : withQuery(message, oauth.replaceAll('"', '').split(/,\s*/).join('&'));
}

/** Each comes between the client and the fault, so that the fault spoils what it lets through. */
const saboteurs: readonly Saboteur[] = [
  {
    requirement: 'HOSTING-01',
    wrong: 'the header arrives all the same',
    between: (message, store) => store(headerInQuery(message)),
  },
  {
    requirement: 'HOSTING-01',
    wrong: 'only the secret of the header arrives: a wrong one is told',
    between: (message, store) =>
      authorization(message)?.startsWith('Basic') &&
      atob(authorization(message)?.slice(6) ?? '').endsWith(':cs_0')
        ? store(headerInQuery(message))
        : store(message),
  },
  {
    requirement: 'HOSTING-01',
    wrong: 'a refusal carries a challenge',
    between: changing(answer =>
      answer.status === 401
        ? { ...answer, headers: [...answer.headers, 'WWW-Authenticate', 'Basic realm="x"'] }
        : undefined,
    ),
  },
  {
    requirement: 'HOSTING-02',
    wrong: 'the query is not looked at',
    store: { rules: { choose: (_query, header) => header() } },
  },
  {
    requirement: 'HOSTING-02',
    wrong: 'the secret is not compared',
    store: { rules: { isSecretRight: () => true } },
  },
  {
    requirement: 'HOSTING-02',
    wrong: 'the query is read for GET alone',
    between: (message, store) =>
      store(message.method === 'GET' ? message : withoutQuery(message, /^consumer_/)),
  },
  {
    requirement: 'HOSTING-03',
    wrong: 'signatures are taken over plain HTTP alone',
    between: (message, store) => store(withoutQuery({ ...message, body: new Uint8Array() }, /^oauth_/)),
  },
  {
    requirement: 'HOSTING-03',
    wrong: 'the signature is not compared',
    store: { rules: { isSignatureRight: () => true } },
  },
  {
    requirement: 'HOSTING-04',
    wrong: 'the header arrives whole',
    between: (message, store) =>
      store(authorization(message)?.startsWith('OAuth') ? headerInQuery(message) : message),
  },
  {
    requirement: 'HOSTING-04',
    wrong: 'the header does not arrive at all',
    between: (message, store) => store(withoutAuthorization(message)),
  },
  {
    requirement: 'HOSTING-05',
    wrong: 'keys are taken without TLS',
    store: { rules: { allowsBasic: () => true } },
  },
  {
    requirement: 'HOSTING-05',
    wrong: 'a wrong secret is told',
    between: (message, store) =>
      /consumer_secret=cs_0$/.test(headerInQuery(message).target)
        ? refusal(401, 'woocommerce_rest_authentication_error', 'Consumer secret is invalid.')
        : store(message),
  },
  {
    requirement: 'HOSTING-06',
    wrong: 'the signature is not compared',
    store: { rules: { isSignatureRight: () => true } },
  },
  {
    requirement: 'HOSTING-06',
    wrong: 'signatures are refused',
    store: { rules: { isSignatureRight: () => false } },
  },
  {
    requirement: 'HOSTING-07',
    wrong: 'the signature is not compared',
    store: { rules: { isSignatureRight: () => true } },
  },
  {
    requirement: 'HOSTING-07',
    wrong: 'the query is dropped, too',
    between: (message, store) => store(withoutQuery(message, /./)),
  },
  {
    requirement: 'HOSTING-08',
    wrong: 'keys arrive all the same',
    between: (message, store) => {
      const key = /consumer_key=([^&]*)&consumer_secret=([^&]*)/.exec(message.target);
      const field = key ? ['Authorization', `Basic ${btoa(`${key[1]}:${key[2]}`)}`] : [];
      return store({ ...message, headers: [...message.headers, ...field] });
    },
  },
  {
    requirement: 'HOSTING-08',
    wrong: 'the header is stripped, too',
    between: (message, store) => store(withoutAuthorization(message)),
  },
  {
    requirement: 'HOSTING-09',
    wrong: 'clients are sent elsewhere',
    between: withLocation(value => value.replace('https://', 'https://www.')),
  },
  {
    requirement: 'HOSTING-09',
    wrong: 'the query is lost on the way',
    between: withLocation(value => value.replace(/\?.*/, '')),
  },
  {
    requirement: 'HOSTING-09',
    wrong: 'nobody is redirected',
    between: (message, store) => store({ ...message, scheme: 'https' }),
  },
  {
    requirement: 'HOSTING-10',
    wrong: 'no challenge is sent',
    between: changing(answer =>
      answer.status === 401
        ? { ...answer, headers: answer.headers.map(text => text.replace(/^Basic realm=/, 'Negotiate ')) }
        : undefined,
    ),
  },
  {
    requirement: 'HOSTING-10',
    wrong: 'the key is taken for the password',
    between: (message, store) =>
      store({
        ...message,
        headers: message.headers.map(text => text.replace(/^Basic .*/, `Basic ${btoa('staging:staging')}`)),
      }),
  },
  {
    requirement: 'HOSTING-10',
    wrong: 'the query is not looked at behind the password',
    store: { rules: { choose: (_query, header) => header() } },
  },
  {
    requirement: 'HOSTING-11',
    wrong: '_method is not looked at',
    between: (message, store) => store(withoutQuery(message, /^_method=/)),
  },
  {
    requirement: 'HOSTING-11',
    wrong: 'PUT passes',
    between: (message, store) =>
      store(message.method === 'PUT' ? withQuery({ ...message, method: 'POST' }, '_method=PUT') : message),
  },
  {
    requirement: 'HOSTING-12',
    wrong: 'requests with credentials pass the cache by',
    between: (message, store) => store(authorization(message) ? withSlash(message) : message),
  },
  {
    requirement: 'HOSTING-12',
    wrong: 'requests without credentials pass the cache by',
    between: (message, store) => store(authorization(message) ? message : withSlash(message)),
  },
];

/** Another path for the cache, the same route for WordPress. */
function withSlash(message: Message): Message {
  return { ...message, target: message.target.replace(/(\?|$)/, '/$1') };
}

/** Redirects lead elsewhere. */
function withLocation(change: (value: string) => string): NonNullable<Saboteur['between']> {
  return changing(answer => ({
    ...answer,
    headers: answer.headers.map((text, i) => (answer.headers[i - 1] === 'Location' ? change(text) : text)),
  }));
}

export default saboteurs;
