import { type Command, Option } from 'commander';
import type { FleetPlan } from '../../schemas/types/fleet-plan.ts';
import { githubMatrix, gitlabPipeline, kubernetesManifest } from '../fleet/formats.ts';
import { type FleetShard, planFleet } from '../fleet/plan.ts';
import { readReports } from '../report/read-reports.ts';
import { many } from '../report/words.ts';
import { configurationFile, readConfiguration, targetNamed } from '../targets/configuration.ts';
import { targetNames } from '../targets/resolved.ts';
import type { CommandIo } from './io.ts';
import { storeCount } from './options.ts';
import { namesMeant } from './targets.ts';
import { hostOf } from './verify/used-by.ts';

const formats = {
  text: planAsText,
  json: planAsJson,
  github: githubMatrix,
  gitlab: gitlabPipeline,
  kubernetes: kubernetesManifest,
} as const;

interface Flags {
  readonly shards: number;
  readonly format: keyof typeof formats;
  readonly target?: readonly string[];
  readonly config: string;
  readonly times?: readonly string[];
}

const help = `
Targets of one host stay in one shard: they would share its patience and the nonces of a key. Times are those that
the reports of earlier runs tell; a store that none tells of counts as the median.

Examples:
  $ latchkey fleet plan --shards 20
  $ latchkey fleet plan --shards 20 --times last-report --format github >> "$GITHUB_OUTPUT"
  $ latchkey fleet plan --shards 20 --format gitlab > stores.gitlab-ci.yml
  $ latchkey fleet plan --shards 8 --format kubernetes | kubectl apply -f -

Exit codes: 0 planned · 2 usage or configuration`;

/** `latchkey fleet`: many stores, in many jobs. */
export function register(program: Command, io: CommandIo): void {
  const fleet = program
    .command('fleet')
    .summary('share many stores out over the jobs of a CI')
    .description('Shares many stores out over the jobs of a CI.')
    .addHelpText('after', help);
  fleet
    .command('plan')
    .summary('say which job visits which stores')
    .description('Says which job visits which stores, so that all take about the same time.')
    .requiredOption('--shards <count>', 'how many jobs there are at most', storeCount)
    .addOption(
      new Option('--format <format>', 'for whom the plan is').choices(Object.keys(formats)).default('text'),
    )
    .option('--target <name...>', "targets or patterns such as 'shop-*'; all when left out")
    .option('--config <file>', 'the configuration', configurationFile)
    .option('--times <dir...>', 'folders with reports of earlier runs, which tell how long each store takes')
    .addHelpText('after', help)
    .action((flags: Flags) => {
      const shards = plan(flags, io);
      if (shards.length < flags.shards)
        io.stderr.write(
          `latchkey: ${many(shards.length, 'shard')} of ${flags.shards}: there are no more hosts than that\n`,
        );
      io.stdout.write(formats[flags.format](shards));
    });
}

function plan({ shards, target, config, times = [] }: Flags, io: CommandIo): readonly FleetShard[] {
  const read = readConfiguration(config, io.cwd);
  const names = target
    ? [...new Set(target.flatMap(wanted => namesMeant(wanted, read)))]
    : targetNames(read.configuration);
  const stores = names.map(name => {
    const { url, httpUrl, httpsUrl } = targetNamed(read, name);
    return { target: name, hosts: [url, httpUrl, httpsUrl].filter(each => each !== undefined).map(hostOf) };
  });
  const seconds = new Map<string, number>();
  for (const { name, duration } of readReports(times, io.cwd).flatMap(({ summary }) => summary.targets))
    seconds.set(name, (seconds.get(name) ?? 0) + duration / 1000);
  return planFleet(stores, shards, seconds);
}

function planAsJson(shards: readonly FleetShard[]): string {
  const document: FleetPlan = {
    schemaVersion: 1,
    shards: shards.map(({ index, targets, seconds }) => ({
      index,
      targets: [...targets],
      seconds: Math.round(seconds),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function planAsText(shards: readonly FleetShard[]): string {
  const lines = shards.map(({ index, targets, seconds }) => {
    const time = `${Math.floor(seconds / 60)} min ${String(Math.round(seconds % 60)).padStart(2, '0')} s`;
    return `shard ${String(index).padStart(String(shards.length).length)}  ${time.padStart(11)}  ${targets.join(' ')}\n`;
  });
  return lines.join('');
}
