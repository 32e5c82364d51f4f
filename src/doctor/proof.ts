import type { Evidence } from './evidence.ts';
import { inWords } from './reading.ts';

/** `A5 was answered 401 woocommerce_…: an OAuth parameter in the query was seen`. */
export function quote(evidence: Evidence, id: string, meaning: string): string {
  const reading = evidence.reading(id);
  const answer = reading ? `was answered ${inWords(reading)}` : 'was not sent';
  return `${id} ${answer}: ${meaning}`;
}
