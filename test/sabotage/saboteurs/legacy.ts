import { legacySaboteurs } from '../legacy-saboteurs.ts';
import type { Saboteur } from '../saboteur.ts';

const saboteurs: readonly Saboteur[] = legacySaboteurs.map(({ requirement, what, store }) => ({
  requirement,
  wrong: what,
  store,
}));

export default saboteurs;
