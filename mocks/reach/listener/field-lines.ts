/** How a header field is written on the wire. */
export interface FieldLine {
  readonly name: string;
  readonly value: string;
  /** `Name: value` and the end of its line; '' for a value that would break the head, which PHP drops and warns of. */
  readonly line: string;
  /** `Connection: close`: nothing comes after this answer. */
  readonly closes: boolean;
}

/** What must not be in a field's value. */
const breaksHead = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * The lines of the fields that a listener sends. All but one or two of them are the same in every answer and stand at
 * the same place, so the last line at each place is kept: it need not be looked through for what breaks a head, nor
 * put together, again.
 */
export class FieldLines {
  readonly #last: FieldLine[] = [];

  /** @param place which field of the answer it is: 0, 1, 2 … */
  at(place: number, name: string, value: string): FieldLine {
    const last = this.#last[place];
    if (last !== undefined && last.value === value && last.name === name) return last;
    const line = fieldLine(name, value);
    if (place < mostPlaces) this.#last[place] = line;
    return line;
  }
}

/** No store sends so many fields. */
const mostPlaces = 100;

function fieldLine(name: string, value: string): FieldLine {
  if (breaksHead.test(value)) return { name, value, line: '', closes: false };
  const closes = name.toLowerCase() === 'connection' && value.toLowerCase() === 'close';
  return { name, value, line: `${name}: ${value}\r\n`, closes };
}
