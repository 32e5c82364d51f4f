/** Which id was likely meant. */
import { nearestName } from '../../../mocks/did-you-mean.ts';

/** The beginning of an advice: which id was likely meant. */
export function didYouMean(id: string, known: readonly { readonly id: string }[]): string {
  const ids = known.map(each => each.id);
  const nearest = ids.find(each => each.toLowerCase() === id.toLowerCase()) ?? nearestName(id, ids);
  return nearest === undefined ? '' : `Did you mean ${nearest}? `;
}
