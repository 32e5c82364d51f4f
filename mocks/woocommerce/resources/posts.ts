import type { Meta } from '../../data/address.ts';
import type { Data } from '../../data/data.ts';
import type { Entry, Table } from '../../data/table.ts';
import { type WpError, wpError } from '../../wordpress/error.ts';
import type { RestRequest } from '../../wordpress/rest/route.ts';
import { type Action, type PostType, permit, postCapability } from './permissions.ts';
import type { Version } from './view.ts';

/**
 * `wc_rest_check_post_permissions()`. Where a post is named, most controllers look for it first, and ask for no
 * right to what is not there: then the answer is that there is none, to anybody.
 */
export function permitPost(
  request: RestRequest,
  type: PostType,
  action: Action,
  exists: boolean | undefined,
): true | WpError {
  return exists === false ? true : permit(request.context, postCapability(type, action), action);
}

/**
 * `Invalid ID.`: 404, but 400 for a change (permission.method.005). `wc/v1` has another code where it reads
 * (missing.v1.001, missing.v1.017), and other words where it writes, as the same stores were seen to answer.
 */
export function missingPost(type: string, action: Action, version: Version): WpError {
  const status = action === 'edit' ? 400 : 404;
  if (version > 1) return wpError(`woocommerce_rest_${type}_invalid_id`, 'Invalid ID.', status);
  if (action === 'view') return wpError(`woocommerce_rest_invalid_${type}_id`, 'Invalid ID.', status);
  const message = action === 'delete' && type === 'product' ? 'Invalid post ID.' : 'ID is invalid.';
  return wpError(`woocommerce_rest_${type}_invalid_id`, message, status);
}

/** What routes below a product say of one that is not there. */
export function noProduct(): WpError {
  return wpError('woocommerce_rest_product_invalid_id', 'Invalid product ID.', 404);
}

/** What of a post its way into the trash concerns. */
export interface TrashedPost {
  readonly status: string;
  readonly meta_data: readonly Meta[];
}

/** `delete_item()` of posts: into the trash, where WordPress notes what it was, or with `force` for good. */
export async function trashPost<T extends Entry & TrashedPost>(
  data: Data,
  now: number,
  table: Table<T>,
  type: string,
  record: T,
  force: boolean,
): Promise<T | WpError> {
  if (force) {
    table.remove(record.id);
    return record;
  }
  if (record.status === 'trash') {
    return wpError('woocommerce_rest_already_trashed', `The ${type} has already been deleted.`, 410);
  }
  const rows: [string, string][] = [
    ['_wp_trash_meta_status', type === 'shop_order' ? `wc-${record.status}` : record.status],
    ['_wp_trash_meta_time', String(now)],
  ];
  const slug = 'slug' in record ? String(record.slug) : '';
  rows.push(['_wp_desired_post_slug', slug]);
  const meta = rows.map(([key, value]) => ({ id: data.nextId(), key, value }));
  const trashed = { ...record, status: 'trash', meta_data: [...record.meta_data, ...meta] };
  if (!('slug' in record)) return table.replace(trashed);
  // `wp_add_trashed_suffix_to_post_name_for_post()`, which a product that was read before does not know.
  await table.replace({ ...trashed, slug: `${slug}__trashed` });
  return { ...trashed, meta_data: trashed.meta_data.slice(0, -1) };
}
