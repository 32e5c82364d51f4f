import type { IncomingMessage } from 'node:http';

/** What is refused before it goes anywhere, as the proxy answers it. */
export interface NotCarried {
  readonly status: 400 | 501;
  readonly why: string;
}

/**
 * What this proxy does not carry; undefined for every other request. Other upgrades (h2c) may be ignored by whoever does not
 * know them (RFC 9110 section 7.8), and the request is answered as it is; a client of WebSocket can do nothing without it.
 */
export function notCarried({ rawHeaders, headers }: IncomingMessage): NotCarried | undefined {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && /^host$/i.test(name)).length;
  // Node keeps the first; which one the store would have taken nobody could tell.
  if (hosts > 1)
    return { status: 400, why: `the request has ${hosts} Host fields (RFC 9112 section 3.2: exactly one)` };
  if (/(?:^|,)\s*websocket\s*(?:,|$)/i.test(headers.upgrade ?? ''))
    return { status: 501, why: 'WebSocket is not carried' };
  return undefined;
}

/** What is wrong with bytes that Node's parser does not take for a request, for those who read it. */
export function unreadable({ code = '', reason, message }: ParserError): string {
  if (code === 'HPE_PAUSED_H2_UPGRADE')
    return 'a client speaks HTTP/2 at once, and this proxy HTTP/1.1 to clients (curl: without --http2-prior-knowledge)';
  const what = `a request cannot be read: ${reason ?? message} (${code})`;
  return code === 'HPE_INVALID_URL'
    ? `${what}; what is not ASCII, and spaces, have to be percent-encoded in a URL (RFC 3986 section 2)`
    : what;
}

/** As Node's HTTP server gives it with `clientError`. */
export interface ParserError extends NodeJS.ErrnoException {
  readonly reason?: string;
}
