import { type Command, Option } from 'commander';
import { UsageError } from '../../mocks/errors.ts';
import { createStore, profileDifferences, profiles } from '../../mocks/index.ts';
import { profileOf } from '../../mocks/rules.ts';
import { routeChanges, ruleChanges } from '../profiles/changes.ts';
import type { CommandIo } from './io.ts';
import { keyVariable, secretVariable } from './key-variables.ts';
import { printedJson } from './print-json.ts';
import { againstStore } from './profiles/against.ts';
import { changedText } from './profiles/changed-text.ts';
import { routeTable, ruleTable } from './profiles/tables.ts';
import { withRealTargets } from './real/targets.ts';
import { isUrl, siteUrl } from './targets.ts';

const help = `
A profile holds the rules of one recorded version. A store of another version answers as the last profile that is not
newer.

Two versions: what a client notices that goes from the first to the second. --against: each rule is asked of the store
and the suite is run there; every difference from the nearest profile is told with the rule that it belongs to, and what a
profile of that store would say.

Examples:
  $ latchkey profiles
  $ latchkey profiles 8.2 10.5
  $ latchkey profiles --against real:10.6
  $ latchkey profiles --against real:10.6 @basic     the rules, and a part of the suite
  $ latchkey profiles --against real:./woocommerce --json
  $ latchkey profiles --routes --profile 8.2
  $ latchkey serve --profile 8.2

Exit codes: 0 told, and no difference from the store of --against · 1 it differs · 2 usage or configuration · 3 the store
did not answer`;

interface Flags {
  readonly json?: boolean;
  readonly routes?: boolean;
  readonly profile?: string;
  readonly against?: string;
  readonly config?: string;
}

/** The version whose routes are listed where none is named. */
const usualProfile = '10.5';

export function register(program: Command, io: CommandIo): void {
  program
    .command('profiles')
    .summary('tell in what the WooCommerce versions differ')
    .description(
      'Prints the profiles that the simulated store can answer as, what they differ in, and what shows it.',
    )
    .argument(
      '[versions...]',
      'two of them: what differs from the first to the second; with --against ids or tags of the suite',
    )
    .option('--json', 'print JSON')
    .addOption(
      new Option(
        '--against <target>',
        `a live store: real:VERSION, real:FOLDER (latchkey real), a target of the configuration, or a URL (with ${keyVariable} and ${secretVariable})`,
      )
        .argParser(value => (isUrl(value) ? siteUrl(value) : value))
        .conflicts(['routes', 'profile']),
    )
    .option('--config <file>', 'the configuration of that target')
    .option(
      '--routes',
      'list every route of a version instead: what is simulated, and how many recordings hold it',
    )
    .option('--profile <version>', `the version whose routes are listed; ${usualProfile} when left out`)
    .addHelpText('after', help)
    .action((versions: string[], flags: Flags) => listed(versions, flags, io));
}

async function listed(versions: readonly string[], flags: Flags, io: CommandIo): Promise<void> {
  if (flags.against !== undefined) {
    const named = isUrl(flags.against) ? { url: [flags.against] } : { target: [flags.against] };
    const target = { ...named, ...(flags.config !== undefined && { config: flags.config }) };
    io.finish(
      await withRealTargets(target, io, these => againstStore(these, versions, flags.json === true, io)),
    );
    return;
  }
  if (versions.length > 0 && (flags.routes || versions.length !== 2))
    throw new UsageError({
      where: `profiles ${versions.join(' ')}`,
      what: versions.length === 2 ? 'two versions, and a flag that asks for something else' : undefined,
      expected: `two versions to compare, such as ${Object.keys(profiles).slice(-2).join(' ')}`,
    });
  if (versions.length === 2) {
    const [from, to] = versions.map(profileOf) as [
      ReturnType<typeof profileOf>,
      ReturnType<typeof profileOf>,
    ];
    const changes = { from, to, rules: ruleChanges(from, to), routes: await routeChanges(from, to) };
    io.stdout.write(flags.json ? printedJson('profile-changes', changes) : changedText(versions, changes));
    return;
  }
  if (flags.routes) {
    const store = await createStore({ profile: flags.profile ?? usualProfile });
    const routes = await store.routes();
    io.stdout.write(flags.json ? printedJson('routes', { routes }) : routeTable(routes));
    return;
  }
  io.stdout.write(
    flags.json ? printedJson('profiles', { profiles, differences: profileDifferences }) : ruleTable(),
  );
}
