const slashed = /[\\'"\0]/;
const everySlashed = /[\\'"\0]/g;

/** `addslashes()`: a backslash before quotes, backslashes and NULs (which become `\0`). */
export function addslashes(text: string): string {
  return slashed.test(text)
    ? text.replace(everySlashed, character => (character === '\0' ? '\\0' : `\\${character}`))
    : text;
}
