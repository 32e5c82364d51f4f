import type { Command } from 'commander';
import { profileDifferences, profiles } from '../../mocks/index.ts';
import type { CommandIo } from './io.ts';

const help = `
A profile holds the rules of one recorded version. A store of another version answers as the last profile that is not
newer.

Examples:
  $ latchkey profiles
  $ latchkey profiles --json
  $ latchkey serve --profile 8.2`;

export function register(program: Command, io: CommandIo): void {
  program
    .command('profiles')
    .summary('list in what the WooCommerce versions differ')
    .description(
      'Prints the profiles that the simulated store can answer as, what they differ in, and what shows it.',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action((flags: { readonly json?: boolean }) => {
      io.stdout.write(
        flags.json ? `${JSON.stringify({ profiles, differences: profileDifferences }, null, 2)}\n` : table(),
      );
    });
}

function table(): string {
  const all = Object.values(profiles);
  const rows = [
    ['', ...all.map(({ name }) => name)],
    ['WooCommerce', ...all.map(({ woocommerce }) => woocommerce)],
    ['WordPress', ...all.map(({ wordpress }) => wordpress)],
    ...profileDifferences.map(({ rule }) => [rule, ...all.map(profile => shown(profile[rule]))]),
  ];
  const widths = (rows[0] as string[]).map((_, column) =>
    Math.max(...rows.map(row => (row[column] as string).length)),
  );
  const lines = rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] as number))
      .join('  ')
      .trimEnd(),
  );
  const notes = profileDifferences.map(
    ({ rule, what, shownBy }) => `${rule}: ${what}\n  shown by ${shownBy}`,
  );
  return `${lines.join('\n')}\n\n${notes.join('\n')}\n`;
}

function shown(value: string | boolean): string {
  if (value === true) return 'yes';
  return value === false ? 'no' : value;
}
