import { sanitizeTextField } from '../../wordpress/formatting/sanitize.ts';
import { fromBytes, toBytes } from '../../wordpress/formatting/text.ts';
import type { RestArg } from '../../wordpress/rest/route.ts';

export type Args = Record<string, RestArg>;

export const contextArg: RestArg = {
  type: 'string',
  enum: ['view', 'edit'],
  default: 'view',
  required: false,
};

const dateTime: RestArg = { type: 'string', format: 'date-time', required: false };
export const integerList: RestArg = {
  type: 'array',
  items: { type: 'integer' },
  default: [],
  required: false,
};
export const stringList: RestArg = { type: 'array', items: { type: 'string' }, default: [], required: false };

/** `sanitize_text_field()`, which takes percent-encoded octets out (oauth.value.068). */
function cleanText(value: unknown): unknown {
  return typeof value === 'string' ? fromBytes(sanitizeTextField(toBytes(value))) : value;
}

export const searchArg: RestArg = { type: 'string', required: false, sanitize: cleanText };

/** `WP_REST_Controller::get_collection_params()`. */
export const pageArgs: Args = {
  context: contextArg,
  page: { type: 'integer', default: 1, minimum: 1, required: false },
  per_page: { type: 'integer', default: 10, minimum: 1, maximum: 100, required: false },
  search: searchArg,
};

export const orderArg: RestArg = { type: 'string', default: 'desc', enum: ['asc', 'desc'], required: false };

/** What lists of posts can be asked for: in wc/v1, and with times of change from wc/v2 on (options-v3-coupons). */
export function postArgs(version: number, orderby: readonly string[] = []): Args {
  const later: Args =
    version === 1
      ? {}
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
    exclude: integerList,
    include: integerList,
    offset: { type: 'integer', required: false },
    order: orderArg,
    orderby: {
      type: 'string',
      default: 'date',
      enum: ['date', 'id', 'include', 'title', 'slug', ...(version === 1 ? [] : ['modified']), ...orderby],
      required: false,
    },
  };
}

export const parentArgs: Args = { parent: integerList, parent_exclude: integerList };
