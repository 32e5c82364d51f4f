import type { HttpExchange } from '../../client/http/exchange.ts';
import { createRedactor, type RedactedExchange } from '../../redact/redact.ts';
import type { TargetRun } from '../../verify/run.ts';

/** So much of an answer's body is kept, in characters, as of a scenario that has passed. */
const shortBody = 600;

/** What a store was sent beside the scenarios of a run: before them, for personas, once more, to find a cause. */
export function otherExchanges(
  all: readonly HttpExchange[],
  { scenarios, target }: TargetRun,
): readonly RedactedExchange[] {
  const key = ({ startedAt, request }: RedactedExchange) => `${startedAt} ${request.method} ${request.url}`;
  const redactor = createRedactor(target.secrets);
  const told = new Set(scenarios.flatMap(({ exchanges }) => exchanges.map(key)));
  return all.flatMap(exchange => {
    const shown = redactor.exchange(exchange);
    if (told.has(key(shown))) return [];
    if (shown.answer) shown.answer.body = shown.answer.body.slice(0, shortBody);
    return [shown];
  });
}
