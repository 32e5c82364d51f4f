import { isEmpty } from '../../../php/compare.ts';
import { trim } from '../../../php/trim.ts';
import { urldecode } from '../../../php/urlencode.ts';

/** Name, `=`, and a value in double quotes or up to a comma. WooCommerce's pattern lets a colon stand before it. */
const parameter = /(oauth_[a-z_-]*)=(?::?"([^"]*)"|([^,]*))/g;

/**
 * The `oauth_` parameters of an Authorization header; none unless it begins with `OAuth ` in just this case
 * (oauth.header.006, oauth.header.007). White space around the field's value is passed over (oauth.header.009).
 *
 * It is more lenient than RFC 5849 section 3.5.1 (quotes may be missing) and stricter (no white space around `=`,
 * oauth.header.013), and decodes as forms do: `+` is a space.
 */
export function parametersOfHeader(header: string): Map<string, string> {
  const parameters = new Map<string, string>();
  const text = trim(header);
  if (!text.startsWith('OAuth ')) return parameters;
  for (const [, name, quoted, bare] of text.matchAll(parameter)) {
    // PHP takes a quoted '0' for empty too, and then there is no bare value: it becomes ''.
    const value = isEmpty(quoted) ? (bare ?? '') : (quoted as string);
    parameters.set(name as string, urldecode(value));
  }
  return parameters;
}
