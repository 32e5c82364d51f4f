/** A page for each requirement: what the suite asks of a store, with its scenarios as they stand in the feature. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Requirement, readRequirements } from '../../src/verify/requirements.ts';
import { listPage, type Page } from './page.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** A requirement with its scenarios. */
export interface WrittenRequirement extends Requirement {
  readonly gherkin: string;
}

/** Every shipped requirement, in the order of the files. */
export async function writtenRequirements(): Promise<WrittenRequirement[]> {
  const requirements = await readRequirements(root);
  return requirements.map(each => ({ ...each, gherkin: ruleAt(each) }));
}

/** The lines of a rule, up to the tags of the next. */
function ruleAt({ file, line }: Requirement): string {
  const lines = readFileSync(path.join(root, file), 'utf8')
    .split('\n')
    .slice(line - 1);
  const end = lines.findIndex((each, index) => index > 0 && /^ {2}(?:@|Rule:)/.test(each));
  return lines
    .slice(0, end === -1 ? undefined : end)
    .map(each => each.replace(/^ {2}/, ''))
    .join('\n')
    .trimEnd();
}

export function requirementPages(requirements: readonly WrittenRequirement[]): Page[] {
  const pages = requirements.map(requirement => ({ requirement, page: requirementPage(requirement) }));
  const groups = [...Map.groupBy(pages, ({ requirement }) => requirement.feature)];
  return [
    listPage(
      {
        address: 'requirements',
        title: 'Requirements',
        about: 'What the acceptance suite asks of a store.',
        before: [
          `What \`latchkey verify\` asks of a store: ${requirements.length} requirements, each a rule of a feature.`,
        ],
      },
      groups.map(([title, these]) => ({ title, pages: these.map(({ page }) => page) })),
    ),
    ...pages.map(({ page }) => page),
  ];
}

function requirementPage({
  id,
  level,
  title,
  source,
  since,
  before,
  needs,
  feature,
  file,
  gherkin,
}: WrittenRequirement): Page {
  const versions = [since && `since ${since}`, before && `before ${before}`].filter(Boolean).join(', ');
  const rows = [
    ['level', level],
    ['feature', `${feature} (\`${file}\`)`],
    ['source', source],
    ...(versions === '' ? [] : [['WooCommerce', versions]]),
    ...(needs.length === 0 ? [] : [['a store needs', needs.join(', ')]]),
  ];
  return {
    address: `requirements/${id}`,
    title: id,
    about: title,
    from: '',
    text: [
      `# ${id}: ${title}`,
      '',
      '| | |',
      '|---|---|',
      ...rows.map(([name, value]) => `| ${name} | ${value} |`),
      '',
      '```gherkin',
      gherkin,
      '```',
      '',
      '## Check it',
      '',
      '```sh',
      `latchkey verify ${id}`,
      '```',
      '',
    ].join('\n'),
  };
}
