import { appendQuery } from '../client/oauth1/request.ts';

/**
 * Makes the path of a route below `/wp-json/` the path at which a store has it.
 *
 * @param root the store's REST root below its URL: `/wp-json/`, `/api/`, `/?rest_route=/`.
 */
export function locateBelow(root: string): (path: string) => string {
  if (root === '/wp-json/') return path => path;
  return path => {
    const route = /^\/wp-json(\/[^?#]*|)(?:\?(.*))?$/s.exec(path);
    if (!route) return path;
    const [, name = '', query] = route;
    const whole = `${root.replace(/\/$/, '')}${name}`;
    return query === undefined ? whole : appendQuery(whole, query);
  };
}
