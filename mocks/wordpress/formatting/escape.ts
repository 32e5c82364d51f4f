import { decodeHTML } from 'entities/decode';
import { parse_url } from '../../php/parse_url.ts';
import { ltrim, trim } from '../../php/trim.ts';
import { checkInvalidUtf8 } from './text.ts';

/** `wp_allowed_protocols()`. */
const allowedProtocols: readonly string[] = [
  ...['http', 'https', 'ftp', 'ftps', 'mailto', 'news', 'irc', 'irc6', 'ircs', 'gopher', 'nntp', 'feed'],
  ...['telnet', 'mms', 'rtsp', 'sms', 'svn', 'tel', 'fax', 'xmpp', 'webcal', 'urn'],
];

/** `wp_kses_normalize_entities()`: an ampersand that starts no entity becomes `&amp;`. */
export function normalizeEntities(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replace(/&amp;([A-Za-z]{2,8}[0-9]{0,2});/g, (found, name: string) =>
      decodeHTML(`&${name};`) === `&${name};` ? found : `&${name};`,
    )
    .replace(/&amp;#(0*[1-9][0-9]{0,6});/g, (found, digits: string) =>
      isAllowed(Number(digits)) ? `&#${digits.replace(/^0+/, '').padStart(3, '0')};` : found,
    )
    .replace(/&amp;#[Xx](0*[1-9A-Fa-f][0-9A-Fa-f]{0,5});/g, (found, digits: string) =>
      isAllowed(Number.parseInt(digits, 16)) ? `&#x${digits.replace(/^0+/, '')};` : found,
    );
}

/** `valid_unicode()`. */
function isAllowed(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

/** `esc_html()` and `esc_attr()`: what is an entity already stays one. */
export function escHtml(text: string): string {
  const valid = checkInvalidUtf8(text);
  if (!/[&<>"']/.test(valid)) return valid;
  return normalizeEntities(valid)
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#039;');
}

/** `esc_url()`, ready to stand in an attribute; '' for a scheme that WordPress does not allow. */
export function escUrl(url: string): string {
  return cleanUrl(url, true);
}

/** `esc_url_raw()`, `sanitize_url()`: the same for a Location field or a request. */
export function escUrlRaw(url: string): string {
  return cleanUrl(url, false);
}

function cleanUrl(url: string, display: boolean): string {
  if (url === '') return '';
  let clean = ltrim(url)
    .replaceAll(' ', '%20')
    .replace(/[^a-z0-9\-~+_.?#=!&;,/:%@$|*'()[\]\x80-\xff]/gi, '');
  if (clean === '') return '';
  if (!/^mailto:/i.test(clean)) clean = deepRemove(clean, ['%0d', '%0a', '%0D', '%0A']);
  clean = clean.replaceAll(';//', '://');
  if (!clean.includes(':') && !/^[/#?]/.test(clean) && !/^[a-z0-9-]+?\.php/i.test(clean)) {
    clean = `http://${clean}`;
  }
  if (display) {
    clean = normalizeEntities(clean).replaceAll('&amp;', '&#038;').replaceAll("'", '&#039;');
  }
  if (clean.includes('[') || clean.includes(']')) clean = escapeBrackets(clean);
  if (clean.startsWith('/')) return clean;
  const good = badProtocol(clean, allowedProtocols);
  return good.toLowerCase() === clean.toLowerCase() ? good : '';
}

/** Square brackets belong into the host alone. */
function escapeBrackets(url: string): string {
  const parsed = parse_url(url) ?? {};
  let front = '';
  if (parsed.scheme !== undefined) front += `${parsed.scheme}://`;
  else if (url.startsWith('/')) front += '//';
  front += parsed.user ?? '';
  if (parsed.pass !== undefined) front += `:${parsed.pass}`;
  if (parsed.user !== undefined || parsed.pass !== undefined) front += '@';
  front += parsed.host ?? '';
  if (parsed.port !== undefined) front += `:${parsed.port}`;
  const end = front === '' ? url : url.replaceAll(front, '');
  return end === '' ? url : url.replaceAll(end, end.replaceAll('[', '%5B').replaceAll(']', '%5D'));
}

/** `wp_kses_bad_protocol()`: '' or a shortened URL where the scheme is not among the allowed. */
export function badProtocol(url: string, allowed: readonly string[]): string {
  let content = url.replaceAll('\0', '');
  if (/^https?:\/\//.test(content)) return content;
  for (let i = 0; i < 6; i++) {
    const before = content;
    content = badProtocolOnce(content, allowed);
    if (content === before) return content;
  }
  return '';
}

function badProtocolOnce(content: string, allowed: readonly string[]): string {
  const separator = /:|&#0*58;?|&#x0*3a;?|&colon;/i.exec(content);
  if (!separator) return content;
  const scheme = content.slice(0, separator.index);
  if (/\/\?/.test(scheme)) return content;
  const rest = trim(content.slice(separator.index + separator[0].length));
  const bare = decodeHTML(scheme)
    .replace(/[ \t-\r]/g, '')
    .replaceAll('\0', '')
    .toLowerCase();
  return (allowed.includes(bare) ? `${bare}:` : '') + rest;
}

/** `_deep_replace()`: until none is left, however they were nested. */
export function deepRemove(text: string, unwanted: readonly string[]): string {
  let left = text;
  let found = true;
  while (found) {
    found = false;
    for (const word of unwanted) {
      if (!left.includes(word)) continue;
      left = left.replaceAll(word, '');
      found = true;
    }
  }
  return left;
}
