/** The same request several times over, where answers that should be alike were not: is it chance, or one server of two? */
import type { Answers, Probe } from '../probe.ts';
import { ask } from '../requests.ts';

/** Requests that any one server answers alike. */
const alike: readonly (readonly string[])[] = [
  ['A4', 'A11'],
  ['A5', 'A10', 'A20'],
  ['A6', 'A21'],
  ['B5', 'B9', 'B8'],
  ['A2', 'A3'],
];

const times = ['1', '2', '3', '4', '5', '6'] as const;

/** The ids of the repeats: `R1` to `R6`. */
export const repeatIds: readonly string[] = times.map(time => `R${time}`);

export const repeatProbes: readonly Probe[] = times.map(time => ({
  id: `R${time}`,
  title: 'the list with a single OAuth parameter in the Authorization header, once more',
  healthy: 'as A6',
  shows: 'whether one of several servers answers otherwise than the others',
  needs: 'url',
  isWanted: answers => answers.said('A6') === 'anonymous' || alike.some(ids => isMixed(answers, ids)),
  request: known => ask(known, '', [['Authorization', 'OAuth oauth_consumer_key="probe"']]),
}));

function isMixed(answers: Answers, ids: readonly string[]): boolean {
  const said = ids.map(id => answers.said(id)).filter(each => each !== undefined && each !== 'let in');
  return new Set(said).size > 1 || (said.length > 0 && ids.some(id => answers.said(id) === 'let in'));
}
