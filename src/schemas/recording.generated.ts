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
  /**
   * @minItems 1
   */
  steps: Step[];
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
