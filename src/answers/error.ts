import { unprovenMembers } from './members.ts';

/** What an error in JSON tells. */
export interface ToldError {
  readonly code: string;
  /** In the store's language. */
  readonly message: string;
}

/**
 * The code and message of a WordPress error in JSON (`WP_Error` as the REST API and `wp_die()` write it). A code alone is
 * no error's: a currency and a coupon have one too.
 */
export function wordpressError(json: unknown): ToldError | undefined {
  const { code, message } = unprovenMembers('rest-error', json);
  return typeof code === 'string' && typeof message === 'string' ? { code, message } : undefined;
}

/** A WordPress error, or the first of the legacy API's; undefined for what is none. */
export function toldError(json: unknown): ToldError | undefined {
  const { errors } = unprovenMembers('legacy-error', json);
  return wordpressError(json) ?? wordpressError(Array.isArray(errors) ? errors[0] : errors);
}
