import type { RestEndpoint, RestRoute } from './route.ts';

/** A route that anybody may read. */
export function readable(namespace: string, pattern: string, callback: RestEndpoint['callback']): RestRoute {
  const endpoint: RestEndpoint = { methods: ['GET'], args: contextArg, permission: () => true, callback };
  return { namespace, pattern, endpoints: [endpoint] };
}

const contextArg = { context: { default: 'view', required: false } };
