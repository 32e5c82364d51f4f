import path from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '../../mocks/errors.ts';
import { mergeReports } from '../report/merge.ts';
import { readEarlierReport } from '../report/summary-file.ts';
import { prepareReports } from '../report/write.ts';
import type { ExitCode } from './exit.ts';
import type { CommandIo } from './io.ts';
import { openReport } from './report/open.ts';
import { tell } from './report/tell.ts';

interface Flags {
  readonly reports: string;
  readonly strict?: boolean;
  readonly quiet?: boolean;
  readonly since?: string;
}

const help = `
Examples:
  $ latchkey report merge shard-1 shard-2 shard-3 --reports reports
  $ latchkey report merge downloads --reports reports      every report in a folder below downloads
  $ latchkey report merge downloads --since last-week      and what has changed since that report
  $ latchkey report open

Exit codes: as latchkey verify would have ended with, had it run everything at once · 2 no report, or one
that cannot be joined · 3 a shard is missing`;

/** `latchkey report`: what is done with the reports of runs. */
export function register(program: Command, io: CommandIo): void {
  const report = program
    .command('report')
    .summary('open a report, or join those of several runs')
    .description('Works on the reports that runs have left.')
    .addHelpText('after', help);
  report
    .command('merge')
    .summary('join the reports of shards and targets into one')
    .description('Joins the reports of shards and targets into one. A shard that is missing is an error.')
    .argument('<dir...>', 'folders with reports, or with folders that have some')
    .option('--reports <dir>', 'where the joined report goes', 'reports')
    .option('--since <dir>', 'a report of earlier: tell what has changed since then')
    .option('--strict', 'fail when an expected failure has passed, or has expired')
    .option('-q, --quiet', 'tell only what needs a look')
    .addHelpText('after', help)
    .action((folders: string[], flags: Flags) => {
      io.finish(merge(folders, flags, io));
    });
  registerOpen(report, io);
}

function registerOpen(report: Command, io: CommandIo): void {
  report
    .command('open')
    .alias('show')
    .summary('open the page of a report in the browser')
    .description('Opens the page of a report in the browser of the system.')
    .argument('[dir]', 'the folder of the report', 'reports')
    .action((folder: string) => openReport(folder, io));
}

function merge(folders: readonly string[], flags: Flags, io: CommandIo): ExitCode {
  const output = path.resolve(io.cwd, flags.reports);
  for (const folder of folders)
    if (path.resolve(io.cwd, folder) === output)
      throw new UsageError(`${folder} is to be read and to be written`, {
        advice: 'Name another folder with --reports.',
      });
  // Before the reports are prepared: the earlier report may lie where the new one goes.
  const earlier = flags.since === undefined ? undefined : readEarlierReport(flags.since, io.cwd);
  const { model, warnings } = mergeReports(folders, io.cwd);
  prepareReports(output);
  for (const warning of warnings) io.stderr.write(`latchkey: ${warning}\n`);
  return tell(
    { ...model, ...(flags.strict && { strict: true }), ...(earlier && { earlier }) },
    { reports: flags.reports, isQuiet: flags.quiet === true },
    io,
  );
}
