/** Whether the Authorization header arrives with each method that writes: its answer to a product that is not there tells nothing. */
import { routeUrl } from '../known.ts';
import type { Probe } from '../probe.ts';
import { probedRoute, request } from '../requests.ts';

/**
 * A body that makes no product, whoever sends it: parameters are checked before rights are
 * (`WP_REST_Server::respond_to_request()`), and neither status nor type is one.
 */
export const noProduct = '{"status":"latchkey","type":"latchkey"}';

export const writeMethods = ['POST', 'PUT', 'DELETE'] as const;
export type WriteMethod = (typeof writeMethods)[number];

export const headerOnWrites = {
  POST: 'A8h-POST',
  PUT: 'A8h-PUT',
  DELETE: 'A8h-DELETE',
} as const satisfies Readonly<Record<WriteMethod, string>>;

export const headerOnWritesProbes: readonly Probe[] = writeMethods.map(method => ({
  id: headerOnWrites[method],
  title: `${method === 'POST' ? 'POST of a body that can make no product' : `${method} of a product that does not exist`}, with a single OAuth parameter in the Authorization header`,
  healthy: '401 woocommerce_rest_authentication_missing_parameter',
  shows: `whether the header reaches PHP with ${method}`,
  needs: 'url',
  request: known =>
    request(
      method,
      routeUrl(known, method === 'POST' ? probedRoute : `${probedRoute}/0`, `_cb=${known.nonce()}`),
      [
        ['Authorization', 'OAuth oauth_consumer_key="probe"'],
        ...(method === 'POST' ? [['Content-Type', 'application/json'] as const] : []),
      ],
      method === 'POST' ? noProduct : undefined,
    ),
}));
