/** Tax rates, webhooks and terms: who manages the shop, or its terms, sees and writes them. */
import { currentUserCan } from '../../../wordpress/capabilities.ts';
import { LegacyError } from '../error.ts';
import type { LegacyCall, LegacyHandler, LegacyRoute } from '../route.ts';
import { creatable, deletable, editable, readable } from '../route.ts';
import { cannotCount } from './collection.ts';

export function canManage({ request }: LegacyCall): boolean {
  return currentUserCan(request.context, 'manage_woocommerce');
}

/** `isset()`: what is null is not there. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** What is done with a list and its items; a body is JSON. */
export interface Acts {
  readonly list: LegacyHandler['run'];
  readonly read: LegacyHandler['run'];
  readonly create: LegacyHandler['run'];
  readonly edit: LegacyHandler['run'];
  readonly remove: LegacyHandler['run'];
}

/** A list and its items. */
export function writtenRoutes(path: string, { list, read, create, edit, remove }: Acts): LegacyRoute[] {
  return [
    {
      path,
      handlers: [
        { verbs: readable, run: list },
        { verbs: creatable, acceptsData: true, run: create },
      ],
    },
    {
      path: `${path}/<id>`,
      handlers: [
        { verbs: readable, run: read },
        { verbs: editable, acceptsData: true, run: edit },
        { verbs: deletable, run: remove },
      ],
    },
  ];
}

/** @param plural what the error of those who may not count them calls them. */
export function managedCount(path: string, plural: string, size: (call: LegacyCall) => number): LegacyRoute {
  return {
    path: `/${path}/count`,
    handlers: [
      { verbs: readable, run: call => (canManage(call) ? { count: size(call) } : cannotCount(plural)) },
    ],
  };
}

/** What a list shows in the place of one that may not be seen: the errors of its WP_Error, of which it takes the first member. */
export function refusedIn({ code, message }: LegacyError): object {
  return { [code]: [message] };
}

/** Who may not do it is told 401, never 403. */
export function mayNot(doing: string, code: string, what: string): LegacyError {
  return new LegacyError(
    `woocommerce_api_user_cannot_${doing}_${code}`,
    `You do not have permission to ${doing} ${what}`,
    401,
  );
}
