import { type Command, Option } from 'commander';
import type { ComparisonLevel } from '../recordings/compare.ts';
import { byNotice } from '../recordings/noticed.ts';
import { type Replayed, Replayer } from '../recordings/replay.ts';
import { createRedactor } from '../redact/redact.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import type { CommandIo } from './io.ts';
import { leftOutLines, recordLive } from './live-recording.ts';
import { withRealTargets } from './real/targets.ts';
import { replayedLines } from './replayed-lines.ts';
import { addTargetOptions, oneLiveTarget, type TargetFlags } from './targets.ts';

const help = `
Runs the suite's requests on a live store and on the simulated store of the same version, and tells where their answers
differ: this is how the simulated store is kept true.

  verdict   status, code, message, challenge, location and kind of body
  full      the whole error body and every header as well

What a client notices first stands first: who is let in, then status, code, challenge and message.

Examples:
  $ latchkey drift --target staging
  $ latchkey drift --target staging @oauth --level full
  $ latchkey profiles --against staging      which rule of the profiles each difference belongs to

Exit codes: 0 no difference · 1 there are differences · 2 usage or configuration · 3 the store did not answer`;

interface Flags extends TargetFlags {
  readonly level: ComparisonLevel;
}

/** `latchkey drift`: where the simulated store differs from a live one. */
export function register(program: Command, io: CommandIo): void {
  addTargetOptions(program.command('drift'))
    .summary('tell where the simulated store differs from a live one')
    .description(
      'Sends the same requests to a live store and to the simulated one, and tells where they differ.',
    )
    .argument('[selection...]', 'ids, tags or patterns of them; everything when left out')
    .addOption(
      new Option('--level <level>', 'what has to be the same')
        .choices(['verdict', 'full'])
        .default('verdict'),
    )
    .addHelpText('after', help)
    .action(async (wanted: string[], flags: Flags) => {
      io.finish(await withRealTargets(flags, io, these => drift(wanted, these, io)));
    });
}

async function drift(wanted: readonly string[], flags: Flags, io: CommandIo): Promise<ExitCode> {
  const resolved = oneLiveTarget(flags, io, 'drift');
  const recording = await recordLive(resolved, wanted, io);
  const replayer = new Replayer({
    level: flags.level,
    fixtureFor: name => {
      throw new Error(`the recording of ${name} says itself which store stands in for it`);
    },
  });
  const differing: Replayed[] = [];
  for (const scenario of recording.scenarios) {
    const replayed = await replayer.replay(scenario);
    if (replayed.differences.length > 0) differing.push({ ...replayed, scenario });
  }
  const { length } = recording.scenarios;
  const redactor = createRedactor(resolved.secrets);
  const lines = [
    ...byNotice(differing).flatMap(replayed => replayedLines(replayed, redactor.text)),
    `${resolved.stated.name}, WooCommerce ${recording.store.woocommerce}: ${differing.length === 0 ? `no difference in ${length} scenarios` : `${differing.length} of ${length} scenarios differ`}`,
    ...leftOutLines(recording),
    '',
  ];
  io.stdout.write(redactor.text(lines.join('\n')));
  return differing.length === 0 ? exitCodes.passed : exitCodes.failed;
}
