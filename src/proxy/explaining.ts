import { toldError } from '../answers/error.ts';
import { parseJson } from '../client/http/json.ts';
import { secretFor } from '../workbench/detail.ts';
import { shownExplanation } from '../workbench/explained.ts';
import type { ShownExplanation, TrafficRow } from '../workbench/view.ts';
import type { Watched, WatchedExchange } from '../workbench/watched.ts';

/** What is said of a refused request. */
export interface SaidOfRequest {
  readonly number: number;
  readonly explanation: ShownExplanation;
  /** The request of which the same was said before. */
  readonly sameAs?: number;
}

/** How many kinds of refusals are remembered. */
const mostKinds = 500;
/** So many refused requests wait to be explained at most; the workbench explains any of them when it is opened. */
const mostWaiting = 200;

/**
 * Explains refused requests one after the other, between the traffic: a search for what is wrong with a signature takes
 * tenths of a second. What was refused before in the same way is not looked at again.
 */
export class Explaining {
  readonly #watched: Watched;
  readonly #tell: (said: SaidOfRequest) => void;
  readonly #known = new Map<string, { readonly number: number; readonly explanation: ShownExplanation }>();
  readonly #waiting: { readonly row: TrafficRow; readonly exchange: WatchedExchange }[] = [];
  #turn: NodeJS.Immediate | undefined;

  constructor(watched: Watched, tell: (said: SaidOfRequest) => void) {
    this.#watched = watched;
    this.#tell = tell;
  }

  add(row: TrafficRow, exchange: WatchedExchange): void {
    if (row.status !== 401 && row.status !== 403) return;
    const kind = kindOf(row, exchange);
    const before = this.#known.get(kind);
    if (before) {
      this.#tell({ number: row.number, explanation: before.explanation, sameAs: before.number });
      return;
    }
    if (this.#waiting.length >= mostWaiting) return;
    this.#waiting.push({ row, exchange });
    this.#turn ??= setImmediate(() => this.#next());
  }

  /** Explains what still waits. */
  finish(): void {
    clearImmediate(this.#turn);
    while (this.#waiting.length > 0) this.#explainOne();
  }

  #next(): void {
    this.#explainOne();
    this.#turn = this.#waiting.length > 0 ? setImmediate(() => this.#next()) : undefined;
  }

  #explainOne(): void {
    const { row, exchange } = this.#waiting.shift() as { row: TrafficRow; exchange: WatchedExchange };
    const kind = kindOf(row, exchange);
    const before = this.#known.get(kind);
    const explanation =
      before?.explanation ??
      shownExplanation(exchange, this.#watched, secretFor(exchange, this.#watched), this.#watched.redactor());
    if (explanation === undefined) return;
    if (!before && this.#known.size < mostKinds) this.#known.set(kind, { number: row.number, explanation });
    this.#tell({ number: row.number, explanation, ...(before && { sameAs: before.number }) });
  }
}

/** Two requests of a kind are refused for the same. */
function kindOf({ method, status, scheme, credentials, who }: TrafficRow, exchange: WatchedExchange): string {
  const { message, answer, calledAs } = exchange;
  const told = toldError(parseJson(Buffer.from(answer.body.subarray(0, 4096)).toString('utf8')));
  const path = message.target.split('?', 1)[0];
  return JSON.stringify([method, path, status, scheme, credentials, who, told, calledAs]);
}
