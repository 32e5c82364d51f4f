import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../files/json-text.ts';
import type { AnswerDifference } from './compare.ts';

/** A difference in two texts, short enough for a terminal and cut where the two part. */
export interface ShownDifference {
  readonly what: string;
  readonly wanted: string;
  readonly got: string;
}

/** So many places of one body are told; a body that differs in more is another body. */
const mostPlaces = 5;
const longest = 300;
/** How much of what both have is shown before they part. */
const lead = 40;

/**
 * The differences of one step as they are told. A body is told by the places in it that differ, so that one word in
 * a long answer is seen; what was told already, such as the code and the message of an error, is not told again.
 *
 * @param mask Masks secrets: before a text is cut, since half a secret is not known for one.
 */
export function shownDifferences(
  differences: readonly AnswerDifference[],
  mask: (text: string) => string,
): ShownDifference[] {
  const listed: ShownDifference[] = [];
  for (const { what, wanted, got } of differences) {
    const places = what === 'body' ? [...placesOf('body', wanted, got)] : [{ what, wanted, got }];
    const fresh = places
      .map(place => inTexts(place, mask))
      .filter(place => what !== 'body' || !listed.some(one => same(one, place)));
    listed.push(...fresh.slice(0, mostPlaces));
    if (fresh.length > mostPlaces)
      listed.push({
        what: 'body',
        wanted: `as recorded in ${fresh.length - mostPlaces} more places`,
        got: 'others',
      });
  }
  return listed;
}

function same(one: ShownDifference, other: ShownDifference): boolean {
  return one.wanted === other.wanted && one.got === other.got;
}

function* placesOf(what: string, wanted: unknown, got: unknown): Generator<AnswerDifference> {
  if (isDeepStrictEqual(wanted, got)) return;
  if (isObject(wanted) && isObject(got)) {
    for (const key of new Set([...Object.keys(wanted), ...Object.keys(got)]))
      yield* placesOf(`${what}.${key}`, wanted[key], got[key]);
  } else if (Array.isArray(wanted) && Array.isArray(got) && wanted.length === got.length)
    for (const [index, each] of wanted.entries()) yield* placesOf(`${what}[${index}]`, each, got[index]);
  else yield { what, wanted, got };
}

function inTexts({ what, wanted, got }: AnswerDifference, mask: (text: string) => string): ShownDifference {
  const [one, other] = [mask(textOfValue(wanted)), mask(textOfValue(got))];
  let parting = 0;
  while (parting < one.length && one[parting] === other[parting]) parting++;
  const start = Math.max(one.length, other.length) <= longest ? 0 : Math.max(0, parting - lead);
  return { what, wanted: excerpt(one, start), got: excerpt(other, start) };
}

function excerpt(whole: string, start: number): string {
  const part = whole.slice(start, start + longest);
  return `${start > 0 ? '…' : ''}${part}${start + longest < whole.length ? '…' : ''}`;
}

function textOfValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
