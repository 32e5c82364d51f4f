import type { PhpRequest } from '../../php/request.ts';
import type { Context } from '../context.ts';
import { admit, called } from './dispatch.ts';
import { dataBehind } from './json.ts';
import type { RestResult } from './route.ts';
import type { Routes } from './routes.ts';
import { isPlainObject } from './schema/values.ts';

interface Link {
  readonly href?: unknown;
  readonly embeddable?: unknown;
}

/**
 * `WP_REST_Server::embed_links()`, for `_embed`: what the embeddable links of each record point to is asked for in the
 * context `embed`, as whoever asks, and stands below its relation in `_embedded`.
 * @param base the REST root, to which the links are
 */
export async function withEmbedded(
  routes: Routes,
  context: Context,
  result: RestResult,
  base: string,
): Promise<RestResult> {
  const data = dataBehind(result.data);
  const embed = async (record: unknown): Promise<unknown> => {
    if (!isPlainObject(record) || !isPlainObject(record._links)) return record;
    const embedded: Record<string, unknown[]> = {};
    for (const [relation, links] of Object.entries(record._links)) {
      if (!Array.isArray(links) || !links.some(({ embeddable }: Link) => embeddable === true)) continue;
      const answers: unknown[] = [];
      for (const { href } of links as Link[]) answers.push(await answerTo(routes, context, href, base));
      if (answers.some(one => Object.keys(one as object).length > 0)) embedded[relation] = answers;
    }
    return Object.keys(embedded).length === 0 ? record : { ...record, _embedded: embedded };
  };
  if (!Array.isArray(data)) return { ...result, data: await embed(data) };
  const records: unknown[] = [];
  for (const record of data) records.push(await embed(record));
  return { ...result, data: records };
}

async function answerTo(routes: Routes, context: Context, href: unknown, base: string): Promise<unknown> {
  if (typeof href !== 'string' || !href.startsWith(base)) return [];
  const inner: Context = { ...context, request: asGet(context.request) };
  const { outcome } = await called(routes, admit(routes, inner, 'GET', href.slice(base.length)));
  return 'code' in outcome
    ? { code: outcome.code, message: outcome.message, data: outcome.data }
    : dataBehind(outcome.data);
}

/** A request of the server's own, which has the client's cookies and fields and nothing else. */
function asGet(request: PhpRequest): PhpRequest {
  return {
    method: 'GET',
    uri: request.uri,
    queryString: 'context=embed',
    get: new Map([['context', 'embed']]),
    post: new Map(),
    files: [],
    cookie: request.cookie,
    rawBody: new Uint8Array(0),
    server: name => request.server(name),
    header: name => (name.toLowerCase() === 'content-type' ? undefined : request.header(name)),
  };
}
