/**
 * A server in front that puts its page in the place of each 404 (`error_page 404` with `proxy_intercept_errors`,
 * `ProxyErrorOverride On 404`). WooCommerce says 404 of records that are not there, by several methods and at several
 * resources, and never to DELETE of webhooks (501 with a key, 401 without): a rule would choose by method or by resource.
 */
import type { Evidence } from './evidence.ts';
import { askedPairs, type Pair } from './pairs.ts';

const isPage = (evidence: Evidence, id: string): boolean =>
  evidence.reading(id)?.status === 404 && evidence.said(id) === 'not JSON';

/** The pairs whose 404 is a page; empty where it is not each 404 that is one, or where others are refused too. */
export function notFoundPages(evidence: Evidence): Pair[] {
  const asked = askedPairs(evidence);
  const pages = asked.filter(({ id }) => isPage(evidence, id));
  const isOwn = evidence.all.some(
    ({ probe, reading }) => reading.status === 404 && evidence.isWordPress(probe.id),
  );
  const areOthersOwn = asked.every(pair => pages.includes(pair) || evidence.isWordPress(pair.id));
  const isOfOneResource = new Set(pages.map(({ resource }) => resource)).size < 2;
  const isOfMethod = pages.some(({ method, resource }) => resource === 'webhooks' && method === 'DELETE');
  return isOwn || !areOthersOwn || isOfOneResource || isOfMethod ? [] : pages;
}
