import { createHmac } from 'node:crypto';
import type { Mistake, Variant, View } from '../mistake.ts';
import { hash, type Plan } from '../plan.ts';

function keys(
  plan: Plan,
  ...forms: readonly (readonly [key: (secret: string, theirs: string) => string, detail?: string])[]
): Variant[] {
  return forms.map(([key, detail]) => ({
    plan: { ...plan, key: secret => key(secret, plan.key(secret)) },
    ...(detail && { detail }),
  }));
}

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
    does: 'The client signs with "key&secret" or "secret&key".',
    fix: 'Sign with the consumer secret and "&".',
    variants: (plan, view: View) =>
      keys(
        plan,
        [secret => `${view.consumerKey}&${secret}`, 'key&secret'],
        [secret => `${secret}&${view.consumerKey}`, 'secret&key'],
        [secret => `${secret}&${secret}`, 'secret&secret'],
        [secret => `${view.consumerKey}:${secret}`, 'key:secret'],
      ),
  },
  {
    id: 'secret-with-white-space',
    step: 'key',
    title: 'The secret carries white space',
    does: 'The client signs with a secret that has a space or a line end at its end: read from a file, copied with it.',
    fix: 'Trim the secret when it is read.',
    variants: plan =>
      keys(
        plan,
        [secret => `${secret.trim()}&`, 'the secret given here carries it'],
        [secret => `${secret}\n&`, 'a line feed'],
        [secret => `${secret} &`, 'a space at the end'],
        [secret => ` ${secret}&`, 'a space in front'],
        [secret => `${secret}\r\n&`, 'a carriage return and a line feed'],
        [secret => `${secret}\r&`, 'a carriage return'],
      ),
  },
  {
    id: 'secret-in-another-case',
    step: 'key',
    title: 'The secret is in another case',
    does: 'The client changes the case of the secret.',
    fix: 'Use the secret as WooCommerce shows it.',
    variants: plan =>
      keys(
        plan,
        [(_, key) => key.toUpperCase(), 'upper case'],
        [(_, key) => key.toLowerCase(), 'lower case'],
      ),
  },
  {
    id: 'secret-without-prefix',
    step: 'key',
    title: 'The secret lost its prefix',
    does: 'The client signs with the secret without its "cs_".',
    fix: 'Keep the prefix: it is a part of the secret.',
    variants: plan => keys(plan, [(_, key) => key.replace(/^cs_/, '')]),
  },
  {
    id: 'secret-hashed',
    step: 'key',
    title: 'The secret is hashed or encoded first',
    does: 'The client signs with a hash or the base64 of the secret.',
    fix: 'Sign with the secret itself.',
    variants: plan =>
      keys(
        plan,
        [secret => `${Buffer.from(secret, 'latin1').toString('base64')}&`, 'base64'],
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
