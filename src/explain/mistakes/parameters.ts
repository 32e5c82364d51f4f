import { Buffer } from 'node:buffer';
import { isObject, jsonIn } from '../../files/json-text.ts';
import { type Mistake, type MistakeVariant, withParameters } from '../mistake.ts';
import { hash, type Plan, percentDecode, type SignedParameter } from '../plan.ts';
import { firstHeaderOf, type ReceivedRequest } from '../request.ts';

const isOauth = (parameter: SignedParameter): boolean => parameter.name.startsWith('oauth_');

function extra(name: string, value: string, position = -1): SignedParameter {
  return { name, sentName: name, value, rawValue: value, position, from: 'client' };
}

function without(
  plan: Plan,
  drop: (parameter: SignedParameter) => boolean,
  detail?: string,
): MistakeVariant[] {
  const kept = plan.parameters.filter(parameter => !drop(parameter));
  if (kept.length === plan.parameters.length) return [];
  return [{ plan: { ...plan, parameters: kept }, ...(detail && { detail }) }];
}

function withAlso(plan: Plan, added: readonly SignedParameter[], detail?: string): MistakeVariant[] {
  const fresh = added.filter(item => !plan.parameters.some(old => old.name === item.name));
  if (fresh.length === 0) return [];
  return [{ plan: withParameters(plan, [...plan.parameters, ...fresh]), ...(detail && { detail }) }];
}

/** The plan with one parameter signed under another value. */
function replaced(plan: Plan, sent: SignedParameter, value: string, detail?: string): MistakeVariant[] {
  const parameters = plan.parameters.map(item =>
    item === sent ? { ...item, value, rawValue: value } : item,
  );
  return [{ plan: { ...plan, parameters }, detail: detail ?? `${sent.name}=${value} was signed` }];
}

const isoDate = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?Z?)?$/;

/** Dates that were sent by ISO 8601 and signed as a language prints them, where its clock stands at UTC. */
function datesAsText(plan: Plan): MistakeVariant[] {
  const dates = plan.parameters.filter(item => !isOauth(item) && isoDate.test(item.value));
  return dates.flatMap(item => {
    const date = new Date(/T.*[^Z]$/.test(item.value) ? `${item.value}Z` : item.value);
    if (Number.isNaN(date.getTime())) return [];
    const [weekday, day, month, year, time] = date.toUTCString().replace(',', '').split(' ');
    return [
      `${weekday} ${month} ${day} ${year} ${time} GMT+0000 (Coordinated Universal Time)`,
      date.toUTCString(),
      date.toISOString().slice(0, 19).replace('T', ' '),
      `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`,
      String(date.getTime()),
    ].flatMap(text => replaced(plan, item, text));
  });
}

/** The parameters of a form body, whatever the method: what a client that signs every body would sign. */
function formOf(request: ReceivedRequest): SignedParameter[] {
  if (request.body === '' || !/form-urlencoded/i.test(firstHeaderOf(request, 'content-type') ?? ''))
    return [];
  return request.body.split('&').map(pair => {
    const equals = pair.indexOf('=');
    const decode = (text: string): string => percentDecode(text.replaceAll('+', ' '));
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const raw = equals < 0 ? '' : pair.slice(equals + 1);
    return { ...extra(name, decode(raw)), rawValue: raw };
  });
}

/** A JSON body whose Content-Type says form. */
function isJsonAsForm({ body }: ReceivedRequest): boolean {
  return /^\s*[{[]/.test(body);
}

type Spell = (value: unknown) => string;

const asJson: Spell = value => (typeof value === 'object' ? JSON.stringify(value) : String(value));
const asJavaScript: Spell = value => String(value);
const asPython: Spell = value => {
  if (value === true) return 'True';
  if (value === false) return 'False';
  return value === null ? 'None' : asJson(value);
};

/** The members of a JSON body, as parameters. */
function jsonOf(
  request: ReceivedRequest,
  spell: Spell,
  keep: (item: unknown) => boolean = () => true,
): SignedParameter[] {
  return Object.entries(membersOf(request))
    .filter(([, item]) => keep(item))
    .map(([name, item]) => extra(bytes(name), bytes(spell(item))));
}

function membersOf(request: ReceivedRequest): Record<string, unknown> {
  const value = jsonIn(Buffer.from(request.body, 'latin1').toString('utf8'));
  return isObject(value) ? value : {};
}

const isContainer = (item: unknown): item is object => typeof item === 'object' && item !== null;
const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** The leaves of a JSON body under the names that PHP's forms give them: `billing[email]`, `line_items[0][id]`. */
function leavesOf(value: object, spell: Spell, name = ''): SignedParameter[] {
  return Object.entries(value).flatMap(([key, item]) => {
    const full = name === '' ? key : `${name}[${key}]`;
    return isContainer(item) ? leavesOf(item, spell, full) : [extra(bytes(full), bytes(spell(item)))];
  });
}

/** What the lists of WooCommerce's API take. */
const knownParameters: ReadonlySet<string> = new Set(
  `search page per_page offset order orderby status after before modified_after modified_before dates_are_gmt include
  exclude parent parent_exclude slug type sku featured category tag shipping_class attribute attribute_term tax_class
  on_sale min_price max_price stock_status customer product dp email role code hide_empty force context date_min
  date_max period user reviewer rating class country state postcode city group currency _fields filter name`.split(
    /\s+/,
  ),
);

/** Parameters that servers, caches and trackers add to a query behind the client's back. */
const addedOnTheWay =
  /^(q|rest_route|lang|_|_cb|cb|nocache|v|ver|rand|time|timestamp|cache|_locale|_fields|_wpnonce|utm_\w+|fbclid|gclid|msclkid|mc_\w+|__cf_\w+|consumer_(key|secret))$/;

export const parameterMistakes: readonly Mistake[] = [
  {
    id: 'added-after-signing',
    step: 'parameters',
    title: 'A parameter was added after signing',
    does: 'The request carries a parameter that the client did not sign: added by the web server (Nginx: q=), a cache-buster or a tracker.',
    fix: 'Sign the URL that is sent, the last thing before sending; on Nginx write try_files $uri $uri/ /index.php?$args; without q=$uri.',
    libraries: [
      {
        library: 'woocommerce (Python)',
        line: "wcapi.get('products', params={'include': '16,19'})  # no lists or dicts: requests appends them once more",
      },
    ],
    variants: (plan, view) => {
      const known = plan.parameters.filter(item => addedOnTheWay.test(item.name));
      const names = [...new Set(known.map(item => item.name))];
      // What stands behind the signature was put there after it.
      const signed = plan.signaturePosition;
      const later = plan.parameters.filter(
        item => signed !== undefined && item.from === 'query' && item.position > signed,
      );
      return [
        ...known.flatMap(added => without(plan, item => item === added, `${added.name} was not signed`)),
        ...(names.length > 1
          ? without(plan, item => known.includes(item), `${names.join(', ')} were not signed`)
          : []),
        ...without(
          plan,
          item => later.includes(item),
          `${later.map(item => item.name).join(', ')} behind oauth_signature`,
        ),
        ...(view.beforeSignature === undefined
          ? []
          : [
              {
                plan: { ...plan, parameters: view.beforeSignature },
                detail: 'what stands behind oauth_signature was appended by the HTTP layer',
              },
            ]),
      ];
    },
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
    variants: plan => [
      ...without(plan, item => !isOauth(item) && item.from === 'query'),
      ...(plan.parameters.some(item => !isOauth(item) && item.from === 'query')
        ? without(plan, item => !isOauth(item), 'nor the form body')
        : []),
    ],
  },
  {
    id: 'json-labelled-as-form',
    step: 'parameters',
    title: 'A JSON body is labelled as a form',
    does: 'The client sends JSON under Content-Type: application/x-www-form-urlencoded; PHP makes one parameter of the whole text, and the store signs that.',
    fix: 'Send Content-Type: application/json with the JSON: it is not signed then.',
    libraries: [
      { library: 'curl', line: "curl -H 'Content-Type: application/json' -d '{…}'  # -d alone says form" },
    ],
    variants: (plan, view) => (isJsonAsForm(view.request) ? without(plan, item => item.from === 'body') : []),
  },
  {
    id: 'form-body-not-signed',
    step: 'parameters',
    title: 'The form body of a POST is not signed',
    does: 'The client signs the query alone, but the store signs the parameters of a form body too.',
    fix: 'Send JSON, which is not signed, or put the form parameters into the base string.',
    variants: (plan, view) => (isJsonAsForm(view.request) ? [] : without(plan, item => item.from === 'body')),
  },
  {
    id: 'body-signed-though-not-read',
    step: 'parameters',
    title: 'A form body is signed that PHP does not read',
    does: 'The client signs the form body of a PUT, PATCH or DELETE; PHP reads form bodies of POST alone.',
    fix: 'Send JSON, or send POST with _method=PUT in the query.',
    variants: (plan, view) =>
      view.request.method.toUpperCase() === 'POST' ? [] : withAlso(plan, formOf(view.request)),
  },
  {
    id: 'json-body-signed',
    step: 'parameters',
    title: 'The JSON body is signed',
    does: 'The client puts members of the JSON body, or the body itself, into the base string.',
    fix: 'Leave a JSON body out of the signature: OAuth 1.0a signs form bodies only.',
    variants: (plan, view) => [
      ...withAlso(plan, jsonOf(view.request, asJson), 'its members as parameters'),
      ...withAlso(plan, jsonOf(view.request, asJavaScript), 'its members as texts of JavaScript'),
      ...withAlso(plan, jsonOf(view.request, asPython), 'its members as texts of Python'),
      ...withAlso(
        plan,
        jsonOf(view.request, asJson, item => !isObject(item)),
        'its members that are no objects',
      ),
      ...withAlso(plan, leavesOf(membersOf(view.request), asJson), 'its members, nested names in brackets'),
      ...withAlso(
        plan,
        leavesOf(membersOf(view.request), asPython),
        'its members, nested, as texts of Python',
      ),
      ...(view.request.body === ''
        ? []
        : withAlso(plan, [extra(view.request.body, '')], 'the body as a name')),
      ...(view.request.body === ''
        ? []
        : ['body', 'data', 'json', 'payload'].flatMap(name =>
            withAlso(plan, [extra(name, view.request.body)], `the body as a parameter "${name}"`),
          )),
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
      [...new Set([view.request.body, ''])].flatMap(body =>
        ['sha1', 'sha256'].flatMap(algorithm =>
          withAlso(plan, [extra('oauth_body_hash', hash(algorithm, body, 'base64'))]),
        ),
      ),
  },
  {
    id: 'oauth-version-signed-but-not-sent',
    step: 'parameters',
    title: 'oauth_version is signed but not sent',
    does: 'The client puts oauth_version=1.0 into the base string and does not send it, or sends another.',
    fix: 'Send what you sign.',
    variants: plan => {
      const sent = plan.parameters.find(item => item.name === 'oauth_version');
      return ['1.0', '1.0a', '1', '2.0']
        .filter(version => version !== sent?.value)
        .flatMap(version =>
          sent === undefined
            ? withAlso(plan, [extra('oauth_version', version)], version)
            : replaced(plan, sent, version),
        );
    },
  },
  {
    id: 'empty-token-signed',
    step: 'parameters',
    title: 'An empty oauth_token is signed but not sent',
    does: 'The client signs oauth_token= although WooCommerce has no tokens, often with other empty parameters of three-legged OAuth.',
    fix: 'Sign without a token: WooCommerce uses one-legged OAuth.',
    libraries: [
      {
        library: 'Postman',
        line: 'Authorization → OAuth 1.0 → Advanced: "Add empty parameters to signature" off',
      },
    ],
    inPairs: 5,
    variants: plan => {
      const also = (names: readonly string[], detail?: string): MistakeVariant[] =>
        withAlso(
          plan,
          names.map(name => extra(name, name === 'oauth_version' ? '1.0' : '')),
          detail ?? (names.length > 1 ? names.join(', ') : undefined),
        );
      const sent = plan.parameters.find(item => item.name === 'oauth_token');
      return [
        ...also(['oauth_token']),
        ...['undefined', 'null', 'None'].flatMap(value =>
          sent === undefined
            ? withAlso(plan, [extra('oauth_token', value)], `as "${value}"`)
            : replaced(plan, sent, value),
        ),
        ...also(['oauth_token', 'oauth_version']),
        ...also(['oauth_token', 'oauth_verifier']),
        ...also(['oauth_token', 'oauth_callback', 'oauth_verifier']),
        ...also(['oauth_token', 'oauth_callback', 'oauth_verifier', 'oauth_version']),
        ...also(['oauth_verifier'], 'oauth_verifier in its place'),
      ];
    },
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
      const realm = /realm="([^"]*)"/i.exec(firstHeaderOf(view.request, 'authorization') ?? '')?.[1];
      return [
        ...without(plan, item => item.name === 'realm', 'the store signs it, the client did not'),
        ...withAlso(
          plan,
          [extra('realm', percentDecode(realm ?? ''))],
          realm === undefined ? 'an empty one' : undefined,
        ),
      ];
    },
  },
  {
    id: 'signature-signed',
    step: 'parameters',
    title: 'oauth_signature itself is signed',
    does: 'The client puts an empty oauth_signature into the base string.',
    fix: 'Leave oauth_signature out of the base string.',
    variants: plan => [
      ...withAlso(plan, [extra('oauth_signature', '')]),
      ...['undefined', 'null', 'None'].flatMap(value =>
        withAlso(plan, [extra('oauth_signature', value)], `as "${value}"`),
      ),
    ],
  },
  {
    id: 'consumer-credentials-signed',
    step: 'parameters',
    title: 'consumer_key and consumer_secret are signed',
    does: 'The client mixes query credentials with OAuth: it signs consumer_key (and consumer_secret) but does not send them.',
    fix: 'Use either query credentials over TLS or OAuth, not both.',
    variants: (plan, view) => {
      const key = extra('consumer_key', view.consumerKey);
      const secret = extra('consumer_secret', view.consumerSecret);
      return [
        ...withAlso(plan, [key]),
        ...withAlso(plan, [key, secret], 'both'),
        ...withAlso(plan, [secret], 'consumer_secret'),
        ...withAlso(plan, [extra('oauth_consumer_secret', view.consumerSecret)], 'oauth_consumer_secret'),
      ];
    },
  },
  {
    id: 'empty-parameters-dropped',
    step: 'parameters',
    title: 'Parameters without a value are not signed',
    does: 'The client sends search= and leaves it out of the base string.',
    fix: 'Sign empty parameters as name=, or do not send them.',
    variants: plan => [
      ...without(plan, item => item.value === ''),
      ...without(plan, item => /^(0|)$/.test(item.value), 'nor those with the value 0'),
      ...without(plan, item => /^(0|false|)$/.test(item.value), 'nor those with the value 0 or false'),
    ],
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
    title: 'A parameter sent twice is signed otherwise than PHP reads it',
    does: 'The client signs both values of a name that it sends twice, or the first alone; PHP keeps the last.',
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
      if (plan.parameters.some(item => item.from === 'body'))
        sent.push(...formOf(view.request).filter(item => !item.name.includes('[')));
      const twice = sent.filter(item => sent.some(other => other !== item && other.name === item.name));
      if (twice.length === 0) return [];
      const others = plan.parameters.filter(item => !twice.some(double => double.name === item.name));
      // In its place: to sort anew would be another mistake.
      const firstValue = (item: SignedParameter): SignedParameter => {
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
    id: 'empty-parameter-signed-but-not-sent',
    step: 'parameters',
    title: 'A parameter without a value is signed but not sent',
    does: 'The client signs search= or search=null for a value that is null, and what builds the URL leaves it out.',
    fix: 'Leave out parameters that are null before signing.',
    libraries: [
      { library: 'PHP', line: 'array_filter($parameters, fn ($value) => $value !== null)  // before get()' },
    ],
    inPairs: 0,
    variants: plan =>
      ['', 'null', 'undefined', 'None'].flatMap(value =>
        [...knownParameters].flatMap(name =>
          withAlso(plan, [extra(name, value)], `${name}=${value} was signed`),
        ),
      ),
  },
  {
    id: 'pair-without-name-signed',
    step: 'parameters',
    title: 'A pair without a name is signed',
    does: 'The client signs "=", which a value of null, a Date or an ampersand too many has left in the query: PHP does not read a parameter without a name.',
    fix: 'Before the client gets the parameters, leave out those that are null, and write dates as text (toISOString()).',
    libraries: [
      {
        library: '@woocommerce/woocommerce-rest-api',
        line: 'const { search, ...others } = params;  // search is null: api.get("products", others)',
      },
    ],
    inPairs: 0,
    variants: (plan, view) =>
      /[?&]=?(?:&|$)/.test(view.request.target) ? withAlso(plan, [extra('', '')], '"=" was signed') : [],
  },
  {
    id: 'ampersand-raw-in-url',
    step: 'parameters',
    title: 'An ampersand of a value stands raw in the URL',
    does: 'The client puts a value such as "a&b=c" into the URL as it is: PHP ends the value at the ampersand. The client signed the whole value.',
    fix: 'Encode the value in the URL: & as %26, = as %3D, + as %2B. The signature then has to be made over the same value, encoded twice.',
    isOfUrl: true,
    inPairs: 2,
    variants: plan => {
      const own = plan.parameters
        .filter(item => !isOauth(item) && item.from === 'query')
        .toSorted((a, b) => a.position - b.position);
      return own.slice(0, -1).flatMap((item, index) => {
        const next = own[index + 1] as SignedParameter;
        // A name that the API knows was meant for a parameter, and one that PHP changes is a mistake of its own.
        if (
          next.position !== item.position + 1 ||
          knownParameters.has(next.name) ||
          next.name.includes('[') ||
          next.sentName !== next.name
        )
          return [];
        const value = `${item.value}&${next.sentName}${next.rawValue === '' ? '' : `=${next.value}`}`;
        const parameters = plan.parameters
          .filter(other => other !== next)
          .map(other => (other === item ? { ...item, value, rawValue: value } : other));
        const same = (text: string): string => text;
        const detail = `the value of ${item.name} is ${JSON.stringify(value)}`;
        return [
          { plan: { ...plan, parameters }, detail },
          {
            plan: { ...plan, parameters, encodeValue: same, encodeName: same },
            detail: `${detail}, and names and values were encoded once`,
          },
        ];
      });
    },
  },
  {
    id: 'values-signed-in-another-spelling',
    step: 'parameters',
    title: 'A value is signed in another spelling than sent',
    does: 'The client signs a typed value (True, 1, null, a trimmed text) and sends its text, or the other way round.',
    fix: 'Turn values into text first, then sign and send the same text.',
    twice: true,
    variants: plan => {
      const spell = (changes: readonly (readonly [RegExp, string])[], detail: string): MistakeVariant[] => {
        const written = (item: SignedParameter): string =>
          isOauth(item)
            ? item.value
            : changes.reduce((value, [from, to]) => value.replace(from, to), item.value);
        if (plan.parameters.every(item => written(item) === item.value)) return [];
        const parameters = plan.parameters.map(item => ({ ...item, value: written(item) }));
        return [{ plan: { ...plan, parameters }, detail }];
      };
      const as = (from: string, to: string): MistakeVariant[] =>
        spell([[new RegExp(`^${from}$`), to]], `"${from}" was signed as "${to}"`);
      return [
        ...as('true', '1'),
        ...as('true', 'True'),
        ...as('True', 'true'),
        ...as('1', 'true'),
        ...as('false', ''),
        ...as('false', '0'),
        ...as('0', ''),
        ...as('1', ''),
        ...as('false', 'False'),
        ...as('False', 'false'),
        ...as('0', 'false'),
        ...['null', 'None', 'undefined', 'nil', 'false'].flatMap(empty => [
          ...as(empty, ''),
          ...as('', empty),
        ]),
        ...datesAsText(plan),
        ...spell([[/^\s+|\s+$/g, '']], 'without the white space around it'),
        ...spell([[/^(-?\d+)$/, '$1.0']], 'whole numbers with ".0"'),
        ...spell([[/^(-?\d+)\.0+$/, '$1']], 'whole numbers without ".0"'),
        ...spell([[/^(-?\d+\.\d*?[1-9])0+$/, '$1']], 'numbers without the zeros at their end'),
        ...spell([[/^([\s\S]*)$/, '"$1"']], 'in double quotes'),
        ...spell([[/ /g, '']], 'without spaces'),
        ...spell([[/['"\\]/g, '\\$&']], 'with backslashes before quotes'),
        ...spell(
          [
            [/&/g, '&amp;'],
            [/</g, '&lt;'],
            [/>/g, '&gt;'],
            [/"/g, '&quot;'],
            [/'/g, '&#39;'],
          ],
          'with HTML entities',
        ),
        ...spell(
          [
            [/&/g, '&amp;'],
            [/</g, '&lt;'],
            [/>/g, '&gt;'],
            [/"/g, '&quot;'],
            [/'/g, '&#039;'],
          ],
          'with HTML entities',
        ),
        ...spell([[/([+-]\d\d:\d\d|Z)$/, '']], 'times without their zone'),
        ...spell([[/(T\d\d:\d\d:\d\d)(?=Z|[+-]|$)/, '$1.000']], 'times with milliseconds'),
        ...spell([[/(T\d\d:\d\d:\d\d)\.\d+/, '$1']], 'times without milliseconds'),
        ...spell([[/T(?=\d\d:)/, ' ']], 'times with a space for the T'),
      ];
    },
  },
  {
    id: 'name-in-another-case',
    step: 'parameters',
    title: 'A parameter name is signed in another case than sent',
    does: 'The client changes the case of names before it signs.',
    fix: 'Sign names as they are sent.',
    inPairs: 1,
    variants: plan => {
      const renamed = (change: (name: string) => string, detail: string): MistakeVariant[] => {
        const parameters = plan.parameters.map(item =>
          isOauth(item) ? item : { ...item, name: change(item.name), encodedName: undefined },
        );
        if (parameters.every((item, index) => item.name === plan.parameters[index]?.name)) return [];
        return [{ plan: withParameters(plan, parameters), detail }];
      };
      return [
        ...renamed(name => name.toLowerCase(), 'in lower case'),
        ...renamed(
          name => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase()),
          'perPage for per_page',
        ),
        ...renamed(name => name.replaceAll('_', '-'), 'per-page for per_page'),
      ];
    },
  },
  {
    id: 'signature-of-another-page',
    step: 'parameters',
    title: 'The signature is that of another page',
    does: 'The client signs once and changes page or per_page in a loop, or signs a page that it does not send.',
    fix: 'Sign anew for each page, after the URL is complete.',
    inPairs: 3,
    variants: plan => {
      const variants = (
        name: string,
        values: (sent: number) => readonly number[],
        defaults: readonly number[],
      ) => {
        const sent = plan.parameters.find(item => item.name === name);
        if (sent === undefined)
          return defaults.flatMap(value =>
            withAlso(plan, [extra(name, String(value))], `${name}=${value} was signed`),
          );
        return [...new Set(values(Number(sent.value)))].flatMap(value => replaced(plan, sent, String(value)));
      };
      return [
        ...variants('page', page => [page - 1, page + 1, 1, 2], [1]),
        ...variants('per_page', () => [100, 10, 20, 50, 1], [100, 10]),
        ...variants('offset', offset => [0, offset - 10, offset - 100], [0]),
      ];
    },
  },
  {
    id: 'signature-method-signed-otherwise',
    step: 'parameters',
    title: 'Another oauth_signature_method is signed than sent',
    does: 'The client has one signature method in the base string and another in the request.',
    fix: 'Take oauth_signature_method from one place, for the base string and for the request.',
    inPairs: 2,
    variants: (plan, view) => {
      const sent = plan.parameters.find(item => item.name === 'oauth_signature_method');
      if (sent === undefined) return [];
      return [
        'HMAC-SHA1',
        'HMAC-SHA256',
        'HMAC-SHA512',
        'PLAINTEXT',
        view.signatureMethod.toLowerCase(),
        view.signatureMethod.replace('-', ''),
        view.signatureMethod.replace('HMAC-', ''),
      ].flatMap(method => (method === sent.value ? [] : replaced(plan, sent, method)));
    },
  },
  {
    id: 'consumer-key-signed-otherwise',
    step: 'parameters',
    title: 'Another oauth_consumer_key is signed than sent',
    does: 'The client signs the key with white space, without its prefix, or another value in its place.',
    fix: 'Take oauth_consumer_key from one variable, for the base string and for the request.',
    inPairs: 0,
    variants: (plan, view) => {
      const sent = plan.parameters.find(item => item.name === 'oauth_consumer_key');
      if (sent === undefined) return [];
      const key = sent.value;
      const values = [
        key.trim(),
        `${key}\n`,
        `${key} `,
        ` ${key}`,
        `${key}\r\n`,
        key.replace(/^ck_/, ''),
        key.toUpperCase(),
        key.toLowerCase(),
        view.consumerSecret,
        `"${key}"`,
        `ck_${key}`,
        'undefined',
        '',
      ];
      return values.flatMap(value => (value === key ? [] : replaced(plan, sent, value)));
    },
  },
  {
    id: 'timestamp-signed-otherwise',
    step: 'parameters',
    title: 'Another oauth_timestamp is signed than sent',
    does: 'The client reads the clock once for the base string and again for the request, or signs milliseconds and sends seconds.',
    fix: 'Make timestamp and nonce once for each request, and use the same for signing and sending.',
    libraries: [
      {
        library: 'oauth-1.0a',
        line: 'const data = oauth.authorize(request)  // once; send these very fields',
      },
    ],
    inPairs: 0,
    variants: plan => {
      const sent = plan.parameters.find(item => item.name === 'oauth_timestamp');
      if (sent === undefined || !/^\d{9,13}$/.test(sent.value)) return [];
      const seconds = Number(sent.value);
      const near = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (Math.floor(i / 2) + 1));
      const zones = Array.from({ length: 105 }, (_, i) => (i - 52) * 900).filter(offset => offset !== 0);
      const values = [
        ...near.map(offset => [String(seconds + offset), `${offset > 0 ? '+' : ''}${offset} s`] as const),
        [`${seconds}.0`, 'with ".0"'] as const,
        [`"${seconds}"`, 'in quotes'] as const,
        ['', 'empty'] as const,
        [String(Math.floor(seconds / 1000)), 'in seconds'] as const,
        ...zones.map(offset => [String(seconds + offset), `${offset / 3600} hours away`] as const),
        ...Array.from({ length: 1000 }, (_, ms) => [String(seconds * 1000 + ms), 'in milliseconds'] as const),
      ];
      return values.flatMap(([value, detail]) => replaced(plan, sent, value, detail));
    },
  },
  {
    id: 'nonce-signed-otherwise',
    step: 'parameters',
    title: 'Another oauth_nonce is signed than sent',
    does: 'The client changes the nonce between signing and sending: its case, its padding, its encoding, or it takes the timestamp.',
    fix: 'Use a nonce of letters and digits only, made once for each request.',
    inPairs: 0,
    variants: plan => {
      const sent = plan.parameters.find(item => item.name === 'oauth_nonce');
      const timestamp = plan.parameters.find(item => item.name === 'oauth_timestamp');
      if (sent === undefined) return [];
      const nonce = sent.value;
      const values = [
        ['', 'empty'],
        [timestamp?.value ?? '', 'the timestamp'],
        [nonce.toLowerCase(), 'in lower case'],
        [nonce.toUpperCase(), 'in upper case'],
        [nonce.replace(/=+$/, ''), 'without its padding'],
        [nonce.replaceAll(/[^A-Za-z0-9]/g, ''), 'its letters and digits alone'],
        [nonce.trim(), 'without white space'],
        [Buffer.from(nonce, 'latin1').toString('base64'), 'in base64'],
        ['undefined', '"undefined"'],
        ['null', '"null"'],
      ] as const;
      return values.flatMap(([value, detail]) =>
        value === nonce ? [] : replaced(plan, sent, value, detail),
      );
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
    twice: true,
    variants: plan => {
      const inOrderSent = plan.parameters
        .filter(item => !isOauth(item))
        .toSorted((a, b) => a.position - b.position);
      const several = (some: readonly SignedParameter[]): MistakeVariant[] =>
        without(
          plan,
          item => some.includes(item),
          `${some.map(item => item.name).join(', ')} were not signed`,
        );
      return [
        ...plan.parameters
          .slice(0, mostParametersTried)
          .flatMap(left => without(plan, item => item === left, `${left.name} was not signed`)),
        ...without(
          plan,
          item => item.name === 'oauth_nonce' || item.name === 'oauth_timestamp',
          'oauth_nonce and oauth_timestamp were not signed',
        ),
        // Three and more at the end or at the beginning of the query; two anywhere are tried as a pair.
        ...[3, 4, 5, 6]
          .filter(count => count < inOrderSent.length)
          .flatMap(count => [...several(inOrderSent.slice(-count)), ...several(inOrderSent.slice(0, count))]),
      ];
    },
  },
];

/** Leaving out each parameter in turn is tried for this many, so that the search stays short. */
const mostParametersTried = 30;
