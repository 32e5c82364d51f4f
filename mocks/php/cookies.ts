import { maxInputVars } from './ini.ts';
import { isSpace, Registrar } from './register-variable.ts';
import type { PhpArray } from './types.ts';
import { rawurldecode } from './urlencode.ts';

/** `$_COOKIE` of a Cookie header: names are not decoded, values are, without `+`; the first of a name stays. */
export function parseCookies(header: string): PhpArray {
  const registrar = new Registrar(new Map(), true);
  let count = 0;
  for (const sent of header.split(';')) {
    let start = 0;
    while (isSpace(sent.charCodeAt(start))) start++;
    if (start >= sent.length || sent.charCodeAt(start) === 61) continue;
    if (++count > maxInputVars) break;
    const equals = sent.indexOf('=', start);
    if (equals < 0) registrar.register(sent.slice(start), '');
    else registrar.register(sent.slice(start, equals), rawurldecode(sent.slice(equals + 1)));
  }
  return registrar.variables;
}
