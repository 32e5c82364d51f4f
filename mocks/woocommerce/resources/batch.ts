import type { Entry } from '../../data/table.ts';
import { FatalError } from '../../php/fatal-error.ts';
import { isWpError, type WpError, wpError } from '../../wordpress/error.ts';
import { dataBehind } from '../../wordpress/rest/json.ts';
import type { RestArg, RestEndpoint, RestRequest } from '../../wordpress/rest/route.ts';
import { changeOne, createOne, deleteOne, editView } from './item-writes.ts';
import type { ResourceKind } from './kind.ts';
import { writableArgs } from './schema.ts';
import type { Params } from './selection.ts';
import { asInteger, asList, asObject } from './values.ts';

/** `woocommerce_rest_batch_items_limit`. */
const limit = 100;

/** `…/batch`: creates, changes and deletes many. One that fails is told in its place; the others are done. */
export function batchEndpoint<T extends Entry>(
  kind: ResourceKind<T>,
  args: Readonly<Record<string, RestArg>>,
): RestEndpoint {
  const defaults = Object.entries(writableArgs(kind.schema, true)).filter(
    ([, arg]) => arg.default !== undefined,
  );
  return {
    methods: ['POST', 'PUT', 'PATCH'],
    args,
    permission: request => kind.permit(request, 'batch'),
    callback: async request => {
      const { params } = request;
      const uncounted = ['create', 'update', 'delete'].some(name => {
        const sent = params.get(name);
        return sent !== undefined && sent !== null && typeof sent !== 'object';
      });
      if (uncounted && !kind.profile.missingIsNotFound)
        throw new FatalError('count(): Argument #1 ($value) must be of type Countable|array, string given');
      const [create, update, remove] = ['create', 'update', 'delete'].map(name => asList(params.get(name)));
      const count = (create?.length ?? 0) + (update?.length ?? 0) + (remove?.length ?? 0);
      if (count > limit) {
        const message = `Unable to accept more than ${limit} items for this request.`;
        return wpError('woocommerce_rest_request_entity_too_large', message, 413);
      }
      const answer: Record<string, unknown[]> = {};
      if (create?.length) {
        answer.create = await each(create, async item => {
          // PHP makes the record of what it is to have by default, and dies when it adds what was sent.
          if (typeof item !== 'object' || item === null)
            await createOne(kind, inBatch(request, {}, defaults), request);
          const item_params = inBatch(request, item, defaults);
          return itemResult(kind, request, 0, await createOne(kind, item_params, request));
        });
      }
      if (update?.length) {
        answer.update = await each(update, async item => {
          const sent = asObject(item).id;
          const id = asInteger(sent);
          return itemResult(
            kind,
            request,
            sent ?? null,
            await changeOne(kind, id, inBatch(request, asObject(item), []), request),
          );
        });
      }
      // What is no id is passed over.
      const named = remove?.map(item => asInteger(asObject(item).id ?? item)).filter(id => id !== 0) ?? [];
      if (named.length > 0) {
        answer.delete = await each(named, async one => {
          const id = asInteger(one);
          const gone = await deleteOne(kind, id, true, request.params, request);
          if (!isWpError(gone)) return dataBehind(gone.data);
          return failed(kind.undeleted?.(id, request.urlParams) ?? id, gone);
        });
      }
      // An empty PHP array is a list.
      return { data: Object.keys(answer).length === 0 ? [] : answer };
    },
  };
}

/** One after the other: each sees what the one before has done. */
async function each(items: readonly unknown[], act: (item: unknown) => Promise<unknown>): Promise<unknown[]> {
  const done: unknown[] = [];
  for (const item of items) done.push(await act(item));
  return done;
}

/** An item's own parameters, over the ones that the route's pattern has. */
function inBatch(
  request: RestRequest,
  item: unknown,
  defaults: readonly (readonly [string, RestArg])[],
): Params {
  if (typeof item !== 'object' || item === null)
    throw new FatalError('Unsupported operand types: string + array');
  const params = new Map<string, unknown>(request.urlParams);
  for (const [name, arg] of defaults) params.set(name, arg.default);
  for (const [name, value] of Object.entries(asObject(item))) params.set(name, value);
  return params;
}

function itemResult<T extends Entry>(
  kind: ResourceKind<T>,
  request: RestRequest,
  id: unknown,
  outcome: T | WpError,
): unknown {
  if (isWpError(outcome)) return failed(id, outcome);
  return kind.rendered.record(outcome, editView(kind, request)).toJSON();
}

function failed(id: unknown, { code, message, data }: WpError): unknown {
  return { id, error: { code, message, data } };
}
