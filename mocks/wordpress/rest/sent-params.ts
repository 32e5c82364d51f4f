import type { Sources } from './params.ts';

/** The parameters of a request, over the defaults of its endpoint: of two sources that have one the first wins. */
export function merged(defaults: ReadonlyMap<string, unknown>, sources: Sources): Map<string, unknown> {
  const all = new Map(defaults);
  for (const source of sources.toReversed()) for (const [name, value] of source) all.set(name, value);
  return all;
}

/**
 * The same map, made sooner: an endpoint may have sixty parameters and a request send none, so that nothing is copied
 * until somebody wants to see them all. What it saves: docs/decisions/0124-young-garbage.md.
 */
export class SentParams implements ReadonlyMap<string, unknown> {
  readonly #defaults: ReadonlyMap<string, unknown>;
  readonly #sources: Sources;
  /** What has been sanitized since. */
  #changed: Map<string, unknown> | undefined;

  constructor(defaults: ReadonlyMap<string, unknown>, sources: Sources) {
    this.#defaults = defaults;
    this.#sources = sources;
  }

  get(name: string): unknown {
    if (this.#changed?.has(name)) return this.#changed.get(name);
    for (const source of this.#sources) if (source.has(name)) return source.get(name);
    return this.#defaults.get(name);
  }

  has(name: string): boolean {
    for (const source of this.#sources) if (source.has(name)) return true;
    return this.#defaults.has(name) || this.#changed?.has(name) === true;
  }

  set(name: string, value: unknown): void {
    this.#changed ??= new Map();
    this.#changed.set(name, value);
  }

  get size(): number {
    return this.#all().size;
  }

  forEach(visit: (value: unknown, name: string, map: ReadonlyMap<string, unknown>) => void): void {
    for (const [name, value] of this.#all()) visit(value, name, this);
  }

  entries(): MapIterator<[string, unknown]> {
    return this.#all().entries();
  }

  keys(): MapIterator<string> {
    return this.#all().keys();
  }

  values(): MapIterator<unknown> {
    return this.#all().values();
  }

  [Symbol.iterator](): MapIterator<[string, unknown]> {
    return this.entries();
  }

  #all(): Map<string, unknown> {
    const all = merged(this.#defaults, this.#sources);
    if (this.#changed) for (const [name, value] of this.#changed) all.set(name, value);
    return all;
  }
}
