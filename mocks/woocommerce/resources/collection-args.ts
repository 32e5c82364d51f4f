import { absint } from '../../wordpress/absint.ts';
import { sanitizeTextField } from '../../wordpress/formatting/sanitize.ts';
import { fromBytes, toBytes } from '../../wordpress/formatting/text.ts';
import type { RestArg } from '../../wordpress/rest/route.ts';
import { isScalar, parseList } from '../../wordpress/rest/schema/values.ts';
import { versionAtLeast } from '../../wordpress/version.ts';
import type { Profile } from '../profiles.ts';

export type Args = Record<string, RestArg>;

export const contextArg: RestArg = {
  type: 'string',
  enum: ['view', 'edit'],
  default: 'view',
  required: false,
};

/** Parameters that a controller names beside its schema: they have no validation of their own. */
export function lateArgs(args: Readonly<Record<string, RestArg>>): Args {
  return Object.fromEntries(Object.entries(args).map(([name, arg]) => [name, { ...arg, validate: 'late' }]));
}

const dateTime: RestArg = { type: 'string', format: 'date-time', required: false };
export const integerList: RestArg = {
  type: 'array',
  items: { type: 'integer' },
  default: [],
  required: false,
};

/**
 * `include`, `exclude` and the like. WooCommerce registers them with `wp_parse_id_list()` and without a validation:
 * `include=abc` is the list of the id 0, and no error.
 */
export const idList: RestArg = { ...integerList, validate: false, sanitize: parseIdList };

/** A number that `absint()` cleans: `-3` is 3. */
export const absoluteInteger: RestArg = {
  type: 'integer',
  required: false,
  sanitize: absint,
};

/** `wp_parse_id_list()`: `absint()` of every scalar, each number once. */
function parseIdList(value: unknown): number[] {
  return [...new Set(parseList(value).filter(isScalar).map(absint))];
}
const stringList: RestArg = { type: 'array', items: { type: 'string' }, default: [], required: false };

/** `sanitize_text_field()`, which takes percent-encoded octets out (oauth.value.068). */
function cleanText(value: unknown): unknown {
  return typeof value === 'string' ? fromBytes(sanitizeTextField(toBytes(value))) : value;
}

const searchArg: RestArg = { type: 'string', required: false, sanitize: cleanText };

/** `WP_REST_Controller::get_collection_params()`. */
export const pageArgs: Args = {
  context: contextArg,
  page: { type: 'integer', default: 1, minimum: 1, required: false },
  per_page: { type: 'integer', default: 10, minimum: 1, maximum: 100, required: false },
  search: searchArg,
};

const orderArg: RestArg = { type: 'string', default: 'desc', enum: ['asc', 'desc'], required: false };

/** What lists of posts can be asked for: in wc/v1, and with times of change from wc/v2 on (options-v3-coupons). */
export function postArgs(version: number, orderby: readonly string[] = []): Args {
  const later: Args =
    version === 1
      ? lateArgs({ filter: { type: 'object', required: false } })
      : {
          modified_after: dateTime,
          modified_before: dateTime,
          dates_are_gmt: { type: 'boolean', default: false, required: false },
        };
  return {
    ...pageArgs,
    after: dateTime,
    before: dateTime,
    ...later,
    exclude: idList,
    include: idList,
    offset: absoluteInteger,
    order: orderArg,
    orderby: {
      type: 'string',
      default: 'date',
      enum: ['date', 'id', 'include', 'title', 'slug', 'modified', ...orderby],
      required: false,
    },
  };
}

/** What lists of posts are filtered by in wc/v1, where nothing is: it is an object, and no more is asked of it. */
export function filterArg(version: number): Args {
  return version === 1 ? lateArgs({ filter: { type: 'object', required: false } }) : {};
}

/** Of what nobody can write there is nothing to edit. */
export const viewContext: RestArg = { ...contextArg, enum: ['view'] };

/** Parents of what a list shows. wc/v1 hands them to WP_Query as they come, and PHP dies there of what is no list. */
export function parentArgs(version: number): Args {
  return version === 1 ? {} : { parent: idList, parent_exclude: idList };
}

/** What a list of records shows of their own data: since 7.8 (wc/v2 and v3). */
export function metaArgs(version: number, { woocommerce }: Profile): Args {
  return version > 1 && versionAtLeast(woocommerce, '7.8')
    ? { include_meta: { ...stringList, validate: false }, exclude_meta: { ...stringList, validate: false } }
    : {};
}

/** Whether lines of orders and refunds show their data as the shop's pages do: since 6.6 (wc/v2 and v3). */
export function displayMetaArgs(version: number, { woocommerce }: Profile): Args {
  return version > 1 && versionAtLeast(woocommerce, '6.6')
    ? { order_item_display_meta: { default: false, type: 'boolean', required: false } }
    : {};
}
