import type { Profile } from '../../../mocks/rules.ts';
import { isClientRoute, namespaceOf, type RouteChanges, type RuleChange } from '../../profiles/changes.ts';

/** What differs from one profile to another. */
export interface ProfileChanges {
  readonly from: Profile;
  readonly to: Profile;
  readonly rules: readonly RuleChange[];
  readonly routes: RouteChanges;
}

/** In sentences: the rules by where a client notices them, then the routes. */
export function changedText(asked: readonly string[], { from, to, rules, routes }: ProfileChanges): string {
  const lines = [`From ${titleOf(asked[0], from)} to ${titleOf(asked[1], to)}`, ''];
  if (rules.length === 0) lines.push('No rule differs.', '');
  for (const [noticed, own] of Map.groupBy(rules, change => change.noticed)) {
    lines.push(`${noticed.charAt(0).toUpperCase()}${noticed.slice(1)}`);
    for (const { rule, before, after, shownBy } of own)
      lines.push(`  ${after}`, `    Before: ${before}`, `    ${rule}, shown by ${shownBy}`);
    lines.push('');
  }
  lines.push(...routeLines('New', routes.added), ...routeLines('No longer there', routes.removed));
  if (routes.added.length + routes.removed.length === 0) lines.push('The same routes.');
  return `${lines.join('\n').trimEnd()}\n`;
}

function titleOf(asked: string | undefined, { name, woocommerce, wordpress }: Profile): string {
  const standsFor = asked === name || asked === woocommerce ? '' : ` (for ${asked})`;
  return `${name}${standsFor}, WooCommerce ${woocommerce} on WordPress ${wordpress}`;
}

/** Methods of a client's API are named, those of others counted. */
function routeLines(title: string, routes: readonly string[]): string[] {
  if (routes.length === 0) return [];
  const [own, others] = [isClientRoute, (route: string) => !isClientRoute(route)].map(test =>
    routes.filter(test),
  ) as [string[], string[]];
  const counted = [...Map.groupBy(others, namespaceOf)].map(([name, those]) => `${those.length} in ${name}`);
  return [
    `${title}: ${routes.length} ${routes.length === 1 ? 'method' : 'methods'} of routes`,
    ...own.map(route => `  ${route}`),
    ...(counted.length > 0 ? [`  ${own.length > 0 ? 'and ' : ''}${counted.join(', ')}`] : []),
    '',
  ];
}
