import { Buffer } from 'node:buffer';
import { mask, maskKey } from './mask.ts';
import { redactCookie, redactSetCookie, secretNames } from './secret-names.ts';

/**
 * Masks what a text shows to be secret by its form (a consumer key, Base64 of one, an application password, a
 * WordPress cookie) or by the name beside it (`oauth_signature=…`, `"password": "…"`, `Authorization: …`).
 * It would rather mask a word too many than leave a secret.
 */
export function redactText(text: string): string {
  let output = text;
  for (const rule of rules) output = rule(output);
  return output;
}

type Rule = (text: string) => string;

/** `Authorization: Basic …` to the end of the line or of the quoted string that it stands in. */
const headerLine: Rule = text =>
  text
    .replace(
      /((?:^|[^A-Za-z0-9])(?:proxy-)?authorization["'\\]{0,32}\s{0,99}(?::|=>|=|,(?!\s{0,99}\\{0,32}"(?!value\b)[A-Za-z0-9_-]{1,64}\\{0,32}"\s{0,99}:)\s{0,99}(?:\\{0,32}"value\\{0,32}"\s{0,99}:)?)\s{0,99})(\\{0,32}["'])((?:(?!(?<!\\)\2).)*)/gi,
      (_, before: string, quote: string, value: string) =>
        before + quote + redactAuthorization(value, text => text),
    )
    .replace(
      /((?:^|[^A-Za-z0-9])(?:proxy-)?authorization\s{0,99}:\s{0,99})(?!\\{0,32}["'])((?:oauth\b[^\r\n]*)|[^\r\n"']*)/gi,
      (whole, before: string, value: string) =>
        prose.test(value) ? whole : before + redactAuthorization(value, text => text),
    );

const cookieLine: Rule = text =>
  text
    .replace(
      /((?:^|[^A-Za-z0-9-])set-cookie\s{0,99}:\s{0,99})([^\r\n"']*)/gi,
      (_, before: string, value: string) => before + redactSetCookie(value),
    )
    .replace(
      /((?:^|[^A-Za-z0-9-])cookie\s{0,99}:\s{0,99})([^\r\n"']*)/gi,
      (_, before: string, value: string) => before + redactCookie(value),
    )
    .replace(
      /((?:wordpress|wp-settings|woocommerce|wp_woocommerce)[a-z_]{0,40}_[0-9a-f]{32}=)[^;\s"']+/gi,
      '$1***',
    );

/** `://user:password@host` and curl's `-u user:password`; `ck_…:cs_…` of our own advice holds no secret. */
const userInfo: Rule = text =>
  text
    .replace(/(:\/\/)[^\s/?#"'<>@]*@/g, '$1***@')
    .replace(
      /((?:^|\s)(?:-u|--user|--proxy-user)[= ]?)(?!ck_…:cs_…\.?(?:\s|$))("[^"]*"|'[^']*'|[^\s"':]+:[^\s"']+)/g,
      '$1***',
    );

/** A consumer key or secret, wherever it stands. */
const keys: Rule = text =>
  text
    .replace(/(c[ks])(?:_|%(?:25){0,4}5f)([0-9a-f]{16,})/gi, (_, prefix: string, rest: string) =>
      maskKey(`${prefix}_${rest}`),
    )
    .replace(
      /(?<![A-Za-z0-9]|%5)(c[ks])(?:_|%(?:25){0,4}5f)([A-Za-z0-9]+)/gi,
      (_, prefix: string, rest: string) => maskKey(`${prefix}_${rest}`),
    )
    .replace(
      /(?=c[ks])(?<=%(?:25){0,4}[0-9a-f]{2}|\\u[0-9a-f]{4}|\\[nrtbf])(c[ks])(?:_|%(?:25){0,4}5f)([A-Za-z0-9]+)/gi,
      (_, prefix: string, rest: string) => maskKey(`${prefix}_${rest}`),
    );

/** `Basic` before something that is, or may well be, credentials. `Basic realm=…` is a challenge, `Basic over` prose. */
const basicPayload: Rule = text =>
  text.replace(
    /\b(basic(?:\s+|%(?:25){0,4}20|\+))([A-Za-z0-9+/_-]{2,}(?:=|%(?:25){0,4}3D)*)/gi,
    (whole, before: string, payload: string) => {
      const pair = Buffer.from(payload, 'base64').toString('latin1');
      const isPair = pair.includes(':') && !/[\x00-\x08\x0e-\x1f]/.test(pair);
      const looksEncoded = payload.length >= 16 && /[0-9=+/]/.test(payload);
      return isPair || looksEncoded ? `${before}***` : whole;
    },
  );

/** Any Base64 that holds a consumer key or secret, whichever of four places its first group starts at. */
const base64: Rule = text =>
  text.replace(/[A-Za-z0-9+/_-]{20,}={0,2}/g, run => {
    for (let skip = 0; skip < 4; skip++) {
      if (/c[ks]_[0-9a-z]{6}/i.test(Buffer.from(run.slice(skip), 'base64').toString('latin1'))) return '***';
    }
    return run;
  });

/** Six groups of four: a WordPress application password as it is shown to people. */
const applicationPassword: Rule = text =>
  text.replace(
    /(?<![A-Za-z0-9])(?:[A-Za-z0-9]{4}(?: |\+|%(?:25){0,4}20)){5}[A-Za-z0-9]{4}(?![A-Za-z0-9])/g,
    groups => (/[0-9]|[a-z][A-Z]/.test(groups.replace(/%(?:25){0,4}20/g, ' ')) ? '***' : groups),
  );

const name = `(?:${secretNames})(?:\\[[^\\]\\s]{0,64}\\]|%(?:25){0,4}5B[A-Za-z0-9]{0,64}%(?:25){0,4}5D)*`;

/** `name=value` as in a query or form, up to the next `&`. */
const pair = new RegExp(
  `((?<![A-Za-z0-9])${name}|${name})(=)(\\\\{0,32}"?)((?:[^&\\s"<\\\\]|\\\\(?!\\\\{0,32}"))*)`,
  'gi',
);
/** The same inside a percent-encoded text, to any depth: `name%3Dvalue%26`. */
const encodedPair = new RegExp(`(${name}%(?<level>(?:25){0,4})3D)((?:(?!%\\k<level>26)[^&\\s"<])*)`, 'gi');
/**
 * `"name": "value"`, `'name' => 'value'`, `["name","value"]`, also inside a quoted JSON text. What stands before a colon is
 * no value but the next member's name: `"code": "password", "message": "…"`.
 */
const quoted = new RegExp(
  `(?<!\\\\)((\\\\{0,32}["'])(?:[A-Za-z0-9_]{0,64}[^A-Za-z0-9"'])?${name}\\2\\s{0,99}(?::|=>|,(?!\\s{0,99}\\2[A-Za-z0-9_-]{1,64}\\2\\s{0,99}:)|,\\s{0,99}\\2value\\2\\s{0,99}:)\\s{0,99})(\\\\{0,32}["'])((?:(?!(?<!\\\\)\\3)[\\s\\S])*)(\\3)`,
  'gi',
);
/**
 * `consumerSecret: value`, as people and YAML write. Behind a JSON pointer (`/personas/owner/consumerSecret: the variable …`)
 * the words with which messages about a file go on are no value.
 */
const plain =
  /((?<![A-Za-z0-9])(?:password|passwd|pwd|consumer[_ ]?secret|oauth_signature)\s{0,99}:\s{0,99})(?!(?<=\/[a-z_]{1,20}: )(?:the variable|it is|is given|expected|unknown property) )([^\s"',;&]+)/gi;
/** The head of a part of a multipart form, up to the empty line that ends it. */
const partHead = new RegExp(
  `name="${name}"[^\\r\\n]{0,999}\\r?\\n(?:[^\\r\\n]{1,999}\\r?\\n){0,9}\\r?\\n`,
  'gi',
);

/** A part's value goes on to the next boundary. Each is looked for once, however many heads there are. */
function maskParts(text: string): string {
  let output = '';
  let at = 0;
  let boundary = -1;
  for (const { 0: head, index } of text.matchAll(partHead)) {
    const start = index + head.length;
    if (start < at) continue;
    if (boundary < start) boundary = nextBoundary(text, start);
    if (boundary < 0) break;
    output += text.slice(at, start) + maskKey(text.slice(start, boundary));
    at = boundary;
  }
  return output + text.slice(at);
}

/** Where the line before `--` ends; -1 where no such line follows. */
function nextBoundary(text: string, from: number): number {
  const dashes = text.indexOf('\n--', from);
  return dashes > from && text[dashes - 1] === '\r' ? dashes - 1 : dashes;
}

const namedValues: Rule = text =>
  maskParts(text)
    .replace(quoted, (whole, before: string, _open, quote: string, value: string) =>
      isName.test(value) ? whole : before + quote + maskKey(value) + quote,
    )
    .replace(encodedPair, (...match) => `${match[1]}${maskKey(match[3] as string)}`)
    .replace(
      pair,
      (_, before: string, equals: string, quote: string, value: string) =>
        before + equals + quote + maskKey(value),
    )
    .replace(plain, (_, before: string, value: string) => before + maskKey(value));

/** A list of parameters' names is not a pair of name and value. */
const isName = new RegExp(`^(?:oauth_[a-z_]+|${secretNames})$`, 'i');

const rules: readonly Rule[] = [
  headerLine,
  cookieLine,
  basicPayload,
  userInfo,
  namedValues,
  keys,
  base64,
  applicationPassword,
];

/** OAuth's parameters that hold no secret (RFC 5849 section 3.1). */
const openParameters = new Set([
  'realm',
  'oauth_timestamp',
  'oauth_nonce',
  'oauth_signature_method',
  'oauth_version',
]);

/** `authorization: in the header`: a sentence, and no scheme with its credentials. */
const prose =
  /^\s*(?!(?:basic|bearer|digest|oauth|token|apikey|negotiate|ntlm|hawk|jwt)\b)[a-z]+(?: [a-z]+)+(?![A-Za-z0-9+/_.~=:-])/;

/**
 * The value of an Authorization field: the scheme stays. Of OAuth's parameters those stay that are no secret,
 * since an error in them is what people look for.
 */
export function redactAuthorization(value: string, text: (text: string) => string): string {
  const scheme = /^\s*([A-Za-z][A-Za-z0-9-]*)\s+(?=\S)/.exec(value);
  if (!scheme) return mask(value.trim());
  if ((scheme[1] as string).toLowerCase() !== 'oauth') return `${scheme[1]} ***`;
  const parameters = value
    .slice(scheme[0].length)
    .split(',')
    .map(parameter => {
      const field = /^\s*([^=]*)=\s*(\\*"?)([\s\S]*?)(\\*"?)\s*$/.exec(parameter);
      if (!field) return '***';
      const [, name = '', open = '', content = '', close = ''] = field;
      return `${name}=${open}${openParameters.has(name.trim()) ? content : maskKey(content)}${close}`;
    });
  return text(`${scheme[1]} ${parameters.join(', ')}`);
}
