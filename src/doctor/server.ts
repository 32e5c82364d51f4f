import type { Evidence } from './evidence.ts';
import type { Reading } from './reading.ts';

/** What stands in front of a store, as far as fixes differ. */
export type ServerSoftware =
  | 'Apache'
  | 'Nginx'
  | 'LiteSpeed'
  | 'Caddy'
  | 'lighttpd'
  | 'IIS'
  | 'Varnish'
  | 'HAProxy'
  | 'squid'
  | 'Traefik'
  | 'Cloudflare'
  | 'wp-config.php'
  | 'WordPress'
  | 'WooCommerce'
  | 'client';

/** By what Server and Via say; those that mostly stand in front of a web server come first. */
const byName: readonly [RegExp, ServerSoftware][] = [
  [/cloudflare/i, 'Cloudflare'],
  [/varnish/i, 'Varnish'],
  [/haproxy/i, 'HAProxy'],
  [/squid/i, 'squid'],
  [/traefik/i, 'Traefik'],
  [/caddy/i, 'Caddy'],
  [/nginx|openresty|tengine/i, 'Nginx'],
  [/litespeed/i, 'LiteSpeed'],
  [/lighttpd/i, 'lighttpd'],
  [/apache/i, 'Apache'],
  [/iis/i, 'IIS'],
];

/** Sentences of the servers' own error pages, as measured: they name whoever answered, whatever Server says. */
const byPage: readonly [RegExp, ServerSoftware][] = [
  [/<hr><center>(nginx|openresty)/i, 'Nginx'],
  [/<address>Apache/i, 'Apache'],
  [/<!DOCTYPE HTML PUBLIC "-\/\/IETF\/\/DTD HTML 2\.0\/\/EN">/, 'Apache'],
  [/Guru Meditation/, 'Varnish'],
  [
    /<h1>\d{3} [^<]+<\/h1>\s*(Your browser sent|Request forbidden|No server is available|The server didn't respond|The server returned an invalid)/i,
    'HAProxy',
  ],
  [/Generated .* by .* \(squid/i, 'squid'],
  [/LiteSpeed Web Server|Proudly powered by LiteSpeed/i, 'LiteSpeed'],
  [/cf-error-details|cloudflare/i, 'Cloudflare'],
  [/lighttpd\/\d|<\?xml version="1\.0" encoding="iso-8859-1"\?>/, 'lighttpd'],
  [/^(404 page not found|no available server|Gateway Timeout|Bad Gateway)\n?$/, 'Traefik'],
];

/** The servers that show themselves in header fields (Server, Via, X-Varnish, X-Cache, CF-Ray), nearest first. */
export function serversAtHand(evidence: Evidence): ServerSoftware[] {
  const seen = new Set(evidence.all.flatMap(({ reading }) => serversIn(reading)));
  return byName.map(([, server]) => server).filter(server => seen.has(server));
}

/** Who answered one request by itself: its error page says so, or else the only server that the answer names. */
export function serverThatAnswered(reading: Reading): ServerSoftware | undefined {
  const page = reading.said === 'not JSON' ? byPage.find(([words]) => words.test(reading.text)) : undefined;
  if (page) return page[1];
  const named = serversIn(reading);
  return named.length === 1 ? named[0] : undefined;
}

function serversIn(reading: Reading): ServerSoftware[] {
  const names = ['server', 'via', 'x-cache'].map(name => reading.header(name) ?? '').join(' ');
  return [
    ...(reading.header('cf-ray') ? (['Cloudflare'] as const) : []),
    ...(reading.header('x-varnish') ? (['Varnish'] as const) : []),
    ...byName.filter(([pattern]) => pattern.test(names)).map(([, server]) => server),
  ];
}
