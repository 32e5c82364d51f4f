import type { AnswerKind } from '../../src/answers/validate.ts';
import { missingId } from '../../src/targets/writes.ts';

/** What scenarios ask a store for. */
export interface Resource {
  /** Below the site's URL, its query with it. */
  readonly path: string;
  /** The schema of a successful answer. */
  readonly schema: AnswerKind;
}

const collections = ['orders', 'products', 'customers', 'coupons'] as const;

const resources = new Map<string, Resource>([
  ['the index', { path: '/wp-json/wc/v3', schema: 'namespace-index' }],
  ['the site index', { path: '/wp-json/', schema: 'site-index' }],
  ['an order that is not there', { path: `/wp-json/wc/v3/orders/${missingId}`, schema: 'order-v3' }],
  ['a route that is not there', { path: '/wp-json/wc/v3/no-such-route', schema: 'rest-error' }],
]);
for (const collection of collections) {
  // One is enough to see that a client is in, and light on a live store.
  resources.set(`the ${collection}`, {
    path: `/wp-json/wc/v3/${collection}?per_page=1`,
    schema: `${collection}-v3`,
  });
  for (const version of ['v1', 'v2', 'v3'] as const)
    resources.set(`the ${collection} of ${version}`, {
      path: `/wp-json/wc/${version}/${collection}?per_page=1`,
      schema: `${collection}-${version}`,
    });
}

/** How steps name them; more can be added with `addResource`. */
export function resourceNamed(name: string): Resource {
  const resource = resources.get(name);
  if (!resource)
    throw new Error(`no resource is called "${name}"; there are: ${[...resources.keys()].join(', ')}`);
  return resource;
}

/** Adds what the scenarios of another concern ask for. */
export function addResource(name: string, resource: Resource): void {
  resources.set(name, resource);
}
