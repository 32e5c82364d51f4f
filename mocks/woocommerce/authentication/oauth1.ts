import { FatalError } from '../../php/fatal-error.ts';
import { isArray, type PhpArray, type PhpValue } from '../../php/types.ts';
import type { ApiKey } from '../keys.ts';
import type { Attempt } from './attempt.ts';
import { requiredParameters } from './oauth1/parameters.ts';
import { restSignature } from './request-signature.ts';

/**
 * OAuth 1.0a with a consumer key alone (RFC 5849 without a token). The order of the checks is WooCommerce's: missing
 * parameters, key, signature, timestamp, nonce. A nonce is spent only when all of them have passed (nonce.013).
 *
 * @returns The id of the key's user; 0 when nobody is let in.
 */
export function oauth1Authentication(attempt: Attempt): number {
  const { context, shop } = attempt;
  const { rules } = shop;
  const parameters = rules.oauthParameters(context.request);

  const missing = rules.missingParameters(parameters);
  if (missing.length === requiredParameters.length) {
    attempt.judge('oauth1.parameters', 'passed over', 'No OAuth parameter in query, form body or header.');
    return 0;
  }
  if (missing.length > 0) {
    const names = missing.join(', ');
    const word = missing.length === 1 ? 'parameter' : 'parameters';
    const code = 'woocommerce_rest_authentication_missing_parameter';
    attempt.refuse(rules.error(`Missing OAuth ${word} ${names}`, code));
    attempt.judge('oauth1.parameters', 'refused', `Missing or empty: ${names}.`);
    return 0;
  }

  const consumerKey = rules.normalizeKey(parameters.get('oauth_consumer_key') ?? '');
  const key = shop.keys.find(consumerKey);
  attempt.key = key;
  if (key === undefined) {
    const error = rules.unknownOAuthKey();
    if (error !== undefined) attempt.refuse(error);
    attempt.judge('oauth1.key', error ? 'refused' : 'passed over', 'The consumer key is unknown.', {
      consumerKey,
    });
    return 0;
  }

  return isSigned(attempt, key, parameters) && isFresh(attempt, key, parameters) ? key.userId : 0;
}

function isSigned(attempt: Attempt, key: ApiKey, parameters: PhpArray): boolean {
  const { context, shop } = attempt;
  const { rules } = shop;
  const { baseString, expected, received, isRight } = restSignature(
    rules,
    context,
    parameters,
    key.consumerSecret,
  );
  if (expected === undefined) {
    const signatureMethod = parameters.get('oauth_signature_method') as PhpValue;
    attempt.refuse(rules.error('Invalid signature - signature method is invalid.'));
    attempt.judge(
      'oauth1.signature-method',
      'refused',
      'The signature method is neither HMAC-SHA1 nor HMAC-SHA256.',
      {
        keyId: key.keyId,
        signatureMethod: isArray(signatureMethod) ? 'an array' : signatureMethod,
      },
    );
    return false;
  }
  const facts = { keyId: key.keyId, baseString, expectedSignature: expected, receivedSignature: received };
  if (!isRight) attempt.refuse(rules.error('Invalid signature - provided signature does not match.'));
  attempt.judge(
    'oauth1.signature',
    isRight ? 'accepted' : 'refused',
    isRight ? 'The signature matches.' : 'The signature is not the one that the store makes of the request.',
    facts,
  );
  return isRight;
}

function isFresh(attempt: Attempt, key: ApiKey, parameters: PhpArray): boolean {
  const { context, shop } = attempt;
  const { rules, nonces } = shop;
  const timestamp = parameters.get('oauth_timestamp') as PhpValue;
  const nonce = parameters.get('oauth_nonce') as PhpValue;
  const now = context.site.now();
  if (!rules.isTimely(timestamp, now)) {
    attempt.refuse(rules.error('Invalid timestamp.'));
    attempt.judge(
      'oauth1.timestamp',
      'refused',
      'The timestamp is more than 15 minutes from the store’s clock.',
      {
        keyId: key.keyId,
        timestamp: isArray(timestamp) ? 'an array' : timestamp,
        now,
      },
    );
    return false;
  }
  if (rules.isNonceUsed(nonces, key.keyId, nonce)) {
    attempt.refuse(rules.error('Invalid nonce - nonce has already been used.'));
    attempt.judge('oauth1.nonce', 'refused', 'The nonce has been used with this key.', { keyId: key.keyId });
    return false;
  }
  if (isArray(timestamp)) throw new FatalError('Illegal offset type');
  rules.rememberNonce(nonces, key.keyId, timestamp, nonce, now);
  attempt.hasSpentNonce = true;
  attempt.judge('oauth1.nonce', 'accepted', 'Timestamp and nonce are fresh.', { keyId: key.keyId });
  return true;
}
