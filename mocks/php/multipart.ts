import { maxFileUploads, maxInputVars } from './ini.ts';
import { isSpace, Registrar } from './register-variable.ts';
import type { PhpArray } from './types.ts';

/** A row of `$_FILES`: a part with a file name. */
export interface UploadedFile {
  /** The name of the form's field. */
  readonly field: string;
  /** The file's name, without a path (`$_FILES[…]['name']`). */
  readonly name: string;
  /** The body as a byte string. */
  readonly body: string;
}

/**
 * `$_POST` of a `multipart/form-data` body, as `rfc1867_post_handler()` reads it: parts with a file name are files
 * and go to `$_FILES`; what is malformed ends the reading, and what was read before stays.
 *
 * @param body The body as a byte string.
 * @param contentType The Content-Type field's value, with its boundary.
 * @param onFile Is handed each file.
 */
export function parseMultipart(
  body: string,
  contentType: string,
  onFile?: (file: UploadedFile) => void,
): PhpArray {
  const registrar = new Registrar();
  const boundary = readBoundary(contentType);
  if (boundary === undefined) return registrar.variables;
  const reader = new Reader(body, `--${boundary}`);
  let count = 0;
  let parts = maxInputVars + maxFileUploads;
  while (!reader.atEnd) {
    const headers = reader.headers();
    if (headers === undefined) break;
    const disposition = headers.find(field => field.name.toLowerCase() === 'content-disposition')?.value;
    if (disposition === undefined) continue;
    if (--parts < 0) break;
    const { name, filename } = readDisposition(disposition);
    if (filename === undefined && name !== undefined) {
      const value = reader.body();
      if (++count <= maxInputVars) registrar.register(name, value);
      continue;
    }
    // "File Upload Mime headers garbled".
    if (filename === undefined) break;
    const file = reader.body();
    if (name !== undefined) onFile?.({ field: name, name: filename.replace(/^.*[/\\]/s, ''), body: file });
  }
  return registrar.variables;
}

/** The boundary, quoted or up to `,` or `;`; undefined where PHP reports a missing or invalid one. */
function readBoundary(contentType: string): string | undefined {
  let at = contentType.indexOf('boundary');
  if (at < 0) at = contentType.toLowerCase().indexOf('boundary');
  if (at < 0) return undefined;
  const equals = contentType.indexOf('=', at);
  if (equals < 0) return undefined;
  const from = equals + 1;
  if (contentType[from] === '"') {
    const end = contentType.indexOf('"', from + 1);
    return end < 0 ? undefined : contentType.slice(from + 1, end);
  }
  const length = contentType.slice(from).search(/[,;]/);
  return length < 0 ? contentType.slice(from) : contentType.slice(from, from + length);
}

interface Field {
  readonly name: string;
  value: string;
}

/** The body read line by line, and part by part. */
class Reader {
  readonly #text: string;
  readonly #boundary: string;
  #at = 0;

  constructor(text: string, boundary: string) {
    this.#text = text;
    this.#boundary = boundary;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** A line up to LF, without CR and LF, as a C string; undefined when none ends before the text does. */
  #line(): string | undefined {
    const end = this.#text.indexOf('\n', this.#at);
    if (end < 0) return undefined;
    const line = this.#text.slice(this.#at, end > this.#at && this.#text[end - 1] === '\r' ? end - 1 : end);
    this.#at = end + 1;
    const nul = line.indexOf('\0');
    return nul < 0 ? line : line.slice(0, nul);
  }

  /** Goes to the next boundary line and reads the fields after it; undefined when there is no boundary any more. */
  headers(): Field[] | undefined {
    for (;;) {
      const line = this.#line();
      if (line === undefined) return undefined;
      if (line === this.#boundary) break;
    }
    const fields: Field[] = [];
    for (let line = this.#line(); line !== undefined && line !== ''; line = this.#line()) {
      const colon = isSpace(line.charCodeAt(0)) ? -1 : line.indexOf(':');
      if (colon >= 0) {
        let from = colon + 1;
        while (isSpace(line.charCodeAt(from))) from++;
        fields.push({ name: line.slice(0, colon), value: line.slice(from) });
      } else {
        // A line without a colon goes on with the field before it.
        const last = fields.at(-1);
        if (last !== undefined) last.value += line;
      }
    }
    return fields;
  }

  /** The part's body, up to the line break before the next boundary. */
  body(): string {
    const mark = `\n${this.#boundary}`;
    let end = this.#text.indexOf(mark, this.#at);
    if (end < 0) end = this.#unfinished(mark);
    let to = end;
    if (end < this.#text.length && to > this.#at && this.#text[to - 1] === '\r') to--;
    const value = this.#text.slice(this.#at, to);
    this.#at = to;
    return value;
  }

  /** A body that no boundary ends goes to the end, short of what could be the beginning of one. */
  #unfinished(mark: string): number {
    const text = this.#text;
    for (let from = Math.max(this.#at, text.length - mark.length + 1); from < text.length; from++) {
      if (mark.startsWith(text.slice(from))) return from;
    }
    return text.length;
  }
}

/** The name and the file name of a Content-Disposition; the last of several counts. */
function readDisposition(disposition: string): { name?: string; filename?: string } {
  const found: { name?: string; filename?: string } = {};
  const pairs = new Words(disposition);
  pairs.skipSpace();
  while (!pairs.atEnd) {
    const pair = pairs.next(';');
    pairs.skipSpace();
    if (!pair.includes('=')) continue;
    const words = new Words(pair);
    const key = words.next('=').toLowerCase();
    if (key === 'name') found.name = unquote(words.rest);
    else if (key === 'filename') found.filename = unquote(words.rest);
  }
  return found;
}

/** `php_ap_getword()`: words up to a stop character, which does not count within quotes. */
class Words {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  get rest(): string {
    return this.#text.slice(this.#at);
  }

  skipSpace(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
  }

  next(stop: string): string {
    const text = this.#text;
    const from = this.#at;
    let at = from;
    while (at < text.length && text[at] !== stop) {
      const quote = text[at];
      at++;
      if (quote !== '"' && quote !== "'") continue;
      while (at < text.length && text[at] !== quote)
        at += text[at] === '\\' && text[at + 1] === quote ? 2 : 1;
      if (at < text.length) at++;
    }
    const word = text.slice(from, at);
    while (at < text.length && text[at] === stop) at++;
    this.#at = at;
    return word;
  }
}

/** `php_ap_getword_conf()`: a quoted value with its backslashes, or a bare one up to a space. */
function unquote(text: string): string {
  let from = 0;
  while (isSpace(text.charCodeAt(from))) from++;
  const quote = text[from] === '"' || text[from] === "'" ? (text[from] as string) : '';
  let value = '';
  for (let at = quote === '' ? from : from + 1; at < text.length; at++) {
    const character = text[at] as string;
    if (quote === '' ? isSpace(text.charCodeAt(at)) : character === quote) break;
    const following = text[at + 1];
    if (character === '\\' && (following === '\\' || (quote !== '' && following === quote))) {
      value += following;
      at++;
    } else value += character;
  }
  return value;
}
