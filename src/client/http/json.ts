import { jsonIn } from '../../files/json-text.ts';
import { limits } from './limits.ts';

/**
 * The JSON of a text that a store sent; undefined where it is none, where it is nested deeper than the limit, or has more
 * members.
 */
export function parseJson(text: string): unknown {
  return isTooMuch(text) ? undefined : jsonIn(text);
}

/** Counts the brackets and commas outside of strings. */
function isTooMuch(text: string): boolean {
  let depth = 0;
  let members = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"':
        for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
        break;
      case '[':
      case '{':
        if (++depth > limits.depth) return true;
        break;
      case ']':
      case '}':
        depth--;
        break;
      case ',':
        if (++members > limits.members) return true;
    }
  }
  return false;
}
