import { addslashes } from '../../php/slashes.ts';
import { isArray, type PhpArray } from '../../php/types.ts';
import type { Context } from '../../wordpress/context.ts';

/** The three generations of classes that serve the legacy API. */
export type LegacyApi = 1 | 2 | 3;

/** What the URL, the query and the header say to the legacy API. */
export interface LegacyCallSent {
  /** `WC_API_REQUEST_VERSION`: the number in the URL. */
  readonly version: number;
  /** Which classes serve it: every version but 1 and 2 is served by those of 3. */
  readonly api: LegacyApi;
  /** The path below `/wc-api/v3`, percent-encoding untouched: `/orders/12`. */
  readonly path: string;
  /** The method after `_method` and `X-HTTP-Method-Override`. */
  readonly method: string;
  /** `$_GET` as WordPress leaves it: quotes, backslashes and NULs with a backslash before them. */
  readonly get: PhpArray;
}

/** What WC_API_Server is made with: the request as the legacy API sees it. */
export interface LegacyRequest extends LegacyCallSent {
  readonly context: Context;
}

/** `wp_magic_quotes()`: WordPress slashes the values of the superglobals, never their keys. */
export function slashed(values: PhpArray): PhpArray {
  const result: PhpArray = new Map();
  for (const [key, value] of values) result.set(key, isArray(value) ? slashed(value) : addslashes(value));
  return result;
}

/** The legacy API's classes for a version: 1 and 2 have their own, everything else is served by those of 3. */
export function apiOfVersion(version: number): LegacyApi {
  return version === 1 || version === 2 ? version : 3;
}
