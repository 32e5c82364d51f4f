import { isEmpty } from '../../php/compare.ts';
import type { PhpArray, PhpValue } from '../../php/types.ts';
import type { LegacyApi } from './request.ts';

/** What the client sent over TLS: `PHP_AUTH_USER` and `PHP_AUTH_PW`, and `$_GET`. */
export interface SentCredentials {
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly query: PhpArray;
}

/** A key and a secret, not yet cleaned, and where the secret was read from. */
export interface KeyAndSecret {
  readonly consumerKey: PhpValue;
  readonly consumerSecret: PhpValue;
  readonly from: 'header' | 'query';
}

/** Why the legacy API turns a client away: an error's status and message, and whether it sends the challenge. */
export interface LegacyRefusal {
  readonly status: number;
  readonly message: string;
  readonly challenge?: boolean;
}

export function isRefusal(value: object): value is LegacyRefusal {
  return 'message' in value && 'status' in value;
}

/** Recorded for wrong, missing and empty credentials in the header of v3: legacy.route.082, legacy.bad.103. */
const unauthorized: LegacyRefusal = {
  status: 401,
  message: 'Consumer Secret is invalid.',
  challenge: true,
};

/**
 * Which key and secret count.
 *
 * v1 and v2 look in the header first and in the query second, for the key and for the secret apart
 * (legacy.bad.009, legacy.bad.058), and say which of the two is missing. v3 takes the query when both are there
 * and the header otherwise, and says the same whichever is missing (legacy.bad.108, legacy.bad.112).
 */
export function keyAndSecret(api: LegacyApi, sent: SentCredentials): KeyAndSecret | LegacyRefusal {
  const queryKey = sent.query.get('consumer_key');
  const querySecret = sent.query.get('consumer_secret');
  const { user, password } = sent;
  if (api === 3) {
    if (!isEmpty(queryKey) && !isEmpty(querySecret)) {
      return { consumerKey: queryKey as PhpValue, consumerSecret: querySecret as PhpValue, from: 'query' };
    }
    if (isEmpty(user) || isEmpty(password)) return unauthorized;
    return { consumerKey: user as string, consumerSecret: password as string, from: 'header' };
  }
  const consumerKey = isEmpty(user) ? queryKey : user;
  if (isEmpty(consumerKey)) return { status: 404, message: 'Consumer key is missing.' };
  const consumerSecret = isEmpty(password) ? querySecret : password;
  if (isEmpty(consumerSecret)) return { status: 404, message: 'Consumer secret is missing.' };
  return {
    consumerKey: consumerKey as PhpValue,
    consumerSecret: consumerSecret as PhpValue,
    from: isEmpty(password) ? 'query' : 'header',
  };
}
