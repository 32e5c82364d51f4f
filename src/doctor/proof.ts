import type { Evidence } from './evidence.ts';
import { inWords, type Reading } from './reading.ts';

/** A probe, and what its answer means. */
export type Told = readonly [id: string, meaning: string];

/** `A5 was answered 401 woocommerce_…: an OAuth parameter in the query was seen`. */
export function quote(evidence: Evidence, id: string, meaning: string): string {
  const reading = evidence.reading(id);
  return `${id} ${reading ? was(reading) : 'was not sent'}: ${meaning}.`;
}

function was(reading: Reading): string {
  return reading.said === 'no answer' && reading.status === undefined
    ? `got ${inWords(reading)}`
    : `was answered ${inWords(reading)}`;
}

/** Those of the probes that were sent, each with what it was answered. */
export function quoteAll(evidence: Evidence, ids: readonly string[], meaning: string): string[] {
  return ids.filter(id => evidence.reading(id) !== undefined).map(id => quote(evidence, id, meaning));
}
