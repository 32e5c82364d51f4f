/**
 * Apache's own pages, as Apache 2.4.71 of Debian writes them with `ServerSignature Off`. A release before it may begin
 * with another document type.
 */
import { Buffer } from 'node:buffer';
import type { Answer } from '../message.ts';
import { reasonPhrase } from './reasons.ts';

const doctype = '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">';

/** The refusals after which Apache closes the connection, since it cannot know where the next request begins. */
const closing = new Set([400, 408, 413, 414, 500, 501]);

/**
 * @param html What the page says below its heading.
 * @param fields Header fields beside the page's own: name, value …
 */
function errorPage(
  status: number,
  html: string,
  fields: readonly string[] = [],
  reason = reasonPhrase(status),
): Answer {
  return {
    status,
    headers: [
      ...fields,
      ...(closing.has(status) ? ['Connection', 'close'] : []),
      'Content-Type',
      'text/html; charset=iso-8859-1',
    ],
    body: Buffer.from(
      `${doctype}\n<html><head>\n<title>${status} ${reason}</title>\n</head><body>\n<h1>${reason}</h1>\n${html}\n</body></html>\n`,
      'latin1',
    ),
  };
}

/** `ap_escape_html()`. */
function escaped(sent: string): string {
  return sent
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** 400 with what Apache knows of the reason: lines of HTML. */
function badRequestFor(reason: string): Answer {
  return errorPage(
    400,
    `<p>Your browser sent a request that this server could not understand.<br />\n${reason}</p>`,
  );
}

export const badRequest = badRequestFor('');
export const tooManyFields = badRequestFor(
  "The number of request header fields exceeds this server's limit.",
);
export const fieldTooLong = badRequestFor('Size of a request header field exceeds server limit.');
export const plainHttpAtTlsPort = badRequestFor(
  "Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />\n Instead use the HTTPS scheme to access this URL, please.<br />\n",
);

/** What Apache says below the heading of a refusal that may have several causes: HTML. */
const refusals: Readonly<Record<number, (method: string) => string>> = {
  401: () => `<p>This server could not verify that you
are authorized to access the document
requested.  Either you supplied the wrong
credentials (e.g., bad password), or your
browser doesn't understand how to supply
the credentials required.</p>`,
  403: () => "<p>You don't have permission to access this resource.</p>",
  404: () => '<p>The requested URL was not found on this server.</p>',
  405: method => `<p>The requested method ${escaped(method)} is not allowed for this URL.</p>`,
  406: () =>
    '<p>An appropriate representation of the requested resource could not be found on this server.</p>',
  501: method => `<p>${escaped(method)} not supported for current URL.<br />\n</p>`,
  503: () => `<p>The server is temporarily unable to service your
request due to maintenance downtime or capacity
problems. Please try again later.</p>`,
};

/**
 * The page of a refusal, whatever has caused it: a path, a password, a rule of a firewall.
 *
 * @param method The request's.
 * @param fields Header fields beside the page's own: name, value …
 * @param reason The heading, for a status that Apache does not know.
 */
export function refusalPage(
  status: number,
  method: string,
  fields: readonly string[] = [],
  reason = reasonPhrase(status),
): Answer {
  return errorPage(status, refusals[status]?.(method) ?? '<p></p>', fields, reason);
}

export function movedPermanently(location: string): Answer {
  return errorPage(301, `<p>The document has moved <a href="${escaped(location)}">here</a>.</p>`, [
    'Location',
    location,
  ]);
}

export const forbidden = refusalPage(403, '');
export const notFound = refusalPage(404, '');

/** @param allow The value of the Allow field. */
export function methodNotAllowed(method: string, allow: string): Answer {
  return refusalPage(405, method, ['Allow', allow]);
}

export const requestTimeout = errorPage(
  408,
  '<p>Server timeout waiting for the HTTP request from the client.</p>',
);

/** A body that is too large, or any body where none may be. */
export function bodyTooLarge(method: string): Answer {
  return errorPage(
    413,
    `The requested resource does not allow request data with ${escaped(method)} requests, or the amount of data provided in\nthe request exceeds the capacity limit.`,
  );
}

export const uriTooLong = errorPage(
  414,
  "<p>The requested URL's length exceeds the capacity\nlimit for this server.<br />\n</p>",
);

export const rangeNotSatisfiable = errorPage(
  416,
  `<p>None of the range-specifier values in the Range
request-header field overlap the current extent
of the selected resource.</p>`,
);

/** @param expectation The value of the Expect field. */
export function expectationFailed(expectation: string): Answer {
  return errorPage(
    417,
    `<p>The expectation given in the Expect request-header\nfield could not be met by this server.\nThe client sent<pre>\n    Expect: ${escaped(expectation)}\n</pre>\n</p><p>Only the 100-continue expectation is supported.</p>`,
  );
}

export const internalServerError = errorPage(
  500,
  `<p>The server encountered an internal error or
misconfiguration and was unable to complete
your request.</p>
<p>Please contact the server administrator at 
 webmaster@localhost to inform them of the time this error occurred,
 and the actions you performed just before this error.</p>
<p>More information about this error may be available
in the server error log.</p>`,
);

/** @param allow The value of the Allow field. */
export function notImplemented(method: string, allow: string): Answer {
  return refusalPage(501, method, ['Allow', allow]);
}
