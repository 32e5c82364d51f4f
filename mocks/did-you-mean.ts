/** Which of the known names was likely meant. For messages of the store and of `src/` alike, as `errors.ts` is. */

/** The known name that is nearest, when it is near enough to be meant. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map(one => ({ one, distance: one.includes(name) && name.length > 3 ? 1 : levenshtein(name, one) }))
    .sort((a, b) => a.distance - b.distance || a.one.length - b.one.length);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(2, name.length / 3) ? best.one : undefined;
}

/** The advice for a name that is not known: `Did you mean staging?`; undefined where none is near. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const meant = known.find(each => each.toLowerCase() === name.toLowerCase()) ?? nearestName(name, known);
  return meant === undefined ? undefined : `Did you mean ${meant}?`;
}

function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
