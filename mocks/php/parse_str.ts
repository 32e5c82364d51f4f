import { maxInputVars } from './ini.ts';
import { Registrar } from './register-variable.ts';
import type { PhpArray } from './types.ts';
import { urldecode } from './urlencode.ts';

/**
 * `parse_str()`, and how `$_GET` comes to be (`php_default_treat_data()`).
 *
 * @param query A byte string, percent-encoding untouched.
 */
export function parse_str(query: string): PhpArray {
  const registrar = new Registrar();
  let count = 0;
  // PHP takes the query for a C string.
  const cut = query.indexOf('\0');
  const end = cut < 0 ? query.length : cut;
  for (let from = 0; from < end; ) {
    let to = query.indexOf('&', from);
    if (to < 0 || to > end) to = end;
    if (to > from) {
      if (++count > maxInputVars) break;
      const plain = endOfPlainName(query, from);
      const equals = plain < 0 ? query.indexOf('=', from) : plain;
      if (plain >= 0)
        registrar.variables.set(query.slice(from, plain), urldecode(query.slice(plain + 1, to)));
      else if (equals < 0 || equals >= to) registrar.register(urldecode(query.slice(from, to)), '');
      else registrar.register(urldecode(query.slice(from, equals)), urldecode(query.slice(equals + 1, to)));
    }
    from = to + 1;
  }
  return registrar.variables;
}

const letter = 1;
const inName = 2;
/** What stands for itself in a name, by character code. */
const kinds = new Uint8Array(256);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
  kinds[character.charCodeAt(0)] = letter | inName;
for (const character of '0123456789_-') kinds[character.charCodeAt(0)] = inName;

/**
 * Where the `=` stands behind a name that PHP takes as it is sent, as nearly all are: a letter, and then nothing to
 * decode, to mangle, to count or to nest. -1 where it is not as plain as that.
 */
function endOfPlainName(query: string, from: number): number {
  let at = from;
  if (((kinds[query.charCodeAt(at)] ?? 0) & letter) === 0) return -1;
  while (((kinds[query.charCodeAt(at)] ?? 0) & inName) !== 0) at++;
  return query.charCodeAt(at) === 0x3d ? at : -1;
}
