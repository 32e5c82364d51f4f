/** What stands in front answers some requests to the API, and WordPress the others: a rule is against a method, a resource, a name. */
import type { Evidence } from './evidence.ts';
import type { Reading } from './reading.ts';

const ofApi = /\/wp-json\/|[?&]rest_route=|\/wc-(auth|api)\//;

/** The probes of the API that were answered so, where the list of products is answered by WordPress. */
export function answeredInParts(evidence: Evidence, isHit: (reading: Reading) => boolean): string[] {
  if (!evidence.isWordPress('A4')) return [];
  return evidence.all
    .filter(({ exchange, reading }) => ofApi.test(exchange.request.url) && isHit(reading))
    .map(({ probe }) => probe.id);
}
