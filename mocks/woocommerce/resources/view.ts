import type { Context } from '../../wordpress/context.ts';
import { restUrl } from '../../wordpress/home.ts';
import type { RestRequest } from '../../wordpress/rest/route.ts';
import { homeUrl } from '../../wordpress/site.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import type { Profile } from '../profiles.ts';
import { asInteger } from './values.ts';

export type Version = 1 | 2 | 3;

/** How a record is to be shown: by which version of the API, to whom, under which URLs. */
export interface View {
  readonly version: Version;
  /** Where its links lead: `wc/v3`. The dashboard's own API shows most records as wc/v3 does, under its own name. */
  readonly namespace: string;
  readonly profile: Profile;
  readonly context: Context;
  /** `context=edit`. */
  readonly edit: boolean;
  /** `dp`: how many decimals an order's money has. */
  readonly decimals: number;
}

const namespaces = { 1: 'wc/v1', 2: 'wc/v2', 3: 'wc/v3' } as const;
const analytics = 'wc-analytics';

/** JavaScript writes no more. */
const mostDecimals = 100;

export function viewOf(request: RestRequest, version: Version, profile: Profile): View {
  const dp = request.params.get('dp');
  return {
    version,
    namespace: request.route.startsWith('/wc-analytics/') ? analytics : namespaces[version],
    profile,
    context: request.context,
    edit: request.params.get('context') === 'edit',
    // absint()
    decimals: dp === undefined || dp === null ? 2 : Math.min(mostDecimals, Math.abs(asInteger(dp))),
  };
}

/** What a rendered record depends on beside itself, as a number: it is made, and looked up, for every request. */
export function variantOf({ version, namespace, decimals, edit, context }: View): number {
  const switches =
    (context.isTls ? 1 : 0) +
    (edit ? 2 : 0) +
    (context.site.switches.permalinks === 'plain' ? 4 : 0) +
    (namespace === analytics ? 8 : 0);
  return (version * (mostDecimals + 1) + decimals) * 16 + switches;
}

/** `rest_url()` of a path below the version's namespace: `orders/12`. */
export function routeUrl(view: View, path: string): string {
  return restUrl(view.context.site, `/${view.namespace}/${path}`, view.context.isTls);
}

/** A page of the shop, under the scheme of the connection. */
export function shopUrl(view: View, path: string): string {
  return homeUrl(view.context.site.home, path, view.context.isTls ? 'https' : 'http');
}

export type RecordObject = Record<string, unknown>;

/** What a record's own link says of methods, from WordPress 6.7 on. */
export function targetHints({ site }: Context, allow: readonly string[]): RecordObject {
  return versionAtLeast(site.version, '6.7') ? { targetHints: { allow } } : {};
}

const allMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** `_links` of a record: to itself and to the collection that it is in. */
export function links(
  view: View,
  base: string,
  id: number | string,
  more: RecordObject = {},
  allow: readonly string[] = allMethods,
): RecordObject {
  const self = { href: routeUrl(view, `${base}/${id}`), ...targetHints(view.context, allow) };
  return { self: [self], collection: [{ href: routeUrl(view, base) }], ...more };
}
