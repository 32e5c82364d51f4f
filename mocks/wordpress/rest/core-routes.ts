import type { Site } from '../site.ts';
import type { RestRoute } from './route.ts';

/** The routes that WordPress itself brings, as far as a client of a store meets them. */
export function coreRoutes(_site: Site): readonly RestRoute[] {
  return [];
}
