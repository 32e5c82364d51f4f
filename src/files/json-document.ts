import { type Node, parseTree } from 'jsonc-parser';
import type { LatchkeyError } from '../../mocks/errors.ts';
import { syntaxProblem } from './syntax-error.ts';
import { type FileKind, readTextFile } from './text-file.ts';

/** The way to a value: names of members and numbers of elements. */
export type Location = readonly (string | number)[];

/** A kind of file in JSON. */
export interface JsonKind extends FileKind {
  /** A person writes it: comments and commas too many are allowed, a name that is given twice is not. */
  readonly isCommented?: boolean;
}

/** A text in JSON that was read, and where each of its values stands. */
export class JsonDocument {
  /** As the user named it: the start of every message about it. */
  readonly name: string;
  readonly kind: JsonKind;
  readonly value: unknown;
  readonly #text: string;
  /** The line of the file that the text begins in, from 1. */
  readonly #firstLine: number;
  #tree: Node | undefined;

  constructor(text: string, name: string, kind: JsonKind, firstLine = 1) {
    this.name = name;
    this.kind = kind;
    this.#text = text;
    this.#firstLine = firstLine;
    this.value = kind.isCommented ? this.#commented() : this.#plain();
  }

  /** `latchkey.config.json:12:5`: where a value stands, or else the nearest that is there. */
  place(location: Location): string {
    this.#tree ??= parseTree(this.#text, [], parseOptions) as Node;
    let found = this.#tree;
    let { offset } = found;
    for (const part of location) {
      const child = childOf(found, part);
      if (!child) break;
      ({ offset } = child);
      found = child.value;
    }
    return this.#at(offset);
  }

  /** `latchkey.config.json:12:5: /targets/staging/url`: place and JSON pointer (RFC 6901). */
  where(location: Location): string {
    return location.length === 0 ? this.place(location) : `${this.place(location)}: ${pointer(location)}`;
  }

  /** The error for what is wrong at a value. */
  problem(
    location: Location,
    what: string | undefined,
    expected: string | undefined,
    advice?: string,
  ): LatchkeyError {
    return this.kind.error({ where: this.where(location), what, expected }, { advice });
  }

  /** Every value with its way, containers before what they hold. */
  *values(): Generator<{ readonly location: Location; readonly value: unknown }> {
    yield* walk(this.value, []);
  }

  #plain(): unknown {
    try {
      return JSON.parse(this.#text);
    } catch (cause) {
      throw this.#noJson(cause);
    }
  }

  #commented(): unknown {
    if (syntaxProblem(this.#text, true)) throw this.#noJson();
    this.#tree = parseTree(this.#text, [], parseOptions) as Node;
    return this.#valueOf(this.#tree, []);
  }

  #noJson(cause?: unknown): LatchkeyError {
    const found = syntaxProblem(this.#text, this.kind.isCommented === true);
    const { expected } = this.kind;
    if (!found) return this.kind.error({ where: this.#at(0), what: 'is no JSON', expected }, { cause });
    return this.kind.error(
      { where: this.#at(found.offset), what: `is no JSON: ${found.what}`, expected },
      { cause },
    );
  }

  /** The value of a node. Of two members with one name the first would be lost without a word. */
  #valueOf(node: Node, location: Location): unknown {
    const children = node.children ?? [];
    if (node.type === 'array')
      return children.map((child, index) => this.#valueOf(child, [...location, index]));
    if (node.type !== 'object') return node.value;
    const members = new Map<string, unknown>();
    for (const property of children) {
      const [key, value] = property.children as [Node, Node];
      const name = String(key.value);
      const itsLocation = [...location, name];
      if (members.has(name))
        throw this.kind.error({
          where: `${this.#at(property.offset)}: ${pointer(itsLocation)}`,
          what: 'is given twice',
          expected: 'it once',
        });
      members.set(name, this.#valueOf(value, itsLocation));
    }
    return Object.fromEntries(members);
  }

  #at(offset: number): string {
    const before = this.#text.slice(0, offset).split('\n');
    const column = (before.at(-1) as string).length + 1;
    return `${this.name}:${this.#firstLine + before.length - 1}:${column}`;
  }
}

/** What a node holds under a name or number, and where that begins: of a property at its name. */
function childOf(node: Node, part: string | number): { offset: number; value: Node } | undefined {
  if (node.type === 'array') {
    const value = node.children?.[Number(part)];
    return value && { offset: value.offset, value };
  }
  const property = node.children?.findLast(({ children }) => children?.[0]?.value === String(part));
  const value = property?.children?.[1];
  return property && value && { offset: property.offset, value };
}

const parseOptions = { allowTrailingComma: true };

/** Reads a file in JSON. @throws {LatchkeyError} of the kind; one line with file, place and what was expected. */
export function readJsonFile(file: string, name: string, kind: JsonKind): JsonDocument {
  return new JsonDocument(readTextFile(file, name, kind), name, kind);
}

/**
 * Reads a text of JSON Lines, a document for each line that is not empty; places are those of the whole file.
 * @throws {LatchkeyError} of the kind.
 */
export function* readJsonLines(text: string, name: string, kind: JsonKind): Generator<JsonDocument> {
  for (const [index, line] of text.split('\n').entries())
    if (line.trim() !== '') yield new JsonDocument(line, name, kind, index + 1);
}

/** A way as a JSON pointer (RFC 6901). */
export function pointer(location: Location): string {
  return location.map(part => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function* walk(value: unknown, location: Location): Generator<{ location: Location; value: unknown }> {
  yield { location, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [name, child] of Object.entries(value))
    yield* walk(child, [...location, Array.isArray(value) ? Number(name) : name]);
}
