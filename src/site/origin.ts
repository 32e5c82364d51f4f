/** Hosts and origins, by which is decided where a redirect is followed and where credentials may go. */

/** `https://shop.example` of `https://shop.example/shop`. */
export function originOf(url: string): string {
  return /^https?:\/\/[^/?#]+/i.exec(url)?.[0] ?? url;
}

/** The host name in lower case, without `www.` and without its port. */
export function bareHost(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '');
}

/** The same scheme, host and port (RFC 6454 section 5). False where one of them is no URL. */
export function isSameOrigin(one: string, other: string): boolean {
  const [a, b] = [URL.parse(one), URL.parse(other)];
  return a !== null && b !== null && a.origin === b.origin && a.origin !== 'null';
}

/** A redirect that stays with the store: the same origin, or the same host by https in the place of http. */
export function isWithinOrigin(from: string, to: string): boolean {
  return isSameOrigin(from, to) || isUpgrade(from, to);
}

/** From http to https of the same host. A port belongs to one scheme, so that the ports may differ. */
export function isUpgrade(from: string, to: string): boolean {
  const [a, b] = [URL.parse(from), URL.parse(to)];
  return a?.protocol === 'http:' && b?.protocol === 'https:' && a.hostname === b.hostname;
}

/** The same host, with or without `www.`, and never from HTTPS down to HTTP. */
export function isSamePlace(from: string, to: string): boolean {
  if (!URL.canParse(to)) return false;
  if (bareHost(from) !== bareHost(to)) return false;
  return !(from.startsWith('https:') && to.startsWith('http:'));
}

/** This machine: what is sent there in clear passes no network. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname) || hostname.endsWith('.localhost');
}
