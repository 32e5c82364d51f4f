/**
 * What the steps of a scenario say where the store has to let somebody in, ask the merchant, or hand out a key. A store
 * that refuses everything would pass all the others.
 */
const letsIn =
  /\b(?:lets the client in|asks the merchant (?:for|to log in)|receives a key|access was granted|is given the same answer)\b/;

/** Whether a scenario with these steps is one in which the store has to let somebody in. */
export function isPositive(steps: readonly { readonly text: string }[]): boolean {
  return steps.some(({ text }) => letsIn.test(text));
}
