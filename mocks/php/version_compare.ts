/** The forms of a version that is none yet, or is one with patches, in PHP's order; a number stands where `#` does. */
const forms = [/^dev/, /^a/, /^b/, /^(RC|rc)/, /^#/, /^p/];

/** A part that is no number counts by how it begins; one that PHP does not know comes before all others. */
function rank(part: string): number {
  return forms.findIndex(form => form.test(part));
}

/**
 * PHP's `version_compare()`: below 0 where the first version is the older, above 0 where it is the newer. `11.1-rc` is
 * older than `11.1`, and `11.1` is older than `11.1.0`.
 */
export function version_compare(version: string, other: string): number {
  const [first, second] = [partsOf(version), partsOf(other)];
  for (let i = 0; i < Math.max(first.length, second.length); i += 1) {
    const difference = compareParts(first[i], second[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Runs of digits and runs of letters; what stands between them only parts them. */
function partsOf(version: string): string[] {
  return version.match(/\d+|[A-Za-z]+/g) ?? [];
}

function compareParts(first: string | undefined, second: string | undefined): number {
  if (first !== undefined && second !== undefined && isNumber(first) && isNumber(second))
    return Number(first) - Number(second);
  // Against nothing a number is more, and a form what it is against a number.
  if (first === undefined) return isNumber(second) ? -1 : rank('#') - rank(second as string);
  if (second === undefined) return isNumber(first) ? 1 : rank(first) - rank('#');
  return rank(isNumber(first) ? '#' : first) - rank(isNumber(second) ? '#' : second);
}

function isNumber(part: string | undefined): boolean {
  return part !== undefined && /^\d/.test(part);
}
