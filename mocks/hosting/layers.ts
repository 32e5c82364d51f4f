/** Where a request can go wrong, in the order in which it travels: each layer and how it is printed. */
const printed = {
  client: 'client',
  dns: 'DNS',
  tls: 'TLS',
  network: 'network',
  cdn: 'CDN',
  firewall: 'firewall',
  proxy: 'proxy',
  'web-server': 'web server',
  php: 'PHP',
  wordpress: 'WordPress',
  plugin: 'plugin',
  woocommerce: 'WooCommerce',
  key: 'key',
  user: 'user',
} as const;

/** The id of a layer, as JSON has it. */
export type Layer = keyof typeof printed;

/** All layers, the client's end first. */
export const layers = Object.keys(printed) as readonly Layer[];

/** A layer as people read it: `web server` for `web-server`. */
export function layerName(layer: Layer): string {
  return printed[layer];
}
