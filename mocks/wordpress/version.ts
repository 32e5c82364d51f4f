import { version_compare } from '../php/version_compare.ts';

const known = new Map<string, Map<string, boolean>>();

/** Whether a version such as `6.9.1` is not before another; each pair is compared once. */
export function versionAtLeast(version: string, least: string): boolean {
  let answers = known.get(version);
  if (answers === undefined) {
    answers = new Map();
    known.set(version, answers);
  }
  let answer = answers.get(least);
  if (answer === undefined) {
    answer = version_compare(version, least) >= 0;
    answers.set(least, answer);
  }
  return answer;
}
