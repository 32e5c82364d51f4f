import type { Note } from '../note.ts';
import { basicMistakes, schemeMistakes } from './basic.ts';
import type { CredentialMistake, CredentialView } from './mistake.ts';
import { pageMistakes, storeApiMistakes } from './other.ts';
import { pairMistakes } from './pair.ts';
import { connectionMistakes, noRoute, routeMistakes, urlMistakes, webServerMistakes } from './place.ts';
import { otherPlaces, queryMistakes } from './query.ts';

/** What keeps a signed request from a store that looks at signatures. */
export function elsewhere(view: CredentialView): Note | undefined {
  const isLookedAt = view.admission.judgements.some(({ rule }) => /^(oauth1|legacy)\./.test(rule));
  const before = [...urlMistakes, ...webServerMistakes];
  return found(isLookedAt ? before : [...before, ...routeMistakes], view)[0];
}

/** What is wrong with the credentials of a request that no key has let in, the first to be mended first. */
export function credentialNotes(view: CredentialView): readonly Note[] {
  // One of each kind: what comes behind it in its kind comes of it, or shows when it is mended.
  const first = (mistakes: readonly CredentialMistake[]): Note[] => found(mistakes, view).slice(0, 1);
  const url = first([...urlMistakes, ...webServerMistakes]);
  if (url.length > 0) return url;
  const route = first(routeMistakes);
  const names = first(queryMistakes);
  return [
    ...route,
    ...first([...storeApiMistakes, ...pageMistakes]),
    ...first(schemeMistakes),
    ...names,
    ...(names.length > 0 ? [] : first(connectionMistakes)),
    ...first([...basicMistakes, ...pairMistakes]),
    ...first(otherPlaces),
    ...(route.length > 0 ? [] : first([noRoute])),
  ];
}

function found(mistakes: readonly CredentialMistake[], view: CredentialView): Note[] {
  return mistakes.flatMap(mistake => {
    const finding = mistake.finds(view);
    return finding ? [{ ...finding, id: mistake.id, refuses: true }] : [];
  });
}
