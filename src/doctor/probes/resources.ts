/** The parts of the API that integrations use: a rule of a firewall or a plugin may be against one of them alone. */

import { isEmptyList } from '../database-tables.ts';
import { askingForName } from '../fields-asked.ts';
import { type Known, routeUrl } from '../known.ts';
import type { Answers, Probe } from '../probe.ts';
import { get } from '../requests.ts';
import { isOwnAnswer } from '../signs.ts';
import { askByWay } from '../way.ts';

/** The lists besides products, which all other probes ask for. */
export const resources = ['orders', 'customers', 'coupons', 'webhooks'] as const;
type Resource = (typeof resources)[number];

/**
 * What is asked of a record. An e-mail address is what filters against spam rewrite in answers of every kind; it is looked
 * at, and never told (`mail-addresses.ts`).
 */
const fieldsOf: Readonly<Record<Resource, string>> = {
  orders: 'id,billing.email',
  customers: 'id,email',
  coupons: 'id',
  webhooks: 'id',
};

/** Where no key is let in: nobody asks for the list. */
const anonymously = (resource: Resource): Probe => ({
  id: `A22-${resource}`,
  title: `the list of ${resource} without credentials`,
  healthy: '401 woocommerce_rest_cannot_view',
  shows: `whether requests for ${resource} reach WordPress`,
  needs: 'url',
  // The key is sent with the same request then, which shows more.
  request: known => (known.way ? undefined : get(resourceUrl(known, resource))),
});

const withTheKey = (resource: Resource): Probe => ({
  id: `B11-${resource}`,
  title: `the list of ${resource}, with the key`,
  healthy: '200',
  shows: `whether the key is let in to ${resource}`,
  needs: 'key',
  shape: 'list',
  request: known =>
    known.credentials &&
    known.way &&
    askByWay(known, known.way, known.credentials, {
      route: `wc/v3/${resource}`,
      query: `per_page=1&_fields=${fieldsOf[resource]}`,
    }),
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

/** Where products are open to nobody: whether what nobody may see is open too. */
const ordersOfAll: Probe = {
  id: 'A28',
  title: 'the list of orders without credentials, where that of products is given to nobody',
  healthy: '401 woocommerce_rest_cannot_view',
  shows: 'whether the API is open to whoever asks',
  needs: 'url',
  shape: 'list',
  isWanted: answers => answers.said('A4') === 'let in' && answers.reading('A22-orders') === undefined,
  request: known => get(resourceUrl(known, 'orders')),
};

export const resourceProbes: readonly Probe[] = [
  ...resources.map(anonymously),
  namespace('A23-v2', 'the index of wc/v2, its name alone', known => routeUrl(known, 'wc/v2', askingForName)),
  namespace('A23-store', 'a list of the Store API, as a browser asks', known =>
    routeUrl(known, 'wc/store/v1/products', 'per_page=1&_fields=id'),
  ),
  {
    id: 'A23-plain',
    title: 'the index of wc/v2 without Origin, where it is refused with it',
    healthy: 'not asked: A23-v2 was answered',
    shows: 'whether requests are refused for the page of another site that makes them',
    needs: 'url',
    isWanted: answers =>
      answers.isWordPress('A4') && ['A23-v2', 'A23-store'].every(id => isKeptBack(answers, id)),
    request: known => get(routeUrl(known, 'wc/v2', askingForName)),
  },
  ordersOfAll,
];

const isKeptBack = (answers: Answers, id: string): boolean =>
  answers.reading(id) !== undefined && !isOwnAnswer(answers, id);

/** An empty list is that of a new shop, or of a table that is gone. */
const tables: Probe = {
  id: 'B16',
  title: 'what the store says of its tables, with the key, where a list is empty',
  healthy: '200, or not asked: the lists hold records',
  shows: 'whether a table of the database is missing',
  needs: 'key',
  shape: 'system status',
  isWanted: answers => ['B5', 'B6', 'B11-orders'].some(id => isEmptyList(answers.reading(id))),
  request: known =>
    known.credentials &&
    known.way &&
    askByWay(known, known.way, known.credentials, {
      route: 'wc/v3/system_status',
      query: '_fields=database,settings',
    }),
};

export const resourceKeyProbes: readonly Probe[] = [...resources.map(withTheKey), tables];

function resourceUrl(known: Known, resource: Resource): string {
  return routeUrl(known, `wc/v3/${resource}`, `per_page=1&_fields=id&_cb=${known.nonce()}`);
}
