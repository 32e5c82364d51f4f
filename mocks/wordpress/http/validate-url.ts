import { parse_url } from '../../php/parse_url.ts';
import { trim } from '../../php/trim.ts';
import { badProtocol } from '../formatting/escape.ts';
import { homeUrl, type Site } from '../site.ts';

const ipv4 = /^(([1-9]?\d|1\d\d|25[0-5]|2[0-4]\d)\.){3}([1-9]?\d|1\d\d|25[0-5]|2[0-4]\d)$/;

/**
 * `wp_http_validate_url()`: the URLs that WordPress asks on somebody else's behalf. No user name in it, a host
 * that resolves, and (`wordpress` policy) a public address and one of the ports 80, 443 and 8080. The site's own
 * host and port always pass.
 */
export async function isSafeUrl(site: Site, url: string): Promise<boolean> {
  if (url === '' || badProtocol(url, ['http', 'https']).toLowerCase() !== url.toLowerCase()) return false;
  const parts = parse_url(url);
  if (!parts?.host || parts.user !== undefined || parts.pass !== undefined) return false;
  if (/[:#?[\]]/.test(parts.host)) return false;

  const own = parse_url(homeUrl(site.home, ''));
  const isOwnHost = own?.host?.toLowerCase() === parts.host.toLowerCase();
  const strict = site.outbound.policy === 'wordpress';
  if (!isOwnHost) {
    const host = trim(parts.host, '.');
    const address = ipv4.test(host) ? host : await site.outbound.resolve(host);
    if (address === undefined) return false;
    if (strict && isPrivate(address)) return false;
  }
  if (!strict || !parts.port) return true;
  return [80, 443, 8080].includes(parts.port) || (isOwnHost && own?.port === parts.port);
}

/**
 * Whether a URL is refused for what can be read of it, whatever the site's policy: its scheme, a user name, a private
 * address, a port. Names are not resolved, but one without a dot is nobody's.
 */
export function isRefusedUrl(site: Site, url: string): boolean {
  const parts = parse_url(url);
  if (!/^https?:/i.test(url) || !parts?.host || parts.user !== undefined) return true;
  const own = parse_url(homeUrl(site.home, ''));
  const isOwnHost = own?.host?.toLowerCase() === parts.host.toLowerCase();
  if (!isOwnHost && !parts.host.includes('.')) return true;
  if (!isOwnHost && ipv4.test(parts.host) && isPrivate(parts.host)) return true;
  if (!parts.port) return false;
  return ![80, 443, 8080].includes(parts.port) && !(isOwnHost && own?.port === parts.port);
}

/** 127/8, 10/8, 0/8, 172.16/12 and 192.168/16, as WordPress lists them; link-local addresses are not among them. */
function isPrivate(address: string): boolean {
  const [first = 0, second = 0] = address.split('.').map(Number);
  return (
    first === 127 ||
    first === 10 ||
    first === 0 ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168)
  );
}
