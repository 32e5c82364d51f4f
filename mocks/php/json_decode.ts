import { Buffer, isUtf8 } from 'node:buffer';

/** Why `json_decode()` gave up: `json_last_error()` and `json_last_error_msg()`. */
export interface JsonError {
  readonly code: number;
  readonly message: string;
}

const messages = {
  depth: { code: 1, message: 'Maximum stack depth exceeded' },
  mismatch: { code: 2, message: 'State mismatch (invalid or malformed JSON)' },
  control: { code: 3, message: 'Control character error, possibly incorrectly encoded' },
  syntax: { code: 4, message: 'Syntax error' },
  utf8: { code: 5, message: 'Malformed UTF-8 characters, possibly incorrectly encoded' },
  utf16: { code: 10, message: 'Single unpaired UTF-16 surrogate in unicode escape' },
} as const;

/** 512 with the value in the middle. */
const maxDepth = 511;

/** `json_decode($body, true)`. */
export function json_decode(body: Uint8Array): { readonly value: unknown } | { readonly error: JsonError } {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (isUtf8(bytes)) {
    const text = bytes.toString('utf8');
    try {
      const value: unknown = JSON.parse(text);
      if (!mayBeRefused(bytes, text)) return { value };
    } catch {
      // Why it is none is told below.
    }
  }
  const wrong = new JsonScanner(bytes.toString('latin1')).error();
  return wrong ? { error: messages[wrong] } : { value: JSON.parse(bytes.toString('utf8')) };
}

/** What JavaScript takes and PHP may not: half of a surrogate pair, and what is very deep. */
function mayBeRefused(bytes: Uint8Array, text: string): boolean {
  if (/\\ud[89a-f]/i.test(text)) return true;
  if (bytes.length <= maxDepth) return false;
  let openings = 0;
  for (const byte of bytes) if (byte === 0x5b || byte === 0x7b) openings += 1;
  return openings > maxDepth;
}

const whitespace = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const word = /true|false|null/y;
const plain = /[\x20\x21\x23-\x5b\x5d-\x7f]+/y;
const shortEscape = /\\["\\/bfnrt]/y;
const unicodeEscape = /\\u([0-9a-f]{4})/iy;
const lowSurrogate = /\\ud[c-f][0-9a-f]{2}/iy;
const utf8 =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}/y;

/** Thrown on the way down. */
class Wrong {
  readonly kind: keyof typeof messages;

  constructor(kind: keyof typeof messages) {
    this.kind = kind;
  }
}

/** PHP's scanner and grammar, for the first thing that is wrong: it stands where PHP stops reading. */
class JsonScanner {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  error(): keyof typeof messages | undefined {
    try {
      this.#value();
      if (this.#next() !== undefined) this.#fail();
      return undefined;
    } catch (wrong) {
      if (wrong instanceof Wrong) return wrong.kind;
      throw wrong;
    }
  }

  /** The character that the next token begins with. */
  #next(): string | undefined {
    this.#take(whitespace);
    return this.#text[this.#at];
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  /** A token that does not belong here, or none at all: what it is itself comes before that it is out of place. */
  #fail(): never {
    const next = this.#next();
    if (next === '"') this.#string();
    else if (next !== undefined) {
      if (next < ' ') throw new Wrong('control');
      if (next > '\x7f' && !this.#take(utf8)) throw new Wrong('utf8');
    }
    throw new Wrong('syntax');
  }

  #value(): void {
    const next = this.#next();
    if (next === '{') this.#members('}', ']', () => this.#pair());
    else if (next === '[') this.#members(']', '}', () => this.#value());
    else if (next === '"') this.#string();
    else if (!this.#take(number) && !this.#take(word)) this.#fail();
  }

  #pair(): void {
    if (this.#next() !== '"') this.#fail();
    this.#string();
    if (this.#next() !== ':') this.#fail();
    this.#at += 1;
    this.#value();
  }

  #members(end: string, other: string, member: () => void): void {
    this.#at += 1;
    this.#depth += 1;
    if (this.#depth > maxDepth) throw new Wrong('depth');
    if (!this.#closes(end, other)) {
      member();
      while (!this.#closes(end, other)) {
        if (this.#text[this.#at] !== ',') this.#fail();
        this.#at += 1;
        member();
      }
    }
    this.#depth -= 1;
  }

  #closes(end: string, other: string): boolean {
    const next = this.#next();
    if (next === other) throw new Wrong('mismatch');
    if (next !== end) return false;
    this.#at += 1;
    return true;
  }

  #string(): void {
    this.#at += 1;
    for (;;) {
      this.#take(plain);
      const next = this.#text[this.#at];
      if (next === '"') break;
      if (next === undefined || next < ' ') throw new Wrong('control');
      if (next !== '\\') {
        if (!this.#take(utf8)) throw new Wrong('utf8');
      } else if (!this.#take(shortEscape)) this.#unicode();
    }
    this.#at += 1;
  }

  #unicode(): void {
    const unit = this.#take(unicodeEscape)?.[1];
    if (unit === undefined) throw new Wrong('syntax');
    if (/^d[89ab]/i.test(unit) ? !this.#take(lowSurrogate) : /^d[c-f]/i.test(unit)) throw new Wrong('utf16');
  }
}
