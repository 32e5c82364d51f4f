import type { HttpClient } from './client.ts';
import type { HttpRequest } from './exchange.ts';

/** What a configuration adds to requests: it may be secret. */
export interface RequestDress {
  /** Fields that go with every request that has none of the same name. */
  readonly headers: readonly (readonly [string, string])[];
  /** Basic credentials of the web server: they go with every request that has no Authorization of its own. */
  readonly authorization?: string;
  /** Where they may go; everywhere when left out. */
  readonly mayTakeSecrets?: (url: string) => boolean;
}

/** The request with what the configuration adds, where that may go. */
export function dressed(
  request: HttpRequest,
  { headers, authorization, mayTakeSecrets }: RequestDress,
): HttpRequest {
  if (mayTakeSecrets?.(request.url) === false) return request;
  const own = new Set(request.headers.map(([name]) => name.toLowerCase()));
  const added = headers.filter(([name]) => !own.has(name.toLowerCase()));
  return {
    ...request,
    headers: [
      ...request.headers,
      ...added,
      ...(authorization !== undefined && !own.has('authorization')
        ? [['Authorization', authorization] as const]
        : []),
    ],
  };
}

/** A client whose requests are dressed; the exchanges show them as they were asked for. */
export function dressedClient(client: HttpClient, dress: RequestDress): HttpClient {
  return {
    async send(request, options) {
      const exchange = await client.send(dressed(request, dress), options);
      return { ...exchange, request };
    },
    close: () => client.close(),
  };
}
