import type { Entry } from '../../data/table.ts';
import { FatalError } from '../../php/fatal-error.ts';
import { isWpError, type WpError } from '../../wordpress/error.ts';
import { isJson } from '../../wordpress/rest/params.ts';
import type {
  RestArg,
  RestEndpoint,
  RestRequest,
  RestResult,
  RestRoute,
} from '../../wordpress/rest/route.ts';
import { batchEndpoint } from './batch.ts';
import { contextArg, lateArgs } from './collection-args.ts';
import { changeOne, createOne, deleteOne, editView } from './item-writes.ts';
import type { ResourceKind } from './kind.ts';
import { linkQuery, listLinks } from './list-links.ts';
import { publicSchema, writableArgs } from './schema.ts';
import type { Params } from './selection.ts';
import { type Shallow, withoutParts } from './shallow-fields.ts';
import { asInteger } from './values.ts';
import { routeUrl, type View, viewOf } from './view.ts';

const id: RestArg = { type: 'integer', validate: 'late' };

/** The routes of a resource: its collection, its items, and many at once. */
export function crudRoutes<T extends Entry>(kind: ResourceKind<T>): RestRoute[] {
  const namespace = `wc/v${kind.version}`;
  const path = `/${namespace}/${kind.pattern}`;
  const schema = publicSchema(kind.schema);
  const urlArgs = Object.fromEntries(
    [...kind.pattern.matchAll(/\(\?P<(\w+)>/g)].map(match => [match[1] as string, id]),
  );
  const create = {
    ...urlArgs,
    ...kind.basePathArgs,
    ...writableArgs(kind.schema, true),
    ...lateArgs(kind.createArgs ?? {}),
  };
  const ofItem = kind.idFirst ? { id, ...urlArgs } : { ...urlArgs, id };
  const items: RestEndpoint[] = [readEndpoint(kind, ofItem)];
  if (kind.canChange) items.push(changeEndpoint(kind, { ...ofItem, ...writableArgs(kind.schema, false) }));
  items.push(deleteEndpoint(kind, ofItem));
  const routes: RestRoute[] = [
    {
      namespace,
      pattern: path,
      schema,
      endpoints: [listEndpoint(kind, urlArgs), createEndpoint(kind, create)],
    },
    { namespace, pattern: `${path}/(?P<id>[\\d]+)`, schema, endpoints: items },
  ];
  if (kind.hasBatch) {
    routes.push({
      namespace,
      pattern: `${path}/batch`,
      schema: publicBatchSchema,
      endpoints: [batchEndpoint(kind, { ...urlArgs, ...writableArgs(kind.schema, false) })],
    });
  }
  const { shallow } = kind;
  return shallow === undefined ? routes : routes.map(route => withShallowFields(route, shallow));
}

function withShallowFields(route: RestRoute, shallow: Shallow): RestRoute {
  const endpoints = route.endpoints.map(endpoint => ({
    ...endpoint,
    callback: (request: RestRequest) => {
      if (!request.params.has('_fields')) return endpoint.callback(request);
      const cut = (outcome: RestResult | WpError) =>
        isWpError(outcome) ? outcome : withoutParts(outcome, request, shallow);
      const outcome = endpoint.callback(request);
      return outcome instanceof Promise ? outcome.then(cut) : cut(outcome);
    },
  }));
  return { ...route, endpoints };
}

const publicBatchSchema = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  title: 'batch',
  type: 'object',
  properties: Object.fromEntries(
    ['create', 'update', 'delete'].map(name => [
      name,
      {
        type: 'array',
        context: ['view', 'edit'],
        items: { type: name === 'delete' ? 'integer' : 'object' },
      },
    ]),
  ),
};

function listEndpoint<T extends Entry>(
  kind: ResourceKind<T>,
  urlArgs: Record<string, RestArg>,
): RestEndpoint {
  const args = { ...urlArgs, ...kind.listArgs };
  const { undeclared = [] } = kind;
  const names = [...Object.keys(args), ...undeclared];
  return {
    methods: ['GET'],
    args,
    permission: request => kind.permit(request, 'list'),
    callback: request => {
      const { params } = request;
      const wrong = kind.checkBase?.(params, 'list');
      if (wrong) return wrong;
      const view = viewOf(request, kind.version, kind.profile);
      const page = kind.rendered.page(pageKey(request, undeclared), view, () =>
        kind.list(only(names, params), request),
      );
      // A list without pages does not know these, and has not checked them.
      const perPage = args.per_page ? asInteger(params.get('per_page'), 10) : 10;
      const number = pageNumber(kind, args, params, perPage);
      if (kind.hidesTotals) return { data: page.json };
      const pages = kind.pages?.(page.total, perPage) ?? Math.ceil(page.total / perPage);
      const total = ['X-WP-Total', page.total] as const;
      const totalPages = ['X-WP-TotalPages', pages] as const;
      let link: string | undefined;
      if (number > 1 || pages > number) {
        const query = linkQuery(request, args);
        kind.markLinks?.(query, request, page.count);
        link = listLinks(routeUrl(view, kind.base(params)), query, number, pages);
      }
      const headers = link === undefined ? [total, totalPages] : [total, totalPages, ['Link', link] as const];
      return { data: page.json, headers };
    },
  };
}

/** The page that is shown; where there is an offset, users and terms work it out from that. */
function pageNumber<T extends Entry>(
  { pagesByOffset }: ResourceKind<T>,
  args: Readonly<Record<string, RestArg>>,
  params: Params,
  perPage: number,
): number {
  const offset = asInteger(params.get('offset'));
  if (pagesByOffset && params.has('offset')) return Math.ceil(offset / perPage + 1);
  return args.page ? asInteger(params.get('page'), 1) : 1;
}

/** The parameters that the list knows: the others have not been checked. */
function only(names: readonly string[], params: Params): Params {
  const known = new Map<string, unknown>();
  for (const name of names) if (params.has(name)) known.set(name, params.get(name));
  return known;
}

/** Requests with one key get one page: what was not sent is the same in all of them. */
function pageKey({ sent, params }: RestRequest, undeclared: readonly string[]): string {
  let key = '';
  for (const name of undeclared) if (params.has(name)) key += `${name}=${JSON.stringify(params.get(name))}|`;
  for (const name of sent) key += `${name}=${JSON.stringify(params.get(name))}|`;
  return key;
}

function createEndpoint<T extends Entry>(kind: ResourceKind<T>, args: Record<string, RestArg>): RestEndpoint {
  return {
    methods: ['POST'],
    args,
    permission: request => kind.permit(request, 'create'),
    callback: async request => {
      const made = await createOne(kind, request.params, request);
      if (isWpError(made)) return made;
      takeContext(request);
      const view = editView(kind, request);
      const location = routeUrl(view, `${kind.location ?? kind.base(request.params)}/${made.id}`);
      return recordAnswer(kind, made, view, 201, [['Location', location]]);
    },
  };
}

function readEndpoint<T extends Entry>(kind: ResourceKind<T>, ofItem: Record<string, RestArg>): RestEndpoint {
  return {
    methods: ['GET'],
    args: { ...ofItem, context: contextArg },
    permission: request => kind.permit(request, 'view', idOf(request)),
    callback: request => {
      const wrong = kind.checkBase?.(request.params, 'view');
      if (wrong) return wrong;
      const record = kind.find(idOf(request), request.params, request);
      if (!record) return kind.missing('view', idOf(request), request.params);
      return { data: kind.rendered.record(record, viewOf(request, kind.version, kind.profile)) };
    },
  };
}

function changeEndpoint<T extends Entry>(kind: ResourceKind<T>, args: Record<string, RestArg>): RestEndpoint {
  return {
    methods: ['POST', 'PUT', 'PATCH'],
    args,
    permission: request => kind.permit(request, 'edit', idOf(request)),
    callback: async request => {
      const changed = await changeOne(kind, idOf(request), request.params, request);
      if (isWpError(changed)) return changed;
      takeContext(request);
      return recordAnswer(kind, changed, editView(kind, request));
    },
  };
}

function deleteEndpoint<T extends Entry>(
  kind: ResourceKind<T>,
  ofItem: Record<string, RestArg>,
): RestEndpoint {
  return {
    methods: ['DELETE'],
    args: {
      ...ofItem,
      force: { default: kind.forcesDeletion === true, type: 'boolean' },
      ...kind.deleteArgs,
    },
    permission: request => kind.permit(request, 'delete', idOf(request)),
    callback: async request => {
      const force = request.params.get('force') === true;
      return deleteOne(kind, idOf(request), force, request.params, request);
    },
  };
}

function recordAnswer<T extends Entry>(
  kind: ResourceKind<T>,
  record: T,
  view: View,
  status = 200,
  headers: readonly (readonly [string, string])[] = [],
): RestResult {
  return { status, headers, data: kind.rendered.record(record, view) };
}

/** What was written is shown in the context `edit`, which is set on the request: a body that is one JSON string has no room for it. */
function takeContext({ context }: RestRequest): void {
  const { rawBody } = context.request;
  if (rawBody[0] === 0x22 && isJson(context.request.header('Content-Type')))
    throw new FatalError('Cannot access offset of type string on string');
}

/** The id in the route: `/orders/12`. */
function idOf(request: RestRequest): number {
  return Number(request.urlParams.get('id'));
}
