import type { WatchedExchange } from '../workbench/watched.ts';

/** So much of a body is kept to be looked at, in bytes; all of it passes. */
const keptOfBody = 1024 * 1024;

/** Gathers the beginning of a body on its way. */
export class KeptBody {
  readonly #chunks: Uint8Array[] = [];
  #kept = 0;
  /** All that passed, in bytes. */
  length = 0;

  add(chunk: Uint8Array): void {
    this.length += chunk.length;
    if (this.#kept >= keptOfBody) return;
    const part = chunk.subarray(0, keptOfBody - this.#kept);
    this.#chunks.push(part);
    this.#kept += part.length;
  }

  get isCut(): boolean {
    return this.length > this.#kept;
  }

  bytes(): Uint8Array {
    return this.#chunks.length === 1 ? (this.#chunks[0] as Uint8Array) : Buffer.concat(this.#chunks);
  }
}

/** Told of each exchange as it ends. */
export type OnExchange = (exchange: WatchedExchange) => void;
