import { type CompletedCommand, targetsCommand } from './words.ts';

/** A script for fish, which completes the names of files wherever nothing else is said. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const lines = ['# fish completion for latchkey'];
  for (const { name, summary } of [...commands, { name: 'help', summary: 'print the help of a command' }])
    lines.push(`complete -c latchkey -f -n __fish_use_subcommand -a ${name} -d ${inFish(summary)}`);
  for (const { name, words, options } of commands) {
    const when = `complete -c latchkey -n '__fish_seen_subcommand_from ${name}'`;
    if (words.length > 0) lines.push(`${when} -f -a ${inFish(words.join(' '))}`);
    for (const { flags, description, takesValue, values, asksForTargets } of options) {
      const names = flags.map(flag =>
        flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
      );
      const offered = [...values, ...(asksForTargets ? [`(${targetsCommand} 2>/dev/null)`] : [])];
      const value = offered.length > 0 ? ` -x -a ${inFish(offered.join(' '))}` : takesValue ? ' -r' : '';
      lines.push(`${when} ${names.join(' ')}${value} -d ${inFish(description)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** fish reads \\ and ' in single quotes with a backslash before them. */
function inFish(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
