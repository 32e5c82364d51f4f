import { Buffer } from 'node:buffer';
import { hmacByNode } from '../../../mocks/rules.ts';
import type { Mistake, MistakeVariant, RequestView } from '../mistake.ts';
import { type Digest, hash, hmac, type Plan, percentEncode } from '../plan.ts';

type Form = readonly [digest: Digest, detail?: string];

function digests(plan: Plan, ...forms: readonly Form[]): MistakeVariant[] {
  return forms.map(([digest, detail]) => ({ plan: { ...plan, digest }, ...(detail && { detail }) }));
}

/**
 * The received signature may have come of a mistake: its form rules most of them out before anything is computed.
 * Where it is not known, nothing is ruled out.
 */
const looks = (view: RequestView, form: RegExp): boolean =>
  view.received === undefined || form.test(view.received);

/**
 * Other ways to write the digest of the plan, tried where the received signature has that form. The store makes a plus
 * of a space in a signature before it compares.
 */
function written(
  plan: Plan,
  view: RequestView,
  form: RegExp,
  ...ways: readonly (readonly [(base64: string) => string, string?])[]
): MistakeVariant[] {
  if (!looks(view, form)) return [];
  return digests(
    plan,
    ...ways.map(
      ([write, detail]): Form => [(base, key) => write(plan.digest(base, key)).replaceAll(' ', '+'), detail],
    ),
  );
}

const hexOf = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');
const toBase64 = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64');

const utf16 = (text: string): string =>
  Buffer.from(Buffer.from(text, 'latin1').toString('utf8'), 'utf16le').toString('latin1');

/** How a client makes the digest. */
const making: readonly Mistake[] = [
  {
    id: 'other-algorithm',
    step: 'digest',
    title: 'Another algorithm is used than announced',
    does: 'oauth_signature_method names one algorithm, the signature is made with another.',
    fix: 'Name in oauth_signature_method what you use: HMAC-SHA1 or HMAC-SHA256.',
    libraries: [
      {
        library: 'oauth-1.0a',
        line: "signature_method: 'HMAC-SHA256', hash_function: (base, key) => createHmac('sha256', key).update(base).digest('base64')",
      },
    ],
    variants: (plan, view) =>
      ['sha1', 'sha256', 'sha512', 'sha384', 'md5']
        .filter(name => `HMAC-${name.toUpperCase()}` !== view.signatureMethod.toUpperCase())
        .map(name => ({
          plan: { ...plan, digest: hmac(name) },
          detail: `HMAC-${name.toUpperCase()} was used`,
        })),
  },
  {
    id: 'hash-without-hmac',
    step: 'digest',
    title: 'A plain hash is used in the place of the HMAC',
    does: 'The client hashes base string and key joined.',
    fix: 'Use HMAC (RFC 2104) with the base string as text and "secret&" as key.',
    inPairs: 4,
    variants: plan =>
      ['sha1', 'sha256'].flatMap(name =>
        digests(
          plan,
          [base => hash(name, base, 'base64'), `${name} of the base string`],
          [(base, key) => hash(name, base + key, 'base64'), `${name} of base string and key`],
          [(base, key) => hash(name, key + base, 'base64'), `${name} of key and base string`],
        ),
      ),
  },
  {
    id: 'hmac-arguments-swapped',
    step: 'digest',
    title: 'Text and key of the HMAC are swapped',
    does: 'The client passes the base string as the key.',
    fix: 'Check the order of the arguments of the HMAC function.',
    libraries: [
      { library: 'PHP', line: "hash_hmac('sha256', $base, $key, true)" },
      { library: 'CryptoJS', line: 'CryptoJS.HmacSHA256(base, key)' },
      { library: 'Google Apps Script', line: 'Utilities.computeHmacSha256Signature(base, key)' },
    ],
    variants: plan =>
      ['sha1', 'sha256'].flatMap(name =>
        digests(
          plan,
          [(base, key) => hmacByNode(name, base, key), name],
          [(base, key) => hmacByNode(name, base, key.replace(/&$/, '')), `${name}, the secret without "&"`],
        ),
      ),
  },
  {
    id: 'utf-16-instead-of-utf-8',
    step: 'digest',
    title: 'Text is turned into UTF-16 before it is signed',
    does: 'The client takes two bytes for each character of the base string, the key or both.',
    fix: 'Turn base string and key into bytes as ASCII or UTF-8.',
    libraries: [{ library: 'C#, PowerShell', line: '[Text.Encoding]::ASCII.GetBytes($base)  # not Unicode' }],
    variants: plan =>
      digests(
        plan,
        [(base, key) => plan.digest(utf16(base), key), 'the base string'],
        [(base, key) => plan.digest(utf16(base), utf16(key)), 'base string and key'],
        [(base, key) => plan.digest(base, utf16(key)), 'the key'],
      ),
  },
  {
    id: 'base-string-hashed-first',
    step: 'digest',
    title: 'The base string is hashed or encoded before it is signed',
    does: 'The client signs a hash or the base64 of the base string.',
    fix: 'Pass the base string itself to the HMAC function.',
    inPairs: 0,
    variants: plan =>
      digests(
        plan,
        [(base, key) => plan.digest(hash('sha256', base, 'hex'), key), 'SHA-256'],
        [(base, key) => plan.digest(hash('sha1', base, 'hex'), key), 'SHA-1'],
        [(base, key) => plan.digest(toBase64(base, 'latin1'), key), 'base64'],
      ),
  },
  {
    id: 'digest-signed-again',
    step: 'digest',
    title: 'The digest is signed once more',
    does: 'The client passes the result of the HMAC to the HMAC again, or signs an empty text.',
    fix: 'Sign the base string, once.',
    inPairs: 0,
    variants: plan =>
      digests(
        plan,
        [
          (base, key) => plan.digest(Buffer.from(plan.digest(base, key), 'base64').toString('latin1'), key),
          'its bytes',
        ],
        [(base, key) => plan.digest(plan.digest(base, key), key), 'its base64'],
        [(base, key) => plan.digest(hexOf(plan.digest(base, key)), key), 'its hexadecimal text'],
        [(_, key) => plan.digest('', key), 'an empty text was signed'],
        [(_, key) => plan.digest('undefined', key), 'the text "undefined" was signed'],
      ),
  },
];

/** How a client writes the digest that it has made. */
const writing: readonly Mistake[] = [
  {
    id: 'hexadecimal-digest',
    step: 'digest',
    title: 'The signature is written in hexadecimal',
    does: 'The client sends the digest as hexadecimal text where base64 is due.',
    fix: 'Encode the raw bytes of the digest in base64.',
    libraries: [
      { library: 'PHP', line: "base64_encode(hash_hmac('sha256', $base, $key, true))" },
      { library: 'Python', line: 'base64.b64encode(hmac.new(key, base, hashlib.sha256).digest())' },
      {
        library: 'openssl',
        line: 'printf %s "$base" | openssl dgst -sha256 -hmac "$secret&" -binary | openssl base64 -A',
      },
      { library: 'C#', line: 'Convert.ToBase64String(digest)  // not BitConverter.ToString' },
    ],
    variants: (plan, view) => {
      const name = (base64: string): string => (Buffer.from(base64, 'base64').length === 20 ? '1' : '2-256');
      return written(
        plan,
        view,
        /^(.*\(stdin\)=\+)?[0-9A-Fa-f]{2}(-?[0-9A-Fa-f]{2})+\n?$/,
        [hexOf],
        [digest => hexOf(digest).toUpperCase(), 'in upper case'],
        [
          digest =>
            hexOf(digest)
              .toUpperCase()
              .replace(/..(?!$)/g, '$&-'),
          'with dashes',
        ],
        [digest => `(stdin)= ${hexOf(digest)}`, 'with the label of openssl'],
        [digest => `SHA${name(digest)}(stdin)= ${hexOf(digest)}`, 'with the label of openssl'],
        [digest => `HMAC-SHA${name(digest)}(stdin)= ${hexOf(digest)}`, 'with the label of openssl'],
      );
    },
  },
  {
    id: 'base64-of-hexadecimal',
    step: 'digest',
    title: 'The hexadecimal text is encoded in base64',
    does: 'The client encodes the hexadecimal text of the digest, not its bytes.',
    fix: 'Take the raw bytes of the digest before encoding them in base64.',
    libraries: [
      { library: 'PHP', line: "base64_encode(hash_hmac('sha256', $base, $key, true))  // true: raw bytes" },
      { library: 'JavaScript', line: "createHmac('sha256', key).update(base).digest('base64')" },
      { library: 'CryptoJS', line: 'CryptoJS.enc.Base64.stringify(CryptoJS.HmacSHA256(base, key))' },
      { library: 'openssl', line: 'openssl dgst -sha256 -hmac "$secret&" -binary | openssl base64 -A' },
    ],
    variants: (plan, view) =>
      written(
        plan,
        view,
        /^[A-Za-z0-9+/\s]{40,}={0,2}\s*$/,
        [digest => toBase64(hexOf(digest))],
        [digest => toBase64(`${hexOf(digest)}\n`), 'with a line feed'],
        [digest => toBase64(hexOf(digest).toUpperCase()), 'in upper case'],
        [
          digest =>
            toBase64(
              hexOf(digest)
                .toUpperCase()
                .replace(/..(?!$)/g, '$&-'),
            ),
          'with dashes',
        ],
        [digest => toBase64(`(stdin)= ${hexOf(digest)}\n`), 'with the label of openssl'],
      ),
  },
  {
    id: 'base64-twice',
    step: 'digest',
    title: 'The signature is encoded in base64 twice',
    does: 'The client encodes the base64 text of the digest in base64 again.',
    fix: 'Encode the raw bytes of the digest in base64, once.',
    libraries: [{ library: 'JavaScript', line: "digest('base64')  // no btoa() around it" }],
    variants: (plan, view) =>
      written(
        plan,
        view,
        /^[A-Za-z0-9+/]{38,}={0,2}$/,
        [digest => toBase64(digest)],
        [digest => toBase64(`${digest}\n`), 'with a line feed'],
      ),
  },
  {
    id: 'digest-taken-for-text',
    step: 'digest',
    title: 'The bytes of the digest are taken for text',
    does: 'The client turns the digest into a text before base64, which changes every byte above 127.',
    fix: 'Hand the bytes of the digest to the base64 encoder as bytes.',
    libraries: [
      { library: 'JavaScript', line: "createHmac('sha256', key).update(base).digest('base64')" },
      { library: 'Google Apps Script', line: 'Utilities.base64Encode(bytes)  // the byte array itself' },
    ],
    variants: (plan, view) => {
      const bytes = (digest: string): number[] => [...Buffer.from(digest, 'base64')];
      const signed = (digest: string): number[] =>
        bytes(digest).map(byte => (byte > 127 ? byte - 256 : byte));
      return [
        ...written(
          plan,
          view,
          /^[A-Za-z0-9+/]{28,}={0,2}$/,
          [digest => toBase64(Buffer.from(digest, 'base64').toString('latin1')), 'as Latin-1, then UTF-8'],
          [digest => toBase64(Buffer.from(digest, 'base64').toString('utf8')), 'as UTF-8'],
          [digest => toBase64(bytes(digest).join(',')), 'as a list of numbers'],
          [digest => toBase64(signed(digest).join(',')), 'as a list of signed numbers'],
          [digest => toBase64(`[${signed(digest).join(', ')}]`), 'as a list of signed numbers in brackets'],
        ),
        ...written(
          plan,
          view,
          /^[[\d,+\-\]]+$/,
          [digest => bytes(digest).join(','), 'a list of numbers, without base64'],
          [digest => signed(digest).join(','), 'a list of signed numbers, without base64'],
        ),
      ];
    },
  },
  {
    id: 'base64url-digest',
    step: 'digest',
    title: 'The signature is written in base64url',
    does: 'The client writes "-" and "_" for "+" and "/".',
    fix: 'Use the plain base64 alphabet with padding.',
    libraries: [
      { library: 'Python', line: 'base64.b64encode(digest)  # not urlsafe_b64encode' },
      { library: 'Go', line: 'base64.StdEncoding.EncodeToString(digest)  // not URLEncoding' },
    ],
    variants: (plan, view) => {
      const url = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');
      return written(
        plan,
        view,
        /^[\w-]+={0,2}$/,
        [url],
        [digest => url(digest).replace(/=+$/, ''), 'without padding'],
      );
    },
  },
  {
    id: 'padding-dropped',
    step: 'digest',
    title: 'The padding of the signature is missing',
    does: 'The client drops the "=" at the end of the base64 text.',
    fix: 'Keep the padding; in the URL it is %3D.',
    variants: (plan, view) => written(plan, view, /[^=]$/, [digest => digest.replace(/=+$/, '')]),
  },
  {
    id: 'signature-cut',
    step: 'digest',
    title: 'The signature was cut or changed',
    does: 'Characters of the signature are lost or in another case: filtered, cut by a column, or put in lower case with the URL.',
    fix: 'Send the signature as it is, percent-encoded once: "+" as %2B, "/" as %2F, "=" as %3D.',
    variants: (plan, view) => [
      ...written(
        plan,
        view,
        /^[^A-Z]+$|^[^a-z]+$/,
        [digest => digest.toLowerCase(), 'in lower case'],
        [digest => digest.toUpperCase(), 'in upper case'],
      ),
      ...written(
        plan,
        view,
        /^[A-Za-z0-9+/=]{10,63}$/,
        [digest => digest.replaceAll('+', ''), '"+" is missing'],
        [digest => digest.replaceAll('/', ''), '"/" is missing'],
        [digest => digest.replaceAll(/[+/=]/g, ''), '"+", "/" and "=" are missing'],
        [digest => digest.slice(0, 32), 'the first 32 characters'],
        [digest => digest.slice(0, -1), 'the last character is missing'],
        [
          digest => toBase64(Buffer.from(digest, 'base64').toString('latin1', 0, 20), 'latin1'),
          'the first 20 bytes',
        ],
      ),
    ],
  },
  {
    id: 'signature-encoded-too-often',
    step: 'digest',
    title: 'The signature is percent-encoded too often',
    does: 'The client and its libraries encode the signature three times or oftener; the store forgives two.',
    fix: 'Encode the signature once (%3D for "="), or leave it to the library.',
    variants: (plan, view) =>
      written(
        plan,
        view,
        /%/,
        [percentEncode],
        [digest => percentEncode(percentEncode(digest)), 'four times'],
        [digest => percentEncode(digest).toLowerCase(), 'in lower case'],
      ),
  },
  {
    id: 'signature-with-line-end',
    step: 'digest',
    title: 'The signature carries a line end',
    does: 'The base64 encoder of the client appends a line feed.',
    fix: 'Use the encoder without line ends.',
    libraries: [
      { library: 'Ruby', line: 'Base64.strict_encode64(digest)  # not Base64.encode64' },
      { library: 'Python', line: "base64.b64encode(digest)  # not encodebytes or codecs 'base64'" },
      { library: 'Java, Android', line: 'Base64.encodeToString(digest, Base64.NO_WRAP)' },
    ],
    variants: (plan, view) =>
      written(
        plan,
        view,
        /\s|\+$/,
        [digest => `${digest}\n`],
        [digest => `${digest}\r\n`, 'with a carriage return'],
        [digest => `${digest} `, 'a space'],
      ),
  },
  {
    id: 'signature-in-quotes',
    step: 'digest',
    title: 'The signature stands in quotes or other marks',
    does: 'The client sends the text of a value in its language, with the quotes around it, or with a label.',
    fix: 'Send the bare base64 text.',
    libraries: [
      { library: 'Python', line: 'base64.b64encode(digest).decode()  # not str(…) of bytes' },
      { library: 'JavaScript', line: 'the string itself, not JSON.stringify(signature)' },
    ],
    variants: (plan, view) =>
      written(
        plan,
        view,
        /["'<>,;[\]]|^\w+=[^=]/,
        [digest => `"${digest}"`, 'double quotes'],
        [digest => `'${digest}'`, 'single quotes'],
        [digest => `b'${digest}'`, 'the text of Python bytes'],
        [digest => `["${digest}"]`, 'a JSON list'],
        [digest => `<${digest}>`, 'angle brackets'],
        [digest => `${digest},`, 'a comma behind it'],
        [digest => `${digest};`, 'a semicolon behind it'],
        [digest => `sha1=${digest}`, 'the label sha1='],
        [digest => `sha256=${digest}`, 'the label sha256='],
      ),
  },
  {
    id: 'signature-is-no-digest',
    step: 'digest',
    title: 'The name of a value is sent in the place of the signature',
    does: 'The client sends "undefined", "[object Promise]", "System.Byte[]" or the like: its signature is not ready, or is no text.',
    fix: 'Await the signature, turn its bytes into base64, and only then build the URL.',
    libraries: [
      {
        library: 'JavaScript',
        line: 'const signature = await sign(base)  // crypto.subtle returns a Promise',
      },
    ],
    variants: (plan, view) =>
      [
        'undefined',
        'null',
        'None',
        'NaN',
        'nil',
        'true',
        'false',
        '[object Object]',
        '[object Promise]',
        '[object ArrayBuffer]',
        '[object Uint8Array]',
        'System.Byte[]',
        'Array',
        'Resource id #1',
      ]
        .map(text => [text, text.replaceAll(' ', '+')] as const)
        .filter(([, sent]) => view.received === undefined || view.received === sent)
        .map(([text, sent]) => ({ plan: { ...plan, digest: () => sent }, detail: `"${text}"` })),
  },
  {
    id: 'plaintext-signature',
    step: 'digest',
    title: 'The key is sent as the signature',
    does: 'The client uses the method PLAINTEXT: it sends the consumer secret itself.',
    fix: 'Use HMAC-SHA1 or HMAC-SHA256, and make a new key: this secret went over the wire.',
    variants: (plan, view) =>
      looks(view, /cs_|ck_|&|%26/)
        ? digests(
            plan,
            [(_, key) => key],
            [(_, key) => percentEncode(key)],
            [(_, key) => key.replace(/&$/, '')],
          )
        : [],
  },
];

export const digestMistakes: readonly Mistake[] = [...making, ...writing];
