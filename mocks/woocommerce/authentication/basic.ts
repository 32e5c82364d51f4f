import type { Attempt } from './attempt.ts';
import { headerCredentials, queryCredentials } from './credentials.ts';

/**
 * Key and secret, as they are: in the query, or in a Basic Authorization header.
 *
 * @returns The id of the key's user; 0 when nobody is let in.
 */
export function basicAuthentication(attempt: Attempt): number {
  const { context, shop } = attempt;
  const { rules } = shop;
  const credentials = rules.choose(queryCredentials(context.request), () =>
    headerCredentials(context.request),
  );
  if (credentials === undefined) {
    attempt.judge(
      'basic.credentials',
      'passed over',
      'No consumer key with a secret in the query or the header.',
    );
    return 0;
  }
  const where = `in the ${credentials.from}`;
  const consumerKey = rules.normalizeKey(credentials.key);
  const key = shop.keys.find(consumerKey);
  attempt.key = key;
  if (key === undefined) {
    const error = rules.unknownKey();
    if (error !== undefined) attempt.refuse(error);
    attempt.judge('basic.key', error ? 'refused' : 'passed over', `The consumer key ${where} is unknown.`, {
      consumerKey,
    });
    return 0;
  }
  const facts = { keyId: key.keyId, consumerKey };
  if (!rules.isSecretRight(key.consumerSecret, credentials.secret)) {
    attempt.refuse(rules.error('Consumer secret is invalid.'));
    attempt.judge('basic.secret', 'refused', `The consumer secret ${where} is not this key's.`, facts);
    return 0;
  }
  attempt.judge('basic.secret', 'accepted', `Consumer key and secret ${where} are right.`, facts);
  return key.userId;
}
