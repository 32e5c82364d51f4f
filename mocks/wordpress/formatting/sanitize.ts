import { strip_tags } from '../../php/strip_tags.ts';
import { trim } from '../../php/trim.ts';
import { isArray, type PhpArray, type PhpValue } from '../../php/types.ts';
import { escHtml } from './escape.ts';
import { withoutAccents } from './slug.ts';
import { checkInvalidUtf8 } from './text.ts';

/** `wp_strip_all_tags()`: scripts and styles go with what they hold. */
function stripAllTags(text: string): string {
  return trim(strip_tags(text.replace(/<(script|style)[^>]*?>.*?<\/\1>/gis, '')));
}

/** `sanitize_text_field()`: one line without tags, without octets, without white space around it. */
export function sanitizeTextField(text: string): string {
  let filtered = checkInvalidUtf8(text);
  if (filtered.includes('<')) {
    // wp_pre_kses_less_than(): a `<` that no `>` closes is text.
    filtered = filtered.replace(/<[^>]*?(?=<|>|$)>?/g, found =>
      found.includes('>') ? found : escHtml(found),
    );
    filtered = stripAllTags(filtered).replaceAll('<\n', '&lt;\n');
  }
  filtered = trim(filtered.replace(/[\r\n\t ]+/g, ' '));
  let found = false;
  for (;;) {
    const octet = /%[a-f0-9]{2}/i.exec(filtered)?.[0];
    if (octet === undefined) break;
    filtered = filtered.replaceAll(octet, '');
    found = true;
  }
  return found ? trim(filtered.replace(/ +/g, ' ')) : filtered;
}

/** `sanitize_key()`. */
export function sanitizeKey(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9_-]/g, '');
}

/** `wc_clean()` and the like: a function on text, applied to every leaf of an array. */
export function mapDeep(value: PhpValue, change: (text: string) => string): PhpValue {
  if (!isArray(value)) return change(value);
  const changed: PhpArray = new Map();
  for (const [key, entry] of value) changed.set(key, mapDeep(entry, change));
  return changed;
}

/** `sanitize_user()`: no tags, no octets, no entities, one space at a time; where it is strict, what stands in ASCII alone. */
export function sanitizeUser(name: string, isStrict = false): string {
  const text = withoutAccents(stripAllTags(name))
    .replace(/%([a-fA-F0-9][a-fA-F0-9])/g, '')
    .replace(/&.+?;/g, '');
  return trim(isStrict ? text.replace(/[^a-z0-9 _.\-@]/gi, '') : text).replace(/\s+/g, ' ');
}
