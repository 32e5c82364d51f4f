/** The parts of the API that integrations use: a rule of a firewall or a plugin may be against one of them alone. */
import { isLoopback, isPlain, isTls, type Known, routeUrl } from '../known.ts';
import type { Probe } from '../probe.ts';
import { basic, get } from '../requests.ts';

/** The lists besides products, which all other probes ask for. */
export const resources = ['orders', 'customers', 'coupons', 'webhooks'] as const;
type Resource = (typeof resources)[number];

/** Without a key, or where it would go in clear: nobody asks for the list. */
const anonymously = (resource: Resource): Probe => ({
  id: `A22-${resource}`,
  title: `the list of ${resource} without credentials`,
  healthy: '401 woocommerce_rest_cannot_view',
  shows: `whether requests for ${resource} reach WordPress`,
  needs: 'url',
  request: known => (showsKeys(known) ? undefined : get(resourceUrl(known, resource))),
});

const withTheKey = (resource: Resource): Probe => ({
  id: `B11-${resource}`,
  title: `the list of ${resource}, right key and secret`,
  healthy: '200',
  shows: `whether the key is let in to ${resource}`,
  needs: 'key',
  showsSecret: true,
  request: known =>
    known.credentials && get(resourceUrl(known, resource), known.credentials && basic(known.credentials)),
});

const namespace = (id: string, title: string, url: (known: Known) => string | undefined): Probe => ({
  id,
  title,
  healthy: '200 JSON',
  shows: 'whether requests for it reach WordPress',
  needs: 'url',
  request: known => {
    const asked = url(known);
    return asked === undefined ? undefined : get(asked, [['Origin', 'https://example.com']]);
  },
});

export const resourceProbes: readonly Probe[] = [
  ...resources.map(anonymously),
  namespace('A23-v2', 'the index of wc/v2', known => routeUrl(known, 'wc/v2', '_fields=namespace')),
  namespace('A23-store', 'a list of the Store API, as a browser asks', known =>
    routeUrl(known, 'wc/store/v1/products', 'per_page=1&_fields=id'),
  ),
];

export const resourceKeyProbes: readonly Probe[] = resources.map(withTheKey);

/** The key is sent with the same request then, which shows more. */
function showsKeys(known: Known): boolean {
  return known.credentials !== undefined && (isTls(known) || isLoopback(known.site)) && !isPlain(known);
}

function resourceUrl(known: Known, resource: Resource): string {
  return routeUrl(known, `wc/v3/${resource}`, `per_page=1&_fields=id&_cb=${known.nonce()}`);
}
