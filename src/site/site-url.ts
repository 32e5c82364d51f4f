import { originOf } from './origin.ts';

/** What was given as the URL of a store. */
export interface GivenUrl {
  /** Without a slash at its end, without query, and without a path of WordPress's own. */
  readonly asked: string;
  /**
   * The path of WordPress's own that it ended with: `/wp-json/wc/v3`, `/wp-admin/admin.php`. People paste what stands in
   * the browser or in a client's log where the store's URL belongs.
   */
  readonly apiPath: string | undefined;
}

/** What no home URL ends with: the API, the way to grant keys, and the administration's own files. */
const notHome = /\/(wp-json|wc-api|wc-auth|wp-admin|wp-login\.php|xmlrpc\.php|index\.php)(\/.*)?$/;

export function readGivenUrl(url: string): GivenUrl {
  const whole = withoutQuery(url);
  const path = notHome.exec(whole.slice(originOf(whole).length))?.[0];
  if (path === undefined) return { asked: whole, apiPath: undefined };
  return { asked: whole.slice(0, -path.length), apiPath: path };
}

/** Without query, fragment and slashes at its end. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/\/+$/, '');
}

/** The path of a URL without slashes at its end; empty for the root. */
export function pathOf(url: string): string {
  return withoutQuery(url).slice(originOf(url).length);
}

/**
 * The home URL as an index tells it, without slashes at its end; undefined for what no site can have as its home: a
 * scheme other than http and https, white space or control characters, a user, a query.
 */
export function readHome(told: string): string | undefined {
  if (!/^https?:\/\/[^\s\p{Cc}/?#@\\]+(\/[^\s\p{Cc}?#\\]*)?$/iu.test(told) || !URL.canParse(told))
    return undefined;
  return told.replace(/\/+$/, '');
}
