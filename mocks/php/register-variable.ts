import { maxInputNestingLevel } from './ini.ts';
import { integerKey, keyAfter } from './numeric-key.ts';
import type { PhpArray, PhpValue } from './types.ts';

const notInNames = /[ .[]/g;

/** `isspace()` in the C locale. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/**
 * `php_register_variable_ex()`: puts one variable of a query, a form or a cookie header into its superglobal, with
 * PHP's reading of brackets in its name. One registrar fills one superglobal.
 */
export class Registrar {
  readonly variables: PhpArray;
  /** RFC 2965: the first of two cookies of one name is the more specific one, so it stays. */
  readonly #firstWins: boolean;
  /** Where `[]` goes on counting in arrays that an integer key was used in. */
  #next: Map<PhpArray, number | bigint> | undefined;

  constructor(variables: PhpArray = new Map(), firstWins = false) {
    this.variables = variables;
    this.#firstWins = firstWins;
  }

  /** @param sent The name, decoded. It ends at the first NUL, since PHP takes it for a C string. */
  register(sent: string, value: string): void {
    const end = sent.indexOf('\0');
    const whole = end < 0 ? sent : sent.slice(0, end);
    let start = 0;
    while (whole.charCodeAt(start) === 32) start++;

    let bracket = -1;
    let mangled = false;
    for (let i = start; i < whole.length; i++) {
      const code = whole.charCodeAt(i);
      if (code === 32 || code === 46) mangled = true;
      else if (code === 91) {
        bracket = i;
        break;
      }
    }
    const raw = bracket < 0 ? (start === 0 ? whole : whole.slice(start)) : whole.slice(start, bracket);
    if (raw === '') return;
    const name = mangled ? raw.replaceAll(/[ .]/g, '_') : raw;
    if (isForged(name, whole, start)) return;
    if (bracket < 0) this.#set(this.variables, name, value);
    else this.#nest(name, whole, start, bracket, value);
  }

  #nest(name: string, text: string, start: number, bracket: number, value: string): void {
    let array = this.variables;
    let index: string | undefined = name;
    let at = bracket;
    for (let level = 1; ; level++) {
      if (level > maxInputNestingLevel) {
        this.variables.delete(name);
        return;
      }
      // `at` is on a '['. `[]`, and `[ ]` too, is the next number.
      const from = at + 1;
      const isNext = text.charCodeAt(isSpace(text.charCodeAt(from)) ? from + 1 : from) === 93;
      const closing = text.indexOf(']', from);
      if (closing < 0) {
        // Not an index after all. Only a name that no closed bracket has cut off yet goes on after the '['.
        if (index !== undefined && level === 1)
          index = `${index}_${text.slice(from).replaceAll(notInNames, '_')}`;
        if (index !== undefined && isForged(index, text, start)) return;
        this.#put(array, index, value);
        return;
      }
      const next = isNext ? undefined : text.slice(from, closing);
      const inner = this.#open(array, index);
      if (inner === undefined) return;
      array = inner;
      index = next;
      if (index !== undefined && isForged(index, text, start)) return;
      if (text.charCodeAt(closing + 1) !== 91) {
        // Text after the last ']' is dropped.
        this.#put(array, index, value);
        return;
      }
      at = closing + 1;
    }
  }

  /** The array at an index; what else stood there is replaced by one. */
  #open(array: PhpArray, index: string | undefined): PhpArray | undefined {
    const fresh: PhpArray = new Map();
    if (index === undefined) return this.#put(array, index, fresh) ? fresh : undefined;
    const there = array.get(index);
    if (there instanceof Map) return there;
    // A cookie's array does replace a value of its name.
    this.#store(array, index, fresh);
    return fresh;
  }

  #put(array: PhpArray, index: string | undefined, value: PhpValue): boolean {
    if (index !== undefined) {
      this.#set(array, index, value);
      return true;
    }
    const key = String(this.#next?.get(array) ?? 0);
    // After the highest integer there is none: the value is dropped.
    if (array.has(key)) return false;
    this.#set(array, key, value);
    return true;
  }

  #set(array: PhpArray, key: string, value: PhpValue): void {
    if (this.#firstWins && array === this.variables && array.has(key)) return;
    this.#store(array, key, value);
  }

  #store(array: PhpArray, key: string, value: PhpValue): void {
    array.set(key, value);
    const integer = integerKey(key);
    if (integer === undefined) return;
    this.#next ??= new Map();
    const next = this.#next.get(array);
    if (next === undefined || integer >= next) this.#next.set(array, keyAfter(integer));
  }
}

/**
 * Whether a name or an index came to look like one that browsers protect, `__Host-` or `__Secure-`, though the
 * variable as sent does not begin so (`php_is_forbidden_variable_name()`, asked for indexes too).
 */
function isForged(name: string, sent: string, start: number): boolean {
  return (
    (name.startsWith('__Host-') && !sent.startsWith('__Host-', start)) ||
    (name.startsWith('__Secure-') && !sent.startsWith('__Secure-', start))
  );
}
