/** How a header field is written on the wire. */
export interface FieldLine {
  readonly value: string;
  /** `Name: value` and the end of its line; '' for a value that would break the head, which PHP drops and warns of. */
  readonly line: string;
  /** `Connection: close`: nothing comes after this answer. */
  readonly closes: boolean;
}

/** What must not be in a field's value. */
const breaksHead = /[^\t\x20-\x7e\x80-\xff]/;

/** A store has a few dozen names; a fault could invent some. */
const mostNames = 200;

/**
 * The lines of the fields that a listener sends. All but one or two of them are the same in every answer, so the last
 * line of each name is kept: it need not be looked through for what breaks a head, nor put together, again.
 */
export class FieldLines {
  readonly #last = new Map<string, FieldLine>();

  of(name: string, value: string): FieldLine {
    const last = this.#last.get(name);
    if (last !== undefined && last.value === value) return last;
    const line = fieldLine(name, value);
    if (this.#last.size < mostNames || last !== undefined) this.#last.set(name, line);
    return line;
  }
}

function fieldLine(name: string, value: string): FieldLine {
  if (breaksHead.test(value)) return { value, line: '', closes: false };
  const closes = name.toLowerCase() === 'connection' && value.toLowerCase() === 'close';
  return { value, line: `${name}: ${value}\r\n`, closes };
}
