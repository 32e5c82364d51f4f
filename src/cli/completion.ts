import { Argument, Command, type Option } from 'commander';
import { describeFaults } from '../../mocks/faults.ts';
import { readRequirements } from '../verify/requirements.ts';
import type { CommandEntry } from './command.ts';
import { bashCompletion } from './completion/bash.ts';
import { fishCompletion } from './completion/fish.ts';
import type { CompletedCommand, CompletedOption } from './completion/words.ts';
import { zshCompletion } from './completion/zsh.ts';
import type { CommandIo } from './io.ts';

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

const help = `
The script knows the commands, their flags, the values of flags that have only so many, and the ids of requirements. It
is made once and asks nothing of latchkey while you type; make it again after an update.

Examples:
  $ eval "$(latchkey completion bash)"                                    in ~/.bashrc
  $ latchkey completion zsh > "\${fpath[1]}/_latchkey"                     once, then start a new shell
  $ latchkey completion fish > ~/.config/fish/completions/latchkey.fish   once

Exit codes: 0 printed · 2 usage`;

/** `latchkey completion SHELL`: a script that lets a shell complete commands, flags and their values. */
export function register(program: Command, io: CommandIo, commands: readonly CommandEntry[]): void {
  program
    .command('completion')
    .summary('print a script for the completion of a shell')
    .description('Prints a script that lets a shell complete the commands, their flags and their values.')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(scripts)))
    .addHelpText('after', help)
    .action(async (shell: keyof typeof scripts) => {
      io.stdout.write(scripts[shell](await readCommands(io, commands)));
    });
}

/** What there is to complete, read from the commands themselves: nothing is written down twice. */
async function readCommands(io: CommandIo, commands: readonly CommandEntry[]): Promise<CompletedCommand[]> {
  const program = new Command('latchkey');
  for (const { load } of commands) (await load()).register(program, io, commands);
  const requirements = (await readRequirements()).map(({ id }) => id);
  return program.commands.map(command => ({
    name: command.name(),
    summary: command.summary(),
    words: [
      ...command.commands.map(each => each.name()),
      ...command.registeredArguments.flatMap(argument =>
        argument.name() === 'selection' ? requirements : (argument.argChoices ?? []),
      ),
    ],
    options: [...command.options.filter(({ hidden }) => !hidden).map(readOption), helpOption],
  }));
}

const helpOption: CompletedOption = {
  flags: ['-h', '--help'],
  description: 'print help',
  takesValue: false,
  values: [],
};

function readOption({ short, long, description, required, optional, argChoices }: Option): CompletedOption {
  return {
    flags: [short, long].filter(flag => flag !== undefined),
    description,
    takesValue: required || optional,
    values: long === '--fault' ? describeFaults().map(({ id }) => id) : (argChoices ?? []),
  };
}
