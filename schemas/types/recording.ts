/* Generated from schemas/recording.schema.json by `npm run generate`: change the schema, not this file. */

/**
 * @minItems 2
 * @maxItems 2
 */
export type Header = [string, string];

/**
 * One line of a recording: requests that were sent to a real store, and what it answered. The steps share state.
 */
export interface RecordedScenario {
  /**
   * Of this format; 1 when left out.
   */
  schemaVersion?: 1;
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
}
export interface Step {
  /**
   * The store's clock, Unix seconds.
   */
  at: number;
  request: Request;
  response: Answer;
  /**
   * What the store sent to the app while a step of a flow ran.
   */
  callbacks?: Callback[];
}
export interface Request {
  method: string;
  /**
   * As on the wire.
   */
  url: string;
  headers: Header[];
  body?: string | null;
  /**
   * Whether the browser had a session cookie once the step of a flow was over.
   */
  loggedIn?: boolean;
  signature?: Signature;
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
}
export interface Answer {
  status: number;
  headers: Headers;
  body?: Body;
  page?: Page;
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
  json?: unknown;
  length?: number;
  keys?: string[];
  title?: string;
  text?: string;
}
/**
 * The facts of a page of the key-granting flow: enough to tell whether a client finds its way through it.
 */
export interface Page {
  title: string;
  h1: string[];
  links: {
    class: string;
    href: string;
    text: string;
  }[];
  forms: {
    method: string;
    class: string;
    action: string;
  }[];
  fields: {
    tag: string;
    type: string;
    name: string;
    value: string;
    class: string;
  }[];
  items: string[];
  /**
   * The first 300 characters that a person reads.
   */
  text: string;
}
/**
 * A request that the store sent to the app.
 */
export interface Callback {
  method: string;
  path: string;
  headers: Header[];
  body: string;
}
