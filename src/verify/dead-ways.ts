import type { RedactedExchange } from '../redact/redact.ts';
import type { ScenarioOutcome } from './outcomes.ts';

/** How credentials travel; what is in the way of one leaves the others alone. */
type Way = 'key in the header' | 'key in the query' | 'signature in the header' | 'signature';

/** How a request shows its credentials; undefined where it shows none. */
function wayOf({ request }: RedactedExchange): Way | undefined {
  const field = request.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  if (field !== undefined) return /^oauth/i.test(field) ? 'signature in the header' : 'key in the header';
  if (/[?&]consumer_key=/.test(request.url)) return 'key in the query';
  return /oauth_signature=/.test(`${request.url}\n${request.body}`) ? 'signature' : undefined;
}

/**
 * The failed scenarios that could have one cause: those whose credentials travelled in a way by which nobody was let in at
 * any moment of the run, though somebody had to be. Where a way works for some, its failures are about something else.
 */
export function failuresOfDeadWays(scenarios: readonly ScenarioOutcome[]): readonly ScenarioOutcome[] {
  const judged = scenarios.filter(({ outcome }) => outcome === 'passed' || outcome === 'failed');
  const alive = new Set<Way>();
  const refused = new Set<Way>();
  for (const { exchanges, positive, outcome } of judged)
    for (const exchange of exchanges) {
      const way = wayOf(exchange);
      if (way === undefined) continue;
      if (isLetIn(exchange)) alive.add(way);
      else if (positive && outcome === 'failed') refused.add(way);
    }
  return judged.filter(({ outcome, exchanges }) => {
    const last = exchanges.at(-1);
    const way = last && wayOf(last);
    return outcome === 'failed' && way !== undefined && refused.has(way) && !alive.has(way);
  });
}

/** What anybody may ask for: an index, and what a route can. */
const forAnybody = /\/wp-json\/(?:wc\/v\d\/?)?(?:\?|$)|\/wc-api\/v\d\/?(?:\?|$)/;

function isLetIn({ request, answer }: RedactedExchange): boolean {
  if (request.method === 'OPTIONS' || forAnybody.test(request.url)) return false;
  return answer !== undefined && answer.status >= 200 && answer.status < 300;
}
