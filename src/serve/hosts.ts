import type { Store } from '../../mocks/index.ts';

/** Names and addresses by which a client of this store may call it, for its certificate. */
export function certificateHosts(host: string, { home, fixture }: Store): string[] {
  const hosts = ['localhost', '127.0.0.1', '::1', 'shop.test'];
  for (const url of [home, fixture.home, fixture.https])
    if (url !== undefined && URL.canParse(url)) hosts.push(new URL(url).hostname);
  return isAny(host) ? hosts : [...hosts, host];
}

/** The address as a URL has it; every address of the machine includes loopback. */
export function hostOfUrl(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (isAny(host)) return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function isAny(host: string): boolean {
  return host === '0.0.0.0' || host === '::' || host === '';
}
