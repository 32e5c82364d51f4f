import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { LatchkeyError, reason, UsageError } from '../../mocks/errors.ts';
import { versioned } from '../files/versioned-json.ts';
import { printableJson } from '../redact/printable.ts';
import type { CommandIo } from './io.ts';
import { leftOutLines, recordLive } from './live-recording.ts';
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
    .argument('[selection...]', 'ids or tags; everything when left out')
    .requiredOption('-o, --output <file>', 'where to')
    .addHelpText('after', help)
    .action((wanted: string[], flags: Flags) =>
      withRealTargets(flags, io, these => record(wanted, these, io)),
    );
}

async function record(wanted: readonly string[], flags: Flags, io: CommandIo): Promise<void> {
  const resolved = oneLiveTarget(flags, io, 'record');
  const file = path.resolve(io.cwd, flags.output);
  const half = `${file}.${process.pid}`;
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError({
      where: flags.output,
      what: 'it is a directory',
      expected: 'a file to write',
    });
  // Where nothing can be written the store is not asked for anything.
  writing(flags.output, () => writeFileSync(half, ''));
  try {
    const recording = await recordLive(resolved, wanted, io);
    const text = recording.scenarios
      .map(scenario => `${printableJson(versioned('recording', scenario))}\n`)
      .join('');
    writing(flags.output, () => {
      writeFileSync(half, text);
      renameSync(half, file);
    });
    io.stdout.write(
      [
        `${flags.output}: ${recording.scenarios.length} scenarios of ${resolved.stated.name}, WooCommerce ${recording.store.woocommerce}`,
        ...leftOutLines(recording),
        '',
      ].join('\n'),
    );
  } finally {
    rmSync(half, { force: true });
  }
}

function writing(name: string, task: () => void): void {
  try {
    task();
  } catch (cause) {
    throw new LatchkeyError(
      'LATCHKEY_WRITE',
      { where: name, what: `cannot be written (${reason(cause)})` },
      { cause },
    );
  }
}
