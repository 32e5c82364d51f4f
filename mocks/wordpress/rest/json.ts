import { Buffer } from 'node:buffer';

const special = /[/\u007f-\uffff]/g;
const needsEscape = /[/\u007f-\uffff]/;

/**
 * `wp_json_encode()` without options, which is PHP's `json_encode()`: slashes are escaped, and everything
 * outside ASCII is written as `\uXXXX`. DEL (0x7f) stays as it is.
 */
export function encodeJson(value: unknown): string {
  if (value instanceof JsonText) return value.text;
  const text = JSON.stringify(value);
  if (text === undefined) return 'null';
  return needsEscape.test(text) ? text.replace(special, escaped) : text;
}

function escaped(character: string): string {
  if (character === '/') return '\\/';
  if (character === '\u007f') return character;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Data in the form that `encodeJson()` gives it, from whoever keeps it so; in every other way it is what it stands
 * for: inside other data it is encoded as that, and `toJSON()` gives it.
 */
export class JsonText {
  readonly text: string;
  #bytes: Uint8Array | undefined;

  /** @param text what `encodeJson()` gives: ASCII. */
  constructor(text: string) {
    this.text = text;
  }

  /** The text as it is sent, made once; nobody changes them. */
  get bytes(): Uint8Array {
    this.#bytes ??= Buffer.from(this.text, 'latin1');
    return this.#bytes;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** What one can look into, whichever form the data is in. */
export function dataBehind(data: unknown): unknown {
  return data instanceof JsonText ? data.toJSON() : data;
}
