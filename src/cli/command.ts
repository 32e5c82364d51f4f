import type { Command } from 'commander';
import type { CommandIo } from './io.ts';

/** What the module of a command exports. */
interface CommandModule {
  /** Adds the command with its flags, help and action to the program. `commands` are all that there are. */
  register(program: Command, io: CommandIo, commands: readonly CommandEntry[]): void;
}

export interface CommandEntry {
  readonly name: string;
  /** One line for `latchkey --help`; the module itself is loaded only when the command is asked for. */
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}
