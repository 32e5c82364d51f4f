import type { Command } from 'commander';
import { UsageError } from '../../mocks/errors.ts';
import { many } from '../report/words.ts';
import { type Requirement, readRequirements } from '../verify/requirements.ts';
import { select } from '../verify/selection.ts';
import { tellError } from './exit.ts';
import type { CommandIo } from './io.ts';
import { printedJson } from './print-json.ts';
import { allRequirements } from './targets.ts';

const help = `
Examples:
  $ latchkey list
  $ latchkey list @nonces
  $ latchkey list --json | jq -r '.requirements[].id'

Exit codes: 0 listed · 2 usage, or a selection that matches nothing`;

/** `latchkey list`: what the suite requires of a store, and where that comes from. */
export function register(program: Command, io: CommandIo): void {
  program
    .command('list')
    .summary('list the requirements')
    .description('Lists what the suite requires of a store: id, level, sentence and source.')
    .argument('[selection...]', 'ids, tags or patterns of them; everything when left out')
    .option('--json', 'print the list as JSON')
    .addHelpText('after', help)
    .action(async (wanted: string[], flags: { readonly json?: boolean }) => {
      const { requirements } = select(await readableRequirements(io), wanted);
      io.stdout.write(flags.json ? printedJson('list', { requirements }) : asText(requirements));
    });
}

/** A configuration that cannot be read keeps nobody from the shipped requirements: what is missing is told. */
async function readableRequirements(io: CommandIo): Promise<Requirement[]> {
  try {
    return await allRequirements({}, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(
      `${tellError(error, io.env)}\nlatchkey: the requirements of its own features are left out\n`,
    );
    return readRequirements();
  }
}

function asText(requirements: readonly Requirement[]): string {
  const features = [...new Set(requirements.map(({ feature }) => feature))];
  const sections = features.map(feature => {
    const own = requirements.filter(requirement => requirement.feature === feature);
    return `${feature}\n\n${own.map(entry).join('')}`;
  });
  const scenarios = requirements.reduce((sum, requirement) => sum + requirement.scenarios, 0);
  return `${sections.join('\n')}\n${many(requirements.length, 'requirement')}, ${many(scenarios, 'scenario')}\n`;
}

function entry({ id, level, title, source, since, before, needs, tags }: Requirement): string {
  const faults = tags.flatMap(tag => /^@fault-(.+)$/.exec(tag)?.[1] ?? []);
  const holds = [
    ...(since === undefined ? [] : [`from WooCommerce ${since} on`]),
    ...(before === undefined ? [] : [`before WooCommerce ${before}`]),
    ...(needs.length === 0 ? [] : [`needs ${[...new Set(needs)].join(', ')}`]),
    ...(faults.length === 0 ? [] : [`behind ${faults.join(', ')}`]),
  ];
  return [
    `  ${id.padEnd(12)} ${level.padEnd(6)} ${title}\n`,
    `${' '.repeat(22)}${source}\n`,
    ...(holds.length === 0 ? [] : [`${' '.repeat(22)}${holds.join('; ')}\n`]),
  ].join('');
}
