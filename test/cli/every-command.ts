import { PassThrough } from 'node:stream';
import { Command } from 'commander';
import { commands } from '../../src/cli/program.ts';

/** The program with every command registered, to look up commands and flags by name; what it prints goes nowhere. */
export async function everyCommand(cwd: string): Promise<Command> {
  const program = new Command('latchkey');
  const io = {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    env: {},
    cwd,
    interrupted: new AbortController().signal,
    finish() {},
  };
  for (const { load } of commands) (await load()).register(program, io, commands);
  return program;
}
