import { basicField, firstHeaderOf, type ReceivedRequest, toBytes } from '../request.ts';
import { keyLiterals } from './key-literals.ts';
import { readSigningCode } from './signing-code.ts';

/** A value as code writes it: a literal, a name, a call with a literal in it. */
const value = `\\s*(?:[\\w.$>-]+\\(\\s*)?(?:["'\`][^"'\`\\n]*["'\`]|[\\w$@][\\w.$>[\\]"'-]*)\\s*\\)?\\s*`;

/** How HTTP clients are handed a user name and a password, the two of them in this order. */
const basicForms: readonly RegExp[] = [
  // axios, got, n8n; requests, HTTParty (whose names may be symbols), Guzzle, curl of PHP, Go, Java, C#, Dart, Postman.
  /(?:\b|basic_)auth["']?\s*(?::|=>|=)\s*\{\s*:?["']?user(?:name)?["']?\s*(?::|=>)\s*(.+?),\s*:?["']?pass(?:word)?["']?\s*(?::|=>)\s*(.+?)\s*[,}]/is,
  new RegExp(
    `RestClient[\\s\\S]*?\\buser["']?\\s*(?::|=>)(${value}),\\s*:?["']?password["']?\\s*(?::|=>)(${value})[,)}]`,
  ),
  // Faraday 2.
  new RegExp(`:authorization,\\s*:basic,(${value}),(${value})[)\\n]`),
  new RegExp(`\\bauth["']?\\s*(?:=>|[:=])\\s*(?:array)?[([](${value}),(${value})[,)\\]]`, 's'),
  new RegExp(
    `(?:HTTPBasicAuth|set_?basic_?auth|basic_?auth(?:entication)?|Credentials\\.basic|NetworkCredential|HttpBasicAuthenticator|\\.auth\\b)\\(?(${value}),(${value})[,)\\n]`,
    'is',
  ),
  new RegExp(`CURLOPT_USERPWD\\s*,\\s*(${value})(?:\\.\\s*["']:["']\\s*\\.(${value}))?`, 's'),
  // HTTPie.
  /(?:^|\s)https?\s(?:[^\n]*\s)?(?:-a|--auth)[ =](["']?[^\s:]+):(\S+)/,
  /Basic Auth\b[\s\S]{0,60}?\bUser ?name\b\W*(\S+)[\s\S]{0,40}?\bPassword\b\W*(\S+)/i,
];

const encoder =
  /(?:btoa|base64_encode|Buffer\.from|b64encode|base64[._]?encode(?:d|String)?|Base64\.\w*encode\w*|ToBase64String|EncodeToString|encodeBase64)\s*\(/i;
/** An Authorization field whose value is made by a call. */
const encodedField = new RegExp(
  `authorization["'\\]]*\\s*(?:=>|[:=,]|\\()\\s*(?:\\w+\\s*=\\s*)?[f$]?["'\`]?(Basic)?[^\\n]{0,40}?${encoder.source}`,
  'i',
);

/** How requests, curl of PHP, Guzzle and HTTParty are told to wait for a challenge of Digest. */
const digestForm = /HTTPDigestAuth\(|CURLAUTH_DIGEST|\bdigest_auth\b|,\s*["']digest["']\s*[\])]/;

/** A token in the header: by hand, .NET's HttpClient, Laravel. */
const bearerForm =
  /authorization["'\]]*\s*(?:=>|[:=,])\s*[f$]?["'`]Bearer\b|AuthenticationHeaderValue\(\s*"Bearer"|\bwithToken\(|\bsetBearerAuth\(/i;

/** Words of a way to hand over a user name and a password that is none of the known. */
const namesBasic = /basic|auth|user|password|pwd|XMLHttpRequest|\bxhr\b/i;

/** What such a member or argument is called in the clients: where key and secret under their own names then stand. */
const places: readonly (readonly [RegExp, 'headers' | 'query' | 'body'])[] = [
  [/\bheaders?["']?\s*(?:=>|[:=])\s*(?:array\()?[{[(]([^}\])]*consumer_?key[^}\])]*)/i, 'headers'],
  [
    /\b(?:params|query|qs|searchParams|queryParameters)["']?\s*(?:=>|[:=])\s*(?:array\()?[{[(]([^}\])]*consumer_?key[^}\])]*)/i,
    'query',
  ],
  [
    /\b(?:json|data|body|form_params|form)["']?\s*(?:=>|[:=])\s*(?:array\()?(?:\w[\w.]*\()?[{[(]([^}\])]*consumer_?key[^}\])]*)/i,
    'body',
  ],
];

/**
 * The request with the credentials that a piece of code beside its URL hands to the HTTP client, or that the fields of
 * a screenshot show. A value that the text does not tell is taken for one that was left out of it.
 */
export function withCredentialsOfCode(request: ReceivedRequest, text: string): ReceivedRequest {
  if (firstHeaderOf(request, 'authorization') !== undefined) return request;
  const filled = withQueryFilled(request, text);
  if (/axios\.(?:post|put|patch)\(\s*[^,{]+,\s*\{\s*auth\s*:/.test(text))
    return { ...filled, method: methodIn(text, filled.method), body: '{"auth":{}}' };
  const signing = readSigningCode(text);
  if (signing) return { ...filled, isSignedByClient: true, isSignedWithToken: signing.hasToken };
  if (bearerForm.test(text)) return withField(filled, 'Bearer ...');
  if (digestForm.test(text)) return withField(filled, 'Digest ...');
  const [, scheme] = encodedField.exec(text) ?? [];
  const encoded = encodedField.test(text);
  const pair = keyLiterals(text).join(':');
  if (encoded) {
    const field = basicField(toBytes(pair));
    return withField(filled, scheme === undefined ? field.slice('Basic '.length) : field);
  }
  for (const form of basicForms) {
    const [found, user, password] = form.exec(text) ?? [];
    if (found === undefined || user === undefined) continue;
    const name = valueIn(user, text, 'ck_...');
    const both = password === undefined ? name : `${name}:${valueIn(password, text, 'cs_...')}`;
    return withField(
      filled,
      basicField(toBytes(password === undefined && !both.includes(':') ? pair : both)),
    );
  }
  // A value that was made before, and stands in a variable.
  if (/["'`]Basic(?: ["'`]| ?[$\\{])/.test(text)) return withField(filled, basicField(toBytes(pair)));
  for (const [pattern, place] of places) {
    const members = pattern.exec(text)?.[1];
    if (members !== undefined) return inPlace(filled, pairsOf(members, text), place);
  }
  // Whatever library it is: key and secret stand in the code, and its words are those of Basic.
  const isElsewhere = /consumer_?(?:key|secret)|oauth/i.test(text) || filled.target.includes('ck_');
  if (!isElsewhere && namesBasic.test(text) && /\bck_\w/.test(text) && /\bcs_\w/.test(text))
    return withField(filled, basicField(toBytes(pair)));
  return filled;
}

const withField = (request: ReceivedRequest, field: string): ReceivedRequest => ({
  ...request,
  headers: [...request.headers, ['Authorization', field]],
});

function inPlace(
  request: ReceivedRequest,
  pairs: readonly (readonly [string, string])[],
  place: 'headers' | 'query' | 'body',
): ReceivedRequest {
  if (place === 'headers') return { ...request, headers: [...request.headers, ...pairs] };
  if (place === 'body') return { ...request, body: JSON.stringify(Object.fromEntries(pairs)) };
  const query = pairs.map(pair => pair.join('=')).join('&');
  return { ...request, target: `${request.target}${request.target.includes('?') ? '&' : '?'}${query}` };
}

/** Names with their values, of `consumer_key: '…', consumer_secret: SECRET`. */
function pairsOf(members: string, text: string): (readonly [string, string])[] {
  return [...members.matchAll(/["']?([\w-]*consumer_?(?:key|secret))["']?\s*(?:=>|[:=])\s*([^,\n]+)/gi)].map(
    ([, name = '', given = '']) => [name, valueIn(given, text, /secret/i.test(name) ? 'cs_...' : 'ck_...')],
  );
}

/** `consumer_key=" + key + "&consumer_secret=" + secret`: the URL's literal ends where its values begin. */
function withQueryFilled(request: ReceivedRequest, text: string): ReceivedRequest {
  if (!/[?&]consumer_key=(?:\$?\{[^}]*\}?)?$/.test(request.target)) return request;
  const target = request.target.replace(/=\$?\{?[^=]*$/, '=');
  return {
    ...request,
    target: `${target}ck_...${/consumer_secret=/.test(text) ? '&consumer_secret=cs_...' : ''}`,
  };
}

/** A literal, or what a name in the text stands for; `unknown` where the text does not tell. */
function valueIn(given: string, text: string, unknown: string): string {
  const literal = /["'`]([^"'`\n]*)["'`]/.exec(given)?.[1] ?? /^\s*(c[ks]_\w+)/.exec(given)?.[1];
  if (literal !== undefined) return /^\*|hidden/.test(literal) ? unknown : literal;
  const name = /[\w$]+$/.exec(given.replace(/[^\w$]+$/, ''))?.[0];
  const assigned =
    name !== undefined &&
    new RegExp(
      `(?<![\\w$])${name.replaceAll('$', '\\$')}["']?\\s*(?::=|=>|[:=])\\s*["'\`]([^"'\`\\n]+)["'\`]`,
    ).exec(text)?.[1];
  return assigned || unknown;
}

function methodIn(text: string, otherwise: string): string {
  return /axios\.(post|put|patch)\(/.exec(text)?.[1]?.toUpperCase() ?? otherwise;
}
