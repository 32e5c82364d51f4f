import { Buffer } from 'node:buffer';
import { type Answer, type Message, noBody } from '../message.ts';
import type { Site } from '../wordpress/site.ts';

/**
 * What Apache does with a request before PHP: it serves index.php and what lies in WordPress's folder, and sends
 * everything else below home to index.php, unless there are no rewrite rules (plain permalinks).
 * @returns Apache's own answer, or undefined when the request goes on to PHP.
 */
export function htaccess(site: Site, message: Message): Answer | undefined {
  const answer = refusal(site, message);
  return answer && message.method === 'HEAD' ? { ...answer, body: noBody } : answer;
}

function refusal(site: Site, { method, target }: Message): Answer | undefined {
  if (method !== 'GET' && method !== 'POST' && (method === 'CONNECT' || !token.test(method)))
    return badRequest;
  const path = pathOf(target);
  if (typeof path !== 'string') return path;
  if (method === 'TRACE') return methodNotAllowed;
  const below = belowHome(site, path);
  if (below === undefined) return missingFile(method, path);
  if (site.switches.permalinks === 'pretty' || isScript(below)) return undefined;
  return missingFile(method, below);
}

/** The methods beside GET, HEAD, POST and OPTIONS that Apache has a number for: RFC 5789, WebDAV and its kin. */
const knownMethods = new Set([
  ...['PUT', 'DELETE', 'PATCH', 'PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK', 'MERGE'],
  ...['VERSION-CONTROL', 'CHECKOUT', 'UNCHECKOUT', 'CHECKIN', 'UPDATE', 'LABEL', 'REPORT', 'MKWORKSPACE'],
  ...['MKACTIVITY', 'BASELINE-CONTROL'],
]);

/** Apache's `default_handler()` for a file that is not there; one that would be a script is PHP's, and 404. */
function missingFile(method: string, path: string): Answer {
  const isScript = /^\/*[^/]*\.php(?:\/|$)/.test(path);
  if (method === 'GET' || method === 'HEAD' || method === 'POST' || isScript) return notFound;
  if (method === 'OPTIONS') return { status: 200, headers: allowed, body: noBody };
  return knownMethods.has(method)
    ? notAllowed(method, allowed)
    : apache(
        501,
        'Not Implemented',
        `${method.replaceAll('&', '&amp;')} not supported for current URL.<br />`,
        allowed,
      );
}

/** RFC 9110 section 5.6.2. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** What Apache has to unescape, or to look at twice. */
const troublesome = /%|\/\.\.?(?:\/|$)/;

/**
 * The decoded path, or Apache's refusal of a target that is no path (`ap_parse_uri()` takes no fragment either), has an
 * encoding that is none, hides a slash or a NUL (AllowEncodedSlashes is off), or climbs above the root.
 */
function pathOf(target: string): string | Answer {
  if (target.includes('#')) return badRequest;
  const mark = target.indexOf('?');
  let path = mark < 0 ? target : target.slice(0, mark);
  if (path.startsWith('/') && !troublesome.test(path)) return path;
  const absolute = /^https?:\/\/[^/]*/i.exec(path);
  if (absolute) path = path.slice(absolute[0].length) || '/';
  if (!path.startsWith('/') || /%(?![0-9a-f]{2})/i.test(path)) return badRequest;
  // Dots are looked at before the rest is decoded: a hidden slash ends no segment, and may go with the one it is in.
  const normal = withoutDots(path.replace(unreserved, decode));
  if (normal === undefined) return badRequest;
  return /%(?:00|2f)/i.test(normal) ? notFound : normal.replace(/%[0-9a-f]{2}/gi, decode);
}

/** RFC 3986 section 2.3, percent-encoded: letters, digits, hyphen, period, underscore, tilde. */
const unreserved = /%(?:2[de]|3[0-9]|[46][1-9a-f]|[57][0-9a]|5f|7e)/gi;

function decode(encoded: string): string {
  return String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
}

/** `ap_normalize_path()`: without `.` and `..`; undefined where they lead out of the root. */
function withoutDots(path: string): string | undefined {
  const kept: string[] = [];
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '.' || segment === '..') {
      if (segment === '..' && kept.length <= 1) return undefined;
      if (segment === '..') kept.pop();
      if (isLast) kept.push('');
    } else if (segment !== '' || index === 0 || isLast) kept.push(segment);
  }
  return kept.join('/');
}

/** The path below home, slashes merged; undefined when it lies beside a site in a sub-directory. */
function belowHome({ home }: Site, sent: string): string | undefined {
  const path = sent.includes('//') ? sent.replace(/\/{2,}/g, '/') : sent;
  if (home.path === '') return path;
  if (path === home.path || path.startsWith(`${home.path}/`)) return path.slice(home.path.length) || '/';
  return undefined;
}

/** The files that are there: `/`, index.php with what follows it as PATH_INFO, the log-in and the dashboard. */
function isScript(path: string): boolean {
  return (
    path === '/' ||
    /^\/(index\.php(\/|$)|wp-login\.php$|wp-admin(\/|$)|xmlrpc\.php$|wp-cron\.php$)/.test(path)
  );
}

const notFound = apache(404, 'Not Found', 'The requested URL was not found on this server.');
const badRequest = apache(
  400,
  'Bad Request',
  'Your browser sent a request that this server could not understand.',
);

const allowed: readonly string[] = ['Allow', 'OPTIONS,HEAD,GET,POST'];

function notAllowed(method: string, headers: readonly string[]): Answer {
  const sentence = `The requested method ${method} is not allowed for this URL.`;
  return apache(405, 'Method Not Allowed', sentence, headers);
}

/** `TraceEnable Off`, as Debian ships it. */
const methodNotAllowed = notAllowed('TRACE', ['Allow', '']);

function apache(status: number, reason: string, sentence: string, headers: readonly string[] = []): Answer {
  return {
    status,
    headers: [...headers, 'Content-Type', 'text/html; charset=iso-8859-1'],
    body: Buffer.from(
      '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n' +
        `<title>${status} ${reason}</title>\n</head><body>\n<h1>${reason}</h1>\n<p>${sentence}</p>\n</body></html>\n`,
    ),
  };
}
