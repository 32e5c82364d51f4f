import type { Command } from 'commander';
import type { CommandIo } from './io.ts';
import { leftOutLines, recordingText, recordLive } from './live-recording.ts';
import { type OutputFile, outputFile } from './output-file.ts';
import { withRealTargets } from './real/targets.ts';
import { addTargetOptions, oneLiveTarget, type TargetFlags } from './targets.ts';

const help = `
Runs the suite on a live store and writes its exchanges down, one scenario a line (schemas/recording.schema.json). Keys
and secrets are replaced by the names of their personas, so that the file can be committed; latchkey replay puts those of
the simulated store in their place and makes the signatures anew. Of successful answers only the form is kept.

Examples:
  $ latchkey record --target staging -o test/recordings/staging.jsonl
  $ latchkey replay test/recordings/staging.jsonl

Exit codes: 0 written · 2 usage or configuration · 3 the store or the file could not be used`;

interface Flags extends TargetFlags {
  readonly output: string;
}

/** `latchkey record`: the suite's exchanges with a live store, as recordings. */
export function register(program: Command, io: CommandIo): void {
  addTargetOptions(program.command('record'))
    .summary('write the exchanges of a live store down as recordings')
    .description(
      "Runs the suite on a live store and writes its exchanges down, without secrets, for 'replay'.",
    )
    .argument('[selection...]', 'ids, tags or patterns of them; everything when left out')
    .requiredOption('-o, --output <file>', 'where to')
    .addHelpText('after', help)
    .action(async (wanted: string[], flags: Flags) => {
      // Where nothing can be written no store is started, and none is asked for anything.
      const file = outputFile(flags.output, io.cwd);
      try {
        await withRealTargets(flags, io, these => record(wanted, these, file, io));
      } finally {
        file.discard();
      }
    });
}

async function record(
  wanted: readonly string[],
  flags: Flags,
  file: OutputFile,
  io: CommandIo,
): Promise<void> {
  const resolved = oneLiveTarget(flags, io, 'record');
  const recording = await recordLive(resolved, wanted, io);
  file.write(recordingText(recording));
  io.stdout.write(
    [
      `${flags.output}: ${recording.scenarios.length} scenarios of ${resolved.stated.name}, WooCommerce ${recording.store.woocommerce}`,
      ...leftOutLines(recording),
      '',
    ].join('\n'),
  );
}
