/* Generated from the JSON Schema by `npm run generate`: change the schema, not this file. */

/**
 * @minItems 2
 * @maxItems 2
 */
export type Header = [string, string];

/**
 * One line of a recording: requests that were sent to a real store, and what it answered. The steps share state.
 */
export interface RecordedScenario {
  id: string;
  section: string;
  title: string;
  /**
   * The fixture that the store was in, and how it was set up.
   */
  store: string;
  live?: Live;
  /**
   * @minItems 1
   */
  steps: Step[];
  [k: string]: unknown;
}
/**
 * The live store that it was recorded on. Its keys stand in the requests by persona, {{owner.consumerKey}}.
 */
export interface Live {
  home: string;
  woocommerce: string;
  wordpress?: string;
  /**
   * Whether the store has the legacy API.
   */
  legacyApi?: boolean;
  /**
   * Whether routes are asked for by rest_route.
   */
  plainPermalinks?: boolean;
  [k: string]: unknown;
}
export interface Step {
  /**
   * The store's clock, Unix seconds.
   */
  at: number;
  request: {
    method: string;
    url: string;
    headers: Header[];
    body?: string | null;
    loggedIn?: boolean;
    signature?: Signature;
    [k: string]: unknown;
  };
  response: {
    status: number;
    headers: Headers;
    body?: Body;
    /**
     * The facts of a page of the key-granting flow.
     */
    page?: {
      [k: string]: unknown;
    };
    [k: string]: unknown;
  };
  callbacks?: {
    [k: string]: unknown;
  }[];
  [k: string]: unknown;
}
/**
 * How {{signature}} in the request is made anew: the HMAC of the base string.
 */
export interface Signature {
  method: 'HMAC-SHA1' | 'HMAC-SHA256';
  /**
   * Whose: {{owner.consumerSecret}}.
   */
  secret: string;
  /**
   * Whether the ampersand stands behind the secret, as RFC 5849 section 3.4.2 demands.
   */
  ampersand: boolean;
  baseString: string;
  [k: string]: unknown;
}
/**
 * By name in lower case; the volatile ones (Date, Server, Content-Length, Connection, Transfer-Encoding) are left out.
 */
export interface Headers {
  [k: string]: string | string[];
}
export interface Body {
  kind: 'json' | 'array' | 'object' | 'html' | 'text' | 'empty';
  /**
   * The whole body: every error, and small successes.
   */
  json?: {
    [k: string]: unknown;
  };
  length?: number;
  keys?: string[];
  title?: string;
  text?: string;
  [k: string]: unknown;
}
