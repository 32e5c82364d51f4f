/**
 * RFC 9110 sections 5.1 and 5.5. `header()` drops a field with a line break or a NUL, and warns (PHP 8.2). Other control
 * characters it lets pass to a web server that refuses to send them: such a field is dropped as well.
 */
const sendable = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+: [\t\x20-\x7e\x80-\xff]*$/;

/** The line of a header field, without the end of the line; undefined where PHP drops the field. */
export function headerLine(name: string, value: string): string | undefined {
  const line = `${name}: ${value}`;
  return sendable.test(line) ? line : undefined;
}

/** The fields that PHP sends. @param headers name, value, name, value … */
export function sentHeaders(headers: readonly string[]): readonly string[] {
  return headers.filter((_, i) => {
    const start = i - (i % 2);
    return headerLine(headers[start] as string, headers[start + 1] as string) !== undefined;
  });
}
