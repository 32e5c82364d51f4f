import type { Sources } from './params.ts';

/**
 * The parameters of a request, over the defaults of its endpoint. An endpoint may have sixty of them and a request
 * send none, so that nothing is copied until somebody wants to see them all.
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
    const all = new Map(this.#defaults);
    for (let i = this.#sources.length - 1; i >= 0; i -= 1)
      for (const [name, value] of this.#sources[i] as Sources[number]) all.set(name, value);
    if (this.#changed) for (const [name, value] of this.#changed) all.set(name, value);
    return all;
  }
}
