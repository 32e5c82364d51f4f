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

/** The id of a probe at the beginning of a sentence: `A5 was answered …`, `A8-PUT got no answer …`. */
const firstProbe = /^([ABC]\d+[a-z]?(?:-\w+)*)\b/;

/** The probes that sentences of a proof begin with, each once. */
export function quotedProbes(proof: readonly string[]): string[] {
  return [...new Set(proof.map(sentence => firstProbe.exec(sentence)?.[1]).filter(id => id !== undefined))];
}
