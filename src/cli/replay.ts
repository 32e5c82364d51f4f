import path from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { TargetError, UsageError } from '../../mocks/errors.ts';
import type { Fixture } from '../../mocks/index.ts';
import { readFixture } from '../files/fixture.ts';
import type { ComparisonLevel } from '../recordings/compare.ts';
import { fixtureOf } from '../recordings/fixtures.ts';
import { isFlow, type RecordedScenario, readRecording } from '../recordings/recording.ts';
import { type Replayed, Replayer } from '../recordings/replay.ts';
import { shownDifferences } from '../recordings/shown.ts';
import { createRedactor } from '../redact/redact.ts';
import { runInterrupted } from '../targets/target.ts';
import { exitCodes } from './exit.ts';
import type { CommandIo } from './io.ts';
import { realReplayedStores } from './real/replayed.ts';

interface Flags {
  readonly store?: string;
  readonly level: ComparisonLevel;
  readonly section?: readonly string[];
  readonly real?: string;
}

const help = `
A recording holds one scenario a line (schemas/recording.schema.json). Each is sent, in-process, to a simulated store
that is back to its fixture, its clock at the recorded time. The fixture is the one that the scenario's store names,
in stores/ beside the recording, or the one given with --store.

  verdict   status, code, message, challenge, location and kind of body
  full      the whole error body and every recorded header as well

Examples:
  $ latchkey replay test/recordings/scenarios/wc-10.5.jsonl
  $ latchkey replay recordings/*.jsonl --level full
  $ latchkey replay staging.jsonl --store staging.json
  $ latchkey replay test/recordings/scenarios/wc-8.2.jsonl --real 8.2.2 --section oauth

--real sends them to a real WooCommerce that has the fixture, its clock at the recorded time (latchkey real --help); the flows
of granting keys are left out there.

Exit codes: 0 all match · 1 one does not · 2 a file cannot be read · 3 the real store did not start`;

export function register(program: Command, io: CommandIo): void {
  program
    .command('replay')
    .summary('send recorded scenarios to the simulated store and compare')
    .description(
      'Sends recorded scenarios to the simulated store and tells where its answers are not as recorded.',
    )
    .argument('<file...>', 'recordings')
    .option('--store <file>', 'the fixture to start from, whatever store the recording names')
    .option('--level <level>', 'what has to match: verdict or full', levelOf, 'verdict' as ComparisonLevel)
    .option(
      '--section <name>',
      'the scenarios of this section alone: oauth, or oauth.key; can be given several times',
      (name: string, before: readonly string[] = []) => [...before, name],
    )
    .option(
      '--real <woocommerce>',
      'replay on a real store: a version, or a folder or archive of WooCommerce',
    )
    .addHelpText('after', help)
    .action(async (files: readonly string[], flags: Flags) => {
      await run(files, flags, io);
    });
}

function levelOf(value: string): ComparisonLevel {
  if (value === 'verdict' || value === 'full') return value;
  throw new InvalidArgumentError('Expected verdict or full.');
}

async function run(files: readonly string[], flags: Flags, io: CommandIo): Promise<void> {
  const given =
    flags.store === undefined
      ? undefined
      : await readFixture(path.resolve(io.cwd, flags.store), `--store ${flags.store}`);
  // All files are read before the first is replayed: an unreadable one ends the run with nothing half-told.
  const recordings: { file: string; scenarios: readonly RecordedScenario[] }[] = [];
  for (const file of files) {
    const scenarios = await readRecording(path.resolve(io.cwd, file));
    recordings.push({ file, scenarios: wantedOf(scenarios, file, flags) });
  }
  const real = flags.real === undefined ? undefined : realReplayedStores(flags.real, io);
  let allMatch = true;
  try {
    for (const { file, scenarios } of recordings) {
      const fixtures = new Map<string, Promise<Fixture>>();
      const fixtureFor = (name: string) => {
        if (given) return given;
        const fixture = fixtures.get(name) ?? fixtureOf(path.resolve(io.cwd, file), name);
        fixtures.set(name, fixture);
        return fixture;
      };
      const replayer = new Replayer({
        level: flags.level,
        fixtureFor,
        ...(real && { storeFor: real.storeFor }),
      });
      const results: Replayed[] = [];
      for (const scenario of scenarios) {
        if (io.interrupted.aborted) throw new TargetError(runInterrupted, { code: 'LATCHKEY_INTERRUPTED' });
        results.push(await replayer.replay(scenario));
      }
      io.stdout.write(render(file, flags.level, results, given));
      if (results.some(({ differences }) => differences.length > 0)) allMatch = false;
    }
  } finally {
    await real?.close();
  }
  if (!allMatch) io.finish(exitCodes.failed);
}

/** The scenarios that were asked for. @throws {UsageError} where there is none. */
function wantedOf(
  scenarios: readonly RecordedScenario[],
  file: string,
  flags: Flags,
): readonly RecordedScenario[] {
  const { section: wanted = [] } = flags;
  const isOf = (section: string, name: string) => section === name || section.startsWith(`${name}.`);
  const sections = [...new Set(scenarios.map(({ section }) => section))];
  const unknown = wanted.find(name => !sections.some(section => isOf(section, name)));
  if (unknown !== undefined)
    throw new UsageError({
      where: file,
      what: `it has no section ${unknown}`,
      expected: `one of ${sections.join(', ')}`,
    });
  const chosen = scenarios.filter(
    scenario =>
      (wanted.length === 0 || wanted.some(name => isOf(scenario.section, name))) &&
      (flags.real === undefined || !isFlow(scenario)),
  );
  if (chosen.length > 0) return chosen;
  throw new UsageError({
    where: file,
    what: 'it holds flows of granting keys alone',
    expected: 'what a real store can be asked',
  });
}

/** With `--store` the likeliest reason for many differences: signatures are made for one host and port. */
function otherHome(results: readonly Replayed[], { home, https }: Fixture): string[] {
  const own = [home, https].flatMap(url => URL.parse(url ?? '')?.host ?? []);
  const asked = results.flatMap(({ scenario }) =>
    scenario.live ? [] : scenario.steps.flatMap(({ request }) => URL.parse(request.url) ?? []),
  );
  // Plain HTTP is where WooCommerce takes signatures.
  const other = asked.find(({ protocol, host }) => protocol === 'http:' && !own.includes(host))?.host;
  return other === undefined
    ? []
    : [
        `  the recording asks ${other}, the fixture's home URL is ${home}: what was signed for the one does not match at the other`,
      ];
}

/** What did not match, then how many did in each section. */
function render(file: string, level: ComparisonLevel, results: readonly Replayed[], given?: Fixture): string {
  const redactor = createRedactor();
  const lines: string[] = [];
  for (const { scenario, differences } of results) {
    if (differences.length === 0) continue;
    lines.push(`${scenario.id} ${scenario.title}`);
    for (const [number, own] of Map.groupBy(differences, ({ step }) => step)) {
      const { at, request } = scenario.steps[number - 1] as (typeof scenario.steps)[number];
      lines.push(redactor.text(`  step ${number} at ${at}: ${request.method} ${request.url}`));
      for (const { what, wanted, got } of shownDifferences(
        own.map(({ difference }) => difference),
        redactor.text,
      )) {
        lines.push(`    ${what}: wanted ${wanted}`);
        lines.push(`    ${' '.repeat(what.length)}     got ${got}`);
      }
    }
  }
  if (lines.length > 0) lines.push('');
  lines.push(`${file} (${level})`);
  const sections = new Map<string, { all: number; matching: number }>();
  for (const { scenario, differences } of results) {
    const counts = sections.get(scenario.section) ?? { all: 0, matching: 0 };
    counts.all += 1;
    if (differences.length === 0) counts.matching += 1;
    sections.set(scenario.section, counts);
  }
  const width = Math.max(...[...sections.keys()].map(name => name.length));
  for (const [name, { all, matching }] of sections) {
    lines.push(`  ${name.padEnd(width)}  ${matching}/${all}${matching < all ? '  ✗' : ''}`);
  }
  const matching = results.filter(({ differences }) => differences.length === 0).length;
  const percent = ((matching / results.length) * 100).toFixed(1);
  lines.push(`  ${'all'.padEnd(width)}  ${matching}/${results.length} (${percent} %)`);
  const spent = results.filter(({ given }) => given.some(one => one.includes('nonce'))).length;
  if (spent > 0) lines.push(`  ${spent} of them with a nonce that the recorder had spent in an earlier run`);
  if (given && matching < results.length) lines.push(...otherHome(results, given));
  // What a recording says is shown as text: no control character reaches the terminal.
  return `${lines.map(line => line.replaceAll(/[\x00-\x1f\x7f-\x9f]/g, '?')).join('\n')}\n\n`;
}
