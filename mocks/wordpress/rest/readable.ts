import type { RestArg, RestEndpoint, RestRoute } from './route.ts';

/** A route that anybody may read. */
export function readable(
  namespace: string,
  pattern: string,
  callback: RestEndpoint['callback'],
  ownArgs: Readonly<Record<string, RestArg>> = {},
): RestRoute {
  const args = { ...ownArgs, ...contextArg };
  const endpoint: RestEndpoint = { methods: ['GET'], args, permission: () => true, callback };
  return { namespace, pattern, endpoints: [endpoint] };
}

const contextArg = { context: { default: 'view', required: false } };
