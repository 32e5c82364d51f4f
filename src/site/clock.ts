import { type HttpExchange, joinedHeader } from '../client/http/exchange.ts';

/** How far a store's clock is from this machine's, by the Date of its answers. */
export class ClockDifference {
  readonly #samples: number[] = [];

  add({ answer, startedAt, duration }: HttpExchange): void {
    const headers = answer?.headers ?? [];
    // An answer out of a cache has the Date of when it was made (RFC 9111 section 5.1).
    if (joinedHeader(headers, 'age') !== undefined) return;
    const date = Date.parse(joinedHeader(headers, 'date') ?? '');
    // A Date tells the second that had begun: on the average half a second has passed of it.
    if (!Number.isNaN(date)) this.#samples.push((date + 500 - (startedAt + duration / 2)) / 1000);
  }

  /** The store's clock minus this machine's, in seconds: the median, so that one late answer does not count. */
  seconds(): number | undefined {
    const sorted = [...this.#samples].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  }
}
