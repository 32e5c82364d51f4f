const known = new Map<string, Map<string, boolean>>();

/** Whether a version such as `6.9.1` is not before another; parts that are missing count as 0. */
export function versionAtLeast(version: string, least: string): boolean {
  let answers = known.get(version);
  if (answers === undefined) {
    answers = new Map();
    known.set(version, answers);
  }
  let answer = answers.get(least);
  if (answer === undefined) {
    answer = compareVersions(version, least) >= 0;
    answers.set(least, answer);
  }
  return answer;
}

function compareVersions(version: string, other: string): number {
  const a = version.split('.');
  const b = other.split('.');
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const difference = (Number.parseInt(a[i] ?? '0', 10) || 0) - (Number.parseInt(b[i] ?? '0', 10) || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
