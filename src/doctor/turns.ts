/**
 * The order in which requests are sent several times over. A balancer that takes its servers in turn gives each request
 * to each of its servers then, wherever its turn stands and how often others come between two requests, as long as that
 * does not keep step with its servers. Two or three servers are met for certain, more by chance.
 */

/** As many as the servers that are met for certain. */
const times = 3;

/** A step: requests that are sent at once; the steps follow each other. */
type Turns = readonly (readonly string[])[];

/**
 * Each request so many times in a row. The first of them comes all at once before: what keeps step with a balancer
 * between two requests does not come between these.
 *
 * @param ids The probes, the most important first.
 */
export function inTurns(ids: readonly string[]): Turns {
  const [first] = ids;
  if (first === undefined) return [];
  const inARow = ids.flatMap(id => Array.from({ length: times }, () => [id]));
  return [Array.from({ length: times }, () => first), ...inARow];
}
