import type { Command } from 'commander';
import { createStore, profileDifferences, profiles, type StoreRoute } from '../../mocks/index.ts';
import type { CommandIo } from './io.ts';
import { printedJson } from './print-json.ts';

const help = `
A profile holds the rules of one recorded version. A store of another version answers as the last profile that is not
newer.

Examples:
  $ latchkey profiles
  $ latchkey profiles --json
  $ latchkey profiles --routes --profile 8.2
  $ latchkey serve --profile 8.2`;

interface Flags {
  readonly json?: boolean;
  readonly routes?: boolean;
  readonly profile: string;
}

export function register(program: Command, io: CommandIo): void {
  program
    .command('profiles')
    .summary('list in what the WooCommerce versions differ')
    .description(
      'Prints the profiles that the simulated store can answer as, what they differ in, and what shows it.',
    )
    .option('--json', 'print JSON')
    .option(
      '--routes',
      'list every route of a version instead: what is simulated, and how many recordings hold it',
    )
    .option('--profile <version>', 'the version whose routes are listed', '10.5')
    .addHelpText('after', help)
    .action(async (flags: Flags) => {
      if (flags.routes) {
        const store = await createStore({ profile: flags.profile });
        const routes = await store.routes();
        io.stdout.write(flags.json ? printedJson('routes', { routes }) : routeTable(routes));
        return;
      }
      io.stdout.write(
        flags.json ? printedJson('profiles', { profiles, differences: profileDifferences }) : table(),
      );
    });
}

/** A line for each method: whether it is simulated, how many recordings hold it, and the route. */
function routeTable(routes: readonly StoreRoute[]): string {
  const simulated = routes.filter(({ isSimulated }) => isSimulated).length;
  const lines = routes.map(({ method, pattern, isSimulated, recordings }) =>
    [
      (isSimulated ? 'simulated' : '501').padEnd(9),
      String(recordings).padStart(5),
      method.padEnd(6),
      pattern,
    ].join('  '),
  );
  return `${lines.join('\n')}\n\n${routes.length} methods, ${simulated} simulated; of the others whoever is let in hears 501 latchkey_not_simulated.\n`;
}

function table(): string {
  const all = Object.values(profiles);
  const rows = [
    ['', ...all.map(({ name }) => name)],
    ['WooCommerce', ...all.map(({ woocommerce }) => woocommerce)],
    ['WordPress', ...all.map(({ wordpress }) => wordpress)],
    ...profileDifferences.map(({ rule }) => [rule, ...all.map(profile => cellText(profile[rule]))]),
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

function cellText(value: string | boolean): string {
  if (value === true) return 'yes';
  return value === false ? 'no' : value;
}
