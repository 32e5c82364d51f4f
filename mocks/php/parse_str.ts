import { Registrar } from './register-variable.ts';
import type { PhpArray } from './types.ts';
import { urldecode } from './urlencode.ts';

/** `max_input_vars`: what comes after so many variables is not read. */
export const maxInputVars = 1000;

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
      const equals = query.indexOf('=', from);
      if (equals < 0 || equals >= to) registrar.register(urldecode(query.slice(from, to)), '');
      else registrar.register(urldecode(query.slice(from, equals)), urldecode(query.slice(equals + 1, to)));
    }
    from = to + 1;
  }
  return registrar.variables;
}
