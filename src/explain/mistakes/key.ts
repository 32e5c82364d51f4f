import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import type { Mistake, MistakeVariant, RequestView } from '../mistake.ts';
import { hash, type Plan, percentEncode } from '../plan.ts';
import { sentValue } from '../request.ts';

/** A key from the secret, and from the key that the store makes of it. */
type Key = (secret: string, theirs: string) => string;

function keys(plan: Plan, ...forms: readonly (readonly [key: Key, detail?: string])[]): MistakeVariant[] {
  return forms.map(([key, detail]) => ({
    plan: { ...plan, key: secret => key(secret, plan.key(secret)) },
    ...(detail && { detail }),
  }));
}

/**
 * Another secret in the place of the right one; whether an ampersand follows it is left as the plan has it. Clients
 * that follow RFC 5849 section 3.4.2 percent-encode the secret, which shows only where it is not the right one.
 */
function secrets(
  plan: Plan,
  ...forms: readonly (readonly [change: (secret: string) => string, detail?: string])[]
): MistakeVariant[] {
  return forms.flatMap(([change, detail]) => {
    const theirs = (write: (text: string) => string): MistakeVariant => ({
      plan: { ...plan, key: secret => plan.key(write(change(secret))) },
      ...(detail && { detail }),
    });
    const plain = change('cs_0');
    return percentEncode(plain) === plain
      ? [theirs(text => text)]
      : [theirs(text => text), theirs(percentEncode)];
  });
}

const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

export const keyMistakes: readonly Mistake[] = [
  {
    id: 'secret-without-ampersand',
    step: 'key',
    title: 'The ampersand after the secret is missing',
    does: 'The client signs with the consumer secret alone.',
    fix: 'Sign with the consumer secret and "&": the token secret behind it is empty, the ampersand stays.',
    libraries: [
      {
        library: 'oauth-1.0a',
        line: 'new OAuth({ consumer, signature_method, hash_function })  // no last_ampersand: false',
      },
      { library: 'any', line: "const key = consumerSecret + '&'" },
    ],
    variants: plan => keys(plan, [(_, key) => key.replace(/&$/, '')]),
  },
  {
    id: 'ampersand-for-old-legacy-api',
    step: 'key',
    title: 'An ampersand follows the secret where versions 1 and 2 of the legacy API want none',
    does: 'The client signs with the consumer secret and "&", as RFC 5849 says; /wc-api/v1 and v2 are older than that.',
    fix: 'Sign with the consumer secret alone for /wc-api/v1 and v2, or use wc/v3.',
    libraries: [
      {
        library: 'oauth-1.0a',
        line: 'new OAuth({ consumer, signature_method, hash_function, last_ampersand: false })',
      },
    ],
    variants: plan => (plan.key('x').endsWith('&') ? [] : keys(plan, [(_, key) => `${key}&`])),
  },
  {
    id: 'key-and-secret-swapped',
    step: 'key',
    title: 'The consumer key is used as the secret',
    does: 'The client signs with the consumer key.',
    fix: 'Sign with the consumer secret (cs_…); the consumer key (ck_…) goes into oauth_consumer_key.',
    variants: (plan, view) =>
      keys(plan, [() => `${view.consumerKey}&`], [() => view.consumerKey, 'and without the ampersand']),
  },
  {
    id: 'key-and-secret-joined',
    step: 'key',
    title: 'Consumer key and secret are joined',
    does: 'The client signs with "key&secret", "secret&key" or the like.',
    fix: 'Sign with the consumer secret and "&".',
    inPairs: 6,
    variants: (plan, view: RequestView) => {
      const key = view.consumerKey;
      return keys(
        plan,
        [secret => `${key}&${secret}`, 'key&secret'],
        [secret => `${secret}&${key}`, 'secret&key'],
        [secret => `${key}&${secret}&`, 'key&secret&'],
        [secret => `&${secret}`, '&secret'],
        [secret => `${key}:${secret}`, 'key:secret'],
        [secret => `${key}:${secret}&`, 'key:secret&'],
        [secret => key + secret, 'one behind the other'],
        [secret => secret + key, 'the secret, then the key'],
        [secret => `${key}.${secret}`, 'key.secret'],
        [secret => base64(`${key}:${secret}`), 'the text of Basic credentials'],
        [secret => `${base64(`${key}:${secret}`)}&`, 'the text of Basic credentials, and "&"'],
      );
    },
  },
  {
    id: 'token-secret-not-empty',
    step: 'key',
    title: 'A token secret follows the ampersand of the key',
    does: 'The client signs with a token secret, which WooCommerce does not have: key and secret were given for the token too, or "null" stands there.',
    fix: 'Give the client neither token nor token secret: nothing follows the ampersand.',
    libraries: [
      { library: 'JavaScript', line: "const key = consumerSecret + '&' + (tokenSecret ?? '')" },
      { library: 'Python', line: 'key = f"{consumer_secret}&{token_secret or \'\'}"' },
    ],
    inPairs: 4,
    variants: (plan, view) => {
      const token = sentValue(view.request, 'oauth_token');
      return keys(
        plan,
        [secret => `${secret}&${secret}`, 'the consumer secret stands there once more'],
        ...[
          'null',
          'undefined',
          'None',
          'nil',
          'false',
          '""',
          "''",
          '&',
          'token_secret',
          ...(token ? [token] : []),
        ].map(text => [(secret: string) => `${secret}&${text}`, `"${text}"`] as const),
        [secret => `${secret}&${view.nonce}`, 'the nonce'],
      );
    },
  },
  {
    id: 'secret-with-white-space',
    step: 'key',
    title: 'The secret carries white space',
    does: 'The client signs with a secret that has a space, a line end or an invisible character around it: read from a file, copied with it.',
    fix: 'Trim the secret when it is read.',
    inPairs: 4,
    variants: plan => [
      ...secrets(
        plan,
        [secret => `${secret}\n`, 'a line feed'],
        [secret => `${secret} `, 'a space at the end'],
        [secret => ` ${secret}`, 'a space in front'],
        [secret => `${secret}\r\n`, 'a carriage return and a line feed'],
        [secret => `${secret}\r`, 'a carriage return'],
        [secret => `\t${secret}`, 'a tab in front'],
        [secret => `${secret}\t`, 'a tab at the end'],
        [secret => ` ${secret} `, 'a space on both sides'],
        [secret => utf8(`\uFEFF${secret}`), 'a byte order mark in front'],
        [secret => utf8(`${secret}\xA0`), 'a no-break space at the end'],
        [secret => utf8(`\xA0${secret}`), 'a no-break space in front'],
        [secret => utf8(`${secret}\u200B`), 'a zero-width space at the end'],
        [secret => `${secret}\0`, 'a NUL at the end'],
      ),
      ...keys(
        plan,
        [(_, key) => `${key}\n`, 'a line feed behind the ampersand'],
        [(_, key) => `${key} `, 'a space behind the ampersand'],
      ),
    ],
  },
  {
    id: 'secret-in-quotes',
    step: 'key',
    title: 'The secret stands in quotes or other marks',
    does: 'The client signs with the secret and the quotes, brackets or punctuation that stood around it in a file of settings.',
    fix: 'Take the bare secret: cs_ and 40 digits.',
    libraries: [
      { library: 'Docker --env-file', line: 'CONSUMER_SECRET=cs_…   # no quotes: Docker keeps them' },
      { library: 'Python', line: 'secret.decode()  # not str(secret) of bytes' },
    ],
    inPairs: 2,
    variants: plan => [
      ...secrets(
        plan,
        [secret => `"${secret}"`, 'double quotes'],
        [secret => `'${secret}'`, 'single quotes'],
        [secret => `b'${secret}'`, 'the text of Python bytes'],
        [secret => `<${secret}>`, 'angle brackets'],
        [secret => `{${secret}}`, 'braces'],
        [secret => `[${secret}]`, 'brackets'],
        [secret => `${secret};`, 'a semicolon behind it'],
        [secret => `${secret},`, 'a comma behind it'],
        [secret => `${secret}.`, 'a full stop behind it'],
        [secret => `consumer_secret=${secret}`, 'the name in front of it'],
      ),
      ...keys(plan, [(_, key) => `"${key}"`, 'double quotes around the whole key']),
    ],
  },
  {
    id: 'secret-cut',
    step: 'key',
    title: 'Only a part of the secret is used',
    does: 'The client signs with a secret that has lost characters: cut by a column or a copy, or the last seven that WooCommerce shows of a key.',
    fix: 'Use the whole secret, 43 characters. WooCommerce shows it once; if it is lost, make a new key.',
    inPairs: 0,
    variants: plan =>
      secrets(
        plan,
        [secret => secret.slice(1), 'the first character is missing'],
        [secret => secret.slice(0, -1), 'the last character is missing'],
        ...[20, 32, 36, 40].map(
          length => [(secret: string) => secret.slice(0, length), `the first ${length} characters`] as const,
        ),
        [secret => secret.slice(-7), 'the last seven characters'],
        [secret => utf8(`\u2026${secret.slice(-7)}`), 'an ellipsis and the last seven characters'],
        [secret => `...${secret.slice(-7)}`, 'three dots and the last seven characters'],
      ),
  },
  {
    id: 'secret-is-a-placeholder',
    step: 'key',
    title: 'A placeholder is used as the secret',
    does: 'The client signs with the text that stands for the secret in an example or a template, or with a masked one.',
    fix: 'Put the secret where the placeholder is, and check that the template or the environment is really read.',
    inPairs: 0,
    variants: plan =>
      secrets(
        plan,
        ...placeholders.map(text => [() => text, `"${text}"`] as const),
        [secret => '*'.repeat(secret.length), 'asterisks'],
        [
          secret => '\u2022'.repeat(secret.length).replaceAll('\u2022', utf8('\u2022')),
          'dots of a password field',
        ],
      ),
  },
  {
    id: 'secret-in-another-case',
    step: 'key',
    title: 'The secret is in another case',
    does: 'The client changes the case of the secret.',
    fix: 'Use the secret as WooCommerce shows it.',
    inPairs: 2,
    variants: plan =>
      keys(
        plan,
        [(_, key) => key.toUpperCase(), 'upper case'],
        [(_, key) => key.toLowerCase(), 'lower case'],
        [
          (_, key) => key.replace(/^cs_(.*)$/, (_all, digits) => `cs_${digits.toUpperCase()}`),
          'the digits in upper case',
        ],
      ),
  },
  {
    id: 'secret-without-prefix',
    step: 'key',
    title: 'The secret has another prefix',
    does: 'The client signs with the secret without its "cs_", or with another prefix.',
    fix: 'Keep the prefix "cs_": it is a part of the secret.',
    variants: plan =>
      secrets(
        plan,
        [secret => secret.replace(/^cs_/, ''), 'no prefix'],
        [secret => secret.replace(/^cs_/, 'ck_'), 'ck_'],
        [secret => `cs_${secret}`, 'cs_ twice'],
      ),
  },
  {
    id: 'secret-hashed',
    step: 'key',
    title: 'The secret is hashed or encoded first',
    does: 'The client signs with a hash, the base64 or the hexadecimal text of the secret.',
    fix: 'Sign with the secret itself.',
    inPairs: 5,
    variants: plan =>
      keys(
        plan,
        [secret => `${base64(secret)}&`, 'base64'],
        [secret => base64(secret), 'base64, without the ampersand'],
        [secret => base64(`${secret}&`), 'base64 of the secret and "&"'],
        [secret => Buffer.from(`${secret}&`, 'latin1').toString('hex'), 'hexadecimal'],
        [secret => hash('sha256', `${secret}&`, 'hex'), 'SHA-256 of the secret and "&"'],
        [secret => `${hash('sha256', secret, 'hex')}&`, 'SHA-256'],
        [secret => `${hash('sha1', secret, 'hex')}&`, 'SHA-1'],
        [secret => `${hash('md5', secret, 'hex')}&`, 'MD5'],
        // wc_api_hash(): how WooCommerce stores the consumer key.
        [
          secret => `${createHmac('sha256', 'wc-api').update(secret, 'latin1').digest('hex')}&`,
          'wc_api_hash',
        ],
      ),
  },
  {
    id: 'stored-key-hash-as-secret',
    step: 'key',
    title: 'The stored hash of the consumer key is used as the secret',
    does: 'The client reads the column consumer_key of the table woocommerce_api_keys, which holds a hash, and signs with it.',
    fix: 'Sign with the column consumer_secret, which holds the secret itself.',
    inPairs: 0,
    variants: (plan, view) =>
      secrets(plan, [
        // wc_api_hash().
        () => createHmac('sha256', 'wc-api').update(view.consumerKey, 'latin1').digest('hex'),
      ]),
  },
  {
    id: 'secret-decoded',
    step: 'key',
    title: 'The secret is decoded first',
    does: 'The client takes the secret for base64 or hexadecimal and signs with the bytes that it makes of it.',
    fix: 'Sign with the bytes of the text cs_… as it stands.',
    libraries: [{ library: 'C#', line: 'new HMACSHA256(Encoding.ASCII.GetBytes(consumerSecret + "&"))' }],
    inPairs: 0,
    variants: plan => {
      const decoded = (text: string, encoding: 'base64' | 'hex'): string =>
        Buffer.from(text, encoding).toString('latin1');
      return keys(
        plan,
        [secret => decoded(secret, 'base64'), 'from base64'],
        [secret => `${decoded(secret, 'base64')}&`, 'from base64, and "&"'],
        [secret => decoded(secret.replace(/^cs_/, ''), 'hex'), 'from hexadecimal'],
        [secret => `${decoded(secret.replace(/^cs_/, ''), 'hex')}&`, 'from hexadecimal, and "&"'],
      );
    },
  },
  {
    id: 'ampersand-encoded',
    step: 'key',
    title: 'The ampersand of the key is encoded',
    does: 'The client signs with "secret%26".',
    fix: 'Encode the secret, then append a bare "&".',
    variants: plan => keys(plan, [secret => `${secret}%26`], [secret => `${secret}&amp;`, 'as &amp;']),
  },
  {
    id: 'key-empty',
    step: 'key',
    title: 'The secret is empty',
    does: 'The client signs with an empty secret: a variable that is not set.',
    fix: 'Check that the secret reaches the code that signs.',
    inPairs: 2,
    variants: plan =>
      keys(
        plan,
        [() => '&'],
        [() => ''],
        [() => 'undefined&', '"undefined"'],
        [() => 'null&', '"null"'],
        [() => 'None&', '"None"'],
      ),
  },
];

/** What stands for the secret in documentation, templates and tools. */
const placeholders = [
  'cs_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  'cs_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
  'cs_xxx',
  'cs_XXX',
  'cs_',
  'cs_...',
  'XXXX',
  'consumer_secret',
  'your_consumer_secret',
  'YOUR_CONSUMER_SECRET',
  'consumerSecret',
  '{{consumer_secret}}',
  '{{consumerSecret}}',
  `\${CONSUMER_SECRET}`,
  '$CONSUMER_SECRET',
  '%CONSUMER_SECRET%',
  '[object Object]',
  '[object Promise]',
  '****',
];
