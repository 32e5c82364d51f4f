import { type Answer, noBody } from '../message.ts';
import { forbidden, methodNotAllowed, notFound, notImplemented } from './pages.ts';

/** What the web server has to know of the site that it serves; asked at each request. */
export interface ServedSite {
  /** The path of the site's folder: '' or `/shop`. */
  homePath(): string;
  /** Whether rewrite rules send what is no file of the site to its index.php. */
  hasRewriteRules(): boolean;
  /** Whether this path below the site's folder is a script that is there, with or without PATH_INFO. */
  isScript(path: string): boolean;
  /** A file below the site's folder, with its media type and when it was made in Unix seconds. */
  fileAt?(path: string): { bytes: Uint8Array; type: string; made: number } | undefined;
  /** Whether this path below the site's folder is a folder that has no page of its own. */
  isUnlisted?(path: string): boolean;
}

/** Debian's document root. With a path below it no file's name may have more bytes than Apache walks (measured). */
const documentRoot = '/var/www/html';
const longestName = 4093;

/** Apache's answer to a path that no script of the site stands for; undefined for one that goes on to PHP. */
export function answerFromFiles(site: ServedSite, method: string, path: string): Answer | undefined {
  if (documentRoot.length + path.length > longestName) return forbidden;
  const below = belowHome(site.homePath(), path);
  if (below === undefined) return missingFile(method, path);
  if (below.length >= 4 && isBarred(below)) return forbidden;
  if (below.endsWith('/') && site.isUnlisted?.(below)) return forbidden;
  if (below.startsWith(uploads)) {
    const file = answerWithFile(site, method, below);
    if (file) return file;
  } else if (below.endsWith('.html') || below.endsWith('.txt')) {
    const document = answerWithDocument(site, method, below);
    if (document) return document;
  }
  return site.hasRewriteRules() || site.isScript(below) ? undefined : missingFile(method, below);
}

/** The folder whose files are sent by the web server itself. */
const uploads = '/wp-content/uploads/';

/** `default_handler()`: a file as it is; other methods than GET and HEAD are PHP's affair, as for any path that is there. */
function answerWithFile(site: ServedSite, method: string, below: string): Answer | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const file = site.fileAt?.(below);
  if (file === undefined) return undefined;
  const { bytes, type, made } = file;
  const headers = [
    ...['Last-Modified', new Date(made * 1000).toUTCString()],
    ...['ETag', `"${bytes.length.toString(16)}-${made.toString(16)}"`],
    ...['Accept-Ranges', 'bytes'],
    ...['Content-Type', type],
  ];
  return { status: 200, headers, body: method === 'HEAD' ? noBody : bytes };
}

/** What stands beside WordPress's scripts; `default_handler()` takes POST for GET, and refuses other methods (measured). */
function answerWithDocument(site: ServedSite, method: string, below: string): Answer | undefined {
  const file = answerWithFile(site, method === 'POST' ? 'GET' : method, below);
  if (file || site.fileAt?.(below) === undefined) return file;
  return refusedMethod(method, 'GET,POST,OPTIONS,HEAD,TRACE');
}

/** WordPress's own folders: `DirectorySlash` of mod_dir leads from their names to what is in them. */
export function isFolderWithoutSlash(site: ServedSite, path: string): boolean {
  const below = belowHome(site.homePath(), path);
  return below === '/wp-admin' || below === '/wp-content' || below === '/wp-includes';
}

/** The path below home, slashes merged; undefined when it lies beside a site in a sub-directory. */
function belowHome(home: string, sent: string): string | undefined {
  const path = sent.includes('//') ? sent.replace(/\/{2,}/g, '/') : sent;
  if (home === '') return path;
  if (path === home || path.startsWith(`${home}/`)) return path.slice(home.length) || '/';
  return undefined;
}

/** Debian bars `.ht*`, and no file system has a name of more than 255 bytes. Below a folder that is not there neither counts. */
function isBarred(path: string): boolean {
  return path.startsWith('/.ht') || (path.length > 256 && /^\/[^/]{256}/.test(path));
}

/** The methods beside GET, HEAD, POST and OPTIONS that Apache has a number for: RFC 5789, WebDAV and its kin. */
const knownMethods = new Set([
  ...['PUT', 'DELETE', 'PATCH', 'PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK', 'MERGE'],
  ...['VERSION-CONTROL', 'CHECKOUT', 'UNCHECKOUT', 'CHECKIN', 'UPDATE', 'LABEL', 'REPORT', 'MKWORKSPACE'],
  ...['MKACTIVITY', 'BASELINE-CONTROL'],
]);

const allow = 'OPTIONS,HEAD,GET,POST';

/** Apache's `default_handler()` for a file that is not there; one that would be a script is PHP's, and 404. */
function missingFile(method: string, path: string): Answer {
  const wouldBeScript = /^\/*[^/]*\.php(?:\/|$)/.test(path);
  if (method === 'GET' || method === 'HEAD' || method === 'POST' || wouldBeScript) return notFound;
  return refusedMethod(method, allow);
}

function refusedMethod(method: string, allow: string): Answer {
  if (method === 'OPTIONS') return { status: 200, headers: ['Allow', allow], body: noBody };
  return knownMethods.has(method) ? methodNotAllowed(method, allow) : notImplemented(method, allow);
}
