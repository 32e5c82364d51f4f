/**
 * The two plain types that every layer of the simulated store speaks.
 *
 * Text is kept as byte strings: one character for one byte (ISO-8859-1), which is what arrives on the wire,
 * what Node hands out as `rawHeaders` and `req.url`, and what a PHP string is. Decode UTF-8 only where a real
 * store does.
 */

/**
 * An HTTP request as it was sent, before anything has interpreted it.
 *
 * @example
 * ```ts
 * import type { Message } from 'latchkey';
 *
 * const message: Message = {
 *   method: 'GET',
 *   scheme: 'https',
 *   host: 'shop.test',
 *   target: '/wp-json/wc/v3/orders?per_page=5',
 *   headers: ['Host', 'shop.test', 'Accept', 'application/json'],
 *   body: new Uint8Array(),
 * };
 * ```
 */
export interface Message {
  /** The method as sent; its case is kept (`get` is not `GET`). */
  readonly method: string;
  /** The scheme of the connection that the request came in on. */
  readonly scheme: 'http' | 'https';
  /** Host and port that the connection was made to; a `Host` field in `headers` overrides it. */
  readonly host: string;
  /** The request target as sent: `/path?query`, percent-encoding untouched. */
  readonly target: string;
  /** Header fields in the order sent: name, value, name, value … */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  /** The version of HTTP in the request line, `1.1`; left out where a way in does not know it. From 1.1 on a Host is due. */
  readonly version?: string;
}

/** What the store answers. */
export interface Answer {
  readonly status: number;
  /**
   * Header fields in the order to send: name, value, name, value …
   * Date and Content-Length are the listener's, unless they are given here.
   */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  /** Where the connection breaks instead of carrying the whole answer; whoever sends the answer sees to it. */
  readonly breakage?: Breakage;
}

/** A connection that ends before the status line, or after so many bytes of the body. */
export type Breakage = { readonly at: 'start' } | { readonly at: 'body'; readonly bytes: number };

export const noBody: Uint8Array = new Uint8Array(0);

/** The first value of a header field, its name compared without case; undefined when it was not sent. */
export function firstHeader(headers: readonly string[], name: string): string | undefined {
  for (let i = 0; i < headers.length; i += 2) {
    const sent = headers[i] as string;
    if (sent.length === name.length && sent.toLowerCase() === name.toLowerCase()) return headers[i + 1];
  }
  return undefined;
}
