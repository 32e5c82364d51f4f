import { type Answer, noBody } from '../../message.ts';
import { parse_url } from '../../php/parse_url.ts';
import { ltrim, trim } from '../../php/trim.ts';
import { rawurlencode } from '../../php/urlencode.ts';
import { type Home, homeUrl } from '../site.ts';
import { deepRemove } from './escape.ts';

const utf8 =
  /(?:[\xC2-\xDF][\x80-\xBF]|\xE0[\xA0-\xBF][\x80-\xBF]|[\xE1-\xEC][\x80-\xBF]{2}|\xED[\x80-\x9F][\x80-\xBF]|[\xEE-\xEF][\x80-\xBF]{2}|\xF0[\x90-\xBF][\x80-\xBF]{2}|[\xF1-\xF3][\x80-\xBF]{3}|\xF4[\x80-\x8F][\x80-\xBF]{2}){1,40}/g;

/** `wp_sanitize_redirect()`: only what a Location field can hold; UTF-8 is escaped, quotes are dropped. */
export function sanitizeRedirect(location: string): string {
  const clean = location
    .replaceAll(' ', '%20')
    .replace(utf8, rawurlencode)
    .replace(/[^a-z0-9\-~+_.?#=&;,/:%!*[\]()@]/gi, '');
  return deepRemove(clean, ['%0d', '%0a', '%0D', '%0A']);
}

/** `wp_redirect()` and `exit`; without a location WordPress sends nothing at all, with status 200. */
export function redirect(location: string, headers: readonly string[] = [], status = 302): Answer {
  const type = ['Content-Type', 'text/html; charset=UTF-8'];
  if (location === '') return { status: 200, headers: [...headers, ...type], body: noBody };
  return {
    status,
    headers: [...headers, 'X-Redirect-By', 'WordPress', 'Location', sanitizeRedirect(location), ...type],
    body: noBody,
  };
}

/** `wp_validate_redirect()`: the location when it stays on this site's host, else the fallback. */
export function validateRedirect(home: Home, requestUri: string, location: string, fallback: string): string {
  let wanted = sanitizeRedirect(trim(location, ' \t\n\r\0\x08\v'));
  if (wanted.startsWith('//')) wanted = `http:${wanted}`;
  const mark = wanted.indexOf('?');
  const parts = parse_url(mark > 0 ? wanted.slice(0, mark) : wanted);
  if (!parts) return fallback;
  if (parts.scheme !== undefined && parts.scheme !== 'http' && parts.scheme !== 'https') return fallback;
  if (parts.host === undefined) {
    if (parts.scheme ?? parts.user ?? parts.pass ?? parts.port) return fallback;
    if (parts.path && !parts.path.startsWith('/')) {
      const path = requestUri.split('?')[0] as string;
      const folder = path.slice(0, path.lastIndexOf('/'));
      wanted = `/${ltrim(`${folder}/`, '/')}${wanted}`;
    }
    return wanted;
  }
  for (const component of [parts.user, parts.pass, parts.host]) {
    if (component !== undefined && /[:/?#@]/.test(component)) return fallback;
  }
  const own = parse_url(homeUrl(home, ''))?.host ?? '';
  return parts.host === own || parts.host === own.toLowerCase() ? wanted : fallback;
}
