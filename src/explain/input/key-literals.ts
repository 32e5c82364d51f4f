/** Key and secret that stand as literals in a piece of code, in the order in which they are handed over: they may be swapped. */
export function keyLiterals(text: string): readonly [key: string, secret: string] {
  const literals = [...text.matchAll(/["'`:]\s*(c[ks]_[\w.…*]+)/g)].map(([, literal]) => literal as string);
  const [first = 'ck_...', second = 'cs_...'] = literals;
  return [first, second];
}
