import type { WpError } from '../../wordpress/error.ts';
import type { RestArg, RestEndpoint, RestRequest, RestRoute } from '../../wordpress/rest/route.ts';
import type { Profile } from '../profiles.ts';
import { contextArg } from './collection-args.ts';
import { type ManagerPart, managerCapabilities, permit, type Refusal } from './permissions.ts';
import { links, type Version, type View, viewOf } from './view.ts';

/** `wc_rest_check_manager_permissions()`: the right that a part of the settings asks for. */
export function permitManager(request: RestRequest, part: ManagerPart, refusal: Refusal): true | WpError {
  return permit(request.context, managerCapabilities[part], refusal);
}

/** Where routes are registered, and how their records are shown. */
export class Namespace {
  readonly version: Version;
  readonly profile: Profile;

  constructor(version: Version, profile: Profile) {
    this.version = version;
    this.profile = profile;
  }

  view(request: RestRequest): View {
    return viewOf(request, this.version, this.profile);
  }

  route(path: string, endpoints: readonly RestEndpoint[], schema?: unknown): RestRoute {
    const namespace = `wc/v${this.version}`;
    return { namespace, pattern: `/${namespace}/${path}`, endpoints, schema };
  }

  /** A list that has no pages. Some of them tell their total nevertheless, in one page (basic.ok.039). */
  list(
    part: ManagerPart,
    items: (
      view: View,
      request: RestRequest,
    ) => readonly unknown[] | WpError | Promise<readonly unknown[] | WpError>,
    {
      totals = false,
      args = { context: contextArg },
    }: { totals?: boolean; args?: Record<string, RestArg> } = {},
  ): RestEndpoint {
    return {
      methods: ['GET'],
      args,
      permission: request => permitManager(request, part, 'list'),
      callback: async request => {
        const found = await items(this.view(request), request);
        if (!isList(found)) return found;
        const hasTotals = totals && this.profile.fixedListTotals;
        return {
          data: found,
          headers: hasTotals
            ? [
                ['X-WP-Total', found.length],
                ['X-WP-TotalPages', Math.min(1, found.length)],
              ]
            : [],
        };
      },
    };
  }

  /** One endpoint of a part: who may call it follows from the part and what is done. */
  one(
    methods: readonly string[],
    part: ManagerPart,
    refusal: Refusal,
    callback: (request: RestRequest, view: View) => ReturnType<RestEndpoint['callback']>,
    args: Readonly<Record<string, RestArg>> = methods.includes('GET') ? { context: contextArg } : {},
  ): RestEndpoint {
    return {
      methods,
      args,
      permission: request => permitManager(request, part, refusal),
      callback: request => callback(request, this.view(request)),
    };
  }
}

function isList(found: readonly unknown[] | WpError): found is readonly unknown[] {
  return Array.isArray(found);
}

export const changing = ['POST', 'PUT', 'PATCH'];

/** A record with its links, one that can only be read unless said otherwise. */
export function withLinks(
  view: View,
  base: string,
  id: string | number,
  record: object,
  allow: readonly string[] = ['GET'],
): object {
  return { ...record, _links: links(view, base, id, {}, allow) };
}
