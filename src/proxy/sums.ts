import type { WatchedExchange } from '../workbench/watched.ts';
import type { SaidOfRequest } from './explaining.ts';

/** What a proxy has seen, counted. */
export class ProxySums {
  requests = 0;
  refused = 0;
  otherErrors = 0;
  unanswered = 0;
  /** Of what explain said of refused requests: how often, by the name of the cause. */
  readonly causes = new Map<string, number>();

  add({ answer: { status }, failure }: WatchedExchange): void {
    this.requests++;
    if (status === 0 || failure !== undefined) this.unanswered++;
    else if (status === 401 || status === 403) this.refused++;
    else if (status >= 400) this.otherErrors++;
  }

  explained({ explanation }: SaidOfRequest): void {
    const [first] = explanation.fixes;
    const name = first?.id ?? explanation.causes[0]?.id ?? explanation.verdict;
    this.causes.set(name, (this.causes.get(name) ?? 0) + 1);
  }

  get letThrough(): number {
    return this.requests - this.refused - this.otherErrors - this.unanswered;
  }
}
