/**
 * What a web server answers by itself, before any script sees the request. The limits are Apache's defaults, since
 * that is what the recorded stores ran behind: https://httpd.apache.org/docs/2.4/mod/core.html
 */

import type { Answer } from '../message.ts';
import { STATUS_CODES } from '../reach/node-http.ts';

export const limits = {
  /** LimitRequestLine: method, target and version with the spaces between them. */
  requestLine: 8190,
  /** LimitRequestFields. */
  fields: 100,
  /** LimitRequestFieldSize: one field's name and value. */
  field: 8190,
  /** All of the head; Node counts it while it reads, so that no client can make it keep more. */
  head: 48 * 1024,
  /** The body that the store takes, in bytes. */
  body: 8 * 1024 * 1024,
} as const;

const sentences: Readonly<Record<number, string>> = {
  400: 'Your browser sent a request that this server could not understand.',
  405: 'The requested method is not allowed for this URL.',
  408: 'Server timeout waiting for the HTTP request from the client.',
  413: 'The request body is larger than 8 MiB, which is all that this server takes.',
  414: "The requested URL's length exceeds the capacity limit for this server.",
  417: 'The expectation given in the Expect request-header field could not be met by this server.',
  431: 'The server refused this request because the request header fields are too large.',
  500: 'The server encountered an internal error and was unable to complete your request.',
};

/** A refusal as a web server writes it: a short page with the status as its title. */
export function refusal(status: number, ...fields: string[]): Answer {
  const title = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  const body = `<!DOCTYPE html>
<html lang="en"><head><title>${title}</title></head>
<body><h1>${title}</h1><p>${sentences[status] ?? ''}</p></body></html>
`;
  return {
    status,
    headers: [...fields, 'Content-Type', 'text/html; charset=iso-8859-1'],
    body: Buffer.from(body, 'latin1'),
  };
}

const allowed = 'GET,HEAD,POST,OPTIONS';

/**
 * The answer to a request that never reaches a script, or undefined for one that does. Debian's Apache has
 * `TraceEnable Off`, and without a proxy module nothing is connected to.
 */
export function answerWithoutScript(
  method: string,
  target: string,
  headers: readonly string[],
): Answer | undefined {
  if (method.length + target.length + ' '.length + ' HTTP/1.1'.length > limits.requestLine)
    return refusal(414);
  if (headers.length > 2 * limits.fields) return refusal(400);
  let hosts = 0;
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    if (name.length + (headers[i + 1] as string).length + ': '.length > limits.field) return refusal(400);
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  if (method === 'TRACE' || method === 'CONNECT') return refusal(405, 'Allow', allowed);
  if (target === '*')
    return method === 'OPTIONS'
      ? { status: 200, headers: ['Allow', allowed], body: new Uint8Array(0) }
      : refusal(400);
  // RFC 9112 section 3.2: whoever they name.
  return hosts > 1 ? refusal(400) : undefined;
}
