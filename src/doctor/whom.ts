/** Whose matter a finding is, and whom to send it to. */
import type { FaultName } from '../../mocks/faults.ts';
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { Diagnosis as Printed } from '../../schemas/types/diagnosis.ts';
import type { Finding } from './diagnosis.ts';

type Blame = ReadOnly<Printed['verdict']>['blame'];

const byLayer: Readonly<Record<FaultName['layer'], { readonly blame: Blame; readonly ask: string }>> = {
  client: { blame: 'client', ask: 'Whoever set up the client: it is a matter of its settings.' },
  dns: { blame: 'host', ask: 'Whoever runs the domain and its DNS.' },
  tls: { blame: 'host', ask: 'The host, or whoever set up the certificate of the web server.' },
  network: { blame: 'host', ask: 'The host; and your own network, where others reach the store.' },
  cdn: {
    blame: 'host',
    ask: 'Whoever has the account at the CDN (Cloudflare and the like), often the shop owner.',
  },
  firewall: { blame: 'host', ask: 'The host, or whoever runs the firewall.' },
  proxy: { blame: 'host', ask: 'The host, or whoever runs the proxy in front of the store.' },
  'web-server': { blame: 'host', ask: 'The host: it is a matter of the web server.' },
  php: { blame: 'host', ask: 'The host, with the error log of PHP.' },
  wordpress: { blame: 'store', ask: 'The administrator of the shop’s WordPress.' },
  plugin: { blame: 'store', ask: 'The administrator of the shop’s WordPress: it is a matter of a plugin.' },
  woocommerce: { blame: 'store', ask: 'The administrator of the shop’s WordPress.' },
  key: { blame: 'key', ask: 'Whoever made the key: WooCommerce → Settings → Advanced → REST API.' },
  user: {
    blame: 'key',
    ask: 'The administrator of the shop: it is a matter of the user whom the key belongs to.',
  },
};

/** A proxy or a captive portal of the network here is told by its own words. */
export function whomToAsk({ fault, suspicion }: Finding): { readonly blame: Blame; readonly ask: string } {
  const { blame, ask } = byLayer[suspicion.layer ?? fault.layer];
  return { blame, ask: suspicion.ask ?? ask };
}
