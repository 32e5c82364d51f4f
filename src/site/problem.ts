import { redactUrl } from '../redact/redact.ts';
import { withoutQuery } from './site-url.ts';

/**
 * Why a store is not found at a URL, or not as a client needs it. Closed: whoever tells it has a word for each code.
 */
export type SiteProblem =
  /** No connection, no TLS, or one that ended; `transport` is the client's code: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  | {
      readonly code: 'unreachable';
      readonly url: string;
      readonly transport: string;
      readonly message: string;
    }
  /** Nothing came in time, or not all of it. */
  | { readonly code: 'time-out'; readonly url: string; readonly transport: string; readonly message: string }
  /** The answer is larger than is read, or unpacks to more. */
  | { readonly code: 'too-large'; readonly url: string }
  /** It leads to another origin, or to another path for the API; that was not followed. */
  | {
      readonly code: 'redirects-elsewhere';
      readonly from: string;
      readonly to: string;
      readonly status: number;
    }
  /** Everybody is sent to the log-in page. */
  | {
      readonly code: 'redirects-to-login';
      readonly from: string;
      readonly to: string;
      readonly status: number;
    }
  /** It leads back to itself, or on and on. */
  | {
      readonly code: 'redirects-for-ever';
      readonly from: string;
      readonly to: string;
      readonly status: number;
    }
  /** WordPress, whose index of the REST API says no to whoever is not logged in. */
  | {
      readonly code: 'index-closed';
      readonly url: string;
      readonly status: number;
      /** The code of the plugin that closes it: `rest_not_logged_in`. */
      readonly refusal: string;
      /** Whether a key was shown to read WooCommerce's own namespaces, and what came of it. */
      readonly key: 'not needed' | 'none given' | 'not let in' | 'let in';
    }
  /** WordPress, and its REST API answers with another error: a critical error, a namespace that is not there. */
  | {
      readonly code: 'wordpress-error';
      readonly url: string;
      readonly status: number;
      readonly error: string;
    }
  /** The index is there, and something was printed around it, so that no client can read it. */
  | {
      readonly code: 'notice-before-json';
      readonly url: string;
      /** Where the JSON begins, in bytes; 0 where the notice stands behind it. */
      readonly jsonAt: number;
      /** The beginning of what was printed. */
      readonly notice: string;
    }
  /** The index tells a home URL that no site can have. */
  | { readonly code: 'bad-home'; readonly url: string; readonly home: string }
  /** WordPress is there by its pages, and where its index belongs comes a page. */
  | { readonly code: 'html-instead'; readonly url: string; readonly seen: Seen }
  /** The web server asks for a password of its own. */
  | { readonly code: 'web-server-password'; readonly url: string; readonly seen: Seen }
  /** 429; or 503, as in maintenance. */
  | {
      readonly code: 'rate-limited' | 'unavailable';
      readonly url: string;
      readonly seen: Seen;
      readonly retryAfter?: string;
    }
  /** 5xx with a page: what stands behind it was not seen. */
  | { readonly code: 'server-error'; readonly url: string; readonly seen: Seen }
  /** Nothing of WordPress was seen. */
  | { readonly code: 'not-wordpress'; readonly url: string; readonly seen: Seen };

/** What came in the place of an index. */
export interface Seen {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly title: string | undefined;
}

/** The problem as the end of a sentence that begins with the target's name. What the store said is quoted in it. */
export function problemInWords(problem: SiteProblem): string {
  switch (problem.code) {
    case 'unreachable':
    case 'time-out':
      return `no answer to GET ${redactUrl(problem.url.replace(/\?.*$/s, ''))}: ${problem.message} (${problem.transport})`;
    case 'too-large':
      return `${site(problem.url)} answers with more than is read of an index`;
    case 'redirects-elsewhere':
      return `${site(problem.from)} redirects to ${site(problem.to)}, which was not followed; expected the URL at which the store itself answers`;
    case 'redirects-to-login':
      return `${site(problem.from)} sends everybody who is not logged in to its log-in page, ${site(problem.to)}, the REST API too`;
    case 'redirects-for-ever':
      return `${site(problem.from)} redirects to ${site(problem.to)}, and so on without an end`;
    case 'index-closed':
      return `${site(problem.url)} is WordPress, and keeps the index of its REST API from guests: ${problem.status}, ${problem.refusal}; ${keyInWords[problem.key]}`;
    case 'wordpress-error':
      return `${site(problem.url)} is WordPress, and its REST API answers with an error: ${problem.status}, ${problem.error}`;
    case 'notice-before-json':
      return problem.jsonAt === 0
        ? `${site(problem.url)} is WordPress, and something is printed behind the JSON of its index: ${quoted(problem.notice)}`
        : `${site(problem.url)} is WordPress, and something is printed before the JSON of its index, which begins at byte ${problem.jsonAt}: ${quoted(problem.notice)}`;
    case 'bad-home':
      return `${site(problem.url)} says that its home URL is ${quoted(problem.home)}; expected an absolute http or https URL`;
    case 'html-instead':
      return `${site(problem.url)} is WordPress by its pages, and where the index of its REST API belongs comes something else: ${seenInWords(problem.seen)}`;
    case 'web-server-password':
      return `${site(problem.url)} does not answer as a WordPress site: ${seenInWords(problem.seen)}, and the web server asks for a password of its own (htpasswd)`;
    case 'rate-limited':
      return `${site(problem.url)} asks for fewer requests: ${seenInWords(problem.seen)}${retryInWords(problem)}`;
    case 'unavailable':
      return `${site(problem.url)} does not serve anybody now: ${seenInWords(problem.seen)}${retryInWords(problem)}`;
    case 'server-error':
      return `${site(problem.url)} answers with an error of the server: ${seenInWords(problem.seen)}`;
    case 'not-wordpress':
      return `${site(problem.url)} does not answer as a WordPress site: ${seenInWords(problem.seen)}`;
  }
}

const keyInWords = {
  'not needed': "WooCommerce's part of it is open",
  'none given': 'with a key more could be seen',
  'not let in': 'the key is not let in either',
  'let in': 'the key is let in',
} as const;

/** What to do about it, where it is the URL that can be mended. */
export function adviceOn(problem: SiteProblem): string | undefined {
  return problem.code === 'redirects-elsewhere' ? 'Name that one.' : undefined;
}

function seenInWords({ status, contentType, title }: Seen): string {
  return [
    String(status),
    contentType ?? 'no Content-Type',
    ...(title === undefined ? [] : [`“${title}”`]),
  ].join(', ');
}

function retryInWords({ retryAfter }: { readonly retryAfter?: string }): string {
  return retryAfter === undefined ? '' : `, Retry-After: ${retryAfter}`;
}

/** Without the query, which may hold what a store reflects. */
function site(url: string): string {
  return redactUrl(withoutQuery(url));
}

/** As a string of JSON: on one line, with control characters written out. */
function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 120));
}
