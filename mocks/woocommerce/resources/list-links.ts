import { isArray, type PhpArray, type PhpValue } from '../../php/types.ts';
import { toBytes } from '../../wordpress/formatting/text.ts';
import type { RestArg, RestRequest } from '../../wordpress/rest/route.ts';
import { absint, parseList } from '../../wordpress/rest/schema/values.ts';
import { idList } from './collection-args.ts';
import { type LinkQuery, quickPageUrl } from './page-url.ts';

/** `get_query_params()` after the parameters have been sanitized in their place. */
export function linkQuery(request: RestRequest, args: Readonly<Record<string, RestArg>>): LinkQuery {
  const query: LinkQuery = new Map(request.query);
  for (const [name, sent] of request.query) {
    const value = Object.hasOwn(args, name) ? request.params.get(name) : undefined;
    if (value !== undefined) query.set(name, args[name] === idList ? idsByKey(sent) : toPhp(value));
  }
  return query;
}

/** `wp_parse_id_list()` keeps the keys of what it leaves: `include=7,7,8` is repeated as `include[0]=7&include[2]=8`. */
function idsByKey(sent: PhpValue): PhpArray {
  const entries = isArray(sent) ? sent : parseList(sent).entries();
  const ids: PhpArray = new Map();
  const seen = new Set<number>();
  for (const [key, one] of entries) {
    if (typeof one !== 'string') continue;
    const id = absint(one);
    if (!seen.has(id)) ids.set(String(key), String(id));
    seen.add(id);
  }
  return ids;
}

/** A parameter's value as PHP would print it in a URL. */
export function toPhp(value: unknown): PhpValue | false {
  if (typeof value === 'string') return toBytes(value);
  if (typeof value === 'boolean') return value ? '1' : false;
  if (value === null || value === undefined) return false;
  if (typeof value !== 'object') return String(value);
  const array: PhpArray = new Map();
  for (const [name, one] of Object.entries(value)) {
    const inner = toPhp(one);
    // build_query() writes a nested false as 0.
    array.set(toBytes(name), inner === false ? '0' : inner);
  }
  return array;
}

/** The `Link` field of a list: to the page before this one, to the next one, or to both; undefined where there is neither. */
export function listLinks(
  base: string,
  query: LinkQuery,
  page: number,
  pages: number,
  pageUrl = quickPageUrl,
): string | undefined {
  const links: string[] = [];
  if (page > 1) links.push(`<${pageUrl(base, query, Math.min(page - 1, pages))}>; rel="prev"`);
  if (pages > page) links.push(`<${pageUrl(base, query, page + 1)}>; rel="next"`);
  return links.length === 0 ? undefined : links.join(', ');
}
