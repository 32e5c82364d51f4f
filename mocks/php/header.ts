/**
 * RFC 9110 section 5.5. `header()` drops a field with a line break or a NUL, and warns (PHP 8.2). Other control
 * characters it lets pass to a web server that refuses to send them: such a field is dropped as well.
 */
const unsendable = /[^\t\x20-\x7e\x80-\xff]/;
/** RFC 9110 section 5.1. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Names that are tokens: a store sends the same two dozen with every answer. Emptied when full. */
const knownTokens = new Set<string>();
const mostTokens = 1000;

function isToken(name: string): boolean {
  if (knownTokens.has(name)) return true;
  if (!token.test(name)) return false;
  if (knownTokens.size >= mostTokens) knownTokens.clear();
  knownTokens.add(name);
  return true;
}

/** The line of a header field, without the end of the line; undefined where PHP drops the field. */
export function headerLine(name: string, value: string): string | undefined {
  return isToken(name) && !unsendable.test(value) ? `${name}: ${value}` : undefined;
}

/** The fields that PHP sends. @param headers name, value, name, value … */
export function sentHeaders(headers: readonly string[]): readonly string[] {
  return headers.filter((_, i) => {
    const start = i - (i % 2);
    return headerLine(headers[start] as string, headers[start + 1] as string) !== undefined;
  });
}
