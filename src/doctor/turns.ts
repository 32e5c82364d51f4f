/**
 * The order in which requests are sent several times over. A balancer that takes its servers in turn gives each request
 * to each of its servers then, wherever its turn stands. Two or three servers are met for certain, more by chance.
 */

/** As many as the servers that are met for certain. */
const times = 3;

/** A step: requests that are sent at once; the steps follow each other. */
type Turns = readonly (readonly string[])[];

/** Each request so many times at once: what others send between two of them cannot keep step with a balancer then. */
export function inTurns(ids: readonly string[]): Turns {
  return ids.map(id => Array.from({ length: times }, () => id));
}
