import { isEmpty } from '../../php/compare.ts';
import type { PhpRequest } from '../../php/request.ts';
import { addslashes } from '../../php/slashes.ts';
import type { PhpValue } from '../../php/types.ts';

/** A consumer key and secret as the client sent them, in the query or in a Basic Authorization header. */
export interface KeyCredentials {
  readonly from: 'query' | 'header';
  /** An array where the client sent `consumer_key[]=`. */
  readonly key: PhpValue;
  readonly secret: PhpValue;
}

/** `$_GET['consumer_key']` and `$_GET['consumer_secret']`, where neither is empty (query.odd.001, basic.bad.040). */
export function queryCredentials(request: PhpRequest): KeyCredentials | undefined {
  const key = request.get.get('consumer_key');
  const secret = request.get.get('consumer_secret');
  if (isEmpty(key) || isEmpty(secret)) return undefined;
  return { from: 'query', key: slash(key as PhpValue), secret: slash(secret as PhpValue) };
}

/** `PHP_AUTH_USER` and `PHP_AUTH_PW`, where neither is empty (basic.bad.007, basic.bad.037). */
export function headerCredentials(request: PhpRequest): KeyCredentials | undefined {
  const key = request.server('PHP_AUTH_USER');
  const secret = request.server('PHP_AUTH_PW');
  if (isEmpty(key) || isEmpty(secret)) return undefined;
  return { from: 'header', key: slash(key as string), secret: slash(secret as string) };
}

/** WordPress slashes the superglobals, and WooCommerce takes credentials from them as they are. */
function slash(value: PhpValue): PhpValue {
  return typeof value === 'string' ? addslashes(value) : value;
}
