import path from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Fixture } from '../../mocks/index.ts';
import { readFixture } from '../files/fixture.ts';
import type { ComparisonLevel } from '../recordings/compare.ts';
import { fixtureOf } from '../recordings/fixtures.ts';
import { readRecording } from '../recordings/recording.ts';
import { type Replayed, Replayer } from '../recordings/replay.ts';
import { shownDifferences } from '../recordings/shown.ts';
import { createRedactor } from '../redact/redact.ts';
import { exitCodes } from './exit.ts';
import type { CommandIo } from './io.ts';

interface Flags {
  readonly store?: string;
  readonly level: ComparisonLevel;
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

Exit codes: 0 all match · 1 one does not · 2 a file cannot be read`;

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
  const recordings: { file: string; scenarios: Awaited<ReturnType<typeof readRecording>> }[] = [];
  for (const file of files) {
    recordings.push({ file, scenarios: await readRecording(path.resolve(io.cwd, file)) });
  }
  let allMatch = true;
  for (const { file, scenarios } of recordings) {
    const fixtures = new Map<string, Promise<Fixture>>();
    const fixtureFor = (name: string) => {
      if (given) return given;
      const fixture = fixtures.get(name) ?? fixtureOf(path.resolve(io.cwd, file), name);
      fixtures.set(name, fixture);
      return fixture;
    };
    const replayer = new Replayer({ level: flags.level, fixtureFor });
    const results: Replayed[] = [];
    for (const scenario of scenarios) results.push(await replayer.replay(scenario));
    io.stdout.write(render(file, flags.level, results, given));
    if (results.some(({ differences }) => differences.length > 0)) allMatch = false;
  }
  if (!allMatch) io.finish(exitCodes.failed);
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
