import type { Mistake } from '../mistake.ts';
import { variant } from '../mistake.ts';
import { type Plan, percentByte, percentDecode, percentEncode, type SignedParameter } from '../plan.ts';
import { toBytes, toText } from '../request.ts';

type Encode = (text: string) => string;

/** A percent-encoding that leaves more than the unreserved characters bare. */
const leaving =
  (bare: string): Encode =>
  text =>
    text.replace(/[^A-Za-z0-9\-._~]/g, byte => (bare.includes(byte) ? byte : percentByte(byte)));

const lowerHex: Encode = text => percentEncode(text).replace(/%[0-9A-F]{2}/g, hex => hex.toLowerCase());
const plusForSpace: Encode = text => percentEncode(text).replaceAll('%20', '+');
const withoutTilde: Encode = text => percentEncode(text).replaceAll('~', '%7E');
/** java.net.URLEncoder: application/x-www-form-urlencoded. */
const javaForm: Encode = text => leaving('*')(text).replaceAll('%20', '+').replaceAll('~', '%7E');
/** PHP's urlencode(), Python's quote_plus() before 3.7. */
const phpForm: Encode = text => withoutTilde(text).replaceAll('%20', '+');
/** System.Net.WebUtility.UrlEncode. */
const netForm: Encode = text => leaving('!*()')(text).replaceAll('%20', '+').replaceAll('~', '%7E');
/** System.Web.HttpUtility.UrlEncode. */
const netLowerForm: Encode = text => netForm(text).replace(/%[0-9A-F]{2}/g, hex => hex.toLowerCase());
const identity: Encode = text => text;

const rawOnce = (_: string, parameter: SignedParameter): string => percentDecode(parameter.rawValue);

const first = (plan: Plan, encode: Encode): Plan => ({ ...plan, encodeName: encode, encodeValue: encode });
/** Another encoding for the values of some parameters. */
const only = (plan: Plan, which: (parameter: SignedParameter) => boolean, encode: Encode): Plan => ({
  ...plan,
  encodeValue: (text, parameter) => (which(parameter) ? encode(text) : plan.encodeValue(text, parameter)),
});
const isOauth = (parameter: SignedParameter): boolean => parameter.name.startsWith('oauth_');
const every = (plan: Plan, encode: Encode): Plan => ({
  ...first(plan, encode),
  encodeJoined: encode,
  encodeBaseUri: encode,
});

const phpRaw = { library: 'PHP', line: 'rawurlencode($value)' };

export const encodingMistakes: readonly Mistake[] = [
  {
    id: 'url-encoded-twice',
    step: 'encoding',
    title: 'Values are encoded twice in the URL',
    does: 'The client sends a%252Bb for "a+b": what PHP decodes is still percent-encoded. The client signed the value that was meant; the URL is at fault.',
    fix: 'Encode each value once in the URL: hand it plain to what builds the URL. The signature can stay as it is.',
    libraries: [
      {
        library: 'Go',
        line: 'query.Set("search", value)  // Encode() escapes it: no url.QueryEscape() before',
      },
    ],
    isOfUrl: true,
    inPairs: 1,
    variants: plan =>
      plan.parameters.some(item => !isOauth(item) && /%[0-9A-F]{2}/i.test(item.value))
        ? [
            { plan: { ...plan, encodeValue: text => percentEncode(percentDecode(text)) } },
            {
              plan: { ...plan, encodeValue: text => percentEncode(percentDecode(text.replaceAll('+', ' '))) },
            },
          ]
        : [],
  },
  {
    id: 'spaces-as-plus',
    step: 'encoding',
    title: 'Spaces are encoded as plus',
    does: 'The client encodes with the rules of HTML forms, where a space becomes "+".',
    fix: 'Encode a space as %20 (then %2520): RFC 5849 section 3.6 knows no plus.',
    libraries: [
      phpRaw,
      { library: 'Python', line: "urllib.parse.quote(value, safe='~')" },
      {
        library: 'JavaScript',
        line: "encodeURIComponent(value).replace(/[!'()*]/g, c => '%' + c.charCodeAt(0).toString(16).toUpperCase())",
      },
      { library: 'Ruby', line: 'ERB::Util.url_encode(value)' },
    ],
    variants: plan => [
      { plan: first(plan, plusForSpace), detail: 'in the first encoding' },
      { plan: every(plan, plusForSpace), detail: 'in both encodings' },
      { plan: first(plan, phpForm), detail: '"~" is encoded besides, as urlencode() of PHP does' },
      { plan: every(plan, phpForm), detail: '"~" is encoded besides, in both encodings' },
    ],
  },
  {
    id: 'form-encoder-of-java',
    step: 'encoding',
    title: "Java's URLEncoder is used as it is",
    does: 'The client encodes with java.net.URLEncoder: space becomes "+", "*" stays bare, "~" becomes %7E.',
    fix: 'Repair what URLEncoder does differently from RFC 3986.',
    libraries: [
      {
        library: 'Java',
        line: 'URLEncoder.encode(value, UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~")',
      },
    ],
    variants: plan => [{ plan: first(plan, javaForm) }, { plan: every(plan, javaForm) }],
  },
  {
    id: 'plus-kept-as-plus',
    step: 'encoding',
    title: 'A plus in the URL is signed as a plus',
    does: 'The URL holds a bare "+", which PHP reads as a space, but the client signed a plus.',
    fix: 'Send a plus as %2B and a space as %20.',
    isOfUrl: true,
    variants: plan => [
      {
        plan: {
          ...plan,
          encodeValue: (_, parameter) => percentEncode(percentDecode(parameter.rawValue)),
        },
      },
      ...(plan.parameters.some(item => !isOauth(item) && item.rawValue.includes('+'))
        ? [
            {
              plan: { ...plan, encodeName: identity, encodeValue: rawOnce },
              detail: 'a plus of the value stands raw in the URL, and names and values are encoded once',
            },
          ]
        : []),
    ],
  },
  {
    id: 'decoded-once-too-often',
    step: 'encoding',
    title: 'Values are decoded once too often',
    does: 'The client decodes a value that holds a percent sign a second time before it signs.',
    fix: 'Decode the query exactly once; a value such as "50%25" is the text "50%25" when it was sent as "50%2525".',
    variants: plan => [
      { plan: { ...plan, encodeValue: text => percentEncode(percentDecode(text)) } },
      { plan: { ...plan, encodeValue: text => percentEncode(percentDecode(text.replaceAll('+', ' '))) } },
    ],
  },
  {
    id: 'values-not-encoded',
    step: 'encoding',
    title: 'Names and values are encoded once, not twice',
    does: 'The client joins names and values as they are and encodes only the whole.',
    fix: 'Encode each name and each value, join them with "=" and "&", then encode the joined text again.',
    variants: plan => [
      { plan: first(plan, identity), detail: 'names and values' },
      { plan: { ...plan, encodeValue: identity }, detail: 'values' },
      { plan: { ...plan, encodeName: identity }, detail: 'names' },
      { plan: only(plan, isOauth, identity), detail: 'values of oauth_ parameters' },
      { plan: only(plan, item => !isOauth(item), identity), detail: 'values of other parameters' },
    ],
  },
  {
    id: 'parameters-not-encoded-again',
    step: 'encoding',
    title: 'The joined parameters are not encoded again',
    does: 'The client appends the joined parameters to the base string without the second encoding.',
    fix: 'Encode the joined parameters as a whole: "=" becomes %3D, "&" becomes %26, "%" becomes %25.',
    variants: plan => [
      { plan: { ...plan, encodeJoined: identity } },
      {
        plan: { ...plan, encodeJoined: text => text.replaceAll('=', '%3D').replaceAll('&', '%26') },
        detail: 'only "=" and "&" were encoded',
      },
      {
        plan: { ...plan, encodeJoined: text => plan.encodeJoined(text).replaceAll('%26', '&') },
        detail: 'the "&" between them stayed bare',
      },
      {
        plan: { ...plan, encodeJoined: text => plan.encodeJoined(text).replaceAll('%3D', '=') },
        detail: 'the "=" between name and value stayed bare',
      },
      {
        plan: {
          ...plan,
          encodeJoined: text => plan.encodeJoined(text).replaceAll('%26', '&').replaceAll('%3D', '='),
        },
        detail: '"=" and "&" stayed bare',
      },
    ],
  },
  {
    id: 'encoded-three-times',
    step: 'encoding',
    title: 'Names or values are encoded once too often',
    does: 'The client encodes names or values that are already percent-encoded.',
    fix: 'Sign the plain names and values, include[0] and not include%5B0%5D; encode them only while making the base string.',
    libraries: [
      {
        library: 'oauth-1.0a',
        line: 'oauth.authorize({ url: decodeURI(url), method })  // it decodes the values of a URL and not the names',
      },
    ],
    variants: plan => [
      { plan: { ...plan, encodeValue: text => percentEncode(percentEncode(text)) }, detail: 'values' },
      {
        plan: { ...plan, encodeValue: (_, parameter) => percentEncode(parameter.rawValue) },
        detail: 'values as they stand in the URL',
      },
      {
        plan: first(plan, text => percentEncode(percentEncode(text))),
        detail: 'names and values',
      },
      {
        plan: { ...plan, encodeName: text => percentEncode(percentEncode(text)) },
        detail: 'names',
      },
      {
        plan: { ...plan, encodeJoined: text => plan.encodeJoined(percentEncode(text)) },
        detail: 'the joined parameters',
      },
    ],
  },
  {
    id: 'values-as-in-url',
    step: 'encoding',
    title: 'Values are taken from the URL as they stand',
    does: 'The client puts the text of the URL into the base string instead of decoding and encoding it again.',
    fix: 'Decode the query first, then encode every name and value by RFC 3986.',
    variants: plan => variant({ ...plan, encodeValue: (_, parameter) => parameter.rawValue }),
  },
  {
    id: 'reserved-marks-left-bare',
    step: 'encoding',
    title: "The marks ! ' ( ) * are left bare",
    does: "The client encodes with JavaScript's encodeURIComponent, which leaves ! ' ( ) * as they are.",
    fix: "Encode ! ' ( ) * too: RFC 3986 leaves only letters, digits and - . _ ~ bare.",
    libraries: [
      {
        library: 'JavaScript',
        line: "encodeURIComponent(value).replace(/[!'()*]/g, c => '%' + c.charCodeAt(0).toString(16).toUpperCase())",
      },
    ],
    variants: plan => [
      { plan: every(plan, leaving("!'()*")), detail: 'in both encodings' },
      { plan: first(plan, leaving("!'()*")), detail: 'in the first encoding' },
      { plan: every(plan, leaving('*')), detail: 'only *' },
      { plan: every(plan, leaving('()')), detail: 'only ( and )' },
      { plan: every(plan, leaving("'")), detail: "only '" },
      { plan: every(plan, leaving('!')), detail: 'only !' },
    ],
  },
  {
    id: 'slashes-left-bare',
    step: 'encoding',
    title: 'Slashes and other URL marks are left bare',
    does: 'The client leaves "/" (or ":", "@", ",", ";" …) bare, as functions for whole URLs do.',
    fix: 'Encode with a function for a single value, not for a URL.',
    libraries: [
      { library: 'Python', line: "urllib.parse.quote(value, safe='~')  # the default leaves '/' bare" },
      { library: 'JavaScript', line: 'encodeURIComponent(value)  // not encodeURI(value)' },
      { library: 'C#', line: 'Uri.EscapeDataString(value)  // not Uri.EscapeUriString' },
      {
        library: 'Swift',
        line: 'addingPercentEncoding(withAllowedCharacters: unreserved)  // not .urlQueryAllowed',
      },
    ],
    variants: plan => [
      { plan: first(plan, leaving('/')), detail: 'slashes, in the first encoding' },
      { plan: every(plan, leaving('/')), detail: 'slashes, in both encodings' },
      {
        plan: { ...first(plan, leaving('/')), encodeJoined: leaving('/') },
        detail: 'slashes, in both encodings of the parameters',
      },
      { plan: { ...plan, encodeBaseUri: leaving('/') }, detail: 'slashes, in the base string URI' },
      { plan: first(plan, leaving(";,/?:@&=+$!'()*#")), detail: 'all marks of a URL' },
      { plan: every(plan, leaving(";,/?:@&=+$!'()*#")), detail: 'all marks of a URL, in both encodings' },
      { plan: first(plan, leaving("!$&'()*+,/:;=?@")), detail: 'all marks of a query' },
      { plan: every(plan, leaving("!$&'()*+,/:;=?@")), detail: 'all marks of a query, in both encodings' },
      { plan: first(plan, leaving(':')), detail: 'colons' },
      { plan: first(plan, leaving(',')), detail: 'commas' },
      { plan: first(plan, leaving('@')), detail: 'at signs' },
    ],
  },
  {
    id: 'tilde-encoded',
    step: 'encoding',
    title: 'The tilde is encoded',
    does: 'The client encodes "~" as %7E, as encoders older than RFC 3986 do.',
    fix: 'Leave "~" bare: it is an unreserved character.',
    libraries: [phpRaw, { library: 'Python 2', line: "urllib.quote(value, safe='~')" }],
    variants: plan => [{ plan: every(plan, withoutTilde) }, { plan: first(plan, withoutTilde) }],
  },
  {
    id: 'lower-case-hexadecimal',
    step: 'encoding',
    title: 'Percent-encodings are in lower case',
    does: 'The client writes %2f where the base string needs %2F.',
    fix: 'Write hexadecimal digits in upper case (RFC 5849 section 3.6).',
    libraries: [
      { library: 'C#', line: 'Uri.EscapeDataString(value)  // not HttpUtility.UrlEncode' },
      { library: 'Objective-C, Swift', line: 'addingPercentEncoding(withAllowedCharacters: unreserved)' },
    ],
    variants: plan => [
      { plan: every(plan, lowerHex), detail: 'everywhere' },
      { plan: first(plan, lowerHex), detail: 'in the first encoding' },
      { plan: { ...plan, encodeJoined: lowerHex }, detail: 'in the second encoding' },
      { plan: { ...plan, encodeBaseUri: lowerHex }, detail: 'in the base string URI' },
      {
        plan: { ...plan, encodeJoined: lowerHex, encodeBaseUri: lowerHex },
        detail: 'in the second encoding and the base string URI',
      },
    ],
  },
  {
    id: 'form-encoder-of-net',
    step: 'encoding',
    title: 'A form encoder of .NET is used as it is',
    does: 'The client encodes with HttpUtility.UrlEncode (lower-case hexadecimal) or WebUtility.UrlEncode: space becomes "+", ! * ( ) stay bare, "~" is encoded.',
    fix: 'Encode with Uri.EscapeDataString, which follows RFC 3986 since .NET 4.5.',
    libraries: [
      {
        library: 'C#',
        line: 'Uri.EscapeDataString(value)  // not HttpUtility.UrlEncode, WebUtility.UrlEncode',
      },
      { library: 'PowerShell', line: '[Uri]::EscapeDataString($value)  # not [Web.HttpUtility]::UrlEncode' },
    ],
    variants: plan => [
      { plan: first(plan, netForm), detail: 'WebUtility, in the first encoding' },
      { plan: every(plan, netForm), detail: 'WebUtility, in both encodings' },
      { plan: first(plan, netLowerForm), detail: 'HttpUtility, in the first encoding' },
      { plan: every(plan, netLowerForm), detail: 'HttpUtility, in both encodings' },
    ],
  },
  {
    id: 'base-uri-not-encoded',
    step: 'encoding',
    title: 'The base string URI is not encoded',
    does: 'The client puts the URL into the base string as it is.',
    fix: 'Percent-encode the base string URI: http://… becomes http%3A%2F%2F….',
    variants: plan => [
      { plan: { ...plan, encodeBaseUri: identity } },
      {
        plan: { ...plan, encodeBaseUri: text => percentEncode(percentEncode(text)) },
        detail: 'it was encoded twice',
      },
    ],
  },
  {
    id: 'brackets-left-bare',
    step: 'encoding',
    title: 'The brackets of array names are left bare',
    does: 'The client does not encode "[" and "]" in parameter names.',
    fix: 'Encode names like values: include[0] is include%5B0%5D, then include%255B0%255D.',
    variants: plan => [
      { plan: { ...plan, encodeName: leaving('[]') }, detail: 'in the first encoding' },
      {
        plan: { ...plan, encodeName: leaving('[]'), encodeJoined: leaving('[]') },
        detail: 'in both encodings',
      },
    ],
  },
  {
    id: 'latin1-instead-of-utf8',
    step: 'encoding',
    title: 'Text is encoded as Latin-1',
    does: 'The client encodes the bytes of ISO-8859-1 although it sends UTF-8.',
    fix: 'Encode text as UTF-8 before percent-encoding it.',
    variants: plan => {
      const latin1: Encode = text => {
        const decoded = toText(text);
        return percentEncode([...decoded].every(char => char <= '\xff') ? decoded : text);
      };
      return [{ plan: first(plan, latin1) }];
    },
  },
  {
    id: 'utf8-encoded-twice',
    step: 'encoding',
    title: 'UTF-8 is encoded as UTF-8 again',
    does: 'The client takes UTF-8 bytes for Latin-1 text and encodes them a second time ("Ã©" for "é").',
    fix: 'Encode text as UTF-8 once; hand bytes on as bytes.',
    variants: plan => variant(first(plan, text => percentEncode(toBytes(text)))),
  },
  {
    id: 'javascript-escape',
    step: 'encoding',
    title: 'Text is encoded with escape()',
    does: 'The client uses the old JavaScript function escape(), which writes %u20AC and leaves @ * _ + - . / bare.',
    fix: 'Use encodeURIComponent and encode the marks it leaves.',
    variants: plan => {
      const escapeText: Encode = text =>
        [...toText(text)]
          .map(char => {
            if (/[A-Za-z0-9@*_+\-./]/.test(char)) return char;
            const code = char.charCodeAt(0);
            const hex = code.toString(16).toUpperCase();
            return code < 256 ? `%${hex.padStart(2, '0')}` : `%u${hex.padStart(4, '0')}`;
          })
          .join('');
      return [
        { plan: first(plan, escapeText) },
        { plan: every(plan, escapeText), detail: 'in both encodings' },
      ];
    },
  },
  {
    id: 'characters-lost',
    step: 'encoding',
    title: 'Characters outside ASCII are lost or replaced',
    does: 'The client turns the text into ASCII before it signs: "?" for "é", nothing, or \\u00e9.',
    fix: 'Encode text as UTF-8 before percent-encoding it.',
    libraries: [
      { library: 'C#', line: 'Encoding.UTF8.GetBytes(text)  // not Encoding.ASCII, before encoding' },
    ],
    inPairs: 3,
    variants: plan => {
      const replacing = (write: (text: string) => string): Plan =>
        first(plan, text => percentEncode(toBytes(write(toText(text)))));
      const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
      return [
        { plan: replacing(text => text.replace(/[^\0-\x7f]/g, '?')), detail: '"?"' },
        { plan: replacing(text => text.replace(/[^\0-\x7f]/gu, '?')), detail: '"?"' },
        { plan: replacing(text => text.replace(/[^\0-\x7f]/g, '')), detail: 'nothing' },
        { plan: replacing(text => text.replace(/[^\0-\x7f]/g, escaped)), detail: '\\u…' },
        {
          plan: replacing(text => text.replace(/[^\0-\xff]/g, '?')),
          detail: '"?" for what is not in Latin-1',
        },
        {
          plan: replacing(text => text.normalize('NFD').replace(/\p{M}/gu, '')),
          detail: 'letters without their accents',
        },
      ];
    },
  },
  {
    id: 'unicode-normalised',
    step: 'encoding',
    title: 'Text was brought to another Unicode normal form',
    does: 'The client signs "é" as one character and sends it as two (or the other way round).',
    fix: 'Normalise text before both signing and sending, or not at all.',
    variants: plan =>
      (['NFC', 'NFD'] as const).map(form => ({
        plan: first(plan, text => percentEncode(toBytes(toText(text).normalize(form)))),
        detail: form,
      })),
  },
];
