import type { Note } from '../note.ts';
import { basicMistakes, pairMistakes } from './basic.ts';
import type { CredentialMistake, CredentialView } from './mistake.ts';
import { pageMistakes, storeApiMistakes } from './other.ts';
import { connectionMistakes, noRoute, routeMistakes, urlMistakes } from './place.ts';
import { otherPlaces, queryMistakes } from './query.ts';

/** What keeps a signed request from a store that looks at signatures. */
export function elsewhere(view: CredentialView): Note | undefined {
  const isLookedAt = view.admission.judgements.some(({ rule }) => /^(oauth1|legacy)\./.test(rule));
  return found(isLookedAt ? urlMistakes : [...urlMistakes, ...routeMistakes], view)[0];
}

/** What is wrong with the credentials of a request that no key has let in, the first to be mended first. */
export function credentialNotes(view: CredentialView): readonly Note[] {
  return found(
    [
      ...urlMistakes,
      ...routeMistakes,
      ...storeApiMistakes,
      ...pageMistakes,
      ...basicMistakes.slice(0, 3),
      ...queryMistakes,
      ...connectionMistakes,
      ...basicMistakes.slice(3),
      ...pairMistakes,
      ...otherPlaces,
      noRoute,
    ],
    view,
  );
}

function found(mistakes: readonly CredentialMistake[], view: CredentialView): Note[] {
  return mistakes.flatMap(mistake => {
    const told = mistake.finds(view);
    return told ? [{ id: mistake.id, ...told, refuses: true }] : [];
  });
}
