/** A page for each version that a profile is of: what changed in it for a client, out of the profiles' own differences. */
import { profiles } from '../../mocks/index.ts';
import type { Profile } from '../../mocks/rules.ts';
import {
  isClientRoute,
  namespaceOf,
  type RouteChanges,
  type RuleChange,
  routeChanges,
  ruleChanges,
} from '../../src/profiles/changes.ts';
import { listPage, type Page } from './page.ts';

/** The pages, the newest version first, behind the list of them. */
export async function versionPages(): Promise<Page[]> {
  const byAge = Object.values(profiles);
  const pages: Page[] = [];
  for (const [index, to] of byAge.entries()) {
    const from = byAge[index - 1];
    if (from) pages.unshift(versionPage(from, to, ruleChanges(from, to), await routeChanges(from, to)));
  }
  return [
    listPage(
      {
        address: 'versions',
        title: 'What changed for your client',
        about: 'What a client of the REST API notices when a store is updated, version by version.',
        before: [
          'Each version is beside the one before it that was measured. Any two of them:',
          '`latchkey profiles 8.2 10.5`; a store of any version: `latchkey profiles --against real:10.6`.',
        ],
      },
      [{ title: '', pages }],
    ),
    ...pages,
  ];
}

function versionPage(
  from: Profile,
  to: Profile,
  rules: readonly RuleChange[],
  { added, removed }: RouteChanges,
): Page {
  const sections = [...Map.groupBy(rules, ({ noticed }) => noticed)].flatMap(([noticed, own]) => [
    `## ${noticed.charAt(0).toUpperCase()}${noticed.slice(1)}`,
    '',
    ...own.flatMap(({ after, before, shownBy }) => [
      `- ${after}`,
      `  - Before: ${before}`,
      `  - Shown by ${shownBy}.`,
    ]),
    '',
  ]);
  const isSame = rules.length + added.length + removed.length === 0;
  const first = rules[0]?.after;
  return {
    address: `versions/${to.name}`,
    title: `What changed in WooCommerce ${to.name} for your client`,
    about: first ?? 'Nothing that a client notices.',
    from: '',
    text: [
      `# What changed in WooCommerce ${to.name} for your client`,
      '',
      `From WooCommerce ${from.woocommerce} on WordPress ${from.wordpress} to ${to.woocommerce} on ${to.wordpress}. A`,
      'change may have come with any version between the two. What was not measured of a version is as in the one before it.',
      '',
      ...(isSame ? ['Nothing that a client notices.', ''] : sections),
      ...routeSection('New routes', added),
      ...routeSection('Routes that are gone', removed),
      '## Try it',
      '',
      '```sh',
      `latchkey serve --profile ${to.name}`,
      `latchkey profiles ${from.name} ${to.name}`,
      '```',
      '',
    ].join('\n'),
  };
}

/** Methods of a client's API are named, those of others counted. */
function routeSection(title: string, routes: readonly string[]): string[] {
  if (routes.length === 0) return [];
  const others = Map.groupBy(
    routes.filter(route => !isClientRoute(route)),
    namespaceOf,
  );
  const named = routes.filter(isClientRoute).map(route => `- \`${route}\``);
  const counted = [...others].map(([name, those]) => `${those.length} in \`${name}\``);
  return [
    `## ${title}`,
    '',
    ...(named.length > 0 ? [...named, ''] : []),
    ...(counted.length > 0 ? [`Outside of \`wc/v1\` to \`wc/v3\`: ${counted.join(', ')}.`, ''] : []),
  ];
}
