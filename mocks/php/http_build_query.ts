import { isArray, type PhpArray } from './types.ts';
import { urlencode } from './urlencode.ts';

/** `http_build_query()`: arrays with explicit indexes, encoded as forms do it; an empty array leaves nothing. */
export function http_build_query(data: PhpArray): string {
  const pairs: string[] = [];
  add(pairs, '', data);
  return pairs.join('&');
}

function add(pairs: string[], prefix: string, data: PhpArray): void {
  for (const [key, value] of data) {
    const name = prefix === '' ? urlencode(key) : `${prefix}%5B${urlencode(key)}%5D`;
    if (isArray(value)) add(pairs, name, value);
    else pairs.push(`${name}=${urlencode(value)}`);
  }
}
