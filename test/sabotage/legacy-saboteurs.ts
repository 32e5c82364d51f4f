import { builtInFixture, type LegacyRules, type StoreOptions } from '../../mocks/index.ts';
import { isArray, type PhpArray } from '../../mocks/php/types.ts';
import { legacyRules } from '../../mocks/woocommerce/legacy/rules.ts';

/** One way to break a store so that a requirement is not kept any more. */
export interface LegacySaboteur {
  readonly requirement: string;
  /** What the broken store does. */
  readonly what: string;
  readonly store: StoreOptions;
}

const parameterNames = [
  'oauth_signature_method',
  'oauth_signature',
  'oauth_nonce',
  'oauth_timestamp',
  'oauth_consumer_key',
];

function saboteur(
  requirement: string,
  what: string,
  rules: Partial<LegacyRules>,
  more: StoreOptions = {},
): LegacySaboteur {
  return { requirement, what, store: { ...more, legacyRules: rules } };
}

export const legacySaboteurs: readonly LegacySaboteur[] = [
  saboteur('LEGACY-01', 'the index needs credentials', { isPublic: () => false }),
  saboteur('LEGACY-01', 'everything is open to everybody', { isPublic: () => true }),
  saboteur('LEGACY-02', 'the secret is not compared', { isSecretRight: () => true }),
  saboteur('LEGACY-02', 'no secret is right', { isSecretRight: () => false }),
  saboteur('LEGACY-03', 'keys are taken without TLS', { scheme: () => 'keys' }),
  saboteur('LEGACY-04', 'signatures are taken over TLS', { scheme: () => 'oauth' }),
  saboteur('LEGACY-05', 'no challenge is sent', {
    keyAndSecret: (api, sent) => ({ ...legacyRules.keyAndSecret(api, sent), challenge: false }),
  }),
  saboteur('LEGACY-05', 'v3 says "Consumer key is missing." as v1 does', {
    keyAndSecret: (_, sent) => legacyRules.keyAndSecret(1, sent),
  }),
  saboteur('LEGACY-06', 'v1 and v2 answer as v3 does', {
    keyAndSecret: (_, sent) => legacyRules.keyAndSecret(3, sent),
  }),
  saboteur('LEGACY-07', 'the header wins in v3', {
    keyAndSecret: (_, sent) => legacyRules.keyAndSecret(2, sent),
  }),
  saboteur('LEGACY-07', 'the query wins in v1 and v2', {
    keyAndSecret: (_, sent) => legacyRules.keyAndSecret(3, sent),
  }),
  saboteur('LEGACY-08', 'an unknown key is not told', {
    unknownKey: () => ({ status: 401, message: 'Consumer secret is invalid.' }),
  }),
  saboteur('LEGACY-09', 'a key without a user is not told', {
    unknownUser: () => ({ status: 403, message: 'API user is invalid' }),
  }),
  saboteur('LEGACY-10', 'the secret is taken as it is', {
    consumerSecret: secret => (isArray(secret) ? '' : secret),
  }),
  saboteur('LEGACY-10', 'tags are taken from the key', {
    consumerKey: key => legacyRules.consumerKey(key, 'sanitize_text_field').toLowerCase(),
  }),
  saboteur(
    'LEGACY-11',
    'the built-in API takes capitals',
    { consumerKey: key => legacyRules.consumerKey(key, 'sanitize_key') },
    { profile: '8.2' },
  ),
  saboteur('LEGACY-12', 'the last that is missing is named', {
    missingParameter: parameters => parameterNames.find(name => !parameters.get(name)),
  }),
  saboteur('LEGACY-13', 'the signature is not compared', { isSignatureRight: () => true }),
  saboteur('LEGACY-13', 'v3 signs without the ampersand', { signingKey: (_, secret) => secret }),
  saboteur('LEGACY-13', 'every method is HMAC-SHA1', { hashAlgorithm: () => 'sha1' }),
  saboteur('LEGACY-14', 'v1 and v2 sign with the ampersand', { signingKey: (_, secret) => `${secret}&` }),
  saboteur('LEGACY-14', 'the plugin signs the path that is asked for', {
    baseString: (api, method, url, parameters) =>
      legacyRules.baseString(api, method, url.replace('/wc-api/v3/', `/wc-api/v${api}/`), parameters),
  }),
  saboteur(
    'LEGACY-14',
    'the built-in API signs the path of v3',
    {
      baseString: (api, method, url, parameters) =>
        legacyRules.baseString(api, method, url.replace(/\/wc-api\/v[12]\//, '/wc-api/v3/'), parameters),
    },
    { profile: '8.2' },
  ),
  saboteur('LEGACY-15', 'what is nested is sorted', {
    baseString: (api, method, url, parameters) =>
      legacyRules.baseString(api, method, url, sortedInside(parameters)),
  }),
  saboteur('LEGACY-16', 'the slash at the end is not signed', {
    baseString: (api, method, url, parameters) =>
      legacyRules.baseString(api, method, url.replace(/\/$/, ''), parameters),
  }),
  saboteur('LEGACY-17', 'the window is thirty minutes', {
    isTimely: (timestamp, now) => Math.abs(Number(timestamp) - now) <= 1800,
  }),
  saboteur('LEGACY-17', 'the window is ten minutes', {
    isTimely: (timestamp, now) => Math.abs(Number(timestamp) - now) <= 600,
  }),
  saboteur('LEGACY-18', 'nonces are not remembered', { isNonceUsed: () => false }),
  saboteur('LEGACY-19', 'every key may do everything', { meets: () => true }),
  saboteur('LEGACY-19', 'every key may read only', { needOf: () => 'read' }),
  saboteur('LEGACY-20', 'everybody is shown the orders', { shows: () => true }),
  saboteur('LEGACY-21', 'everybody hears which routes there are', {
    isPublic: path => path === '/' || path.includes('no-such-route'),
  }),
  saboteur('LEGACY-22', 'the callback is taken', { unknownGateway: () => 200 }),
  saboteur(
    'LEGACY-23',
    'errors is a list',
    { disabled: () => ({ errors: [{ code: 'woocommerce_api_disabled', message: 'Disabled' }] }) },
    withoutLegacyApi(),
  ),
];

/** A store of which nothing but the legacy API is missing. Its home is the one that the suite's client signs for. */
export function withoutLegacyApi(home = 'http://shop.test'): StoreOptions {
  return { fixture: { ...builtInFixture(home), legacy_api: 'absent' } };
}

function sortedInside(parameters: PhpArray): PhpArray {
  return new Map(
    [...parameters].map(
      ([name, value]) => [name, isArray(value) ? new Map([...value].sort()) : value] as const,
    ),
  );
}
