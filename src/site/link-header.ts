/** The relation by which WordPress tells where its REST API is (REST API handbook, "Discovery"). */
const relation = 'https://api.w.org/';

/**
 * The REST root that a Link header names (RFC 8288 section 3): several links in one field, `rel` quoted or not, among
 * other parameters. Relative targets are resolved. Undefined where it names none.
 *
 * @param header the value of the field, or of several joined by commas.
 * @param base the URL of the page that sent it.
 */
export function restLink(header: string | undefined, base: string): string | undefined {
  for (const [, target = '', parameters = ''] of (header ?? '').matchAll(
    /<([^<>]*)>\s*((?:;[^;,"]*(?:"[^"]*"\s*)?)*)/g,
  )) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters);
    const relations = (rel?.[1] ?? rel?.[2] ?? '').split(/\s+/);
    // Of a home URL without a scheme, esc_url() leaves nothing: that names the page itself (RFC 3986, section 4.4).
    const url = target === '' ? null : URL.parse(target, base);
    if (relations.includes(relation) && url && /^https?:$/.test(url.protocol)) return url.href;
  }
  return undefined;
}
