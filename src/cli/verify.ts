import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { certificateFault, parseFault } from '../../mocks/hosting/index.ts';
import { profiles } from '../../mocks/woocommerce/profiles.ts';
import { UsageError } from '../errors.ts';
import { summarize } from '../report/summary.ts';
import { prepareReports, writeReports } from '../report/write.ts';
import type { Summary } from '../schemas/summary.generated.ts';
import { createSimulatedTarget } from '../targets/create-simulated.ts';
import { type Transport, transports } from '../targets/simulated.ts';
import { outcomeOfRequirement, type ScenarioOutcome } from '../verify/outcomes.ts';
import { type Requirement, readRequirements } from '../verify/requirements.ts';
import { runSuite } from '../verify/run.ts';
import { select } from '../verify/selection.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { faultOption } from './fault-option.ts';
import type { CommandIo } from './io.ts';

interface Flags {
  readonly transport: Transport;
  readonly reports: string;
  readonly profile?: string;
  readonly fault: readonly string[];
}

const help = `
Examples:
  $ latchkey verify                          everything, against the simulated store
  $ latchkey verify OAUTH-05 @nonces         one requirement and everything with a tag
  $ latchkey verify --profile 8.2 --transport listener
  $ latchkey verify --fault strip-authorization   what still works behind a server that strips the header
  $ latchkey list                            the ids

Exit codes: 0 all passed · 1 a requirement failed · 2 usage, or a selection that matches nothing ·
3 the target or the harness broke, or nothing could be judged`;

/** `latchkey verify`: runs the acceptance suite. */
export function register(program: Command, io: CommandIo): void {
  program
    .command('verify')
    .summary('run the acceptance suite')
    .description('Runs the acceptance suite and says which requirements a store meets.')
    .argument('[selection...]', 'ids or tags; everything when left out')
    .addOption(
      new Option('--transport <way>', 'how the simulated store is reached: in the process, or over sockets')
        .choices([...transports])
        .default('intercept'),
    )
    .option('--reports <dir>', 'where the reports go', 'reports')
    .addOption(
      new Option('--profile <version>', "the simulated store's WooCommerce version").choices(
        Object.keys(profiles),
      ),
    )
    .addOption(faultOption())
    .addHelpText('after', help)
    .action(async (wanted: string[], flags: Flags) => {
      io.finish(await verify(wanted, flags, io));
    });
}

async function verify(wanted: readonly string[], flags: Flags, io: CommandIo): Promise<ExitCode> {
  const selection = select(await readRequirements(), wanted);
  const folder = path.resolve(io.cwd, flags.reports);
  prepareReports(folder);
  const target = await simulated(flags);
  const told = progress(selection.requirements, io);
  try {
    const run = await runSuite({ target, selection, onScenario: told });
    const summary = summarize([run], { latchkey: version(), selection: wanted });
    await writeReports(folder, [run], summary);
    io.stdout.write(closing(summary, run.scenarios, path.join(flags.reports, 'index.html')));
    return exitCodes[codeName(summary.exitCode)];
  } finally {
    await target.close();
  }
}

async function simulated({ transport, profile, fault }: Flags) {
  if (transport !== 'listener' && certificateFault(fault.map(parseFault)))
    throw new UsageError('--fault tls-…: there is no TLS without sockets', {
      advice: 'Add --transport listener.',
    });
  return createSimulatedTarget({
    transport,
    faults: fault,
    ...(profile !== undefined && { profile }),
  });
}

function codeName(code: Summary['exitCode']): 'passed' | 'failed' | 'broken' {
  return code === 0 ? 'passed' : code === 1 ? 'failed' : 'broken';
}

const marks = { passed: '✓', failed: '✗', skipped: '-', 'cannot tell': '?' } as const;

/** A line for each requirement, as soon as all of its scenarios have run. */
function progress(requirements: readonly Requirement[], io: CommandIo): (scenario: ScenarioOutcome) => void {
  const seen = new Map<string, ScenarioOutcome[]>();
  return scenario => {
    const requirement = requirements.find(({ id }) => id === scenario.requirement);
    if (!requirement) return;
    const own = [...(seen.get(requirement.id) ?? []), scenario];
    seen.set(requirement.id, own);
    // With a selection by tag some of its scenarios may be left out; those are told in the closing lines only.
    if (own.length < requirement.scenarios) return;
    const { outcome, reasons } = outcomeOfRequirement(requirement, own);
    const why =
      outcome === 'skipped' || outcome === 'cannot tell' ? ` (${outcome}: ${reasons.join('; ')})` : '';
    io.stdout.write(`${marks[outcome]} ${requirement.id.padEnd(10)} ${requirement.title}${why}\n`);
  };
}

function closing(summary: Summary, scenarios: readonly ScenarioOutcome[], page: string): string {
  const unjudged = new Map<string, number>();
  for (const { outcome, reason } of scenarios) {
    if (outcome !== 'skipped' && outcome !== 'cannot tell') continue;
    const line = `${outcome}: ${reason}`;
    unjudged.set(line, (unjudged.get(line) ?? 0) + 1);
  }
  const failures = scenarios.filter(({ outcome }) => outcome === 'failed').map(failure);
  return [
    ...failures,
    '',
    `requirements  ${counted(summary.counts.requirements)}`,
    `scenarios     ${counted(summary.counts.scenarios)}`,
    ...[...unjudged].map(([line, times]) => `  ${times} ${line}`),
    `time          ${(summary.duration / 1000).toFixed(1)} s`,
    `report        ${page}`,
    '',
  ].join('\n');
}

function failure(scenario: ScenarioOutcome): string {
  const [first = '', ...rest] = (scenario.reason ?? '').split('\n').filter(line => !/^\s+at /.test(line));
  return [
    `\n✗ ${scenario.requirement} ${scenario.name} (${scenario.file}:${scenario.line})`,
    `  ${first}`,
    ...rest.slice(0, 12).map(line => `  ${line}`),
  ].join('\n');
}

function counted(counts: Summary['counts']['scenarios']): string {
  const parts = (['passed', 'failed', 'skipped', 'cannot tell'] as const)
    .filter(outcome => counts[outcome] > 0)
    .map(outcome => `${counts[outcome]} ${outcome}`);
  return `${counts.total} (${parts.join(', ') || 'none run'})`;
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
