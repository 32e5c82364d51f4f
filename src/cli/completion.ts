import { Argument, Command, type Option } from 'commander';
import { LatchkeyError, UsageError } from '../../mocks/errors.ts';
import { describeFaults } from '../../mocks/faults.ts';
import { configurationFile, readConfiguration } from '../targets/configuration.ts';
import { targetNames } from '../targets/resolved.ts';
import { readRequirements } from '../verify/requirements.ts';
import type { CommandEntry } from './command.ts';
import { bashCompletion } from './completion/bash.ts';
import { fishCompletion } from './completion/fish.ts';
import { powershellCompletion } from './completion/powershell.ts';
import type { CompletedCommand, CompletedOption } from './completion/words.ts';
import { zshCompletion } from './completion/zsh.ts';
import type { CommandIo } from './io.ts';

const scripts = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
} as const;

const help = `
The script knows the commands, their flags, the values of flags that have only so many, and the ids and tags of
requirements. It is made once; make it again after an update. For the names of targets it asks latchkey, which reads
latchkey.config.json in the folder that you are in.

Examples:
  $ eval "$(latchkey completion bash)"                                    in ~/.bashrc
  $ latchkey completion zsh > "\${fpath[1]}/_latchkey"                     once, then start a new shell
  $ latchkey completion fish > ~/.config/fish/completions/latchkey.fish   once
  PS> latchkey completion powershell | Out-String | Invoke-Expression     in $PROFILE

Exit codes: 0 printed · 2 usage`;

/** `latchkey completion SHELL`: a script that lets a shell complete commands, flags and their values. */
export function register(program: Command, io: CommandIo, commands: readonly CommandEntry[]): void {
  program
    .command('completion')
    .summary('print a script for the completion of a shell')
    .description('Prints a script that lets a shell complete the commands, their flags and their values.')
    .addArgument(new Argument('[shell]', 'which shell').choices(Object.keys(scripts)))
    .option('--targets', 'print the names of the configured targets, as the scripts ask for them')
    .addHelpText('after', help)
    .action(async (shell: keyof typeof scripts | undefined, { targets }: { targets?: boolean }) => {
      if (targets) io.stdout.write(namesOfTargets(io));
      else if (shell) io.stdout.write(scripts[shell](await readCommands(io, commands)));
      else
        throw new UsageError({
          where: 'completion',
          expected: `a shell, one of ${Object.keys(scripts).join(', ')}`,
        });
    });
}

/** A line for each. Nobody wants to read of a configuration that is wrong while completing a word. */
function namesOfTargets(io: CommandIo): string {
  try {
    const { configuration } = readConfiguration(configurationFile, io.cwd);
    return targetNames(configuration)
      .map(name => `${name}\n`)
      .join('');
  } catch (error) {
    if (error instanceof LatchkeyError) return '';
    throw error;
  }
}

/** What there is to complete, read from the commands themselves: nothing is written down twice. */
async function readCommands(io: CommandIo, commands: readonly CommandEntry[]): Promise<CompletedCommand[]> {
  const program = new Command('latchkey');
  for (const { load } of commands) (await load()).register(program, io, commands);
  const requirements = await readRequirements();
  const ids = requirements.map(({ id }) => id);
  const tags = [...new Set(requirements.flatMap(each => each.tags))].filter(
    tag => !ids.includes(tag.slice(1)),
  );
  const ofArgument: Readonly<Record<string, readonly string[]>> = {
    selection: [...ids, ...tags.sort()],
    fault: faultIds(),
  };
  return program.commands.map(command => ({
    name: command.name(),
    summary: command.summary(),
    words: [
      ...command.commands.map(each => each.name()),
      ...command.registeredArguments.flatMap(
        argument => ofArgument[argument.name()] ?? argument.argChoices ?? [],
      ),
    ],
    options: [...optionsOf(command), helpOption],
  }));
}

/** A command's own, and those of what it is followed by: `report merge --since`. */
function optionsOf(command: Command): CompletedOption[] {
  const all = [command, ...command.commands].flatMap(({ options }) =>
    options.filter(({ hidden }) => !hidden),
  );
  const byFlags = new Map(all.map(option => [option.long ?? option.flags, option]));
  return [...byFlags.values()].map(option => readOption(option, command));
}

const helpOption: CompletedOption = {
  flags: ['-h', '--help'],
  description: 'print help',
  takesValue: false,
  values: [],
  asksForTargets: false,
};

function readOption(
  { short, long, description, required, optional, argChoices }: Option,
  command: Command,
): CompletedOption {
  const isTarget = long === '--target';
  return {
    flags: [short, long].filter(flag => flag !== undefined),
    description,
    takesValue: required || optional,
    values: isTarget ? targetWords(command) : long === '--fault' ? faultIds() : (argChoices ?? []),
    asksForTargets: isTarget,
  };
}

/** What stands for targets beside the names of the configuration. */
function targetWords(command: Command): readonly string[] {
  return command.name() === 'verify' ? ['all', 'simulated'] : ['all'];
}

function faultIds(): readonly string[] {
  return describeFaults().map(({ id }) => id);
}
