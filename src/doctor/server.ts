import type { Evidence } from './evidence.ts';

/** What stands in front of a store, as far as fixes differ. */
export type ServerSoftware =
  | 'Apache'
  | 'Nginx'
  | 'LiteSpeed'
  | 'IIS'
  | 'Varnish'
  | 'HAProxy'
  | 'Cloudflare'
  | 'wp-config.php'
  | 'WordPress'
  | 'WooCommerce'
  | 'client';

const bySoftware: readonly [RegExp, ServerSoftware][] = [
  [/cloudflare/i, 'Cloudflare'],
  [/litespeed/i, 'LiteSpeed'],
  [/apache/i, 'Apache'],
  [/nginx|openresty/i, 'Nginx'],
  [/iis/i, 'IIS'],
  [/varnish/i, 'Varnish'],
  [/haproxy/i, 'HAProxy'],
];

/** The servers that show themselves in header fields (Server, Via, X-Varnish, CF-Ray), nearest first. */
export function serversAtHand(evidence: Evidence): ServerSoftware[] {
  const seen = new Set<ServerSoftware>();
  for (const { reading } of evidence.all) {
    if (reading.header('cf-ray')) seen.add('Cloudflare');
    if (reading.header('x-varnish')) seen.add('Varnish');
    const names = `${reading.header('server') ?? ''} ${reading.header('via') ?? ''}`;
    for (const [pattern, server] of bySoftware) if (pattern.test(names)) seen.add(server);
  }
  return [...seen];
}
