const special = /[/\u007f-\uffff]/g;
const needsEscape = /[/\u007f-\uffff]/;

/**
 * `wp_json_encode()` without options, which is PHP's `json_encode()`: slashes are escaped, and everything
 * outside ASCII is written as `\uXXXX`. DEL (0x7f) stays as it is.
 */
export function encodeJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (text === undefined) return 'null';
  return needsEscape.test(text) ? text.replace(special, escaped) : text;
}

function escaped(character: string): string {
  if (character === '/') return '\\/';
  if (character === '\u007f') return character;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
