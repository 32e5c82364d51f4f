/**
 * What does something to a terminal or hides something from a reader: C0 and C1 controls and DEL, but tab and line end; the
 * controls of writing direction (Unicode, UAX 9) and other separators of lines; characters without width. A carriage return
 * stays in a line end alone: elsewhere it writes over the line.
 */
const unprintable =
  /\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/**
 * A text that a store or a client has sent, as a person may see it: control characters are shown as escapes, and no line
 * of it is a command to the runner of a CI job (GitHub's `::error …` and `##[error]`, Azure's `##vso[…]`), which would take
 * it from any line of a log. A backslash stands where one would begin. Doing it twice changes nothing more.
 */
export function printable(text: string): string {
  return text
    .replace(unprintable, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/^([^\S\r\n]*):(?=:)/gm, '$1\\:')
    .replace(/#(?=#(?:vso)?\[)/gi, '#\\');
}

/**
 * A value as JSON, on one line or by an indent, to be read back as it was: what is unprintable in its texts, and what Azure
 * takes for a command within a line, is escaped as JSON does it.
 */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent)
    .replace(unprintable, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/#(?=#(?:vso)?\[)/gi, '\\u0023');
}
