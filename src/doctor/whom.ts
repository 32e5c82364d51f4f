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

/**
 * Where the first remedy lies elsewhere than the layer that shows the fault: a URL is right or wrong in the client's
 * settings, whoever answers there. What is to be done and whom it is sent to must not be two things.
 */
const byFault: Readonly<Record<string, { readonly blame?: Blame; readonly ask: string }>> = {
  'dns-no-address': {
    ask: 'Whoever set up the client, for a name that is mistyped; whoever runs the domain and its DNS, for one that is right.',
  },
  'connection-refused': {
    ask: 'Whoever set up the client, for a port that is wrong; the host, for a web server that does not run.',
  },
  'tls-not-yet-valid': {
    blame: 'client',
    ask: 'Whoever runs the machine whose clock is off: the client’s first, then the host.',
  },
  'tls-self-signed': {
    ask: 'The host, for a certificate that everybody trusts; whoever set up the client, for a staging store.',
  },
  'tls-private-authority': {
    ask: 'Whoever set up the client, where it has to trust an authority of your own; the host, for a certificate that everybody trusts.',
  },
  'tls-wrong-host': {
    ask: 'Whoever set up the client, for a name that is wrong; the host, for a certificate that lacks it.',
  },
  'tls-not-spoken': {
    blame: 'client',
    ask: 'Whoever set up the client, for a port that is wrong; the host, where this one has to speak TLS.',
  },
  'plain-http-at-tls-port': {
    blame: 'client',
    ask: 'Whoever set up the client: it is a matter of its settings.',
  },
  'rate-limit': {
    ask: 'Whoever set up the client, to ask more slowly; the host or whoever runs the firewall, for a higher limit.',
  },
  'redirect-https': {
    blame: 'client',
    ask: 'Whoever set up the client: the URL in its settings.',
  },
  'redirect-www': { blame: 'client', ask: 'Whoever set up the client: the URL in its settings.' },
  'redirect-canonical': {
    blame: 'client',
    ask: 'Whoever set up the client: the URL in its settings; the host, where the redirect leads to a wrong place.',
  },
  'home-url-differs': {
    blame: 'client',
    ask: 'Whoever set up the client: the URL in its settings; the administrator of the shop’s WordPress, where that URL is the right one.',
  },
  'bot-cache': {
    ask: 'The host, or whoever runs the cache; whoever set up the client, for a name that no cache takes for a bot.',
  },
  'user-agent-filter': {
    ask: 'The host, or whoever runs the firewall; whoever set up the client can send another User-Agent until then.',
  },
  'firewall-override-header': {
    ask: 'The host, or whoever runs the firewall; whoever set up the client can do without the header.',
  },
  'firewall-missing-accept': {
    ask: 'The host, or whoever runs the firewall; whoever set up the client can send Accept.',
  },
  'firewall-empty-parameter': {
    ask: 'The host, or whoever runs the firewall; whoever set up the client can leave empty parameters out.',
  },
  'tls-ends-at-proxy': {
    ask: 'The host, or whoever runs the proxy in front of the store; wp-config.php is the administrator’s of the shop’s WordPress.',
  },
  'redirect-loop': {
    ask: 'The host, or whoever runs the proxy in front of the store; wp-config.php is the administrator’s of the shop’s WordPress.',
  },
  'clock-skew': { ask: 'Whoever runs the machine whose clock is off: the host, for the store’s.' },
  slow: { ask: 'The host, with the times of these requests.' },
  'dirty-body': {
    blame: 'store',
    ask: 'The administrator of the shop’s WordPress; the host has the error log of PHP.',
  },
  'critical-error': {
    blame: 'store',
    ask: 'The administrator of the shop’s WordPress; the host has the error log of PHP.',
  },
  'database-unreachable': {
    ask: 'The host, who runs the database; the administrator of the shop’s WordPress, for what wp-config.php says of it.',
  },
  'table-missing': {
    ask: 'The administrator of the shop’s WordPress; the host has the backups of the database.',
  },
  'rest-prefix': {
    ask: 'Whoever set up the client, to ask by the prefix; the administrator of the shop’s WordPress, to take it back.',
  },
  'cookie-nonce': {
    blame: 'client',
    ask: 'Whoever set up the client, to send no cookies; else the administrator of the shop’s WordPress.',
  },
  'key-secret-swapped': { ask: 'Whoever set up the client: key and secret stand in its settings.' },
  'key-malformed': {
    ask: 'Whoever set up the client: key and secret stand in its settings; whoever made the key has them.',
  },
  'wrong-secret': {
    ask: 'Whoever set up the client: the secret stands in its settings; whoever made the key, for a new one.',
  },
  'wc-auth-log-in-refused': {
    ask: 'Whoever gave the log-in; the administrator of the shop, for a second factor or a captcha.',
  },
};

/** A proxy or a captive portal of the network here is told by its own words. */
export function whomToAsk({ fault, suspicion }: Finding): { readonly blame: Blame; readonly ask: string } {
  const usual = byLayer[suspicion.layer ?? fault.layer];
  // What was seen has put it into another layer than the fault's own: that layer's words are right then.
  const own =
    suspicion.layer === undefined || suspicion.layer === fault.layer ? byFault[fault.id] : undefined;
  return { blame: own?.blame ?? usual.blame, ask: suspicion.ask ?? own?.ask ?? usual.ask };
}
