/** What some stores of a fleet are behind; what plain HTTP can show. */
const faults = ['strip-authorization', 'bot-block', 'maintenance', 'redirect-www', 'cache'];

/** The fault of a store by its number, undefined for the nine of ten that have none: the same for the same seed. */
export function faultOf(number: number, seed: number): string | undefined {
  // A step of a linear congruential generator (Numerical Recipes) spreads neighbouring numbers; its low bits do not.
  const drawn = (Math.imul(number + seed, 1_664_525) + 1_013_904_223) >>> 0;
  return (drawn >>> 16) % 10 === 0 ? faults[(drawn >>> 8) % faults.length] : undefined;
}
