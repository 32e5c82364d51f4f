import { Command, CommanderError } from 'commander';
import { didYouMean } from '../../mocks/did-you-mean.ts';
import { UsageError } from '../../mocks/errors.ts';
import { redact } from '../redact/redact.ts';
import { version } from '../version.ts';
import type { CommandEntry } from './command.ts';
import { exitCodeOf, exitCodes, tellError } from './exit.ts';
import type { CommandIo } from './io.ts';

/** The commands, in the order that the help lists them: each is a file of its own that exports `register`. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'verify',
    summary: 'run the acceptance suite',
    load: () => import('./verify.ts'),
  },
  {
    name: 'report',
    summary: 'open a report, or join those of several runs',
    load: () => import('./report.ts'),
  },
  {
    name: 'fleet',
    summary: 'share many stores out over the jobs of a CI',
    load: () => import('./fleet.ts'),
  },
  {
    name: 'list',
    summary: 'list the requirements',
    load: () => import('./list.ts'),
  },
  {
    name: 'serve',
    summary: 'run the simulated store over HTTP and HTTPS',
    load: () => import('./serve.ts'),
  },
  {
    name: 'real',
    summary: 'run a real WooCommerce, from npm alone',
    load: () => import('./real.ts'),
  },
  {
    name: 'replay',
    summary: 'send recordings of real stores to the simulated one',
    load: () => import('./replay.ts'),
  },
  {
    name: 'init',
    summary: 'name a store of yours: try its key and write a configuration',
    load: () => import('./init.ts'),
  },
  {
    name: 'clean',
    summary: 'remove what an interrupted run has left on a store',
    load: () => import('./clean.ts'),
  },
  {
    name: 'record',
    summary: 'write the exchanges of a live store down as recordings',
    load: () => import('./record.ts'),
  },
  {
    name: 'drift',
    summary: 'tell where the simulated store differs from a live one',
    load: () => import('./drift.ts'),
  },
  {
    name: 'profiles',
    summary: 'list in what the WooCommerce versions differ',
    load: () => import('./profiles.ts'),
  },
  {
    name: 'faults',
    summary: 'list the hosting faults that can be switched on',
    load: () => import('./faults.ts'),
  },
  {
    name: 'gate',
    summary: "run a client's own tests against the simulated store and judge its traffic",
    load: () => import('./gate.ts'),
  },
  {
    name: 'proxy',
    summary: "stand before a real store and show why each of a client's requests is let in or refused",
    load: () => import('./proxy.ts'),
  },
  {
    name: 'doctor',
    summary: 'find out what keeps clients out of a store',
    load: () => import('./doctor.ts'),
  },
  {
    name: 'explain',
    summary: 'say why a signature does not match',
    load: () => import('./explain.ts'),
  },
  {
    name: 'completion',
    summary: 'print a script for the completion of a shell',
    load: () => import('./completion.ts'),
  },
];

const examples = `
Examples:
  $ latchkey verify                         the whole acceptance suite against the simulated store
  $ latchkey serve                          a simulated store to point a client at
  $ latchkey list                           what the suite requires of a store
  $ latchkey COMMAND --help                 the flags of a command, with examples

Exit codes: 0 all passed · 1 a requirement failed · 2 usage or configuration · 3 the target or the harness broke`;

/** Runs `latchkey ARGUMENT …` and gives back nothing: the exit code goes to `io.finish`. */
export async function run(args: readonly string[], io: CommandIo): Promise<void> {
  try {
    await (await createProgram(args, io)).parseAsync([...args], { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      // Commander has told it already; that help or the version was asked for is no mistake.
      io.finish(thrown.exitCode === 0 ? exitCodes.passed : exitCodes.usage);
      return;
    }
    io.stderr.write(`${tellError(thrown, io.env)}\n`);
    io.finish(exitCodeOf(thrown));
  }
}

/**
 * An empty value is nearly always a variable that is not set, `--reports "$DIR"`; taken as it is, a file would be the
 * folder that the command runs in, and an address all of the machine's.
 */
function refuseEmpty(command: Command): void {
  const named = /^<(?:file|dir|address|url|name)(?:\.\.\.)?>$/;
  for (const { flags, attributeName } of command.options.map(option => ({
    flags: option.flags,
    attributeName: option.attributeName(),
  }))) {
    const value: unknown = command.getOptionValue(attributeName);
    if (named.test(flags.split(' ').at(-1) ?? '') && [value].flat().includes(''))
      throw new UsageError({ where: flags, expected: 'a value, not an empty one' });
  }
  const names = command.registeredArguments.map(argument => argument.name());
  for (const [index, value] of command.processedArgs.entries())
    if (['file', 'dir', 'url'].includes(names[index] ?? '') && [value].flat().includes(''))
      throw new UsageError({ where: `<${names[index]}>`, expected: 'a value, not an empty one' });
}

async function createProgram(args: readonly string[], io: CommandIo): Promise<Command> {
  const program = new Command('latchkey')
    .description('Contract tests and a mock server for the authentication of the WooCommerce REST API')
    .version(version(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', examples)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: text => void io.stdout.write(text),
      writeErr: text => void io.stderr.write(text),
      // One line: what is wrong, and what was perhaps meant.
      outputError: (text, write) =>
        write(
          `${redact(
            `latchkey: ${text
              .replace(/^error: /, '')
              .trim()
              .replaceAll(/\s*\n\s*/g, ' ')}`,
          )}\n`,
        ),
    })
    .hook('preAction', (_, command) => refuseEmpty(command));
  if (args[0] === 'help' && args[1] !== undefined && !commands.some(({ name }) => name === args[1])) {
    const meant = didYouMean(
      args[1],
      commands.map(({ name }) => name),
    );
    program.error(`error: unknown command '${args[1]}'${meant === undefined ? '' : ` (${meant})`}`);
  }
  // Only what was asked for is loaded: a mock server has to be up before its client gets impatient.
  const asked = new Set(args[0] === 'help' ? args.slice(1, 2) : args.slice(0, 1));
  for (const { name, summary, load } of commands) {
    if (asked.has(name)) (await load()).register(program, io, commands);
    else program.command(name).summary(summary).description(summary);
  }
  return program;
}
