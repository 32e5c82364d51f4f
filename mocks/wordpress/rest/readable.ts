import type { WpError } from '../error.ts';
import type { RestEndpoint, RestRequest, RestResult, RestRoute } from './route.ts';

/** A route that anybody may read. */
export function readable(
  namespace: string,
  pattern: string,
  callback: (request: RestRequest) => RestResult | WpError,
): RestRoute {
  const endpoint: RestEndpoint = { methods: ['GET'], args: contextArg, permission: () => true, callback };
  return { namespace, pattern, endpoints: [endpoint] };
}

const contextArg = { context: { default: 'view', required: false } };
