import { type HeaderFields, joinedHeader } from '../client/http/exchange.ts';

/** What a web server calls itself, on one line and at most 100 characters long; undefined where it says nothing. */
export function webServerOf(headers: HeaderFields): string | undefined {
  const server = joinedHeader(headers, 'server')
    ?.replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  return server ? server.slice(0, 100) : undefined;
}
