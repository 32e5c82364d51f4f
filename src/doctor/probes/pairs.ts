/**
 * Each resource by each method that writes: a rule may be against one pair alone. Nothing of what is asked for is there,
 * and nothing can be made.
 *
 * Measured on WooCommerce 5.8 to 10.5. A key that may write is told that there is no such record (400, 404), or that none
 * can be made of one that has an id (400 …_exists); one that may not, 401 and 403 in words of their own. Nobody is told
 * 401 at orders and webhooks, and at products and coupons the same as a key.
 */
import { type Known, routeUrl } from '../known.ts';
import type { Answers, Probe } from '../probe.ts';
import { request } from '../requests.ts';
import { askByWay } from '../way.ts';
import { type WriteMethod, writeMethods } from './header-on-writes.ts';
import { resources } from './resources.ts';

export const pairedResources = ['products', ...resources] as const;
export type PairedResource = (typeof pairedResources)[number];

export interface PairProbe {
  readonly method: WriteMethod;
  readonly resource: PairedResource;
  /** The probe with the key, and the one without. */
  readonly withKey: string;
  readonly without: string;
}

/** What must be there for a record to be made, so that nothing but its id is in the way; its values are never stored. */
const needed: Readonly<Record<PairedResource, object>> = {
  products: {},
  orders: {},
  customers: { email: 'nobody@latchkey.invalid' },
  coupons: { code: 'latchkey' },
  webhooks: { topic: 'order.created', delivery_url: 'https://latchkey.invalid/' },
};

/** The pairs, each with the ids of its probes. Products are asked without a key by A8. */
export const pairProbesOf: readonly PairProbe[] = writeMethods.flatMap(method =>
  pairedResources.map(resource => ({
    method,
    resource,
    withKey: `B15-${method}_${resource}`,
    without: resource === 'products' ? `A8-${method}` : `A27-${method}_${resource}`,
  })),
);

interface Write {
  readonly method: WriteMethod;
  readonly route: string;
  readonly query: string;
  readonly json?: string;
}

/**
 * A record that has an id is not made (`create_item()` of every controller, before anything is stored). The id is in the
 * query as well as in the body, so that it arrives where one of them is lost. What is not there cannot be moved to the
 * bin, so DELETE asks for more; webhooks have no bin, which is told to DELETE alone, before the id is looked at.
 */
function writeOf({ method, resource }: PairProbe): Write {
  if (method === 'POST')
    return {
      method,
      route: `wc/v3/${resource}`,
      query: 'id=1',
      json: JSON.stringify({ ...needed[resource], id: 1 }),
    };
  return {
    method,
    route: `wc/v3/${resource}/0`,
    query: method === 'DELETE' && resource !== 'webhooks' ? 'force=true' : '',
    ...(method === 'PUT' && { json: '{}' }),
  };
}

function titleOf({ method, resource }: PairProbe): string {
  return method === 'POST'
    ? `POST to the list of ${resource}, of one that has an id and so cannot be made`
    : `${method} of ${resource} that are not there`;
}

/** Without its id a record would be made: it is sent where a query was seen to arrive. */
function isQuerySeen(answers: Answers): boolean {
  if (answers.said('A5') === 'missing parameter') return true;
  return ['B4', 'B6'].some(id => ['let in', 'forbidden'].includes(answers.said(id) ?? ''));
}

export const pairKeyProbes: readonly Probe[] = pairProbesOf.map(pair => ({
  id: pair.withKey,
  title: `${titleOf(pair)}, with the key`,
  healthy: '400 or 404',
  shows: `whether the key may ${pair.method} ${pair.resource}; nothing is changed`,
  needs: 'key',
  ...(pair.method === 'POST' && { isSafe: isQuerySeen }),
  request: known =>
    known.credentials && known.way && askByWay(known, known.way, known.credentials, writeOf(pair)),
}));

export const pairFreeProbes: readonly Probe[] = pairProbesOf
  .filter(({ resource }) => resource !== 'products')
  .map(pair => ({
    id: pair.without,
    title: `${titleOf(pair)}, without credentials`,
    healthy: '400, 401 or 404 of WooCommerce',
    shows: `whether ${pair.method} of ${pair.resource} reaches WordPress`,
    needs: 'url',
    // The key is sent with the same request then, which shows more.
    request: known => (known.way ? undefined : withoutKey(known, writeOf(pair))),
  }));

function withoutKey(known: Known, { method, route, query, json }: Write): ReturnType<Probe['request']> {
  const whole = `${query}${query === '' ? '' : '&'}_cb=${known.nonce()}`;
  return request(
    method,
    routeUrl(known, route, whole),
    json === undefined ? [] : [['Content-Type', 'application/json']],
    json,
  );
}

/** Some rules are against batches alone; measured on 5.8 to 10.5: 200 and an empty list, 403 …_cannot_batch without the right. */
export const batchProbe: Probe = {
  id: 'B14-products',
  title: 'an empty batch of products, with the key',
  healthy: '200',
  shows: 'whether the key’s user may change several products at once; nothing is changed',
  needs: 'key',
  request: known =>
    known.credentials &&
    known.way &&
    askByWay(known, known.way, known.credentials, {
      method: 'POST',
      route: 'wc/v3/products/batch',
      query: '',
      json: '{}',
    }),
};
