import { isArray, type PhpValue } from '../../php/types.ts';
import type { Judgement } from '../../wordpress/context.ts';
import { sanitizeKey } from '../../wordpress/formatting/sanitize.ts';
import type { ApiKey } from '../keys.ts';
import type { LegacyCleaning } from '../profiles.ts';
import type { Shop } from '../shop.ts';
import { isRefusal, type LegacyRefusal } from './credentials.ts';
import { authenticationError, LegacyError } from './error.ts';
import type { LegacyRequest } from './request.ts';
import { legacySignature } from './request-signature.ts';

const challenge =
  'Basic realm="WooCommerce API. Use a consumer key in the username field and a consumer secret in the password field."';

/**
 * Who is asking: the user's id, 0 for nobody on a public path, or the error that is the answer.
 *
 * The order is that of the recordings: credentials, key, secret or signature, timestamp, nonce, the key's
 * permissions, the user. A nonce is spent before the permissions are looked at.
 */
export function authenticate(shop: Shop, request: LegacyRequest): number | LegacyError {
  const { context } = request;
  const rules = shop.legacyRules;
  const judge = (rule: string, outcome: Judgement['outcome'], detail: string, facts?: Judgement['facts']) => {
    context.judgements.push({ rule: `legacy.${rule}`, outcome, detail, ...(facts && { facts }) });
  };
  const refuse = (
    rule: string,
    refusal: LegacyRefusal,
    detail: string,
    facts?: Judgement['facts'],
  ): LegacyError => {
    judge(rule, 'refused', detail, facts);
    const headers = refusal.challenge ? ['WWW-Authenticate', challenge] : [];
    return authenticationError(refusal.message, refusal.status, headers);
  };

  const cleaning = shop.profile.legacyCleaning;
  // The plugin's class of v1 has been left as it was for OAuth.
  const oauthCleaning = request.api === 1 ? 'sanitize_text_field' : cleaning;

  if (rules.isPublic(request.path)) {
    judge('public', 'passed over', 'The index needs no credentials.');
    return 0;
  }
  const key = rules.scheme(context.isTls) === 'keys' ? byKeys() : byOauth();
  if (key instanceof LegacyError) return key;

  const need = rules.needOf(request.method);
  if ((need === 'read' || need === 'write') && !rules.meets(key.permissions, need)) {
    return refuse(
      'permissions',
      { status: 401, message: `The API key provided does not have ${need} permissions.` },
      `${request.method} needs ${need}, the key has "${key.permissions}".`,
    );
  }
  const user = context.site.users.get(key.userId);
  if (!user) {
    return refuse('user', rules.unknownUser(), `The key belongs to user ${key.userId}, who is not there.`);
  }
  judge('user', 'accepted', `The key belongs to ${user.login} (${user.role}).`);
  return user.id;

  /** Over TLS: a key and its secret, by Basic or in the query. */
  function byKeys(): ApiKey | LegacyError {
    const sent = rules.keyAndSecret(request.api, {
      user: context.request.server('PHP_AUTH_USER'),
      password: context.request.server('PHP_AUTH_PW'),
      query: context.request.get,
    });
    if (isRefusal(sent)) return refuse('credentials', sent, 'No key and secret were sent over TLS.');
    const found = findKey(sent.consumerKey, cleaning);
    if (found instanceof LegacyError) return found;
    const secret = rules.consumerSecret(sent.consumerSecret, cleaning);
    if (rules.isSecretRight(found.consumerSecret, secret)) {
      judge('secret', 'accepted', `Key and secret from the ${sent.from} are right.`);
      return found;
    }
    const refusal: LegacyRefusal =
      request.api === 3 && sent.from === 'header'
        ? { status: 401, message: 'Consumer Secret is invalid.', challenge: true }
        : { status: 401, message: 'Consumer secret is invalid.' };
    return refuse('secret', refusal, `The secret from the ${sent.from} is not the key's.`);
  }

  /** Without TLS: OAuth 1.0a in the query, nowhere else (legacy.oauth.001). */
  function byOauth(): ApiKey | LegacyError {
    const parameters = request.get;
    const missing = rules.missingParameter(parameters);
    if (missing) {
      const refusal = { status: 404, message: `${missing} parameter is missing` };
      return refuse('oauth.parameters', refusal, `${missing} is not in the query.`);
    }
    const found = findKey(context.request.get.get('oauth_consumer_key') as PhpValue, oauthCleaning);
    if (found instanceof LegacyError) return found;
    return checkSignature(found) ?? checkTimestampAndNonce(found, parameters) ?? found;
  }

  function findKey(consumerKey: PhpValue, how: LegacyCleaning): ApiKey | LegacyError {
    const found = shop.keys.find(rules.consumerKey(consumerKey, how));
    if (found) return found;
    return refuse('key', rules.unknownKey(), 'No row has this consumer key.');
  }

  function checkSignature(found: ApiKey): LegacyError | undefined {
    const { baseString, expected, received, isRight } = legacySignature(
      rules,
      shop.profile,
      context,
      request,
      found.consumerSecret,
    );
    if (expected === undefined) {
      return refuse(
        'oauth.method',
        { status: 401, message: 'Invalid signature - signature method is invalid.' },
        'The signature method is neither HMAC-SHA1 nor HMAC-SHA256.',
        { baseString },
      );
    }
    if (isRight) {
      judge('oauth.signature', 'accepted', 'The signature is right.', { keyId: found.keyId, baseString });
      return undefined;
    }
    return refuse(
      'oauth.signature',
      { status: 401, message: 'Invalid signature - provided signature does not match.' },
      'The signature is not the one that the store makes.',
      { keyId: found.keyId, baseString, expectedSignature: expected, receivedSignature: received },
    );
  }

  /** A parameter as the class of this version cleans it. */
  function cleaned(value: PhpValue | undefined): string {
    if (value === undefined || isArray(value)) return '';
    return oauthCleaning === 'sanitize_key' ? sanitizeKey(value) : value;
  }

  function checkTimestampAndNonce(
    found: ApiKey,
    parameters: ReadonlyMap<string, PhpValue>,
  ): LegacyError | undefined {
    const now = context.site.now();
    const timestamp = cleaned(parameters.get('oauth_timestamp'));
    const nonce = cleaned(parameters.get('oauth_nonce'));
    if (!rules.isTimely(timestamp, now)) {
      // The class of v1 gives no status, so that the client sees 200 with an error in it.
      const refusal = { status: request.api === 1 ? 0 : 401, message: 'Invalid timestamp.' };
      return refuse('oauth.timestamp', refusal, `The timestamp is more than 15 minutes from ${now}.`, {
        timestamp,
        now,
      });
    }
    if (rules.isNonceUsed(shop.nonces, found.keyId, nonce)) {
      const refusal = { status: 401, message: 'Invalid nonce - nonce has already been used.' };
      return refuse('oauth.nonce', refusal, 'The nonce has been used with this key.', { keyId: found.keyId });
    }
    shop.nonces.remember(found.keyId, timestamp, nonce, now);
    judge('oauth.nonce', 'accepted', 'Timestamp and nonce are new.', { keyId: found.keyId });
    return undefined;
  }
}
