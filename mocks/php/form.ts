import { maxInputVars } from './ini.ts';
import { Registrar } from './register-variable.ts';
import type { PhpArray } from './types.ts';
import { urldecode } from './urlencode.ts';

/**
 * `$_POST` of an `application/x-www-form-urlencoded` body (`php_std_post_handler()`). It counts otherwise than
 * `parse_str()`: empty pieces count too, and the limit is looked at after a variable was taken, so one more gets in.
 *
 * @param body The body as a byte string.
 */
export function parseForm(body: string): PhpArray {
  const registrar = new Registrar();
  let count = 0;
  for (let from = 0; from < body.length; ) {
    let to = body.indexOf('&', from);
    if (to < 0) to = body.length;
    const equals = body.indexOf('=', from);
    if (equals < 0 || equals >= to) registrar.register(urldecode(body.slice(from, to)), '');
    else registrar.register(urldecode(body.slice(from, equals)), urldecode(body.slice(equals + 1, to)));
    if (++count > maxInputVars) break;
    from = to + 1;
  }
  return registrar.variables;
}
