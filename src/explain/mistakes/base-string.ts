import type { Mistake, MistakeVariant } from '../mistake.ts';
import { type Plan, percentDecode, percentEncode } from '../plan.ts';

type Join = Plan['joinParts'];

/** Base strings put together by another rule, from the same three parts. */
function joined(plan: Plan, ...forms: readonly (readonly [join: Join, detail?: string])[]): MistakeVariant[] {
  return forms.map(([joinParts, detail]) => ({ plan: { ...plan, joinParts }, ...(detail && { detail }) }));
}

/** The finished base string changed as a whole. */
function baseStringChangedBy(
  plan: Plan,
  ...forms: readonly (readonly [change: (base: string) => string, detail?: string])[]
): MistakeVariant[] {
  return joined(
    plan,
    ...forms.map(
      ([change, detail]) =>
        [
          (method: string, uri: string, rest: string) => change(plan.joinParts(method, uri, rest)),
          detail,
        ] as const,
    ),
  );
}

export const baseStringMistakes: readonly Mistake[] = [
  {
    id: 'base-string-with-line-end',
    step: 'base string',
    title: 'The base string ends with a line end or a mark too many',
    does: 'The client signs one character more than the base string: the line feed of echo, a space, an ampersand.',
    fix: 'Sign the base string to its last character and nothing behind it.',
    libraries: [
      {
        library: 'bash',
        line: 'printf %s "$base" | openssl dgst -sha256 -hmac "$secret&" -binary  # not echo',
      },
      { library: 'PowerShell', line: '[Text.Encoding]::ASCII.GetBytes($base)  # not through a pipe' },
    ],
    inPairs: 2,
    variants: plan =>
      baseStringChangedBy(
        plan,
        [base => `${base}\n`, 'a line feed'],
        [base => `${base}\r\n`, 'a carriage return and a line feed'],
        [base => `${base} `, 'a space'],
        [base => `${base}&`, 'an ampersand'],
        [base => `${base}%26`, '%26'],
        [base => ` ${base}`, 'a space in front'],
      ),
  },
  {
    id: 'base-string-joined-otherwise',
    step: 'base string',
    title: 'The three parts of the base string are joined by another mark',
    does: 'The client joins method, base string URI and parameters by something else than bare ampersands.',
    fix: 'Join the three parts with one "&" each: GET&http%3A%2F%2F…&….',
    inPairs: 2,
    variants: plan =>
      joined(
        plan,
        [(method, uri, rest) => `${method}%26${uri}%26${rest}`, '%26'],
        [(method, uri, rest) => `${method}\n${uri}\n${rest}`, 'line feeds'],
        [(method, uri, rest) => `${method}+${uri}+${rest}`, 'plus signs'],
        [(method, uri, rest) => `${method}${uri}${rest}`, 'nothing'],
        [(method, uri, rest) => `${method} ${uri} ${rest}`, 'spaces'],
        [(method, uri, rest) => `${method} & ${uri} & ${rest}`, 'ampersands with spaces'],
        [(method, uri, rest) => `${method}&amp;${uri}&amp;${rest}`, '&amp;'],
        [(method, uri, rest) => `${method}&${uri}?${rest}`, 'a question mark before the parameters'],
        [(method, uri, rest) => `${method}&${uri}%3F${rest}`, '%3F before the parameters'],
        [(method, uri, rest) => `${method}&${uri}%26${rest}`, '%26 before the parameters'],
        [(method, uri, rest) => `${method}&${uri}${rest}`, 'nothing before the parameters'],
        [(method, uri, rest) => `${method}&${uri}&&${rest}`, 'two ampersands before the parameters'],
      ),
  },
  {
    id: 'base-string-part-left-out',
    step: 'base string',
    title: 'A part of the base string is missing',
    does: 'The client leaves out the method, the base string URI or the parameters, or swaps them.',
    fix: 'Sign all three: method, base string URI, parameters.',
    inPairs: 3,
    variants: plan =>
      joined(
        plan,
        [(_, uri, rest) => `${uri}&${rest}`, 'the method'],
        [(_, uri, rest) => `${uri}?${rest}`, 'the method; a question mark stands before the parameters'],
        [(_, _uri, rest) => rest, 'method and base string URI'],
        [
          (_, _uri, rest) => percentDecode(rest),
          'method and base string URI; the parameters are encoded once',
        ],
        [(method, _uri, rest) => `${method}&${rest}`, 'the base string URI'],
        [(method, uri) => `${method}&${uri}`, 'the parameters'],
        [(method, uri) => `${method}&${uri}&`, 'the parameters'],
        [(_, uri) => uri, 'all but the base string URI'],
        [
          (_, uri, rest) => `${percentDecode(uri)}?${percentDecode(rest)}`,
          'the method; the URL is signed as it is',
        ],
        [
          (method, uri, rest) => `${method}&${rest}&${uri}`,
          'nothing, but parameters and base string URI are swapped',
        ],
        [
          (method, uri, rest) => `${uri}&${method}&${rest}`,
          'nothing, but method and base string URI are swapped',
        ],
      ),
  },
  {
    id: 'nothing-encoded',
    step: 'base string',
    title: 'Nothing in the base string is encoded',
    does: 'The client joins method, URL and parameters as they are.',
    fix: 'Percent-encode each name and value, then the URL and the joined parameters, and join the three with "&".',
    variants: plan => {
      const same = (text: string): string => text;
      const bare = { ...plan, encodeBaseUri: same, encodeJoined: same };
      return [
        { plan: { ...bare, encodeName: same, encodeValue: same } },
        { plan: bare, detail: 'but names and values' },
      ];
    },
  },
  {
    id: 'base-string-encoded-whole',
    step: 'base string',
    title: 'The base string is encoded as a whole',
    does: 'The client percent-encodes the finished base string, its two ampersands with it.',
    fix: 'Encode the URL and the joined parameters apart; join method, URL and parameters with bare ampersands.',
    variants: plan => [
      ...baseStringChangedBy(plan, [base => percentEncode(base), 'once more']),
      ...joined(plan, [
        (method, uri, rest) => percentEncode(`${method}&${percentDecode(uri)}&${percentDecode(rest)}`),
        'in the place of its parts',
      ]),
    ],
  },
  {
    id: 'base-string-in-other-case',
    step: 'base string',
    title: 'The base string is changed in case as a whole',
    does: 'The client brings the finished base string to lower or upper case.',
    fix: 'Leave the finished base string as it is.',
    variants: plan =>
      baseStringChangedBy(
        plan,
        [base => base.toLowerCase(), 'lower case'],
        [base => base.toUpperCase(), 'upper case'],
      ),
  },
  {
    id: 'base-string-in-quotes',
    step: 'base string',
    title: 'The base string stands in quotes',
    does: 'The client signs the text of a value in its language, with the quotes around it.',
    fix: 'Sign the bare text.',
    inPairs: 1,
    variants: plan =>
      baseStringChangedBy(
        plan,
        [base => `"${base}"`, 'double quotes'],
        [base => `'${base}'`, 'single quotes'],
        [base => `b'${base}'`, 'the text of Python bytes'],
      ),
  },
  {
    id: 'ampersands-as-entities',
    step: 'base string',
    title: 'Ampersands are signed as HTML entities',
    does: 'The client signs "&amp;" where "&" is due: the text went through an HTML encoder, or through a template.',
    fix: 'Sign the text before it is written into HTML.',
    libraries: [
      {
        library: 'PHP',
        line: "http_build_query($params, '', '&', PHP_QUERY_RFC3986)  // arg_separator.output",
      },
    ],
    variants: plan => [
      { plan: { ...plan, pairSeparator: '&amp;' }, detail: 'between the parameters' },
      ...baseStringChangedBy(plan, [base => base.replaceAll('&', '&amp;'), 'between the three parts']),
    ],
  },
  {
    id: 'parameters-joined-otherwise',
    step: 'base string',
    title: 'The parameters are joined by other marks',
    does: 'The client joins names, values and pairs by something else than "=" and "&", or begins them with a mark.',
    fix: 'Write name=value and join the pairs with "&", with nothing in front.',
    inPairs: 2,
    variants: plan => {
      const pairs = (name: string, separator: string, detail: string): MistakeVariant => ({
        plan: {
          ...plan,
          joinPair: pair => name.replace('N', () => pair.name).replace('V', () => pair.value),
          pairSeparator: separator,
        },
        detail,
      });
      const before = (mark: string, detail: string): MistakeVariant => ({
        plan: { ...plan, encodeJoined: text => plan.encodeJoined(mark + text) },
        detail,
      });
      return [
        pairs('N=V', ';', 'semicolons between the pairs'),
        pairs('N=V', ',', 'commas between the pairs'),
        pairs('N=V', ', ', 'commas and spaces between the pairs'),
        pairs('N=V', '', 'nothing between the pairs'),
        pairs('N=V', '\n', 'line feeds between the pairs'),
        pairs('N="V"', ',', 'as in the Authorization header'),
        pairs('N="V"', ', ', 'as in the Authorization header'),
        pairs('NV', '', 'nothing between names and values'),
        pairs('NV', '&', 'nothing between name and value'),
        pairs('N:V', '&', 'colons between name and value'),
        before('&', 'an ampersand in front'),
        before('?', 'a question mark in front'),
        {
          plan: {
            ...plan,
            joinPair: pair => `"${pair.name}":"${pair.value}"`,
            pairSeparator: ',',
            encodeJoined: text => plan.encodeJoined(`{${text}}`),
          },
          detail: 'as JSON',
        },
      ];
    },
  },
  {
    id: 'body-in-base-string',
    step: 'base string',
    title: 'The body stands in the base string',
    does: 'The client appends the body, or a hash of it, to the base string.',
    fix: 'Leave the body out: OAuth 1.0a signs the parameters of form bodies and nothing else of a body.',
    variants: (plan, view) => {
      const { body } = view.request;
      if (body === '') return [];
      return baseStringChangedBy(
        plan,
        [base => `${base}&${percentEncode(body)}`, 'encoded'],
        [base => `${base}&${body}`, 'as it is'],
        [base => base + body, 'as it is, without an ampersand'],
      );
    },
  },
];
