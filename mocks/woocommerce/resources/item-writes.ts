/** What is done to one record, on its own and in a batch. */
import type { Entry } from '../../data/table.ts';
import { isWpError, type WpError, wpError } from '../../wordpress/error.ts';
import { encodeJson, JsonText } from '../../wordpress/rest/json.ts';
import type { RestRequest, RestResult } from '../../wordpress/rest/route.ts';
import type { ResourceKind } from './kind.ts';
import type { Params } from './selection.ts';
import { type View, viewOf } from './view.ts';

/** `create_item()`. */
export async function createOne<T extends Entry>(
  kind: ResourceKind<T>,
  params: Params,
  request: RestRequest,
): Promise<T | WpError> {
  const wrong = kind.checkBase?.(params, 'create');
  if (wrong) return wrong;
  if (params.get('id')) {
    const { title } = kind.schema;
    const what = kind.existing ?? title;
    return wpError(
      `woocommerce_rest_${kind.existingCode ?? title}_exists`,
      `Cannot create existing ${what}.`,
      400,
    );
  }
  return kind.create(params, request);
}

/** `update_item()`. */
export async function changeOne<T extends Entry>(
  kind: ResourceKind<T>,
  recordId: number,
  params: Params,
  request: RestRequest,
): Promise<T | WpError> {
  const wrong = kind.checkBase?.(params, 'edit');
  if (wrong) return wrong;
  const record = kind.find(recordId, params, request);
  return record ? kind.change(record, params, request) : kind.missing('edit', recordId, params);
}

/** `delete_item()`. What it shows is the record as it was. */
export async function deleteOne<T extends Entry>(
  kind: ResourceKind<T>,
  recordId: number,
  force: boolean,
  params: Params,
  request: RestRequest,
): Promise<RestResult | WpError> {
  if (kind.withoutTrash !== undefined && !force) {
    const message = `${kind.withoutTrash} do not support trashing.`;
    return wpError('woocommerce_rest_trash_not_supported', message, 501);
  }
  const refused = force ? undefined : kind.refusedTrash?.();
  const wrong = refused ?? kind.checkBase?.(params, 'delete');
  if (wrong) return wrong;
  const record = kind.find(recordId, params, request);
  if (!record) return kind.missing('delete', recordId, params);
  const view = editView(kind, request);
  // Shown before it goes, with what belonged to it.
  const before = kind.rendered.record(record, view);
  const gone = await kind.remove(record, force, request);
  if (isWpError(gone)) return gone;
  const shown = kind.permit(request, 'view', recordId) === true ? before : withoutHints(before);
  if (!force || !kind.showsDeleted) return { data: shown };
  const { _links: _, ...previous } = JSON.parse(shown.text);
  return { data: { deleted: true, previous } };
}

/** What is gone cannot be asked for what it allows. */
function withoutHints(json: JsonText): JsonText {
  const record = JSON.parse(json.text) as { _links?: { self?: { targetHints?: unknown }[] } };
  for (const link of record._links?.self ?? []) delete link.targetHints;
  return new JsonText(encodeJson(record));
}

/** Writers are shown what they wrote in the context `edit`. */
export function editView<T extends Entry>(kind: ResourceKind<T>, request: RestRequest): View {
  return { ...viewOf(request, kind.version, kind.profile), edit: true };
}
