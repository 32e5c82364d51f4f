import { isIPv6 } from 'node:net';
import { parse_url } from './parse_url.ts';

/** What php_filter_url() leaves: anything else in a URL makes it invalid, every byte of UTF-8 among it. */
const allowed = /^[A-Za-z0-9$\-_.+!*'(),{}|\\^~[\]`<>#%";/?:@&=]*$/;
const userinfo = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*$/;

/** `filter_var($url, FILTER_VALIDATE_URL) !== false` of PHP 8.2. */
export function isValidUrl(url: string): boolean {
  if (url === '' || !allowed.test(url)) return false;
  const parts = parse_url(url);
  if (parts?.scheme === undefined) return false;
  const scheme = parts.scheme.toLowerCase();
  if (scheme === 'http' || scheme === 'https') {
    const { host } = parts;
    if (host === undefined) return false;
    if (host.startsWith('[') && host.endsWith(']') && isIPv6(host.slice(1, -1))) return true;
    if (!isHostname(host)) return false;
  }
  if (parts.host === undefined && !['mailto', 'news', 'file'].includes(parts.scheme)) return false;
  return userinfo.test(parts.user ?? '') && userinfo.test(parts.pass ?? '');
}

const alphanumeric = /^[A-Za-z0-9]$/;

/** `_php_filter_validate_domain()` with FILTER_FLAG_HOSTNAME. */
function isHostname(host: string): boolean {
  const name = host.endsWith('.') ? host.slice(0, -1) : host;
  if (name.length > 253 || name === '') return false;
  return name.split('.').every(label => {
    if (label === '' || label.length > 63) return false;
    if (!alphanumeric.test(label[0] as string) || !alphanumeric.test(label.at(-1) as string)) return false;
    return /^[A-Za-z0-9-]+$/.test(label);
  });
}
