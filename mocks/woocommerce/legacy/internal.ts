import type { Context } from '../../wordpress/context.ts';
import type { InternalAnswer } from '../../wordpress/wordpress.ts';
import type { Shop } from '../shop.ts';
import { compileRoutes, dispatch } from './dispatch.ts';
import { LegacyError } from './error.ts';
import { routesOf } from './routes.ts';

/** What the legacy API shows below this path, asked from inside the site: the payload of a webhook that it made. */
export async function legacyGet(shop: Shop, context: Context, path: string): Promise<InternalAnswer> {
  const request = { version: 3, api: 3, path, method: 'GET', get: new Map(), context } as const;
  const { result } = await dispatch(shop, request, compileRoutes(routesOf(3)));
  return result instanceof LegacyError
    ? { status: result.status, data: { errors: [{ code: result.code, message: result.message }] } }
    : { status: 200, data: result };
}
