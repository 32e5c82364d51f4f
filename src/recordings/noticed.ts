import type { AnswerDifference } from './compare.ts';
import type { Replayed } from './replay.ts';

/** Differences by what a client notices: whether it is let in, then what it acts on, then what it shows and ignores. */
const places = ['let in', 'status', 'code', 'www-authenticate', 'location', 'message', 'kind of body'];

/** Scenarios in the order in which a client would notice what differs in them. */
export function byNotice<Scenario extends Pick<Replayed, 'differences'>>(
  replayed: readonly Scenario[],
): Scenario[] {
  return replayed.toSorted((one, other) => rankOf(one.differences) - rankOf(other.differences));
}

function rankOf(differences: Replayed['differences']): number {
  return Math.min(...differences.map(({ difference }) => rank(difference)));
}

function rank({ what, wanted, got }: AnswerDifference): number {
  const isOtherVerdict = what === 'status' && isRefusal(wanted) !== isRefusal(got);
  const place = places.indexOf(isOtherVerdict ? 'let in' : what);
  return place === -1 ? places.length : place;
}

function isRefusal(status: unknown): boolean {
  return Number(status) >= 400;
}
