import { type Mistake, type Variant, withParameters } from '../mistake.ts';
import { hash, type Parameter, type Plan, percentDecode } from '../plan.ts';
import { headerOf, type SignedRequest } from '../request.ts';

const isOauth = (parameter: Parameter): boolean => parameter.name.startsWith('oauth_');

function extra(name: string, value: string, position = -1): Parameter {
  return { name, sentName: name, value, rawValue: value, position, from: 'client' };
}

function without(plan: Plan, drop: (parameter: Parameter) => boolean, detail?: string): Variant[] {
  const kept = plan.parameters.filter(parameter => !drop(parameter));
  if (kept.length === plan.parameters.length) return [];
  return [{ plan: { ...plan, parameters: kept }, ...(detail && { detail }) }];
}

function withAlso(plan: Plan, added: readonly Parameter[], detail?: string): Variant[] {
  const fresh = added.filter(item => !plan.parameters.some(old => old.name === item.name));
  if (fresh.length === 0) return [];
  return [{ plan: withParameters(plan, [...plan.parameters, ...fresh]), ...(detail && { detail }) }];
}

/** The parameters of a form body, whatever the method: what a client that signs every body would sign. */
function formOf(request: SignedRequest): Parameter[] {
  if (request.body === '' || !/form-urlencoded/i.test(headerOf(request, 'content-type') ?? '')) return [];
  return request.body.split('&').map(pair => {
    const equals = pair.indexOf('=');
    const decode = (text: string): string => percentDecode(text.replaceAll('+', ' '));
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const raw = equals < 0 ? '' : pair.slice(equals + 1);
    return { ...extra(name, decode(raw)), rawValue: raw };
  });
}

function jsonOf(request: SignedRequest): Parameter[] {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(request.body, 'latin1').toString('utf8'));
  } catch {
    return [];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([name, item]) =>
    extra(
      name,
      Buffer.from(typeof item === 'object' ? JSON.stringify(item) : String(item)).toString('latin1'),
    ),
  );
}

/** Parameters that servers, caches and trackers add to a query behind the client's back. */
const addedOnTheWay = /^(q|rest_route|lang|_|_cb|cb|nocache|v|ver|utm_\w+|fbclid|gclid|__cf_\w+)$/;

export const parameterMistakes: readonly Mistake[] = [
  {
    id: 'added-after-signing',
    step: 'parameters',
    title: 'A parameter was added after signing',
    does: 'The request carries a parameter that the client did not sign: added by the web server (Nginx: q=), a cache-buster or a tracker.',
    fix: 'Sign the URL that is sent, the last thing before sending; on Nginx write try_files $uri $uri/ /index.php?$args; without q=$uri.',
    variants: plan =>
      plan.parameters
        .filter(item => addedOnTheWay.test(item.name))
        .flatMap(added => without(plan, item => item === added, `${added.name} was not signed`)),
  },
  {
    id: 'oauth-version-not-signed',
    step: 'parameters',
    title: 'oauth_version is sent but not signed',
    does: 'The client sends oauth_version and leaves it out of the base string.',
    fix: 'Sign every oauth_ parameter but oauth_signature, or do not send oauth_version: it is optional.',
    variants: plan => without(plan, item => item.name === 'oauth_version'),
  },
  {
    id: 'query-not-signed',
    step: 'parameters',
    title: 'The query of the URL is not signed',
    does: 'The client signs the oauth_ parameters alone.',
    fix: 'Put the parameters of the query into the base string too.',
    libraries: [{ library: 'oauth-1.0a', line: 'oauth.authorize({ url: fullUrlWithQuery, method })' }],
    variants: plan => without(plan, item => !isOauth(item)),
  },
  {
    id: 'form-body-not-signed',
    step: 'parameters',
    title: 'The form body of a POST is not signed',
    does: 'The client signs the query alone, but the store signs the parameters of a form body too.',
    fix: 'Send JSON, which is not signed, or put the form parameters into the base string.',
    variants: plan => without(plan, item => item.from === 'body'),
  },
  {
    id: 'body-signed-though-not-read',
    step: 'parameters',
    title: 'A form body is signed that PHP does not read',
    does: 'The client signs the form body of a PUT, PATCH or DELETE; PHP reads form bodies of POST alone.',
    fix: 'Send JSON, or send POST with _method=PUT in the query.',
    variants: (plan, view) => withAlso(plan, formOf(view.request)),
  },
  {
    id: 'json-body-signed',
    step: 'parameters',
    title: 'The JSON body is signed',
    does: 'The client puts members of the JSON body, or the body itself, into the base string.',
    fix: 'Leave a JSON body out of the signature: OAuth 1.0a signs form bodies only.',
    variants: (plan, view) => [
      ...withAlso(plan, jsonOf(view.request), 'its members as parameters'),
      ...(view.request.body === ''
        ? []
        : withAlso(plan, [extra(view.request.body, '')], 'the body as a name')),
      ...(view.request.body === ''
        ? []
        : withAlso(plan, [extra('body', view.request.body)], 'the body as a parameter')),
    ],
  },
  {
    id: 'body-hash-signed',
    step: 'parameters',
    title: 'oauth_body_hash is signed but not sent',
    does: 'The client signs a hash of the body under oauth_body_hash and does not send it.',
    fix: 'Switch the body hash off: WooCommerce does not know it.',
    libraries: [
      {
        library: 'Ruby oauth',
        line: 'consumer.request(:post, path, nil, {}, body, headers)  # without body_hash',
      },
    ],
    variants: (plan, view) =>
      ['sha1', 'sha256'].flatMap(algorithm =>
        withAlso(plan, [extra('oauth_body_hash', hash(algorithm, view.request.body, 'base64'))]),
      ),
  },
  {
    id: 'oauth-version-signed-but-not-sent',
    step: 'parameters',
    title: 'oauth_version is signed but not sent',
    does: 'The client puts oauth_version=1.0 into the base string and does not send it.',
    fix: 'Send what you sign.',
    variants: plan => withAlso(plan, [extra('oauth_version', '1.0')]),
  },
  {
    id: 'empty-token-signed',
    step: 'parameters',
    title: 'An empty oauth_token is signed but not sent',
    does: 'The client signs oauth_token= although WooCommerce has no tokens.',
    fix: 'Sign without a token: WooCommerce uses one-legged OAuth.',
    variants: plan => withAlso(plan, [extra('oauth_token', '')]),
  },
  {
    id: 'callback-signed',
    step: 'parameters',
    title: 'oauth_callback is signed but not sent',
    does: 'The client signs oauth_callback, which belongs to the three-legged flow.',
    fix: 'Sign without a callback: WooCommerce uses one-legged OAuth.',
    variants: plan => [
      ...withAlso(plan, [extra('oauth_callback', 'oob')], 'oob'),
      ...withAlso(plan, [extra('oauth_callback', '')], 'empty'),
    ],
  },
  {
    id: 'realm-signed',
    step: 'parameters',
    title: 'The realm is signed',
    does: 'The client puts the realm of the Authorization header into the base string.',
    fix: 'Leave the realm out (RFC 5849 section 3.4.1.3.1).',
    variants: (plan, view) => {
      const realm = /realm="([^"]*)"/i.exec(headerOf(view.request, 'authorization') ?? '')?.[1];
      return [
        ...without(plan, item => item.name === 'realm', 'the store signs it, the client did not'),
        ...(realm === undefined ? [] : withAlso(plan, [extra('realm', percentDecode(realm))])),
      ];
    },
  },
  {
    id: 'signature-signed',
    step: 'parameters',
    title: 'oauth_signature itself is signed',
    does: 'The client puts an empty oauth_signature into the base string.',
    fix: 'Leave oauth_signature out of the base string.',
    variants: plan => withAlso(plan, [extra('oauth_signature', '')]),
  },
  {
    id: 'consumer-credentials-signed',
    step: 'parameters',
    title: 'consumer_key and consumer_secret are signed',
    does: 'The client mixes query credentials with OAuth: it signs consumer_key (and consumer_secret) but does not send them.',
    fix: 'Use either query credentials over TLS or OAuth, not both.',
    variants: (plan, view) => withAlso(plan, [extra('consumer_key', view.consumerKey)]),
  },
  {
    id: 'empty-parameters-dropped',
    step: 'parameters',
    title: 'Parameters without a value are not signed',
    does: 'The client sends search= and leaves it out of the base string.',
    fix: 'Sign empty parameters as name=, or do not send them.',
    variants: plan => without(plan, item => item.value === ''),
  },
  {
    id: 'empty-values-joined-without-equals',
    step: 'parameters',
    title: 'Parameters without a value are signed without "="',
    does: 'The client signs the bare name of a parameter whose value is empty.',
    fix: 'Sign name= with its equals sign.',
    variants: plan => [
      { plan: { ...plan, joinPair: pair => (pair.value === '' ? pair.name : plan.joinPair(pair)) } },
    ],
  },
  {
    id: 'duplicates-signed',
    step: 'parameters',
    title: 'A parameter sent twice is signed twice',
    does: 'The client signs both values of a name that it sends twice; PHP keeps the last.',
    fix: 'Send each name once; for several values use name[0], name[1].',
    variants: (plan, view) => {
      const target = view.request.target;
      const query = target.includes('?') ? target.slice(target.indexOf('?') + 1).split('&') : [];
      const sent = query
        .filter(pair => !pair.startsWith('oauth_') && !pair.includes('%5B') && !pair.includes('['))
        .map((pair, index) => {
          const [name = '', ...rest] = pair.split('=');
          return extra(percentDecode(name), percentDecode(rest.join('=').replaceAll('+', ' ')), index);
        });
      const twice = sent.filter(item => sent.some(other => other !== item && other.name === item.name));
      if (twice.length === 0) return [];
      const others = plan.parameters.filter(item => !twice.some(double => double.name === item.name));
      // In its place: to sort anew would be another mistake.
      const firstValue = (item: Parameter): Parameter => {
        const first = twice.find(other => other.name === item.name);
        return first ? { ...item, value: first.value, rawValue: first.rawValue } : item;
      };
      return [
        { plan: withParameters(plan, [...others, ...twice]), detail: 'both' },
        { plan: { ...plan, parameters: plan.parameters.map(firstValue) }, detail: 'the first alone' },
      ];
    },
  },
  {
    id: 'query-signed-twice',
    step: 'parameters',
    title: 'Every parameter is signed twice',
    does: 'The client passes the query both in the URL and as data to its OAuth library.',
    fix: 'Pass the parameters in one place only.',
    libraries: [
      { library: 'oauth-1.0a', line: 'oauth.authorize({ url, method })  // the query is in url: no data' },
    ],
    variants: plan => [
      {
        plan: withParameters(plan, [...plan.parameters, ...plan.parameters.filter(item => !isOauth(item))]),
        detail: 'the query',
      },
      { plan: withParameters(plan, [...plan.parameters, ...plan.parameters]), detail: 'all parameters' },
    ],
  },
  {
    id: 'values-signed-in-another-spelling',
    step: 'parameters',
    title: 'A value is signed in another spelling than sent',
    does: 'The client signs a typed value (True, 1, null, a trimmed text) and sends its text, or the other way round.',
    fix: 'Turn values into text first, then sign and send the same text.',
    variants: plan => {
      const spell = (from: RegExp, to: string): Variant[] =>
        plan.parameters.some(item => !isOauth(item) && from.test(item.value))
          ? [
              {
                plan: {
                  ...plan,
                  parameters: plan.parameters.map(item =>
                    !isOauth(item) && from.test(item.value)
                      ? { ...item, value: item.value.replace(from, to) }
                      : item,
                  ),
                },
                detail: `${String(from.source).replace(/[\^$]/g, '')} was signed as "${to}"`,
              },
            ]
          : [];
      return [
        ...spell(/^true$/, '1'),
        ...spell(/^true$/, 'True'),
        ...spell(/^True$/, 'true'),
        ...spell(/^1$/, 'true'),
        ...spell(/^false$/, ''),
        ...spell(/^false$/, '0'),
        ...spell(/^false$/, 'False'),
        ...spell(/^False$/, 'false'),
        ...spell(/^0$/, 'false'),
        ...spell(/^(null|None|undefined)$/, ''),
        ...spell(/^$/, 'null'),
        ...spell(/^\s+|\s+$/g, ''),
      ];
    },
  },
  {
    id: 'method-override-not-signed',
    step: 'parameters',
    title: '_method is not signed',
    does: 'The client adds _method to the query after signing.',
    fix: 'Sign _method like any other parameter, and sign with the method that is really sent (POST).',
    variants: plan => without(plan, item => item.name === '_method'),
  },
  {
    id: 'oauth-parameters-not-signed',
    step: 'parameters',
    title: 'The oauth_ parameters are not signed',
    does: 'The client signs the query alone.',
    fix: 'Put oauth_consumer_key, oauth_nonce, oauth_signature_method and oauth_timestamp into the base string.',
    variants: plan => without(plan, isOauth),
  },
  {
    id: 'parameter-left-out',
    step: 'parameters',
    title: 'A parameter is left out of the signature',
    does: 'The client sends a parameter that it did not sign.',
    fix: 'Sign every parameter of the query (and of a form body) but oauth_signature.',
    variants: plan =>
      plan.parameters
        .slice(0, mostParametersTried)
        .flatMap(left => without(plan, item => item === left, `${left.name} was not signed`)),
  },
];

/** Leaving out each parameter in turn is tried for this many, so that the search stays short. */
const mostParametersTried = 30;
