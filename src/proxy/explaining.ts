import { toldError } from '../answers/error.ts';
import { parseJson } from '../client/http/json.ts';
import type { ShownExplanation, TrafficRow } from '../workbench/view.ts';
import type { Watched, WatchedExchange } from '../workbench/watched.ts';
import { notExplained } from './explain-job.ts';

/** What is said of a refused request. */
export interface SaidOfRequest {
  readonly number: number;
  readonly explanation: ShownExplanation;
  /** The request of which the same was said before. */
  readonly sameAs?: number;
}

/** How many kinds of refusals are remembered. */
const mostKinds = 500;
/** So many refused requests wait to be explained at most. */
const mostWaiting = 200;

interface Refused {
  readonly row: TrafficRow;
  readonly exchange: WatchedExchange;
}

/** Has refused requests explained, one after the other. What was refused before in the same way is not looked at again. */
export class Explaining {
  readonly #watched: Pick<Watched, 'explain'>;
  readonly #tell: (said: SaidOfRequest) => void;
  readonly #known = new Map<string, { readonly number: number; readonly explanation: ShownExplanation }>();
  readonly #waiting: Refused[] = [];
  /** The one that is being explained; settled where there is none. */
  #turn: Promise<void> | undefined;

  constructor(watched: Pick<Watched, 'explain'>, tell: (said: SaidOfRequest) => void) {
    this.#watched = watched;
    this.#tell = tell;
  }

  add(row: TrafficRow, exchange: WatchedExchange): void {
    if (row.status !== 401 && row.status !== 403) return;
    if (this.#tellKnown(row, kindOf(row, exchange))) return;
    if (this.#waiting.length >= mostWaiting) {
      const why = `${mostWaiting} refused requests wait to be; the workbench explains it when it is opened there`;
      this.#tell({ number: row.number, explanation: notExplained(why) });
      return;
    }
    this.#waiting.push({ row, exchange });
    this.#turn ??= this.#explainAll();
  }

  /** Waits for what is still to be explained, and not beyond the signal: the rest is told as not explained. */
  async finish(until: AbortSignal): Promise<void> {
    const isOver = new Promise<void>(resolve => {
      if (until.aborted) resolve();
      until.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.race([this.#turn, isOver]);
    for (const { row, exchange } of this.#waiting.splice(0))
      if (!this.#tellKnown(row, kindOf(row, exchange)))
        this.#tell({ number: row.number, explanation: notExplained('the proxy has ended before') });
  }

  async #explainAll(): Promise<void> {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      await this.#explain(next);
      // Whoever has finished has told of it.
      if (this.#waiting[0] === next) this.#waiting.shift();
    }
    this.#turn = undefined;
  }

  async #explain(refused: Refused): Promise<void> {
    const { row, exchange } = refused;
    const kind = kindOf(row, exchange);
    if (this.#tellKnown(row, kind)) return;
    const explanation = await this.#watched.explain(exchange);
    if (explanation === undefined || this.#waiting[0] !== refused) return;
    if (explanation.verdict !== 'not explained' && this.#known.size < mostKinds)
      this.#known.set(kind, { number: row.number, explanation });
    this.#tell({ number: row.number, explanation });
  }

  #tellKnown({ number }: TrafficRow, kind: string): boolean {
    const before = this.#known.get(kind);
    if (before) this.#tell({ number, explanation: before.explanation, sameAs: before.number });
    return before !== undefined;
  }
}

/** Two requests of a kind are refused for the same. */
function kindOf({ method, status, scheme, credentials, who }: TrafficRow, exchange: WatchedExchange): string {
  const { message, answer, calledAs } = exchange;
  const told = toldError(parseJson(Buffer.from(answer.body.subarray(0, 4096)).toString('utf8')));
  const path = message.target.split('?', 1)[0];
  return JSON.stringify([method, path, status, scheme, credentials, who, told, calledAs]);
}
