import { type Answer, noBody } from '../../message.ts';
import { FatalError } from '../../php/fatal-error.ts';
import { criticalAnswer } from '../../wordpress/critical-error.ts';
import { encodeJson } from '../../wordpress/rest/json.ts';
import type { Shop } from '../shop.ts';
import { authenticate } from './authentication.ts';
import { encodeBody } from './body.ts';
import { type CompiledRoutes, compileRoutes, dispatch } from './dispatch.ts';
import { LegacyError } from './error.ts';
import type { LegacyApi, LegacyRequest } from './request.ts';
import type { LegacyCall, LegacyResult } from './route.ts';
import { routesOf } from './routes.ts';

const routes: Readonly<Record<LegacyApi, CompiledRoutes>> = {
  1: compileRoutes(routesOf(1)),
  2: compileRoutes(routesOf(2)),
  3: compileRoutes(routesOf(3)),
};

/** Serves a request to the legacy API, as WC_API_Server does; it always answers. */
export async function serve(shop: Shop, request: LegacyRequest): Promise<Answer> {
  try {
    return await answerTo(shop, request);
  } catch (error) {
    return fatal(request, error);
  }
}

/** The answer of WooCommerce 9.0 and later without the legacy plugin. `errors` is an object here. */
export function serveDisabled(shop: Shop, request: LegacyRequest): Answer {
  const disabled = shop.legacyRules.disabled();
  request.context.judgements.push({
    rule: 'legacy.absent',
    outcome: 'refused',
    detail: 'The legacy API is not installed on this store.',
  });
  const { contentType } = encodeBody(request, disabled);
  // The stub writes JSON whatever _jsonp says.
  return finish(request, 404, ['Content-Type', contentType], encodeJson(disabled));
}

async function answerTo(shop: Shop, request: LegacyRequest): Promise<Answer> {
  const user = authenticate(shop, request);
  if (user instanceof LegacyError) return answerWith(request, user);
  request.context.userId = user;
  const { result, call } = await dispatch(shop, request, routes[request.api]);
  return answerWith(request, result, call);
}

function answerWith(request: LegacyRequest, result: LegacyResult, call?: LegacyCall): Answer {
  let status = call?.status ?? 200;
  let data: unknown = result;
  const headers = [...(call?.headers ?? [])];
  if (result instanceof LegacyError) {
    // Status 0 is one that PHP was never told: what stands is 200.
    status = result.status || status;
    headers.push(...result.headers);
    data = { errors: [{ code: result.code, message: result.message }] };
  }
  const body = encodeBody(request, data);
  const isHead = request.method === 'HEAD';
  return finish(
    request,
    isHead ? status : (body.status ?? status),
    [...headers, ...((!isHead && body.headers) || []), 'Content-Type', body.contentType],
    isHead ? '' : body.text,
  );
}

function finish(request: LegacyRequest, status: number, headers: readonly string[], text: string): Answer {
  const isHead = request.context.request.method === 'HEAD';
  return { status, headers, body: isHead || text === '' ? noBody : new TextEncoder().encode(text) };
}

/** PHP dies. */
function fatal(request: LegacyRequest, error: unknown): Answer {
  if (!(error instanceof FatalError)) throw error;
  const { context } = request;
  context.judgements.push({
    rule: 'legacy.fatal',
    outcome: 'refused',
    detail: `PHP dies of a fatal error: ${error.message}`,
  });
  return criticalAnswer(context);
}
