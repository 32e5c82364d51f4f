import { createStore, noticedPlaces, type ProfileDifference, profileDifferences } from '../../mocks/index.ts';
import type { Profile } from '../../mocks/rules.ts';

/** A rule that two profiles have otherwise, as a client sees it. */
export interface RuleChange extends Pick<ProfileDifference, 'rule' | 'noticed' | 'shownBy'> {
  readonly before: string;
  readonly after: string;
}

/** The rules in which two profiles differ, in the order in which a client notices them. */
export function ruleChanges(from: Profile, to: Profile): RuleChange[] {
  return profileDifferences
    .filter(({ rule }) => from[rule] !== to[rule])
    .map(difference => ({
      rule: difference.rule,
      noticed: difference.noticed,
      shownBy: difference.shownBy,
      before: sentenceOf(difference, from[difference.rule]),
      after: sentenceOf(difference, to[difference.rule]),
    }))
    .toSorted((one, other) => noticedPlaces.indexOf(one.noticed) - noticedPlaces.indexOf(other.noticed));
}

/** What a client sees of a rule that has this value. */
export function sentenceOf({ says }: ProfileDifference, value: string | boolean): string {
  return says[String(value)] as string;
}

/** Methods of routes that only one of two versions has, as `GET /wc/v3/orders`. */
export interface RouteChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** In which routes two profiles differ, as real stores of both were seen to have them. */
export async function routeChanges(from: Profile, to: Profile): Promise<RouteChanges> {
  const [before, after] = [await routesOf(from), await routesOf(to)];
  return {
    added: [...after].filter(route => !before.has(route)),
    removed: [...before].filter(route => !after.has(route)),
  };
}

async function routesOf({ name }: Profile): Promise<Set<string>> {
  const store = await createStore({ profile: name, orders: 0 });
  const routes = await store.routes();
  await store.close();
  return new Set(routes.map(({ method, pattern }) => `${method} ${pattern}`));
}

/** Whether a route, `GET /wc/v3/orders`, is of the API that clients with keys use; the others are the shop's own pages'. */
export function isClientRoute(route: string): boolean {
  return /^\w+ \/wc\/v[123]\b/.test(route);
}

/** `wc/store` of `GET /wc/store/cart`. */
export function namespaceOf(route: string): string {
  return /^\w+ \/([\w-]+(?:\/[\w-]+)?)/.exec(route)?.[1] ?? 'the index';
}
